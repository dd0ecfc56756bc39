import asyncio

import pytest

from bot.domain.events.attendance import AttendanceState
from bot.domain.events.edits import with_fields
from bot.domain.events.event import Event
from bot.domain.events.notices import EventChanged, SeatsOffered
from bot.domain.people import PersonId
from storage.database import Database
from tests.services.events.small_world import SmallWorld, small_world

COMING, WAITING, OFFERED, LEFT = AttendanceState


@pytest.fixture
async def world(database: Database) -> SmallWorld:
    return await small_world(database)


async def state(world: SmallWorld, event: Event, person: PersonId) -> AttendanceState | None:
    return (await world.services.browsing.card(event.id, person)).state


async def test_an_offer_that_runs_out_while_the_event_is_off_costs_nobody_their_place(
    world: SmallWorld,
) -> None:
    event = await world.event(with_fields(capacity=1))
    first, second, third = world.people[:3]
    for person in (first, second, third):
        await world.services.attending.come(event.id, person, 1)
    await world.services.attending.leave(event.id, first)
    await world.services.editing.cancel(event.id, world.editor)
    world.pass_time(days=2)
    await world.tick()
    assert [type(said) for _, said in await world.deliver()] == [EventChanged, EventChanged]
    assert await state(world, event, second) is WAITING

    await world.services.editing.restore(event.id, world.editor)
    assert [(notice.person_id, type(said)) for notice, said in await world.deliver()] == [
        (second, SeatsOffered)
    ]
    assert (await state(world, event, second), await state(world, event, third)) == (OFFERED, WAITING)


async def test_asking_for_more_than_was_offered_keeps_the_offer_and_its_end(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=2))
    first, second = world.people[:2]
    await world.services.attending.come(event.id, first, 1)
    offered = await world.services.attending.come(event.id, second, 2)
    world.pass_time(hours=1)

    assert await world.services.attending.come(event.id, second, 3) == offered
    assert offered.state is OFFERED


async def test_without_a_limit_any_more_everybody_who_waits_is_offered_their_seats(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=2))
    for person in world.people[:4]:
        await world.services.attending.come(event.id, person, 2)
    await world.services.editing.change(event.id, world.editor, with_fields(capacity=None))
    cards = [await world.services.browsing.card(event.id, person) for person in world.people[1:4]]

    assert [(card.mine.state, card.mine.seats_offered) for card in cards if card.mine] == [(OFFERED, 2)] * 3
    assert (await world.services.attending.accept(event.id, world.people[1])).held == 8


async def test_thirty_who_come_and_thirty_who_leave_at_once_find_every_seat_taken(database: Database) -> None:
    world = await small_world(database, people=60)
    event = await world.event(with_fields(capacity=30))
    attending, leaving, arriving = world.services.attending, world.people[:30], world.people[30:]
    for person in leaving:
        await attending.come(event.id, person, 1)
    async with asyncio.TaskGroup() as group:
        for leaves, comes in zip(leaving, arriving, strict=True):
            group.create_task(attending.leave(event.id, leaves))
            group.create_task(attending.come(event.id, comes, 1))
    stand = [await state(world, event, person) for person in arriving]

    assert {await state(world, event, person) for person in leaving} == {LEFT}
    assert stand.count(COMING) + stand.count(OFFERED) == 30
    offers = await world.deliver()
    assert {(notice.person_id, type(said)) for notice, said in offers} == {
        (person, SeatsOffered) for person, now in zip(arriving, stand, strict=True) if now is OFFERED
    }


async def test_seats_that_become_free_later_are_added_to_an_offer_of_too_few(database: Database) -> None:
    world = await small_world(database)
    event = await world.event(with_fields(capacity=3))
    holder, family, late = world.people[:3]
    attending = world.services.attending
    await attending.come(event.id, holder, 3)
    await attending.come(event.id, family, 2)
    await attending.come(event.id, late, 1)
    await attending.come(event.id, holder, 2)
    await attending.leave(event.id, holder)
    cards = [await world.services.browsing.card(event.id, person) for person in (family, late)]
    told = [notice.person_id for notice, _ in await world.deliver()]

    assert [card.mine and card.mine.seats_offered for card in cards] == [2, 1]
    assert told == [family, late]
