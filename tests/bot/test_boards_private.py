"""Cards in the private chats of coordinators, kept true as long as their message shows a card."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.domain.people import PersonId
from bot.domain.places import RegionCode
from bot.domain.reception.request import Request
from bot.domain.roles import Role
from sandbox import Conversation
from tests.bot.boards_at_work import BoardsAtWork, boards_on
from tests.bot.test_boards import ASTANA
from tests.services.reception.office import ABAI


@dataclass(slots=True)
class Colleague:
    """A coordinator who has got the card of a request in private."""

    person_id: PersonId
    chat: Conversation
    message_id: int
    request: Request


@pytest.fixture
async def work(sqlite_facts_url: str) -> AsyncIterator[BoardsAtWork]:
    async with boards_on(sqlite_facts_url) as boards:
        yield boards


@pytest.fixture
async def colleague(work: BoardsAtWork) -> Colleague:
    account = await work.sandbox.person("Colleague")
    chat = account.chat_with(work.robot)
    await chat.start()
    person = await work.office.services.people.meet(account.id, "en")
    await work.office.give(person.id, Role.COORDINATOR, ABAI)
    [request] = await work.sent()
    sent = await work.bot.send_message(account.id, "a card")
    await work.groups.keep_private_card(request.id, account.id, sent.message_id, request.version)
    return Colleague(person.id, chat, sent.message_id, request)


async def test_a_card_in_private_says_who_has_taken_the_request(
    work: BoardsAtWork, colleague: Colleague
) -> None:
    await work.settle()
    assert colleague.chat.last.text == "a card"
    await work.take(colleague.request.id)
    await work.settle()

    assert colleague.chat.last.id == colleague.message_id
    assert "In progress · Owner: Айгүл" in colleague.chat.last.text
    assert colleague.chat.last.buttons == [["Details"]]


async def test_a_request_given_back_can_be_taken_on_the_card_again(
    work: BoardsAtWork, colleague: Colleague
) -> None:
    await work.take(colleague.request.id)
    await work.office.services.moving.release(colleague.request.id, work.coordinator)
    await work.settle()

    assert "Sent, not yet taken" in colleague.chat.last.text
    assert colleague.chat.last.buttons == [["Take", "Details"]]


async def test_a_request_given_away_is_told_once_on_the_card(
    work: BoardsAtWork, colleague: Colleague
) -> None:
    await work.office.holder(Role.HEAD, ASTANA, RegionCode("KZ-71"))
    await work.office.services.moving.transfer(colleague.request.id, work.coordinator, ASTANA, "it is yours")
    await work.settle()

    assert "Given to another council" in colleague.chat.last.text
    assert colleague.chat.last.buttons == []


async def test_a_deleted_message_and_a_chat_that_is_shut_are_let_be(
    work: BoardsAtWork, colleague: Colleague
) -> None:
    await work.bot.delete_message(colleague.chat.id, colleague.message_id)
    await work.take(colleague.request.id)
    await work.settle()
    assert [message.text for message in colleague.chat.messages if message.text != "/start"] == []

    [request] = await work.sent()
    sent = await work.bot.send_message(colleague.chat.id, "another card")
    await work.groups.keep_private_card(request.id, colleague.chat.id, sent.message_id, request.version)
    await colleague.chat.block()
    await work.take(request.id)
    await work.settle()
    assert colleague.chat.last.text == "another card"


async def test_a_message_that_has_become_another_screen_is_let_be(
    work: BoardsAtWork, colleague: Colleague
) -> None:
    await work.groups.forget_message(colleague.chat.id, colleague.message_id)
    await work.take(colleague.request.id)
    await work.settle()

    assert colleague.chat.last.text == "a card"
