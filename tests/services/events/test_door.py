import asyncio

import pytest

from bot.domain.events.attendance import Attendance, AttendanceState
from bot.domain.events.edits import with_fields
from bot.domain.events.errors import EventUnknown, NotAnEditor, NotAtThisDoor
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


async def ticket(world: SmallWorld, event: Event, person: PersonId, seats: int = 1) -> Attendance:
    """Give somebody a ticket, or a place on the waiting list."""
    mine = (await world.services.attending.come(event.id, person, seats)).mine
    assert mine is not None
    return mine


async def test_guests_stand_in_the_order_in_which_they_came_and_seats_are_counted(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=4))
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
    event = await world.event()
    mine, other = [await ticket(world, event, person, 2) for person in world.people[:2]]
    door = world.services.door
    by_number = await door.check_in_number(event.id, world.editor, mine.number)
    by_code = await door.check_in_code(other.code, world.editor)
    world.pass_time(minutes=5)
    again = await door.check_in_code(mine.code, world.editor)

    assert (by_number.before, by_code.before) == (mine, other)
    assert by_number.attendance.checked_in_at == by_code.attendance.checked_in_at == event.published_at
    assert again.before == again.attendance == by_number.attendance


async def test_of_many_who_show_the_same_ticket_at_once_one_is_let_in(world: SmallWorld) -> None:
    event = await world.event()
    mine = await ticket(world, event, world.people[0])
    shown = [world.services.door.check_in_code(mine.code, world.editor) for _ in range(5)]
    shown += [world.services.door.check_in_number(event.id, world.editor, mine.number) for _ in range(5)]
    arrivals = await asyncio.gather(*shown)

    assert [arrival.before.checked_in_at for arrival in arrivals].count(None) == 1


async def test_whoever_waits_is_found_but_not_let_in(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=1))
    first, second, third = [await ticket(world, event, person) for person in world.people[:3]]
    await world.services.attending.leave(event.id, first.person_id)
    door = world.services.door
    offered = await door.check_in_number(event.id, world.editor, second.number)
    waiting = await door.check_in_code(third.code, world.editor)

    assert [(one.attendance.state, one.attendance.checked_in_at) for one in (offered, waiting)] == [
        (OFFERED, None),
        (WAITING, None),
    ]
    with pytest.raises(NotAtThisDoor):
        await door.check_in_number(event.id, world.editor, first.number)
    with pytest.raises(NotAtThisDoor):
        await door.check_in_code(first.code, world.editor)


async def test_a_number_opens_no_other_door(world: SmallWorld) -> None:
    event, other = await world.event(), await world.event()
    mine = await ticket(world, event, world.people[0])
    door = world.services.door
    theirs = await door.guests(other.id, world.editor)

    with pytest.raises(NotAtThisDoor):
        await door.check_in_number(other.id, world.editor, mine.number)
    for code in ("", "A" * 22, mine.code[:-1], mine.code.swapcase()):
        with pytest.raises(NotAtThisDoor):
            await door.check_in_code(code, world.editor)
    with pytest.raises(EventUnknown):
        await door.check_in_number(EventId(10**6), world.editor, mine.number)
    assert theirs.attendances == []
    assert (await door.check_in_code(mine.code, world.editor)).event.id == event.id


async def test_only_editors_of_its_region_stand_at_a_door(world: SmallWorld) -> None:
    event = await world.event(with_fields(house_id=HouseId("almaty")))
    mine = await ticket(world, event, world.people[0])
    door = world.services.door
    for stranger in (await editor_of(world, "KZ-10"), mine.person_id):
        for act in (
            door.guests(event.id, stranger),
            door.check_in_number(event.id, stranger, mine.number),
            door.check_in_code(mine.code, stranger),
        ):
            with pytest.raises(NotAnEditor):
                await act

    local = await editor_of(world, "KZ-75")
    assert (await door.check_in_code(mine.code, local)).before.checked_in_at is None


async def test_a_number_larger_than_any_is_nobody_s(world: SmallWorld) -> None:
    event = await world.event()

    with pytest.raises(NotAtThisDoor):
        await world.services.door.check_in_number(event.id, world.editor, 999_999_999)
