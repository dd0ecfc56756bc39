import asyncio
from datetime import timedelta

import pytest

from bot.domain.events.attendance import Attendance, AttendanceState, DoorCount
from bot.domain.events.edits import Edit, with_fields
from bot.domain.events.errors import (
    EventIsCancelled,
    EventRefusal,
    EventUnknown,
    NotAnEditor,
    NotAtThisDoor,
    NotTheDay,
    TicketElsewhere,
)
from bot.domain.events.event import Event, EventId
from bot.domain.people import PersonId
from bot.domain.places import HouseId
from storage.database import Database
from tests.services.events.editors import editor_of
from tests.services.events.small_world import SmallWorld, small_world

COMING, WAITING, OFFERED, LEFT = AttendanceState


@pytest.fixture
async def world(database: Database) -> SmallWorld:
    return await small_world(database)


async def today(world: SmallWorld, *edits: Edit) -> Event:
    """Give an event whose door is open, and which is so far ahead that seats are still offered."""
    return await world.event(*edits, starts_at=world.time + timedelta(hours=8))


async def ticket(world: SmallWorld, event: Event, person: PersonId, seats: int = 1) -> Attendance:
    """Give somebody a ticket, or a place on the waiting list."""
    mine = (await world.services.attending.come(event.id, person, seats)).mine
    assert mine is not None
    return mine


async def test_guests_stand_in_the_order_in_which_they_came_and_seats_are_counted(world: SmallWorld) -> None:
    event = await today(world, with_fields(capacity=4))
    first, second, third, gone = world.people[:4]
    for person, seats in ((first, 3), (gone, 1), (second, 2), (third, 2)):
        world.pass_time(minutes=1)
        await ticket(world, event, person, seats)
    await world.services.attending.leave(event.id, gone)
    await world.services.door.check_in_number(
        event.id, world.editor, (await ticket(world, event, first, 3)).number
    )
    guests = await world.services.door.guests(event.id, world.editor)

    assert [one.person_id for one in guests.attendances] == [first, second, third]
    assert [guests.seats(state) for state in (COMING, OFFERED, WAITING)] == [3, 1, 2]
    assert guests.arrived == 3


async def test_a_number_or_a_code_lets_in_once(world: SmallWorld) -> None:
    event = await today(world)
    mine, other = [await ticket(world, event, person, 2) for person in world.people[:2]]
    door = world.services.door
    by_number = await door.check_in_number(event.id, world.editor, mine.number)
    by_code = await door.check_in_code(other.code, world.editor, None)
    world.pass_time(minutes=5)
    again = await door.check_in_code(mine.code, world.editor, None)

    assert (by_number.before, by_code.before) == (mine, other)
    assert by_number.attendance.checked_in_at == by_code.attendance.checked_in_at == event.published_at
    assert again.before == again.attendance == by_number.attendance


async def test_of_many_who_show_the_same_ticket_at_once_one_is_let_in(world: SmallWorld) -> None:
    event = await today(world)
    mine = await ticket(world, event, world.people[0])
    shown = [world.services.door.check_in_code(mine.code, world.editor, None) for _ in range(5)]
    shown += [world.services.door.check_in_number(event.id, world.editor, mine.number) for _ in range(5)]
    arrivals = await asyncio.gather(*shown)

    assert [arrival.before.checked_in_at for arrival in arrivals].count(None) == 1


async def test_whoever_waits_is_found_but_not_let_in(world: SmallWorld) -> None:
    event = await today(world, with_fields(capacity=1))
    first, second, third = [await ticket(world, event, person) for person in world.people[:3]]
    await world.services.attending.leave(event.id, first.person_id)
    door = world.services.door
    offered = await door.check_in_number(event.id, world.editor, second.number)
    waiting = await door.check_in_code(third.code, world.editor, None)

    assert [(one.attendance.state, one.attendance.checked_in_at) for one in (offered, waiting)] == [
        (OFFERED, None),
        (WAITING, None),
    ]
    with pytest.raises(NotAtThisDoor):
        await door.check_in_number(event.id, world.editor, first.number)
    with pytest.raises(NotAtThisDoor):
        await door.check_in_code(first.code, world.editor, None)


async def test_a_number_opens_no_other_door(world: SmallWorld) -> None:
    event, other = await today(world), await today(world)
    mine = await ticket(world, event, world.people[0])
    door = world.services.door
    theirs = await door.guests(other.id, world.editor)

    with pytest.raises(NotAtThisDoor):
        await door.check_in_number(other.id, world.editor, mine.number)
    for code in ("", "A" * 22, mine.code[:-1], mine.code.swapcase()):
        with pytest.raises(NotAtThisDoor):
            await door.check_in_code(code, world.editor, None)
    with pytest.raises(EventUnknown):
        await door.check_in_number(EventId(10**6), world.editor, mine.number)
    assert theirs.attendances == []
    assert (await door.check_in_code(mine.code, world.editor, None)).event.id == event.id


async def test_only_editors_of_its_region_stand_at_a_door(world: SmallWorld) -> None:
    event = await today(world, with_fields(house_id=HouseId("almaty")))
    mine = await ticket(world, event, world.people[0])
    door = world.services.door
    for stranger in (await editor_of(world, "KZ-10"), mine.person_id):
        for act in (
            door.guests(event.id, stranger),
            door.check_in_number(event.id, stranger, mine.number),
            door.check_in_code(mine.code, stranger, None),
        ):
            with pytest.raises(NotAnEditor):
                await act

    local = await editor_of(world, "KZ-75")
    assert (await door.check_in_code(mine.code, local, None)).before.checked_in_at is None


async def test_a_number_larger_than_any_is_nobody_s(world: SmallWorld) -> None:
    event = await today(world)

    with pytest.raises(NotAtThisDoor):
        await world.services.door.check_in_number(event.id, world.editor, 999_999_999)


async def test_a_ticket_of_another_event_lets_nobody_in_and_says_which_it_is_for(world: SmallWorld) -> None:
    event, other = await today(world), await today(world, with_fields(house_id=HouseId("almaty")))
    mine = await ticket(world, other, world.people[0])
    door, local = world.services.door, await editor_of(world, "KZ-10")

    with pytest.raises(TicketElsewhere) as refused:
        await door.check_in_code(mine.code, local, event.id)

    assert refused.value.event == other
    assert (await door.count(other.id, world.editor)).arrived == 0
    with pytest.raises(NotAnEditor):
        await door.check_in_code(mine.code, world.people[0], event.id)
    await world.services.attending.leave(other.id, mine.person_id)
    with pytest.raises(NotAtThisDoor):
        await door.check_in_code(mine.code, local, event.id)


async def refused_at_door(world: SmallWorld, mine: Attendance) -> list[type[EventRefusal]]:
    """Show a ticket, then say its number, and give why both let nobody in."""
    door, refusals = world.services.door, []
    for act in (
        door.check_in_code(mine.code, world.editor, mine.event_id),
        door.check_in_code(mine.code, world.editor, None),
        door.check_in_number(mine.event_id, world.editor, mine.number),
    ):
        with pytest.raises(EventRefusal) as refused:
            await act
        refusals.append(type(refused.value))
    return refusals


async def test_a_cancelled_event_lets_nobody_in(world: SmallWorld) -> None:
    event = await today(world)
    mine = await ticket(world, event, world.people[0])
    await world.services.editing.cancel(event.id, world.editor)

    assert await refused_at_door(world, mine) == [EventIsCancelled] * 3


async def test_guests_are_let_in_from_half_a_day_before_until_half_a_day_after(world: SmallWorld) -> None:
    starts_at = world.time + timedelta(hours=13)
    event = await world.event(with_fields(ends_at=starts_at + timedelta(hours=2)), starts_at=starts_at)
    early, late, missed = [await ticket(world, event, person) for person in world.people[:3]]

    world.pass_time(minutes=59)
    assert await refused_at_door(world, early) == [NotTheDay] * 3
    world.pass_time(minutes=1)
    await world.services.door.check_in_number(event.id, world.editor, early.number)
    world.pass_time(hours=26)
    await world.services.door.check_in_code(late.code, world.editor, event.id)
    world.pass_time(seconds=1)
    assert await refused_at_door(world, missed) == [NotTheDay] * 3


async def test_the_same_update_again_is_the_same_arrival(world: SmallWorld) -> None:
    event = await today(world)
    said, shown = [await ticket(world, event, person) for person in world.people[:2]]
    door = world.services.door

    numbers = [await door.check_in_number(event.id, world.editor, said.number, 10) for _ in range(2)]
    codes = [await door.check_in_code(shown.code, world.editor, event.id, 11) for _ in range(2)]
    another = await door.check_in_number(event.id, world.editor, shown.number, 12)

    assert numbers[0] == numbers[1]
    assert codes[0] == codes[1]
    assert another.before.checked_in_at is not None


async def test_who_is_in_is_counted_by_seats_and_for_editors_alone(world: SmallWorld) -> None:
    event = await today(world, with_fields(capacity=6))
    first, second, gone, _ = [
        await ticket(world, event, person, seats)
        for person, seats in zip(world.people[:4], (3, 2, 1, 4), strict=True)
    ]
    door = world.services.door
    empty = await today(world)
    for one in (first, gone):
        await door.check_in_number(event.id, world.editor, one.number)
    await world.services.attending.leave(event.id, gone.person_id)

    assert await door.count(event.id, world.editor) == DoorCount(event=event, coming=5, arrived=3)
    assert await door.count(empty.id, world.editor) == DoorCount(event=empty, coming=0, arrived=0)
    with pytest.raises(NotAnEditor):
        await door.count(event.id, second.person_id)
    with pytest.raises(EventUnknown):
        await door.count(EventId(10**6), world.editor)
