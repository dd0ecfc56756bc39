from datetime import date, datetime, timedelta

import pytest

from bot.domain.astana_time import ASTANA_TIME
from bot.domain.dates import Period
from bot.domain.events.edits import Edit, with_fields
from bot.domain.events.errors import EventUnknown
from bot.domain.events.event import Event, EventId, EventStatus
from bot.domain.geo import Point
from bot.domain.places import HouseId, PlaceId, RegionCode
from bot.services.events.browsing import Wanted
from storage.database import Database
from tests.services.events.editors import editor_of
from tests.services.events.small_world import RAISE_VERSION, SmallWorld, small_world

SIXTH = Period(first=date(2026, 12, 6), last=date(2026, 12, 6))

IN_ALMATY = with_fields(house_id=HouseId("almaty"))

MOVE_HOUSE = "UPDATE houses SET latitude = 43.2, longitude = 76.9 WHERE id = 'almaty'"


@pytest.fixture
async def world(database: Database) -> SmallWorld:
    return await small_world(database, people=2)


def astana(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{text}").replace(tzinfo=ASTANA_TIME)


async def listed(world: SmallWorld, wanted: Wanted) -> list[EventId]:
    return [found.card.event.id for found in await world.services.browsing.listed(wanted)]


async def from_to(world: SmallWorld, starts: str, ends: str | None, *edits: Edit) -> EventId:
    """Give an event with that end, or none."""
    ends_at = astana(ends) if ends else None
    event = await world.event(with_fields(ends_at=ends_at), *edits, starts_at=astana(starts))
    return event.id


async def test_a_day_is_one_of_astana_from_midnight_to_midnight(world: SmallWorld) -> None:
    await from_to(world, "05T20:00", "06T00:00")
    through = await from_to(world, "05T23:00", "06T00:01")
    endless_at_midnight = await from_to(world, "06T00:00", None)
    last = await from_to(world, "06T23:59", "07T02:00")
    await from_to(world, "07T00:00", "07T01:00")
    await from_to(world, "05T23:59", None)
    long = await from_to(world, "04T10:00", "09T10:00")

    assert await listed(world, Wanted(period=SIXTH)) == [long, through, endless_at_midnight, last]


async def test_what_is_under_way_is_still_listed_and_what_is_over_is_not(world: SmallWorld) -> None:
    event = await from_to(world, "06T10:00", "06T12:00")
    endless = await from_to(world, "06T10:00", None)
    for moment, expected in (
        ("06T09:59", [event, endless]),
        ("06T10:01", [event]),
        ("06T11:59", [event]),
        ("06T12:00", []),
    ):
        world.now[0] = astana(moment)
        assert await listed(world, Wanted()) == expected
        assert await listed(world, Wanted(period=SIXTH)) == expected


async def test_lists_hold_neither_drafts_nor_what_is_called_off(world: SmallWorld) -> None:
    event, off = await world.event(), await world.event()
    await world.services.repeating.copy(event.id, world.editor, "copy")
    await world.services.editing.cancel(off.id, world.editor)

    assert await listed(world, Wanted()) == [event.id]
    await world.services.editing.restore(off.id, world.editor)
    assert await listed(world, Wanted()) == [event.id, off.id]


async def test_a_house_and_a_region_choose_each_and_together(world: SmallWorld) -> None:
    semey, almaty = await world.event(), await world.event(IN_ALMATY)
    house, region = HouseId("almaty"), RegionCode("KZ-10")

    assert await listed(world, Wanted(house_id=house)) == [almaty.id]
    assert await listed(world, Wanted(region_code=region)) == [semey.id]
    assert await listed(world, Wanted(house_id=house, region_code=region)) == []
    assert await listed(world, Wanted(region_code=RegionCode("KZ-11"))) == []


async def test_the_nearest_come_first_and_what_is_nowhere_last(world: SmallWorld) -> None:
    await world.database.write(MOVE_HOUSE)
    await world.database.write(RAISE_VERSION)
    await world.services.places.refresh()
    nowhere = await world.event(with_fields(house_id=None, place_id=PlaceId("gone")))
    far = await world.event(starts_at=world.time + timedelta(days=1))
    near_later = await world.event(IN_ALMATY, starts_at=world.time + timedelta(days=3))
    near = await world.event(IN_ALMATY, starts_at=world.time + timedelta(days=2))
    found = await world.services.browsing.listed(Wanted(near=Point(43.2, 76.9)))

    assert [one.card.event.id for one in found] == [near.id, near_later.id, far.id, nowhere.id]
    assert [one.distance_km is None for one in found] == [False, False, False, True]
    assert found[0].distance_km == pytest.approx(0, abs=0.01)
    assert {one.distance_km for one in await world.services.browsing.listed(Wanted())} == {None}


async def test_a_card_says_how_full_it_is_and_how_many_wait_before_me(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=1))
    first, second = world.people[:2]
    third = await editor_of(world, "KZ-10")
    for person in (first, second, third):
        await world.services.attending.come(event.id, person, 1)
    cards = [await world.services.browsing.card(event.id, person) for person in (first, second, third, None)]

    assert [card.ahead for card in cards] == [None, 0, 1, None]
    assert [(card.held, card.free) for card in cards] == [(1, 0)] * 4
    assert cards[3].mine is None


async def test_what_is_called_off_can_still_be_looked_at(world: SmallWorld) -> None:
    event = await world.event()
    await world.services.attending.come(event.id, world.people[0], 1)
    await world.services.editing.cancel(event.id, world.editor)

    assert (await world.services.browsing.card(event.id, None)).event.status is EventStatus.CANCELLED
    assert [card.event.id for card in await world.services.attending.of_person(world.people[0])] == [event.id]
    with pytest.raises(EventUnknown):
        await world.services.browsing.card(EventId(10**6), None)


async def test_my_events_are_those_i_come_to_or_wait_for_and_not_over(world: SmallWorld) -> None:
    me, other = world.people[:2]
    attending = world.services.attending
    soon = await world.event(with_fields(capacity=1), starts_at=world.time + timedelta(days=1))
    late, left = await world.event(), await world.event()
    await attending.come(soon.id, other, 1)
    events: list[Event] = [late, soon, left]
    for event in events:
        await attending.come(event.id, me, 1)
    await attending.leave(left.id, me)

    assert [card.event.id for card in await attending.of_person(me)] == [soon.id, late.id]
    world.now[0] = soon.ends_at
    assert [card.event.id for card in await attending.of_person(me)] == [late.id]
