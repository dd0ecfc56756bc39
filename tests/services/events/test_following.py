import asyncio
from datetime import datetime, timedelta

import pytest

from bot.assembly import create_services
from bot.domain.astana_time import ASTANA_TIME
from bot.domain.events.attendance import AttendanceState
from bot.domain.events.changes import Change
from bot.domain.events.edits import starting, titled, with_fields
from bot.domain.events.event import Event
from bot.domain.events.notices import EventChanged, OfferExpired, ReminderDue, SeatsOffered
from bot.domain.events.reminders import Lead
from bot.domain.language import Language
from bot.domain.people import PersonId
from storage.database import Database
from tests.services.events.small_world import SETTLING, SmallWorld, small_world

COMING, WAITING, OFFERED, LEFT = AttendanceState

HOUR = timedelta(hours=1)

DAY = timedelta(days=1)

RENAMED = titled(Language.RUSSIAN, "Праздник")

Told = tuple[PersonId, type, tuple[Change, ...]]


@pytest.fixture
async def world(database: Database) -> SmallWorld:
    return await small_world(database)


def astana(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{text}").replace(tzinfo=ASTANA_TIME)


async def told(world: SmallWorld) -> list[Told]:
    """Give who is told what, by person, when the scheduler and the notifier do their work at this moment."""
    await world.tick()
    got = [
        (notice.person_id, type(said), tuple(said.changes) if isinstance(said, EventChanged) else ())
        for notice, said in await world.deliver()
    ]
    return sorted(got, key=lambda one: (one[0], one[1].__name__))


async def with_somebody(world: SmallWorld, starts_at: datetime) -> tuple[Event, PersonId]:
    """Give an event to which somebody comes, and no more."""
    event, person = await world.event(starts_at=starts_at), world.people[0]
    await world.services.attending.come(event.id, person, 1)
    return event, person


async def state(world: SmallWorld, event: Event, person: PersonId) -> AttendanceState | None:
    return (await world.services.browsing.card(event.id, person)).state


async def test_edits_are_told_together_once_the_editor_has_settled(world: SmallWorld) -> None:
    event, person = await with_somebody(world, astana("05T18:00"))
    editing = world.services.editing
    for edit in (RENAMED, starting(event.starts_at + HOUR), with_fields(languages=("kk",))):
        await editing.change(event.id, world.editor, edit)
        world.now[0] += SETTLING - timedelta(minutes=1)
        assert await told(world) == []
    world.pass_time(minutes=1)

    assert await told(world) == [(person, EventChanged, (Change.TIME, Change.TITLE, Change.LANGUAGES))]
    world.pass_time(hours=1)
    assert await told(world) == []


async def test_nobody_is_told_of_what_was_edited_back(world: SmallWorld) -> None:
    event, person = await with_somebody(world, astana("05T18:00"))
    editing = world.services.editing
    await editing.change(event.id, world.editor, starting(event.starts_at + HOUR))
    await editing.cancel(event.id, world.editor)
    await editing.restore(event.id, world.editor)
    await editing.change(event.id, world.editor, starting(event.starts_at))
    world.now[0] += SETTLING
    assert await told(world) == []

    await editing.change(event.id, world.editor, RENAMED)
    world.now[0] += SETTLING
    assert await told(world) == [(person, EventChanged, (Change.TITLE,))]


async def test_when_an_event_is_called_off_everybody_is_told_once_and_nobody_reminded(
    world: SmallWorld,
) -> None:
    event = await world.event(with_fields(capacity=2), starts_at=astana("05T18:00"))
    coming, gives_up, offered, waiting, left = world.people[:5]
    attending = world.services.attending
    for person in (coming, gives_up, offered, waiting, left):
        await attending.come(event.id, person, 1)
    await attending.leave(event.id, left)
    await attending.leave(event.id, gives_up)
    await world.deliver()
    await world.services.editing.cancel(event.id, world.editor)
    world.now[0] += SETTLING
    called_off = (EventChanged, (Change.CANCELLED,))

    assert await told(world) == [(person, *called_off) for person in (coming, offered, waiting)]
    for moment in ("04T18:00", "05T10:00", "05T16:00"):
        world.now[0] = astana(moment)
        assert await told(world) == []


async def test_an_event_that_is_on_again_is_told_and_its_reminder_comes(world: SmallWorld) -> None:
    event, person = await with_somebody(world, astana("05T18:00"))
    await world.services.editing.cancel(event.id, world.editor)
    world.now[0] += SETTLING
    await told(world)
    await world.services.editing.restore(event.id, world.editor)
    world.now[0] += SETTLING

    assert await told(world) == [(person, EventChanged, (Change.ON_AGAIN,))]
    world.now[0] = astana("04T18:00")
    assert await told(world) == [(person, ReminderDue, ())]


@pytest.mark.parametrize(
    ("lead", "starts", "comes"),
    [
        (Lead.DAY_BEFORE, "05T18:00", "04T18:00"),
        (Lead.DAY_BEFORE, "05T22:00", "04T20:00"),
        (Lead.DAY_BEFORE, "05T06:30", "04T08:00"),
        (Lead.TWO_HOURS, "05T18:00", "05T16:00"),
        (Lead.TWO_HOURS, "05T09:30", "05T08:00"),
        (Lead.TWO_HOURS, "05T08:30", "04T20:00"),
        (Lead.MORNING, "05T18:00", "05T08:00"),
        (Lead.MORNING, "05T08:30", "04T20:00"),
        (Lead.NONE, "05T18:00", None),
    ],
)
async def test_a_reminder_comes_as_it_was_wanted_and_never_at_night(
    sqlite_database: Database, lead: Lead, starts: str, comes: str | None
) -> None:
    world = await small_world(sqlite_database)
    event, person = await with_somebody(world, astana(starts))
    await world.services.attending.remind(event.id, person, lead)
    world.now[0] = astana("04T06:00")
    got = []
    while world.time < event.starts_at:
        world.pass_time(minutes=30)
        got += [(world.time, *reminder) for reminder in await told(world)]

    assert got == ([(astana(comes), person, ReminderDue, ())] if comes else [])


async def test_whoever_comes_or_changes_their_wish_after_the_moment_is_not_reminded(
    world: SmallWorld,
) -> None:
    event, person = await with_somebody(world, astana("05T18:00"))
    await world.services.attending.remind(event.id, person, Lead.TWO_HOURS)
    world.now[0] = astana("04T18:00")
    late = world.people[1]
    await world.services.attending.come(event.id, late, 1)
    world.pass_time(minutes=1)
    await world.services.attending.remind(event.id, person, Lead.DAY_BEFORE)
    assert await told(world) == []

    await world.services.attending.remind(event.id, late, Lead.TWO_HOURS)
    world.now[0] = astana("05T16:00")
    assert await told(world) == [(late, ReminderDue, ())]


async def test_whoever_was_reminded_is_reminded_again_of_the_new_time(world: SmallWorld) -> None:
    event, person = await with_somebody(world, astana("05T18:00"))
    world.now[0] = astana("04T18:00")
    reminder = [(person, ReminderDue, ())]
    assert await told(world) == reminder

    await world.services.editing.change(event.id, world.editor, starting(astana("08T18:00")))
    world.now[0] += SETTLING
    assert await told(world) == [(person, EventChanged, (Change.TIME,))]
    world.now[0] = astana("05T16:00")
    assert await told(world) == []
    world.now[0] = astana("07T18:00")
    assert await told(world) == reminder


async def test_whoever_has_just_heard_the_new_time_is_not_reminded_of_it_as_well(world: SmallWorld) -> None:
    event, person = await with_somebody(world, astana("08T18:00"))
    await world.services.editing.change(event.id, world.editor, starting(astana("02T09:00")))
    world.now[0] += SETTLING

    assert await told(world) == [(person, EventChanged, (Change.TIME,))]
    world.pass_time(hours=1)
    assert await told(world) == []


async def test_a_reminder_that_the_bot_slept_through_comes_late_but_not_too_late(world: SmallWorld) -> None:
    event, person = await with_somebody(world, astana("05T18:00"))
    other = world.people[1]
    await world.services.attending.come(event.id, other, 1)
    await world.services.attending.remind(event.id, other, Lead.TWO_HOURS)
    world.now[0] = astana("04T21:30")
    assert await told(world) == []

    world.now[0] = astana("05T08:00")
    assert await told(world) == [(person, ReminderDue, ())]
    world.now[0] = event.starts_at
    assert await told(world) == []


async def test_at_night_a_notice_waits_for_the_morning_unless_that_is_too_late(world: SmallWorld) -> None:
    near, person = await with_somebody(world, astana("02T09:30"))
    later, _ = await with_somebody(world, astana("02T18:00"))
    world.now[0] = astana("01T22:00")
    for event in (near, later):
        await world.services.editing.cancel(event.id, world.editor)
    world.now[0] += SETTLING
    called_off = (person, EventChanged, (Change.CANCELLED,))
    assert await told(world) == [called_off]
    world.now[0] = astana("02T07:59")
    assert await told(world) == []

    world.now[0] = astana("02T08:00")
    assert await told(world) == [called_off]


async def test_an_offer_made_at_night_is_told_in_the_morning_and_lasts_from_then(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=1), starts_at=astana("05T18:00"))
    first, second = world.people[:2]
    for person in (first, second):
        await world.services.attending.come(event.id, person, 1)
    world.now[0] = astana("02T02:00")
    await world.services.attending.leave(event.id, first)
    assert await told(world) == []
    world.now[0] = astana("02T08:00")
    assert await told(world) == [(second, SeatsOffered, ())]

    world.now[0] = astana("02T20:00") - timedelta(minutes=1)
    assert await told(world) == []
    world.pass_time(minutes=1)
    assert await told(world) == [(second, OfferExpired, ())]


async def test_two_beats_at_once_put_nothing_twice(world: SmallWorld) -> None:
    moved = await world.event(with_fields(capacity=2), starts_at=astana("05T18:00"))
    remembered = await world.event(starts_at=astana("02T18:00"))
    attending, following = world.services.attending, world.services.following
    for person in world.people[:4]:
        await attending.come(moved.id, person, 1)
        await attending.come(remembered.id, person, 1)
    await attending.leave(moved.id, world.people[0])
    await world.deliver()
    world.now[0] = astana("02T10:00")  # the offer runs out
    await world.services.editing.change(moved.id, world.editor, starting(astana("05T19:00")))
    world.now[0] += SETTLING
    other = create_services(world.database, lambda: world.time, SETTLING).following
    async with asyncio.TaskGroup() as group:
        for beat in (following, other) * 2:
            group.create_task(beat.tell_changes())
            group.create_task(beat.expire_offers())
            group.create_task(beat.remind())
    got = [(notice.person_id, type(said)) for notice, said in await world.deliver()]

    first, second, third, fourth = world.people[:4]
    expected = [
        *((person, ReminderDue) for person in (first, second, third, fourth)),
        *((person, EventChanged) for person in (second, fourth)),
        (third, OfferExpired),
        (fourth, SeatsOffered),
    ]
    assert sorted(got, key=str) == sorted(expected, key=str)
