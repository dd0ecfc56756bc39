"""A council's group: how it is connected, what it sees, who takes a request there, and how it ends."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.reception.errors import NotNow
from bot.domain.reception.request import Request, RequestId
from bot.domain.roles import Role
from handlers.coordination.callbacks import RequestTaken
from handlers.coordination.groups.callbacks import GroupAsked
from sandbox import Conversation, Group, Person, SeenMessage
from tests.catalogues import words_in
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import PHONE, WORDS, Staff, dismissed_coordinator, sent, told_all
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAVLODAR = CouncilId("elders-pavlodar")
"""A council to which no other test writes, so that its group shows the requests of these tests alone."""

TAKEN = "Taken. The request is in your private chat with me."

NOT_THEIRS = (
    "This link was made for somebody else, was used, or is too old. "
    "Ask for a new one at the desk of your council in the private chat with me."
)

NOT_YOURS = "This is for those who work for this council."

OWNER = "SELECT owner_id FROM requests WHERE id = :request_id"

TAKINGS = "SELECT person_id FROM request_history WHERE request_id = :request_id AND act = 'take'"


class Council:
    """A council, its people and its group during one test."""

    def __init__(self, staff: Staff, owner: Person) -> None:
        self.staff = staff
        self.bot = staff.bot
        self.owner = owner
        self._requests: list[Request] = []

    async def hire(self, name: str, council_id: CouncilId = PAVLODAR) -> Citizen:
        """Give somebody who works for the council, whose colleagues see that name."""
        return await self.staff.hire(name, council_id)

    async def sent(self, words: str = WORDS, citizen: Citizen | None = None, **answers: Any) -> Request:
        """Let somebody write to the council."""
        author = citizen or await self.staff.citizen()
        request = await sent(self.bot, author, words, place="pavlodar", **answers)
        self._requests.append(request)
        return request

    async def withdraw(self) -> None:
        """Leave no request open, so that the next group shows none of these."""
        for request in self._requests:
            with suppress(NotNow):
                await self.bot.app.services.own_requests.withdraw(request.id, request.citizen_id)

    async def link(self, coordinator: Citizen) -> str:
        """Ask for a group at the desk, and give the payload of the link."""
        shown = await coordinator.forge(GroupAsked(council_id=PAVLODAR).pack())
        button = shown.button("Choose a group")
        assert button is not None
        prefix = "https://t.me/dostyq_bot?startgroup="
        assert button["url"].startswith(f"{prefix}council_")
        url: str = button["url"]
        return url.removeprefix(prefix)

    async def connected(self, coordinator: Citizen, *members: Citizen, is_forum: bool = False) -> Group:
        """Connect a new group in which the owner, the coordinator and others are."""
        payload = await self.link(coordinator)
        group = await self.bot.sandbox.group(
            "Council",
            [self.owner, *(self.account(one) for one in (coordinator, *members))],
            is_forum=is_forum,
        )
        chat = self.screen(coordinator, group)
        await chat.start(payload, as_administrator=False)
        await chat.reply()
        return group

    def account(self, somebody: Citizen) -> Person:
        return Person(self.bot.sandbox.world, self.bot.sandbox.world.accounts[somebody.chat.id])

    def screen(self, somebody: Citizen, group: Group) -> Conversation:
        return self.account(somebody).in_group(group, self.bot.telegram)

    async def card(self, chat: Conversation, request: Request, words: str = "") -> SeenMessage:
        """Wait until the group's card of a request says those words."""
        for message in reversed(chat.messages):
            if request.number in message.text and words in message.text:
                return message
        return await chat.reply_where(lambda one: request.number in one.text and words in one.text)

    async def takings(self, request: Request) -> int:
        return len(await self.bot.database.fetch(TAKINGS, request_id=request.id))


@pytest_asyncio.fixture(loop_scope="session")
async def council(busy_bot: RunningBot, expected_refusals: Counter[str]) -> AsyncIterator[Council]:
    staff = Staff(busy_bot)
    working = Council(staff, await busy_bot.sandbox.person("Owner"))
    yield working
    await busy_bot.settled()
    await working.withdraw()
    await staff.leave()
    found = await busy_bot.app.services.council_groups.group_of(PAVLODAR)
    if found is not None:
        await busy_bot.app.services.council_groups.lose(found.chat_id)
    await busy_bot.check_manners(expected_refusals)


async def test_a_coordinator_connects_a_group_that_shows_requests_without_their_citizens(
    council: Council,
) -> None:
    coordinator = await council.hire("Aigul")
    group = await council.connected(coordinator)
    chat = council.screen(coordinator, group)
    assert "This group now shows the requests to" in chat.last.text

    request = await council.sent("SECRET words", name="SECRET name", phone=PHONE)
    card = await council.card(chat, request)

    assert card.buttons == [["Take"]]
    assert "SECRET" not in card.text
    assert PHONE not in card.text
    assert not any(request.number in message.text for message in coordinator.chat.messages)


async def test_the_group_reads_the_language_of_whoever_connected_it(council: Council) -> None:
    coordinator = await council.hire("Aigul")
    person = await council.bot.app.services.people.find(coordinator.chat.id)
    assert person is not None
    await council.bot.app.services.people.choose_language(person, Language.KAZAKH)
    coordinator.language = Language.KAZAKH
    services = council.bot.app.services
    token = await services.council_groups.link(person.id, PAVLODAR)
    group = await council.bot.sandbox.group("Council", [council.account(coordinator)])
    chat = council.screen(coordinator, group)
    await chat.start(f"council_{token}")

    name = council.bot.directory.council(PAVLODAR)
    assert name is not None
    assert name.name.in_language(Language.KAZAKH) in (await chat.reply()).text
    request = await council.sent()
    topic = council.bot.directory.topic(request.topic_id)
    assert topic is not None
    assert topic.name.in_language(Language.KAZAKH) in (await council.card(chat, request)).text


async def test_a_link_connects_for_its_person_once(council: Council) -> None:
    coordinator, colleague = await council.hire("Aigul"), await council.hire("Arman")
    payload = await council.link(coordinator)
    stranger = await council.bot.sandbox.person("Stranger")
    people = [stranger, council.account(colleague), council.account(coordinator)]
    group = await council.bot.sandbox.group("Council", people)
    refused = words_in(Language.RUSSIAN)(NOT_THEIRS)
    for somebody in people[:2]:
        chat = somebody.in_group(group, council.bot.telegram)
        await chat.start(payload)
        assert (await chat.reply()).text in {refused, NOT_THEIRS}
    chat = council.screen(coordinator, group)
    await chat.start(payload)
    assert "This group now shows" in (await chat.reply()).text
    await chat.start(payload)
    assert "was used" in (await chat.reply()).text


async def test_an_anonymous_administrator_is_asked_to_write_as_themselves(council: Council) -> None:
    coordinator = await council.hire("Aigul")
    payload = await council.link(coordinator)
    group = await council.bot.sandbox.group("Council", [council.account(coordinator)])
    group.set_anonymous(council.account(coordinator))
    chat = council.screen(coordinator, group)
    await chat.start(payload)
    assert "Remain anonymous" in (await chat.reply()).text or "нонимн" in chat.last.text

    group.set_anonymous(council.account(coordinator), anonymous=False)
    await chat.start(payload)
    assert "This group now shows" in (await chat.reply()).text


async def test_who_takes_in_the_group_reads_in_private_and_everybody_sees_the_owner(council: Council) -> None:
    coordinator, colleague = await council.hire("Aigul"), await council.hire("Arman")
    group = await council.connected(coordinator, colleague)
    chat, other = council.screen(coordinator, group), council.screen(colleague, group)
    request = await council.sent("The lamp is dark")
    card = await council.card(chat, request)

    assert (await chat.press_old(card, "Take")).text == TAKEN
    answer = await other.press_old(card, "Take")
    assert (answer.text, answer.show_alert) == ("Aigul has already taken this request.", True)
    taken = await council.card(chat, request, "Owner: Aigul")
    assert taken.buttons == []
    await told_all(council.bot)
    words = next(one for one in coordinator.chat.messages if "The lamp is dark" in one.text)
    assert words.protected
    assert (await chat.press_old(card, "Take")).text == TAKEN
    assert await council.takings(request) == 1


async def test_who_does_not_work_for_the_council_takes_nothing(council: Council) -> None:
    coordinator, elsewhere = (
        await council.hire("Aigul"),
        await council.hire("Arman", CouncilId("elders-almaty")),
    )
    dismissed, citizen = await council.hire("Gone"), await council.hire("Citizen")
    stranger = await council.bot.meet("en")
    group = await council.connected(coordinator, elsewhere, dismissed, citizen, stranger)
    request = await council.sent(citizen=citizen)
    card = await council.card(council.screen(coordinator, group), request)
    await dismissed_coordinator(council.bot, dismissed)

    for somebody in (elsewhere, dismissed, citizen, stranger):
        answer = await council.screen(somebody, group).press_old(card, "Take")
        assert (answer.text, answer.show_alert) == (NOT_YOURS, True)
    assert await council.takings(request) == 0


async def test_an_anonymous_administrator_takes_as_themselves(council: Council) -> None:
    coordinator = await council.hire("Aigul")
    group = await council.connected(coordinator)
    group.set_status(council.account(coordinator), "administrator")
    group.set_anonymous(council.account(coordinator))
    request = await council.sent()
    chat = council.screen(coordinator, group)

    assert (await chat.press_old(await council.card(chat, request), "Take")).text == TAKEN
    await council.card(chat, request, "Owner: Aigul")


async def test_of_fifty_presses_at_once_one_makes_the_owner(council: Council) -> None:
    coordinator = await council.hire("Aigul")
    crowd = [await _colleague(council.bot, number) for number in range(50)]
    group = await council.connected(coordinator)
    for somebody in crowd:
        group.set_status(somebody, "member")
    request = await council.sent()
    card = await council.card(council.screen(coordinator, group), request)

    chats = [somebody.in_group(group, council.bot.telegram) for somebody in crowd]
    answers = await asyncio.gather(*(chat.press_old(card, "Take", timeout=20) for chat in chats))

    said = Counter(answer.text for answer in answers)
    assert said.pop(TAKEN) == 1
    [(loser, times)] = said.items()
    assert times == 49
    assert loser.endswith("has already taken this request.")
    assert await council.takings(request) == 1
    await _dismiss_crowd(council.bot, crowd)


async def test_an_answer_in_the_group_is_sent_to_the_private_chat_once_a_day(council: Council) -> None:
    coordinator, stranger = await council.hire("Aigul"), await council.bot.meet("en")
    group = await council.connected(coordinator, stranger)
    chat = council.screen(coordinator, group)
    request = await council.sent()
    card = await council.card(chat, request)
    await council.screen(stranger, group).reply_to(card, "I am nobody")
    await chat.reply_to(card, "We will mend it on Friday")

    said = await chat.reply_where(lambda one: "Answer in your private chat" in one.text)
    assert said.reply_to is not None
    for ignored in ("And bring a ladder", "/start@dostyq_bot", "/menu@dostyq_bot"):
        await chat.reply_to(card, ignored)
    await council.bot.settled()
    bots = [one for one in chat.messages if one.raw["from"]["id"] == council.bot.telegram.id]
    assert bots[-1].id == said.id
    assert await council.takings(request) == 0


async def test_talk_in_a_topic_is_left_alone(council: Council) -> None:
    coordinator = await council.hire("Aigul")
    group = await council.connected(coordinator, is_forum=True)
    group.set_status(council.bot.telegram, "administrator")
    chat = council.screen(coordinator, group)
    request = await council.sent()
    card = await council.card(chat, request)
    assert card.thread is not None
    assert chat.topics[card.thread].startswith(request.number)
    await chat.send("Who knows that street?", thread=card.thread)
    await council.bot.settled()

    assert chat.last.id == card.id
    await chat.reply_to(card, "I do")
    said = await chat.reply_where(lambda one: "private chat" in one.text)
    assert said.thread == card.thread


async def test_a_button_that_somebody_made_up_changes_nothing_in_the_group(council: Council) -> None:
    coordinator = await council.hire("Aigul")
    group = await council.connected(coordinator)
    chat = council.screen(coordinator, group)
    request = await council.sent()
    card = await council.card(chat, request)
    unknown = RequestTaken(request_id=RequestId(2**31 - 1), in_group=True).pack()

    for data, text in (("go:menu", "This button no longer works."), ("x", None), (unknown, NOT_YOURS)):
        answer = await chat.press_data(card, data)
        assert answer.text == (text or "This button no longer works.")
    assert (await council.card(chat, request)).text == card.text


async def test_a_group_that_becomes_a_supergroup_is_followed(council: Council) -> None:
    coordinator = await council.hire("Aigul")
    payload = await council.link(coordinator)
    group = await council.bot.sandbox.group("Council", [council.account(coordinator)], basic=True)
    await council.screen(coordinator, group).start(payload)
    await council.screen(coordinator, group).reply()
    grown = group.upgrade(is_forum=True)
    await council.bot.settled()

    [found] = await council.bot.app.services.council_groups.groups_in(grown.id)
    assert (found.council_id, found.is_forum) == (PAVLODAR, True)
    grown.set_status(council.bot.telegram, "administrator")
    chat = council.screen(coordinator, grown)
    request = await council.sent()
    assert (await council.card(chat, request)).thread is not None


async def test_a_council_whose_group_threw_the_bot_out_is_told_in_private(council: Council) -> None:
    coordinator = await council.hire("Aigul")
    group = await council.connected(coordinator)
    request = await council.sent()
    await council.card(council.screen(coordinator, group), request)
    group.set_status(council.bot.telegram, "kicked")
    await council.bot.settled()
    await told_all(council.bot)

    texts = [message.text for message in coordinator.chat.messages]
    assert sum("I can no longer write to the group" in text for text in texts) == 1
    await coordinator.chat.reply_where(lambda one: request.number in one.text)
    group.set_status(council.bot.telegram, "member")
    await council.bot.settled()
    assert await council.bot.app.services.council_groups.group_of(PAVLODAR) is None


async def test_only_people_of_the_council_are_given_its_link(council: Council) -> None:
    coordinator = await council.hire("Aigul", CouncilId("elders-almaty"))
    shown = await coordinator.forge(GroupAsked(council_id=PAVLODAR).pack())

    assert shown.button("Choose a group") is None


async def _colleague(bot: RunningBot, number: int) -> Person:
    """Give somebody who works for the council and whose private chat is open, without a word exchanged."""
    somebody = await bot.sandbox.person(f"Colleague {number}", language_code="en")
    await somebody.chat_with(bot.telegram).start()
    services = bot.app.services
    person = await services.people.meet(somebody.id, "en")
    council = bot.directory.council(PAVLODAR)
    assert council is not None
    token = await services.roles.invite(Role.COORDINATOR, council.region_code, timedelta(days=1), PAVLODAR)
    await services.roles.accept(person.id, token, f"Colleague {number}")
    return somebody


async def _dismiss_crowd(bot: RunningBot, crowd: list[Person]) -> None:
    accounts = {somebody.id for somebody in crowd}
    for held in await bot.app.services.roles.list_all():
        if held.telegram_id in accounts:
            await bot.app.services.roles.withdraw(held.grant.id)
