"""Notices that a kill, a change of mind or a wrong clock could lose."""

from datetime import timedelta

import pytest

from bot.domain.events.changes import Change
from bot.domain.events.edits import starting
from bot.domain.events.event import Event
from bot.domain.events.notices import EventChanged, ReminderDue
from bot.domain.events.reminders import Lead
from bot.domain.outbox import OutboxState
from storage.database import Database
from tests.services.events.small_world import SmallWorld, small_world

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
async def world(database: Database) -> SmallWorld:
    return await small_world(database, people=2)


async def joined(world: SmallWorld, in_time: timedelta = 4 * DAY + 8 * HOUR) -> Event:
    """Give an event to which both people come; at first it is ten in the morning."""
    event = await world.event(starts_at=world.time + in_time)
    for person in world.people:
        await world.services.attending.come(event.id, person, 1)
    return event


async def move(world: SmallWorld, event: Event, hours: int) -> None:
    """Let it begin so many hours later than at first."""
    later = starting(event.starts_at + hours * HOUR)
    await world.services.editing.change(event.id, world.editor, later)


async def got(world: SmallWorld) -> list[type]:
    """Let the scheduler and the notifier do their work, twice, and give what both people got of it."""
    said = []
    for _ in range(2):
        await world.tick()
        said += await world.deliver()
    return [type(one) for _, one in said]


@pytest.mark.parametrize("state", [OutboxState.SENT, OutboxState.UNCERTAIN, OutboxState.SENDING])
async def test_who_may_have_been_told_of_a_move_before_a_kill_is_told_that_it_is_undone(
    world: SmallWorld, state: OutboxState
) -> None:
    event = await joined(world)
    await move(world, event, 1)
    world.pass_time(minutes=11)
    await world.tick()
    [killed, other] = await world.outbox.due(world.time, 9, at_night=False)
    assert await world.outbox.claim(killed.id, world.time)
    if state is OutboxState.SENT:
        await world.outbox.sent(killed.id, 1, world.time)
    if state is OutboxState.UNCERTAIN:
        await world.outbox.recover(world.time)
    await move(world, event, 0)
    world.pass_time(minutes=11)
    await world.tick()
    [(notice, told)] = await world.deliver()

    assert notice.person_id == killed.person_id != other.person_id
    assert isinstance(told, EventChanged)
    assert told.changes == (Change.TIME,)
    assert told.known.details.starts_at == event.starts_at + HOUR


async def test_reminders_dropped_with_a_cancelled_event_come_once_it_is_on_again(world: SmallWorld) -> None:
    event = await joined(world)
    world.pass_time(days=3, hours=8)
    await world.tick()
    await world.services.editing.cancel(event.id, world.editor)
    cancelled = await world.deliver()
    await world.services.editing.restore(event.id, world.editor)
    world.pass_time(minutes=11)

    assert cancelled == []
    assert await got(world) == [ReminderDue] * 2


async def test_notices_dropped_by_a_clock_that_was_ahead_come_when_it_is_right(world: SmallWorld) -> None:
    event = await joined(world, 20 * HOUR)
    await move(world, event, 1)
    world.pass_time(minutes=11)
    await world.tick()
    await world.outbox.drop_expired(world.time + DAY)

    assert await world.outbox.queue_again(world.time) == 2
    assert await got(world) == [EventChanged] * 2
    assert await world.outbox.queue_again(world.time) == 0


async def test_what_is_over_is_not_queued_again(world: SmallWorld) -> None:
    event = await joined(world, 20 * HOUR)
    await move(world, event, 1)
    world.pass_time(minutes=11)
    await world.tick()
    world.pass_time(days=1)
    await world.outbox.drop_expired(world.time)

    assert await world.outbox.queue_again(world.time) == 0
    assert await world.outbox.queue_again(world.time - timedelta(minutes=1)) == 0


async def test_reminders_put_in_by_a_clock_that_was_ahead_come_at_their_moment(world: SmallWorld) -> None:
    await joined(world)
    world.pass_time(days=3, hours=7)

    world.pass_time(hours=20)
    await world.tick()
    world.pass_time(hours=-20)
    before = await got(world)
    world.pass_time(hours=1)

    assert before == []
    assert await got(world) == [ReminderDue] * 2


async def test_changes_told_by_a_clock_that_was_ahead_do_not_wait_for_its_day(world: SmallWorld) -> None:
    event = await joined(world)
    await move(world, event, 1)
    world.pass_time(minutes=5)

    world.pass_time(days=1)
    await world.tick()
    world.pass_time(days=-1)
    unsettled = await world.deliver()
    world.pass_time(minutes=5)

    assert unsettled == []
    assert await got(world) == [EventChanged] * 2


async def test_an_edit_made_by_a_clock_that_was_ahead_is_told_when_it_is_right(world: SmallWorld) -> None:
    event = await joined(world)
    world.pass_time(days=1)
    await move(world, event, 1)
    world.pass_time(days=-1)

    assert await got(world) == [EventChanged] * 2


async def test_an_event_announced_by_a_clock_that_was_ahead_is_reminded_of(world: SmallWorld) -> None:
    world.pass_time(days=1)
    event = await world.event(starts_at=world.time + 2 * HOUR)
    world.pass_time(days=-1)
    for person in world.people:
        await world.services.attending.come(event.id, person, 1)
    before = await got(world)
    world.pass_time(hours=2)

    assert before == []
    assert await got(world) == [ReminderDue] * 2


async def test_who_came_by_a_clock_that_was_ahead_is_reminded_in_time(world: SmallWorld) -> None:
    event = await world.event(starts_at=world.time + 26 * HOUR)
    world.pass_time(days=1)
    for person in world.people:
        await world.services.attending.come(event.id, person, 1)
    world.pass_time(days=-1)
    before = await got(world)
    world.pass_time(hours=2)

    assert before == []
    assert await got(world) == [ReminderDue] * 2


async def test_who_chose_a_reminder_by_a_clock_that_was_ahead_gets_it_in_time(world: SmallWorld) -> None:
    event = await joined(world, 26 * HOUR)
    world.pass_time(days=1)
    for person in world.people:
        for lead in (Lead.NONE, Lead.DAY_BEFORE):
            await world.services.attending.remind(event.id, person, lead)
    world.pass_time(days=-1)
    before = await got(world)
    world.pass_time(hours=2)

    assert before == []
    assert await got(world) == [ReminderDue] * 2
