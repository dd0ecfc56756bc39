import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.astana_time import local
from bot.domain.events.changes import Change
from bot.domain.events.edits import starting, titled, with_fields
from bot.domain.events.errors import EventUnknown, NotAnEditor, NotComplete
from bot.domain.events.event import Event, EventId, EventStatus, Gap, SeriesId
from bot.domain.events.notices import EventChanged
from bot.domain.language import Language
from bot.domain.places import HouseId, RegionCode
from storage.database import Database
from storage.events.store import SqlEvents
from tests.services.events.editors import editor_of
from tests.services.events.small_world import SETTLING, TUESDAY, SmallWorld, small_world

WEEK = timedelta(days=7)

HOUR = timedelta(hours=1)

NEVER = date(2099, 1, 1)

RENAMED = titled(Language.RUSSIAN, "Праздник")


@pytest.fixture
async def world(database: Database) -> SmallWorld:
    return await small_world(database, people=2)


async def weekly(world: SmallWorld, weeks: int) -> list[Event]:
    """Give an event and its repeats."""
    event = await world.event()
    last = local(event.starts_at + weeks * WEEK).date()
    made = await world.services.repeating.repeat(event.id, world.editor, last, f"weekly:{event.id}")
    return [await seen(world, event), *made]


async def seen(world: SmallWorld, event: Event) -> Event:
    return (await world.services.browsing.card(event.id, world.editor)).event


async def starts(world: SmallWorld, series: Sequence[Event]) -> list[timedelta]:
    """Give when the events begin now, from the first of them as it was made."""
    return [(await seen(world, event)).starts_at - series[0].starts_at for event in series]


async def test_a_copy_is_a_draft_with_the_same_words_and_without_a_time(world: SmallWorld) -> None:
    [_, event] = await weekly(world, 1)
    copy = await world.services.repeating.copy(event.id, world.editor, "copy")

    assert copy.details == replace(event.details, starts_at=None, ends_at=None)
    assert (copy.status, copy.region_code, copy.series_id, copy.version) == ("draft", "KZ-10", None, 1)
    assert await world.services.repeating.copy(event.id, world.editor, "copy") == copy


async def test_an_event_repeats_every_week_up_to_a_day_of_astana(world: SmallWorld) -> None:
    after_midnight = TUESDAY.replace(day=4, hour=19, minute=30)  # the fifth in Astana
    event = await world.event(with_fields(capacity=4), starts_at=after_midnight)
    repeat = world.services.repeating.repeat
    before = await repeat(event.id, world.editor, date(2026, 12, 18), "weekly")
    made = await repeat(event.id, world.editor, date(2026, 12, 19), "weekly")

    assert [one.id for one in before] == [made[0].id]
    assert [one.starts_at for one in made] == [after_midnight + WEEK, after_midnight + 2 * WEEK]
    assert {one.ends_at - one.starts_at for one in made} == {2 * HOUR}
    assert {(one.status, one.details.capacity) for one in made} == {("published", 4)}
    assert {one.published_at for one in made} == {TUESDAY}
    assert {one.series_id for one in (await seen(world, event), *made)} == {SeriesId(event.id)}


async def test_the_same_act_twice_makes_no_second_series(world: SmallWorld) -> None:
    [event, *made] = await weekly(world, 3)
    world.pass_time(minutes=1)
    again = await world.services.repeating.repeat(event.id, world.editor, NEVER, f"weekly:{event.id}")

    assert [one.id for one in again[:3]] == [one.id for one in made]
    assert len({one.id for one in again}) == len(again) == 52


async def test_drafts_repeat_as_drafts_and_only_with_a_time(world: SmallWorld) -> None:
    event = await world.event()
    repeating, editing = world.services.repeating, world.services.editing
    draft = await repeating.copy(event.id, world.editor, "copy")
    with pytest.raises(NotComplete) as refused:
        await repeating.repeat(draft.id, world.editor, NEVER, "weekly")
    assert refused.value.gaps == (Gap.START,)

    await editing.change(draft.id, world.editor, starting(event.starts_at))
    made = await repeating.repeat(draft.id, world.editor, NEVER, "weekly")
    assert {one.status for one in made} == {EventStatus.DRAFT}


async def test_weeks_that_have_passed_are_not_made_up_for(world: SmallWorld) -> None:
    event = await world.event()
    world.now[0] = event.starts_at + 2 * WEEK
    made = await world.services.repeating.repeat(event.id, world.editor, NEVER, "weekly")

    assert made[0].starts_at == event.starts_at + 3 * WEEK


async def test_a_series_that_was_called_off_is_held_again_at_its_new_hour(world: SmallWorld) -> None:
    first, *rest = await weekly(world, 2)
    editing, repeating = world.services.editing, world.services.repeating
    await editing.cancel(rest[0].id, world.editor, following=True)
    first = await editing.change(first.id, world.editor, starting(first.starts_at + HOUR))
    last = local(first.starts_at + 2 * WEEK).date()
    promised = await repeating.open_weeks(first, last)
    made = await repeating.repeat(first.id, world.editor, last, "another")

    assert promised == [one.starts_at for one in made] == [first.starts_at + WEEK, first.starts_at + 2 * WEEK]
    assert {one.status for one in made} == {EventStatus.PUBLISHED}
    assert {one.id for one in made}.isdisjoint(one.id for one in rest)


async def test_a_week_that_is_held_already_gets_no_second_event(world: SmallWorld) -> None:
    first, second, third = await weekly(world, 2)
    repeating = world.services.repeating
    await world.services.editing.cancel(second.id, world.editor)
    last = local(first.starts_at + 4 * WEEK).date()
    promised = await repeating.open_weeks(await seen(world, first), last)
    made = await repeating.repeat(first.id, world.editor, last, "another")

    assert (
        promised == [one.starts_at for one in made] == [first.starts_at + week * WEEK for week in (1, 3, 4)]
    )
    assert third.id not in {one.id for one in made}
    assert await repeating.repeat(first.id, world.editor, last, "another") == made


async def test_two_who_repeat_an_event_at_once_make_one_series(world: SmallWorld) -> None:
    event = await world.event()
    last = local(event.starts_at + 6 * WEEK).date()
    repeat = world.services.repeating.repeat
    by_one, by_other = await asyncio.gather(
        repeat(event.id, world.editor, last, "one"), repeat(event.id, world.editor, last, "other")
    )

    assert sorted([len(by_one), len(by_other)]) == [0, 6]


async def test_weeks_that_have_passed_are_not_promised(world: SmallWorld) -> None:
    event = await world.event()
    world.now[0] = event.starts_at + 2 * WEEK
    [promised] = await world.services.repeating.open_weeks(event, local(event.starts_at + 3 * WEEK).date())

    assert promised == event.starts_at + 3 * WEEK


async def test_the_overview_counts_the_events_that_would_follow_and_the_guests(world: SmallWorld) -> None:
    first, second, third, fourth = await weekly(world, 3)
    await world.services.editing.cancel(second.id, world.editor)
    await world.services.editing.change(third.id, world.editor, with_fields(house_id=HouseId("almaty")))
    for person, seats in zip(world.people, (2, 1), strict=True):
        await world.services.attending.come(first.id, person, seats)
    local_editor = await editor_of(world, "KZ-10")
    overview = world.services.repeating.overview
    everywhere, here = await overview(first.id, world.editor), await overview(first.id, local_editor)

    assert (everywhere.later, here.later, (await overview(fourth.id, world.editor)).later) == (2, 1, 0)
    assert (here.guests, here.seats_taken) == (2, 3)
    assert [version.version for version in here.known] == [here.event.version]
    with pytest.raises(NotAnEditor):
        await overview(first.id, world.people[0])
    with pytest.raises(EventUnknown):
        await overview(EventId(10_000), world.editor)


async def test_only_events_of_the_regions_of_an_editor_are_read(world: SmallWorld) -> None:
    here, there = await world.event(), await world.event(with_fields(house_id=HouseId("almaty")))
    store = SqlEvents(world.database)

    assert await store.editable(None, world.time) == [here, there]
    for regions, found in ((["KZ-75"], [there]), (["KZ-7", "KZ-10"], [here]), ([], [])):
        assert await store.editable([RegionCode(code) for code in regions], world.time) == found


async def test_this_and_the_following_move_by_as_much_and_the_earlier_stay(world: SmallWorld) -> None:
    series = await weekly(world, 3)
    editing = world.services.editing
    await editing.change(series[2].id, world.editor, starting(series[2].starts_at + HOUR))
    moved = starting(series[1].starts_at + 8 * WEEK)  # past all the others
    edited = await editing.change(series[1].id, world.editor, moved, following=True)

    assert edited == await seen(world, series[1])
    assert await starts(world, series) == [timedelta(), 9 * WEEK, 10 * WEEK + HOUR, 11 * WEEK]
    assert (await seen(world, series[2])).ends_at - (await seen(world, series[2])).starts_at == 2 * HOUR


async def test_the_following_take_over_what_was_edited_and_nothing_else(world: SmallWorld) -> None:
    first, second, third = await weekly(world, 2)
    editing = world.services.editing
    await editing.change(third.id, world.editor, with_fields(capacity=9))
    await editing.change(second.id, world.editor, RENAMED, following=True)
    third = await seen(world, third)

    assert (await seen(world, first)).details.title.ru == "Концерт"
    assert (third.details.title.ru, third.details.capacity) == ("Праздник", 9)


async def test_an_end_that_nobody_had_said_is_said_of_the_following_too(world: SmallWorld) -> None:
    first, second = await weekly(world, 1)
    editing = world.services.editing
    await editing.change(first.id, world.editor, with_fields(ends_at=None), following=True)
    assert (await seen(world, second)).details.ends_at is None

    ends = with_fields(ends_at=first.starts_at + 3 * HOUR)
    await editing.change(first.id, world.editor, ends, following=True)
    assert (await seen(world, second)).details.ends_at == second.starts_at + 3 * HOUR


async def test_where_one_of_the_following_cannot_be_moved_none_is(world: SmallWorld) -> None:
    first, second, third = await weekly(world, 2)
    world.pass_time(minutes=1)
    back = starting(second.starts_at - 2 * WEEK)
    with pytest.raises(NotComplete):
        await world.services.editing.change(second.id, world.editor, back, following=True)
    local_editor = await editor_of(world, "KZ-10")
    with pytest.raises(NotAnEditor):
        await world.services.editing.change(
            first.id, local_editor, with_fields(house_id=HouseId("almaty")), following=True
        )

    assert [await seen(world, one) for one in (first, second, third)] == [first, second, third]


async def test_calling_off_the_following_tells_everybody_who_comes(world: SmallWorld) -> None:
    series = await weekly(world, 3)
    early, late = world.people[:2]
    for event, person in ((series[0], early), (series[3], late)):
        await world.services.attending.come(event.id, person, 1)
    await world.services.editing.cancel(series[2].id, world.editor)
    await world.services.editing.cancel(series[1].id, world.editor, following=True)
    world.now[0] += SETTLING
    await world.tick()
    got = await world.deliver()

    assert [(await seen(world, event)).status for event in series] == ["published", *["cancelled"] * 3]
    [(notice, said)] = got
    assert isinstance(said, EventChanged)
    assert (notice.person_id, said.card.event.id, said.changes) == (late, series[3].id, (Change.CANCELLED,))


async def test_what_was_called_off_does_not_follow(world: SmallWorld) -> None:
    first, second, third = await weekly(world, 2)
    editing = world.services.editing
    await editing.cancel(second.id, world.editor)
    await editing.change(first.id, world.editor, starting(first.starts_at + HOUR), following=True)

    assert await starts(world, [first, second, third]) == [HOUR, WEEK, 2 * WEEK + HOUR]
