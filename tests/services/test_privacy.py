"""Somebody's own data: all of it in a file, and none of it after they asked to be forgotten."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.events.attendance import AttendanceState
from bot.domain.events.edits import with_fields
from bot.domain.events.subscriptions import Subscription, SubscriptionKind
from bot.domain.people import PersonId
from bot.domain.reception.errors import PersonalDataGone
from bot.domain.reception.messages import Piece, PieceKind
from bot.domain.reception.request import Request
from bot.domain.reception.rules import CONSENT_VERSION
from bot.domain.reception.states import RequestState
from bot.domain.roles import COUNTRY, Role
from bot.ports.privacy import PrivacyStore
from bot.services.privacy import PrivacyData
from storage.database import Database, open_database
from storage.inbox import Inbox, InboxUpdate
from storage.kept_about import SECTIONS
from storage.outbox import SqlOutbox
from storage.privacy import SqlPrivacy
from storage.reception.desk import SqlDesk
from tests.services.events.small_world import SmallWorld
from tests.services.reception.office import ABAI, SEMEY, Office, office_on

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAME, PHONE, MATTER = "Канарейка Сайрағұл", "+77019998877", "Сарықұс ауылында су жоқ"
ADDED, HEADLINE, ANSWER, REASON = "қосымша сарықұс", "тақырып сарықұс", "жауап сарықұс", "себеп сарықұс"
BEGUN, FORM, FAILED = "басталған сарықұс", "форма сарықұс", "қате сарықұс"
CANARIES = (NAME, PHONE, MATTER, ADDED, HEADLINE, ANSWER, REASON, BEGUN, FORM, FAILED)

A_WISH = Subscription(SubscriptionKind.REGION, "KZ-10")

ON_BOTH = pytest.mark.parametrize("facts_url", ["sqlite", "postgresql"], indirect=True)

PUT_FORM = "INSERT INTO drafts (key, state, data, updated_at) VALUES (:key, 'form', :data, :at)"

MENTIONS = {
    "attendances": "events",
    "audit": "acts",
    "council_groups": "groups_connected",
    "digests": "digest",
    "event_versions": "events_edited",
    "events": "events_begun",
    "grants": "roles",
    "group_links": "group_links",
    "invitations": "invitations",
    "outbox": "notices",
    "people": "account",
    "request_drafts": "request_draft",
    "request_followers": "followed_requests",
    "request_history": "done_for_councils",
    "request_messages": "written_for_councils",
    "request_views": "shown_requests",
    "requests": "requests",
    "subscriptions": "subscriptions",
}
"""In which section of the file each table appears that names people."""

PERSONAL_COLUMNS = {"person_id", "actor_id", "invited_by", "used_by", "telegram_id"}
"""Columns that name a person without a foreign key."""


def privacy_of(office: Office, store: PrivacyStore | None = None) -> PrivacyData:
    services, database = office.services, office.database
    return PrivacyData(
        store or SqlPrivacy(database),
        services.own_requests,
        SqlDesk(database),
        services.attending,
        lambda: office.time,
    )


@pytest_asyncio.fixture(loop_scope="session")
async def office(facts_url: str) -> AsyncIterator[Office]:
    database = await open_database(facts_url)
    yield await office_on(database)
    await database.close()


async def with_a_past(office: Office, citizen: PersonId, coordinator: PersonId) -> list[Request]:
    """Let somebody leave a trace wherever one can be left; give their requests."""
    services = office.services
    closed = await office.sent(citizen, MATTER, name=NAME, phone=PHONE)
    said = Piece(kind=PieceKind.TEXT, text=ADDED)
    await services.own_requests.say(closed.id, citizen, said, "said")
    await office.answered(closed.id, coordinator, ANSWER)
    still_open = await office.sent(citizen, MATTER, name=NAME, phone=PHONE)
    await services.coordinating.take(still_open.id, coordinator)
    await services.coordinating.entitle(still_open.id, coordinator, HEADLINE)
    note = Piece(kind=PieceKind.TEXT, text="жазба тек кеңеске")
    await services.coordinating.note(still_open.id, coordinator, note, "note")
    redirected = await office.sent(citizen, MATTER)
    await services.coordinating.take(redirected.id, coordinator)
    door = next(iter(services.places.directory.doors)).id
    await services.moving.redirect(redirected.id, coordinator, door, REASON)
    begun = Piece(kind=PieceKind.TEXT, text=BEGUN)
    draft = await services.drafting.begin(citizen, "begun")
    await services.drafting.keep(citizen, replace(draft, place_id=SEMEY, pieces=(begun,)))
    others = await office.sent(await office.person(), "Жол нашар", topic="roads")
    await services.own_requests.follow(others.id, citizen)
    await services.subscribing.toggle(citizen, A_WISH, wanted=True)
    account = await account_of(office.database, citizen)
    await office.database.write(
        PUT_FORM, key=f"fsm:1:{account}:{account}:default", data=f'{{"text":"{FORM}"}}', at=office.time
    )
    inbox = Inbox(office.database)
    await inbox.accept([an_update(1, account, FAILED), an_update(2, account, "press")], office.time)
    await inbox.quarantine(1, "KeyError", office.time)
    return [closed, still_open, redirected]


def an_update(update_id: int, account: int, words: str) -> InboxUpdate:
    return InboxUpdate(
        update_id=update_id, chat_key=account, payload=f'{{"text":"{words}"}}', position_withheld=False
    )


async def account_of(database: Database, person: PersonId) -> int:
    [row] = await database.fetch("SELECT telegram_id FROM people WHERE id = :id", id=person)
    return int(row["telegram_id"])


async def test_no_byte_of_what_somebody_said_is_left(sqlite_facts_url: str) -> None:
    database = await open_database(sqlite_facts_url)
    office = await office_on(database)
    citizen, coordinator = await office.person(), await office.holder(Role.HEAD, ABAI)
    await with_a_past(office, citizen, coordinator)
    assert [one for one in CANARIES if one.encode() not in bytes_of(sqlite_facts_url)] == []

    await privacy_of(office).erase(citizen)
    await Inbox(database).finish([2], office.time)
    await database.write("PRAGMA wal_checkpoint(TRUNCATE)")
    left = bytes_of(sqlite_facts_url)
    await database.close()

    assert [one for one in CANARIES if one.encode() in left] == []
    assert [one for one in CANARIES if one.encode() in bytes_of(sqlite_facts_url)] == []


def bytes_of(url: str) -> bytes:
    path = Path(url.removeprefix("sqlite:///"))
    return b"".join(part.read_bytes() for part in sorted(path.parent.glob(f"{path.name}*")))


@ON_BOTH
async def test_the_register_stays_without_the_person(office: Office) -> None:
    citizen, coordinator = await office.person(), await office.holder(Role.HEAD, ABAI)
    account = await account_of(office.database, citizen)
    requests = await with_a_past(office, citizen, coordinator)
    office.pass_time(days=1)

    await privacy_of(office).erase(citizen)

    kept = [await office.request(request.id) for request in requests]
    assert [one.number for one in kept] == [one.number for one in requests]
    assert [one.clock.submitted_at for one in kept] == [one.clock.submitted_at for one in requests]
    assert [one.state for one in kept] == [
        RequestState.ANSWERED,
        RequestState.WITHDRAWN,
        RequestState.REDIRECTED,
    ]
    assert all(not (one.name or one.phone or one.headline or one.reason) for one in kept)
    assert all(one.stripped_at for one in kept)
    counts = await privacy_of(office).kept(citizen)
    assert (counts.open_requests, counts.subscriptions, counts.events) == (0, 0, 0)
    assert await account_of(office.database, citizen) == -citizen
    again = await office.services.people.meet(account, "kk")
    assert again.id != citizen
    assert (await privacy_of(office).kept(again.id)).requests == 0
    exported = json.loads(await privacy_of(office).export(citizen))
    assert not [name for name in ("events", "notices", "forms", "messages_that_failed") if exported[name]]
    assert exported["account"][0]["telegram_id"] < 0


@ON_BOTH
async def test_the_owner_hears_of_the_end_and_nothing_goes_to_whoever_left(office: Office) -> None:
    citizen, coordinator = await office.person(), await office.holder(Role.HEAD, ABAI)
    closed, still_open, _ = await with_a_past(office, citizen, coordinator)

    await privacy_of(office).erase(citizen)
    await office.services.watching.tell_outcomes()
    piece = Piece(kind=PieceKind.TEXT, text="тағы")
    with pytest.raises(PersonalDataGone):
        await office.services.coordinating.answer(closed.id, coordinator, piece, "late")
    outbox = SqlOutbox(office.database)
    due = await outbox.due(office.time, 100, at_night=False)
    claimed = [notice for notice in due if await outbox.claim(notice.id, office.time)]

    assert citizen not in {notice.person_id for notice in claimed}
    assert all(notice.telegram_id > 0 for notice in claimed)
    moved = [one.payload["request"] for one in claimed if one.kind == "request_moved"]
    assert moved == [still_open.id]


async def test_seats_go_to_those_who_wait(office: Office) -> None:
    leaver, waiting = await office.person(), await office.person()
    editor = await office.holder(Role.EDITOR, region=COUNTRY)
    world = SmallWorld(office.database, office.services, SqlOutbox(office.database), editor, [], office.now)
    event = await world.event(with_fields(capacity=1))
    attending = office.services.attending
    await attending.come(event.id, leaver)
    await attending.come(event.id, waiting)

    await privacy_of(office).erase(leaver)

    card = await office.services.browsing.card(event.id, waiting)
    assert card.mine is not None
    assert card.mine.state is AttendanceState.OFFERED
    rows = await office.database.fetch(
        "SELECT person_id FROM attendances WHERE event_id = :event_id", event_id=event.id
    )
    assert [row["person_id"] for row in rows] == [waiting]


async def test_a_coordinator_who_leaves_takes_their_name_and_their_roles_along(office: Office) -> None:
    citizen, leaver = await office.person(), await office.holder(Role.COORDINATOR, ABAI)
    head = await office.holder(Role.HEAD, ABAI)
    handed, answered = await office.sent(citizen), await office.sent(citizen)
    await office.services.coordinating.take(handed.id, head)
    await office.services.moving.hand(handed.id, head, leaver)
    await office.answered(answered.id, leaver)

    await privacy_of(office).erase(leaver)
    await office.services.rescuing.free_orphans()

    assert await office.services.roles.grants_of(leaver) == []
    assert (await office.request(handed.id)).owner_id is None
    assert (await office.request(answered.id)).owner_name == ""
    for request in (handed, answered):
        history = await office.requests.history(request.id)
        assert "Айгүл" not in str([entry.details for entry in history])
    assert (await office.request(answered.id)).state is RequestState.ANSWERED


class StopsOnce(SqlPrivacy):
    """A database that goes away in the last step of the first attempt."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._stops = True

    async def erase(self, person_id: PersonId, at: Any) -> None:
        if self._stops:
            self._stops = False
            raise ConnectionError
        await super().erase(person_id, at)


async def test_what_a_crash_interrupted_is_done_by_the_next_press_and_once(office: Office) -> None:
    citizen, coordinator = await office.person(), await office.holder(Role.HEAD, ABAI)
    requests = await with_a_past(office, citizen, coordinator)
    privacy = privacy_of(office, StopsOnce(office.database))

    with pytest.raises(ConnectionError):
        await privacy.erase(citizen)
    await privacy.erase(citizen)
    await privacy.erase(citizen)

    assert await account_of(office.database, citizen) == -citizen
    histories = [await office.requests.history(request.id) for request in requests]
    ends = [entry for history in histories for entry in history if entry.state is RequestState.WITHDRAWN]
    assert len(ends) == 1
    erasures = await office.database.fetch("SELECT actor_id FROM audit WHERE act = 'person.erased'")
    assert [row["actor_id"] for row in erasures] == [citizen]


@ON_BOTH
async def test_the_file_holds_everything_but_what_belongs_to_others(office: Office) -> None:
    citizen, coordinator = await office.person(), await office.holder(Role.HEAD, ABAI)
    requests = await with_a_past(office, citizen, coordinator)
    colleague = await office.holder(Role.COORDINATOR, ABAI)
    await office.services.moving.hand(requests[1].id, coordinator, colleague)

    file = (await privacy_of(office).export(citizen)).decode()

    kept = json.loads(file)
    assert [one for one in CANARIES if one not in file] == []
    assert "жазба тек кеңеске" not in file
    assert "Айгүл" not in file
    assert "Жол нашар" not in file
    assert [one["number"] for one in kept["requests"]] == [request.number for request in requests]
    assert {one["consent_version"] for one in kept["requests"]} == {CONSENT_VERSION}
    assert kept["account"][0]["telegram_id"] == await account_of(office.database, citizen)
    assert kept["account"][0]["met_at"].startswith("2026-12-01T05:00:00")
    assert kept["request_draft"][0]["document"]["pieces"][0]["text"] == BEGUN
    assert kept["followed_requests"][0]["request"] not in {request.number for request in requests}
    assert {one["act"] for one in kept["request_history"]} >= {None, "take", "answer", "hand", "redirect"}
    assert kept["subscriptions"][0]["value"] == "KZ-10"
    assert kept["forms"][0]["data"] == {"text": FORM}


async def test_nobody_elses_data_are_in_the_file_or_are_erased(office: Office) -> None:
    citizen, coordinator, other = (
        await office.person(),
        await office.holder(Role.HEAD, ABAI),
        await office.person(),
    )
    await with_a_past(office, citizen, coordinator)
    theirs = await office.sent(other, "Көше жарығы", name="Басқа Адам")
    await office.services.subscribing.toggle(other, A_WISH, wanted=True)

    file = (await privacy_of(office).export(other)).decode()
    await privacy_of(office).erase(citizen)

    assert [one for one in CANARIES if one in file] == []
    assert (await office.request(theirs.id)).name == "Басқа Адам"
    kept = await privacy_of(office).kept(other)
    assert (kept.requests, kept.open_requests, kept.subscriptions) == (1, 1, 1)
    assert [one.version for one in kept.consents] == [CONSENT_VERSION]
    assert await office.services.roles.grants_of(coordinator) != []


async def test_every_table_that_names_people_is_in_the_file(sqlite_database: Database) -> None:
    tables = await sqlite_database.fetch("SELECT name FROM sqlite_master WHERE type = 'table'")
    naming = set()
    for table in (row["name"] for row in tables):
        keys = await sqlite_database.fetch(f"PRAGMA foreign_key_list({table})")
        columns = await sqlite_database.fetch(f"PRAGMA table_info({table})")
        if "people" in {key["table"] for key in keys} or PERSONAL_COLUMNS & {one["name"] for one in columns}:
            naming.add(table)

    assert naming == set(MENTIONS), "say in storage/kept_about.py and storage/privacy.py what becomes of it"
    assert set(MENTIONS.values()) <= {section.name for section in SECTIONS}
