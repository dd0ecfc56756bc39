"""What editors, citizens and the beats do at the same moment, or to several events at once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.events.attendance import AttendanceState
from bot.domain.events.edits import carried_over, titled, with_fields
from bot.domain.events.event import Event, EventDetails, EventStatus
from bot.domain.events.notices import EventChanged
from bot.domain.language import Language, LocalizedText
from bot.domain.places import HouseId, RegionCode
from storage.database import Database
from tests.services.events.editors import editor_of
from tests.services.events.small_world import SmallWorld, small_world

SPOIL_VERSIONS = "UPDATE event_versions SET document = '{}' WHERE event_id = :event_id"

ABAI = RegionCode("KZ-10")


@pytest.fixture
async def world(database: Database) -> SmallWorld:
    return await small_world(database, people=12)


async def weekly(world: SmallWorld) -> list[Event]:
    """Give three events of a series in Semey."""
    first = await world.event()
    until = (first.starts_at + timedelta(days=14)).date()
    others = await world.services.repeating.repeat(first.id, world.editor, until, "weekly")
    return [first, *others]


async def test_later_events_in_another_region_stay_as_they_are(world: SmallWorld) -> None:
    first, second, third = await weekly(world)
    editing = world.services.editing
    regional = await editor_of(world, ABAI)
    moved = await editing.change(second.id, world.editor, with_fields(house_id=HouseId("almaty")))
    await editing.change(first.id, regional, with_fields(address="Room 5"), following=True)
    await editing.cancel(first.id, regional, following=True)
    cards = [await world.services.browsing.card(one.id, world.editor) for one in (second, third)]

    assert [card.event.status for card in cards] == [EventStatus.PUBLISHED, EventStatus.CANCELLED]
    assert cards[0].event.details == moved.details
    assert cards[1].event.details.address == "Room 5"


async def test_two_editors_of_one_series_do_not_lock_each_other_out(world: SmallWorld) -> None:
    first, second, third = await weekly(world)
    editing = world.services.editing
    await editing.change(third.id, world.editor, with_fields(starts_at=first.starts_at - timedelta(days=1)))
    for round_ in range(10):
        async with asyncio.TaskGroup() as group:
            for one in (first, second, third):
                edit = titled(Language.ENGLISH, f"{one.id} {round_}")
                group.create_task(editing.change(one.id, world.editor, edit, following=True))


async def test_a_crowd_at_the_moment_when_offers_run_out_blocks_nobody(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=1))
    attending = world.services.attending
    first, second, *crowd = world.people
    await attending.come(event.id, first, 1)
    await attending.come(event.id, second, 1)
    await attending.leave(event.id, first)
    world.pass_time(hours=25)
    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        for person in crowd:
            group.create_task(attending.come(event.id, person, 1))
        group.create_task(world.services.following.expire_offers())
    card = await world.services.browsing.card(event.id, second)

    assert card.state is AttendanceState.LEFT


async def test_an_event_that_cannot_be_read_keeps_no_other_waiting(world: SmallWorld) -> None:
    broken, sound = await world.event(), await world.event()
    for event in (broken, sound):
        await world.services.attending.come(event.id, world.people[0], 1)
        await world.services.editing.change(event.id, world.editor, titled(Language.RUSSIAN, "Праздник"))
    await world.database.write(SPOIL_VERSIONS, event_id=broken.id)
    world.pass_time(minutes=11)

    with pytest.raises(ExceptionGroup):
        await world.services.following.tell_changes()
    [(_, said)] = await world.deliver()
    assert isinstance(said, EventChanged)
    assert said.card.event.id == sound.id


def test_an_edit_carried_over_leaves_the_words_that_are_a_later_events_own() -> None:
    old = EventDetails(title=LocalizedText(kk="Концерт", ru="Концерт"), languages=("kk",))
    new = replace(old, title=LocalizedText(kk="Концерт", ru="Праздник"), languages=("kk", "ru"))
    later = replace(old, title=LocalizedText(kk="Ерекше", ru="Особый"), languages=("en",))

    carried = carried_over(old, new, later)

    assert carried.title == LocalizedText(kk="Ерекше", ru="Праздник")
    assert carried.languages == ("en", "ru")
