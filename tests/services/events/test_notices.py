import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.events.attendance import AttendanceState
from bot.domain.events.changes import Change
from bot.domain.events.edits import starting, titled, with_fields
from bot.domain.events.event import Event, EventId
from bot.domain.events.notices import EventChanged, OfferExpired, ReminderDue, SeatsOffered
from bot.domain.events.reminders import Lead
from bot.domain.language import Language
from bot.domain.outbox import OutboxNotice
from storage.database import Database
from tests.services.events.small_world import SETTLING, SmallWorld, small_world

COMING, WAITING, OFFERED, LEFT = AttendanceState

RENAMED = titled(Language.RUSSIAN, "Праздник")


@pytest.fixture
async def world(database: Database) -> SmallWorld:
    return await small_world(database, people=3)


async def due(world: SmallWorld) -> list[OutboxNotice]:
    """Give what waits in the outbox, as if it were to be sent now."""
    return list(await world.outbox.due(world.time, 100, at_night=False))


async def with_a_reminder_due(world: SmallWorld) -> tuple[Event, OutboxNotice]:
    event = await world.event()
    await world.services.attending.come(event.id, world.people[0], 1)
    world.now[0] = event.starts_at - timedelta(hours=24)
    await world.tick()
    [notice] = await due(world)
    return event, notice


async def full_with_an_offer(world: SmallWorld) -> tuple[Event, OutboxNotice]:
    """Give an event with one seat that is offered to the second of the people, and the notice of that."""
    event = await world.event(with_fields(capacity=1))
    for person in world.people[:2]:
        await world.services.attending.come(event.id, person, 1)
    await world.services.attending.leave(event.id, world.people[0])
    [notice] = await due(world)
    return event, notice


async def test_a_reminder_is_true_until_something_comes_between(world: SmallWorld) -> None:
    event, notice = await with_a_reminder_due(world)
    services, person = world.services, world.people[0]
    prepare = services.event_notices.prepare

    assert isinstance(await prepare(notice), ReminderDue)
    await services.attending.remind(event.id, person, Lead.TWO_HOURS)
    assert await prepare(notice) is None
    await services.attending.remind(event.id, person, Lead.DAY_BEFORE)
    await services.attending.leave(event.id, person)
    assert await prepare(notice) is None


async def test_a_reminder_of_an_old_time_or_of_what_is_off_is_not_sent(world: SmallWorld) -> None:
    event, notice = await with_a_reminder_due(world)
    services = world.services
    await services.editing.change(event.id, world.editor, starting(event.starts_at + timedelta(hours=2)))
    assert await services.event_notices.prepare(notice) is None
    await services.editing.change(event.id, world.editor, starting(event.starts_at))
    assert isinstance(await services.event_notices.prepare(notice), ReminderDue)
    await services.editing.cancel(event.id, world.editor)
    assert await services.event_notices.prepare(notice) is None


async def test_a_reminder_after_the_beginning_is_none(world: SmallWorld) -> None:
    event, notice = await with_a_reminder_due(world)
    world.now[0] = event.starts_at

    assert await world.services.event_notices.prepare(notice) is None


async def test_an_offer_is_told_while_it_stands(world: SmallWorld) -> None:
    event, notice = await full_with_an_offer(world)
    services, person = world.services, world.people[1]
    said = await services.event_notices.prepare(notice)

    assert isinstance(said, SeatsOffered)
    assert said.card.mine is not None
    assert said.card.mine.seats_offered == 1
    await services.attending.accept(event.id, person)
    assert await services.event_notices.prepare(notice) is None


async def test_an_offer_of_what_is_called_off_is_not_told(world: SmallWorld) -> None:
    event, notice = await full_with_an_offer(world)
    await world.services.editing.cancel(event.id, world.editor)

    assert await world.services.event_notices.prepare(notice) is None


async def test_whoever_declines_and_waits_again_is_told_of_the_next_offer(world: SmallWorld) -> None:
    event, _ = await full_with_an_offer(world)
    attending, [first, second, third] = world.services.attending, world.people
    await attending.accept(event.id, second)
    world.now[0] = event.starts_at - timedelta(hours=5)  # offers made from now on end with the waiting list
    await attending.come(event.id, first, 1)
    await attending.leave(event.id, second)
    offered_first = await world.deliver()
    await attending.come(event.id, third, 1)
    await attending.leave(event.id, first)
    await world.deliver()
    world.pass_time(minutes=1)
    await attending.come(event.id, first, 1)
    await attending.leave(event.id, third)
    offered_again = await world.deliver()

    for got in (offered_first, offered_again):
        assert [(notice.person_id, type(said)) for notice, said in got] == [(first, SeatsOffered)]


async def test_an_offer_that_ran_out_is_told_unless_the_person_has_come_after_all(world: SmallWorld) -> None:
    event, _ = await full_with_an_offer(world)
    await world.deliver()
    world.pass_time(hours=27)
    await world.services.following.expire_offers()
    [notice] = await due(world)

    assert isinstance(await world.services.event_notices.prepare(notice), OfferExpired)
    await world.services.attending.come(event.id, world.people[1], 1)
    assert await world.services.event_notices.prepare(notice) is None


async def test_a_change_is_told_as_it_differs_from_what_that_person_knows(world: SmallWorld) -> None:
    event = await world.event()
    early, late = world.people[:2]
    await world.services.attending.come(event.id, early, 1)
    await world.services.editing.change(event.id, world.editor, RENAMED)
    await world.services.attending.come(event.id, late, 1)
    world.pass_time(minutes=1)
    await world.services.editing.change(event.id, world.editor, with_fields(languages=("kk",)))
    world.now[0] += SETTLING
    await world.tick()
    got = {notice.person_id: said for notice, said in await world.deliver()}

    assert {person: said.changes for person, said in got.items() if isinstance(said, EventChanged)} == {
        early: (Change.TITLE, Change.LANGUAGES),
        late: (Change.LANGUAGES,),
    }


async def test_whoever_has_left_meanwhile_is_told_of_no_change(world: SmallWorld) -> None:
    event = await world.event()
    await world.services.attending.come(event.id, world.people[0], 1)
    await world.services.editing.change(event.id, world.editor, RENAMED)
    world.now[0] += SETTLING
    await world.services.following.tell_changes()
    [notice] = await due(world)
    await world.services.attending.leave(event.id, world.people[0])

    assert await world.services.event_notices.prepare(notice) is None


async def test_an_older_notice_gives_way_to_the_one_that_tells_everything(world: SmallWorld) -> None:
    event = await world.event()
    await world.services.attending.come(event.id, world.people[0], 1)
    for edit in (RENAMED, with_fields(languages=("kk",))):
        await world.services.editing.change(event.id, world.editor, edit)
        world.now[0] += SETTLING
        await world.services.following.tell_changes()
    got = await world.deliver()

    [(_, said)] = got
    assert isinstance(said, EventChanged)
    assert said.changes == (Change.TITLE, Change.LANGUAGES)


async def test_what_an_editor_does_besides_is_no_reason_to_be_silent(world: SmallWorld) -> None:
    event = await world.event()
    await world.services.attending.come(event.id, world.people[0], 1)
    await world.services.editing.change(event.id, world.editor, RENAMED)
    world.now[0] += SETTLING
    await world.services.following.tell_changes()
    await world.services.editing.change(event.id, world.editor, with_fields(capacity=9))

    assert [type(said) for _, said in await world.deliver()] == [EventChanged]


async def test_a_notice_that_arrives_never_brings_back_whoever_leaves_meanwhile(database: Database) -> None:
    world = await small_world(database, people=20)
    event = await world.event()
    attending, notices = world.services.attending, world.services.event_notices
    for person in world.people:
        await attending.come(event.id, person, 1)
    await world.services.editing.change(event.id, world.editor, RENAMED)
    world.now[0] += SETTLING
    await world.services.following.tell_changes()
    told = await due(world)
    async with asyncio.TaskGroup() as group:
        for notice in told:
            group.create_task(notices.delivered(notice))
            group.create_task(attending.remember_card(event.id, notice.person_id, 7))
            group.create_task(attending.take_calendar(event.id, notice.person_id))
            group.create_task(attending.leave(event.id, notice.person_id))
    cards = [await world.services.browsing.card(event.id, person) for person in world.people]

    assert {card.state for card in cards} == {LEFT}
    assert {(card.mine.told_version, card.mine.has_calendar) for card in cards if card.mine} == {(4, True)}


async def test_what_is_written_of_a_change_waits_for_nobody_who_writes(world: SmallWorld) -> None:
    event = await world.event()
    await world.services.attending.come(event.id, world.people[0], 1)
    await world.services.editing.change(event.id, world.editor, RENAMED)
    world.now[0] += SETTLING
    await world.services.following.tell_changes()
    [notice] = await due(world)
    async with world.database.transaction(), asyncio.timeout(5):
        said = await world.services.event_notices.prepare(notice)

    assert isinstance(said, EventChanged)


async def test_a_notice_that_nobody_can_read_is_a_mistake_and_not_an_offer_that_ran_out(
    world: SmallWorld,
) -> None:
    _, notice = await with_a_reminder_due(world)
    await world.services.attending.leave(EventId(1), world.people[0])

    for broken in (
        replace(notice, kind="no_such_kind"),
        replace(notice, payload={"event_id": None}),
        replace(notice, payload={}),
    ):
        with pytest.raises((ValueError, KeyError)):
            await world.services.event_notices.prepare(broken)


async def test_a_notice_of_an_event_that_is_gone_is_dropped(world: SmallWorld) -> None:
    _, notice = await with_a_reminder_due(world)

    gone = replace(notice, payload={**notice.payload, "event_id": 10**6})
    assert await world.services.event_notices.prepare(gone) is None
