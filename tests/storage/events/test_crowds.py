from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.events.event import Event, EventId
from bot.domain.events.reminders import Lead
from bot.ports.events import MassNotice
from storage.database import Database, Dialects, Statement
from storage.events import attendances, queries
from storage.events.store import SqlEvents
from tests.services.events.small_world import TUESDAY, SmallWorld, small_world

NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {most})"

ADD_PEOPLE = """
    {numbers} INSERT INTO people (telegram_id, language, met_at)
    SELECT 10000 + n, 'kk', (SELECT min(met_at) FROM people) FROM numbers
"""

ADD_EVENTS = """
    {numbers} INSERT INTO events (
        action_key, status, house_id, starts_at, ends_at, topic, version, created_at, published_at, timed_at
    )
    SELECT 'copy:' || n, status, house_id, starts_at, ends_at, topic, version,
        created_at, published_at, timed_at
    FROM events, numbers WHERE id = 1
"""

ADD_ATTENDANCES = """
    INSERT INTO attendances (
        event_id, person_id, number, code, state, seats, joined_at, confirmed_at, lead, lead_since,
        told_version, has_calendar
    )
    SELECT events.id, people.id, 1000 + people.id, events.id || ':' || people.id, 'coming', 1,
        timed_at, timed_at, 'day_before', timed_at, version, FALSE
    FROM events, people WHERE people.telegram_id > 10000
"""


async def crowded(database: Database, *, events: int, people: int) -> tuple[SmallWorld, Event]:
    """Give a world in which each of so many people comes to each of so many events, and one of those."""
    world = await small_world(database, people=1)
    event = await world.event()
    if events > 1:
        await database.write(ADD_EVENTS.format(numbers=NUMBERS.format(most=events - 1)))
    await database.write(ADD_PEOPLE.format(numbers=NUMBERS.format(most=people)))
    await database.write(ADD_ATTENDANCES)
    await database.write("ANALYZE")
    return world, event


def explained(statement: Statement) -> Dialects:
    both = statement if isinstance(statement, Dialects) else Dialects(statement, statement)
    return Dialects(f"EXPLAIN QUERY PLAN {both.sqlite}", f"EXPLAIN {both.postgresql}")


async def plan(database: Database, statement: Statement, values: Mapping[str, Any]) -> str:
    """Give how the database would go about a statement."""
    column = "detail" if "Sqlite" in type(database).__name__ else "QUERY PLAN"
    return "\n".join(row[column] for row in await database.fetch(explained(statement), **values))


async def test_nothing_that_is_read_often_reads_a_hundred_thousand_attendances(database: Database) -> None:
    _, event = await crowded(database, events=200, people=500)
    now, until = TUESDAY, TUESDAY + timedelta(days=30)
    one = {"event_id": event.id}
    asked: list[tuple[Statement, dict[str, Any]]] = [
        (queries.WITH_EXPIRED_OFFERS, {"now": now}),
        (queries.CARD, {**one, "person_id": 2}),
        (queries.OF_PERSON, {"person_id": 2, "since": now}),
        (
            queries.LISTED,
            {"since": now, "until": until, "house_id": "", "region_code": "", "most": 200},
        ),
        (queries.ATTENDEES, {**one, "states": "offered"}),
        (attendances.WAITING, one),
        (attendances.SEATS_HELD, one),
        (attendances.BY_CODE, {"code": "1:2"}),
        (attendances.BY_NUMBER, {**one, "number": 1002}),
        (attendances.KNOW, {**one, "known_version": 1, "version": 2}),
    ]
    for statement, values in asked:
        found = await plan(database, statement, values)
        for whole in ("SCAN attendances", "SCAN others", "SCAN mine", "Seq Scan on attendances"):
            assert whole not in found, (statement, found)


async def test_what_is_due_is_found_without_reading_every_event(sqlite_database: Database) -> None:
    now, until = TUESDAY, TUESDAY + timedelta(days=2)
    for statement, values in (
        (queries.TO_TELL, {"now": now, "latest": until}),
        (queries.TO_REMIND, {"now": now, "until": until}),
    ):
        assert "SCAN events" not in await plan(sqlite_database, statement, values)


async def test_a_whole_crowd_is_told_and_reminded_by_one_statement_each(database: Database) -> None:
    _, event = await crowded(database, events=1, people=10_000)
    planned = event.starts_at - timedelta(days=1)
    store = SqlEvents(database)
    for expected in (10_000, 0):
        async with store.transaction() as transaction:
            edited = replace(event, version=event.version + 1)
            told = await transaction.put_changed(edited, event.version, mass_notice(edited, planned), planned)
            reminded = await transaction.put_reminders(event, Lead.DAY_BEFORE, planned, planned)

        assert (told, reminded) == (expected, expected)


def mass_notice(event: Event, now: datetime) -> MassNotice:
    return MassNotice(
        kind="event_changed",
        key=f"event_changed:{event.id}:{event.version}",
        payload={"event_id": event.id, "version": event.version},
        due_at=now,
        expires_at=None,
        holds_at_night=False,
    )


@pytest.mark.parametrize("event_id", [0, -1, 2**62])
async def test_an_event_that_never_was_is_not_found(database: Database, event_id: int) -> None:
    assert await SqlEvents(database).card(EventId(event_id), None) is None
