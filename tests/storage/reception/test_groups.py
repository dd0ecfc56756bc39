"""Which council sees its requests where, and which of its cards are behind; on both databases."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.reception.errors import GroupNotYours, NotAllowed
from bot.domain.reception.groups import LINK_LASTS, ShownCard
from bot.domain.reception.request import Request
from bot.domain.roles import Role
from bot.services.reception.groups import CouncilGroups
from storage.database import open_database
from storage.reception.groups import SqlCouncilGroups
from tests.services.reception.office import ABAI, Office, office_on

GROUP, OTHER = -1001, -1002

pytestmark = pytest.mark.parametrize("facts_url", ["sqlite", "postgresql"], indirect=True)

MAKE_URGENT = "UPDATE requests SET care = 'violence' WHERE id = :request_id"

TELEGRAM_ID = "SELECT telegram_id FROM people WHERE id = :person_id"

TOLD = "SELECT kind FROM outbox WHERE person_id = :person_id ORDER BY id"


@dataclass(slots=True)
class Board:
    """The groups' service on a real database, and a coordinator of a council."""

    office: Office
    groups: CouncilGroups
    store: SqlCouncilGroups
    coordinator: PersonId

    async def connect(self, chat_id: int = GROUP) -> int | None:
        """Connect a group; give the number of the one that it replaces."""
        token = await self.groups.link(self.coordinator, ABAI)
        connected = await self.groups.connect(
            self.coordinator, token, chat_id, Language.KAZAKH, is_forum=False
        )
        return connected.replaced

    async def sent(self) -> Request:
        return await self.office.sent(await self.office.person())

    async def show(self, shown: ShownCard, message_id: int = 1) -> None:
        """Keep that the card was sent, or edited."""
        await self.groups.keep(
            ShownCard(
                card=shown.card,
                chat_id=shown.chat_id,
                is_forum=shown.is_forum,
                language=shown.language,
                thread_id=None,
                message_id=message_id,
                shown_version=shown.card.version,
            )
        )

    async def telegram_id(self, person_id: PersonId) -> int:
        [row] = await self.office.database.fetch(TELEGRAM_ID, person_id=person_id)
        found: int = row["telegram_id"]
        return found

    async def told(self) -> list[str]:
        rows = await self.office.database.fetch(TOLD, person_id=self.coordinator)
        return [row["kind"] for row in rows]


@pytest.fixture
async def board(facts_url: str) -> AsyncIterator[Board]:
    database = await open_database(facts_url)
    office = await office_on(database)
    store = SqlCouncilGroups(database)
    groups = CouncilGroups(store, office.services.places, lambda: office.time)
    yield Board(office, groups, store, await office.holder(Role.COORDINATOR, ABAI))
    await database.close()


async def test_a_link_connects_once_and_for_its_person_alone(board: Board) -> None:
    token = await board.groups.link(board.coordinator, ABAI)
    colleague = await board.office.holder(Role.HEAD, ABAI)
    with pytest.raises(GroupNotYours):
        await board.groups.connect(colleague, token, GROUP, Language.RUSSIAN, is_forum=False)
    await board.groups.connect(board.coordinator, token, GROUP, Language.RUSSIAN, is_forum=True)
    with pytest.raises(GroupNotYours):
        await board.groups.connect(board.coordinator, token, OTHER, Language.RUSSIAN, is_forum=False)

    [group] = await board.groups.groups_in(GROUP)
    assert group == await board.groups.group_of(ABAI)
    assert (group.chat_id, group.is_forum, group.language) == (GROUP, True, Language.RUSSIAN)


async def test_a_link_lasts_a_day(board: Board) -> None:
    token = await board.groups.link(board.coordinator, ABAI)
    board.office.pass_time(seconds=LINK_LASTS.total_seconds())

    with pytest.raises(GroupNotYours):
        await board.groups.connect(board.coordinator, token, GROUP, Language.RUSSIAN, is_forum=False)


async def test_rights_are_checked_when_the_link_is_made_and_when_it_is_used(board: Board) -> None:
    with pytest.raises(NotAllowed):
        await board.groups.link(board.coordinator, CouncilId("elders-astana"))
    token = await board.groups.link(board.coordinator, ABAI)
    for grant in await board.office.services.roles.grants_of(board.coordinator):
        await board.office.services.roles.withdraw(grant.id)

    with pytest.raises(NotAllowed):
        await board.groups.connect(board.coordinator, token, GROUP, Language.RUSSIAN, is_forum=False)
    assert await board.groups.group_of(ABAI) is None


async def test_each_chat_is_owed_one_card_at_a_time_the_urgent_before_the_oldest(board: Board) -> None:
    first, _second, urgent = [await board.sent() for _ in range(3)]
    await board.office.database.write(MAKE_URGENT, request_id=urgent.id)
    assert await board.groups.outdated(10) == []
    await board.connect()

    [shown] = await board.groups.outdated(10)
    assert (shown.card.id, shown.chat_id, shown.message_id) == (urgent.id, GROUP, None)
    assert shown.language is Language.KAZAKH
    await board.show(shown)
    [shown] = await board.groups.outdated(10)
    assert shown.card.id == first.id
    assert await board.groups.outdated(10, but_not_in=[GROUP]) == []


async def test_a_card_is_behind_when_its_request_has_moved_on(board: Board) -> None:
    await board.connect()
    request = await board.sent()
    [shown] = await board.groups.outdated(10)
    await board.show(shown, message_id=7)
    assert await board.groups.outdated(10) == []
    await board.office.answered(request.id, board.coordinator)

    [shown] = await board.groups.outdated(10)
    assert (shown.message_id, shown.card.version > shown.shown_version) == (7, True)
    await board.groups.forget(shown)
    assert await board.groups.outdated(10) == [], "nobody waits for the card of a settled request"


async def test_what_was_settled_before_the_group_came_is_not_shown(board: Board) -> None:
    request = await board.sent()
    await board.office.services.own_requests.withdraw(request.id, request.citizen_id)
    await board.connect()

    assert await board.groups.outdated(10) == []


async def test_a_group_of_two_councils_shows_each_request_once(board: Board) -> None:
    await board.connect()
    mothers = CouncilId("mothers-astana")
    await board.office.give(board.coordinator, Role.HEAD, mothers)
    token = await board.groups.link(board.coordinator, mothers)
    await board.groups.connect(board.coordinator, token, GROUP, Language.RUSSIAN, is_forum=False)
    request = await board.sent()
    [shown] = await board.groups.outdated(10)
    await board.show(shown)
    await board.office.answered(request.id, board.coordinator)

    assert len(await board.groups.groups_in(GROUP)) == 2
    [shown] = await board.groups.outdated(10)
    assert (shown.card.id, shown.has_left) == (request.id, False)


async def test_a_new_group_takes_the_place_of_the_old_one(board: Board) -> None:
    assert await board.connect() is None
    assert await board.connect() is None
    await board.sent()
    [shown] = await board.groups.outdated(10)
    await board.show(shown)

    assert await board.connect(OTHER) == GROUP
    assert await board.groups.groups_in(GROUP) == []
    [shown] = await board.groups.outdated(10)
    assert (shown.chat_id, shown.message_id) == (OTHER, None)


async def test_a_group_that_moves_is_owed_its_cards_anew(board: Board) -> None:
    await board.connect()
    await board.sent()
    [shown] = await board.groups.outdated(10)
    await board.show(shown)
    for _both_chats_tell in range(2):
        await board.groups.move(GROUP, OTHER)
    await board.groups.keep_forum(OTHER, is_forum=True)

    [shown] = await board.groups.outdated(10)
    assert (shown.chat_id, shown.message_id, shown.is_forum) == (OTHER, None, True)


async def test_a_lost_group_is_owed_nothing_and_its_people_are_told_once(board: Board) -> None:
    await board.connect()
    await board.sent()
    taken = await board.sent()
    await board.office.services.coordinating.take(taken.id, board.coordinator)
    for _ in range(2):
        await board.groups.lose(GROUP)

    assert await board.groups.outdated(10) == []
    assert await board.told() == ["group_lost", "request_new"]


async def test_a_card_in_private_follows_its_request_until_it_is_something_else(board: Board) -> None:
    request = await board.sent()
    account = await board.telegram_id(board.coordinator)
    await board.groups.keep_private_card(request.id, account, 5, request.version)
    assert await board.groups.outdated(10) == []
    colleague = await board.office.holder(Role.COORDINATOR, ABAI)
    await board.office.services.coordinating.take(request.id, colleague)

    [shown] = await board.groups.outdated(10)
    assert (shown.chat_id, shown.message_id, shown.is_private, shown.has_left) == (account, 5, True, False)
    await board.groups.forget_message(account, 5)
    assert await board.groups.outdated(10) == []


@pytest.mark.parametrize("gone", ["dismissed", "blocked"])
async def test_who_was_dismissed_or_has_blocked_the_bot_learns_nothing_more(board: Board, gone: str) -> None:
    request = await board.sent()
    account = await board.telegram_id(board.coordinator)
    await board.groups.keep_private_card(request.id, account, 5, request.version)
    colleague = await board.office.holder(Role.COORDINATOR, ABAI)
    await board.office.services.coordinating.take(request.id, colleague)
    if gone == "blocked":
        await board.office.services.people.leave(account)
    else:
        for grant in await board.office.services.roles.grants_of(board.coordinator):
            await board.office.services.roles.withdraw(grant.id)

    assert await board.groups.outdated(10) == []


async def test_a_card_that_nobody_takes_rests_until_the_next_version(board: Board) -> None:
    await board.connect()
    request = await board.sent()
    [shown] = await board.groups.outdated(10)
    await board.groups.give_up(shown)
    assert await board.groups.outdated(10) == []
    assert await board.told() == ["request_new"]
    await board.office.services.coordinating.take(request.id, board.coordinator)

    [shown] = await board.groups.outdated(10)
    assert (shown.message_id, shown.card.owner_id) == (None, board.coordinator)
