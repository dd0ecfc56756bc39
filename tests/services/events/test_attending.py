import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.events.attendance import AttendanceState
from bot.domain.events.edits import starting, with_fields
from bot.domain.events.errors import (
    EventIsCancelled,
    EventOver,
    EventUnknown,
    NotAttending,
    NotSoManySeats,
    OfferGone,
)
from bot.domain.events.event import EventId
from bot.domain.events.notices import OfferExpired, SeatsOffered
from bot.domain.people import PersonId
from storage.database import Database
from storage.events.store import SqlEvents
from tests.services.events.small_world import SmallWorld, small_world

COMING, WAITING, OFFERED, LEFT = AttendanceState


@pytest.fixture
async def world(database: Database) -> SmallWorld:
    return await small_world(database)


async def states(world: SmallWorld, event_id: EventId) -> list[AttendanceState | None]:
    return [(await world.services.browsing.card(event_id, person)).state for person in world.people]


async def test_a_second_press_takes_no_second_seat(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=10))
    person = world.people[0]
    first = await world.services.attending.come(event.id, person, 1)
    again = await world.services.attending.come(event.id, person, 1)

    assert first == again
    assert again.held == 1


async def test_fifty_who_press_at_once_never_take_more_seats_than_there_are(database: Database) -> None:
    world = await small_world(database, people=50)
    event = await world.event(with_fields(capacity=20))
    async with asyncio.TaskGroup() as group:
        for person in world.people:
            group.create_task(world.services.attending.come(event.id, person, 1))
    stand = await states(world, event.id)

    assert stand.count(COMING) == 20
    assert stand.count(WAITING) == 30


async def test_when_three_wait_and_seats_are_added_they_are_offered_in_their_order(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=1))
    for person in world.people[:4]:
        await world.services.attending.come(event.id, person, 1)
    await world.services.editing.change(event.id, world.editor, with_fields(capacity=3))
    got = await world.deliver()

    assert (await states(world, event.id))[:4] == [COMING, OFFERED, OFFERED, WAITING]
    assert [(notice.person_id, type(said)) for notice, said in got] == [
        (world.people[1], SeatsOffered),
        (world.people[2], SeatsOffered),
    ]


async def test_nobody_who_comes_later_takes_a_seat_that_is_kept_for_an_offer(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=1))
    first, second, third = world.people[:3]
    for person in (first, second):
        await world.services.attending.come(event.id, person, 1)
    await world.services.attending.leave(event.id, first)
    late = await world.services.attending.come(event.id, third, 1)

    assert late.state is WAITING
    assert (await world.services.attending.accept(event.id, second)).state is COMING


async def test_an_offer_that_nobody_takes_goes_to_the_next(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=1))
    first, second, third = world.people[:3]
    for person in (first, second, third):
        await world.services.attending.come(event.id, person, 1)
    await world.services.attending.leave(event.id, first)
    await world.deliver()
    world.pass_time(hours=25)
    await world.tick()
    got = await world.deliver()

    assert (await states(world, event.id))[:3] == [LEFT, LEFT, OFFERED]
    assert {(notice.person_id, type(said)) for notice, said in got} == {
        (second, OfferExpired),
        (third, SeatsOffered),
    }
    with pytest.raises(OfferGone):
        await world.services.attending.accept(event.id, second)


async def test_whoever_wants_more_seats_than_are_free_keeps_what_they_have(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=3))
    first, second = world.people[:2]
    await world.services.attending.come(event.id, first, 1)
    await world.services.attending.come(event.id, second, 1)
    card = await world.services.attending.come(event.id, first, 3)

    assert card.mine is not None
    assert (card.state, card.mine.seats, card.free) == (COMING, 1, 1)


async def test_fewer_seats_free_one_for_whoever_waits(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=2))
    first, second = world.people[:2]
    await world.services.attending.come(event.id, first, 2)
    await world.services.attending.come(event.id, second, 1)
    await world.services.attending.come(event.id, first, 1)

    assert (await states(world, event.id))[:2] == [COMING, OFFERED]


async def test_whoever_waits_for_two_may_take_the_one_that_is_free(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=3))
    first, second = world.people[:2]
    await world.services.attending.come(event.id, first, 2)
    offered = await world.services.attending.come(event.id, second, 2)
    taken = await world.services.attending.accept(event.id, second)

    assert offered.mine is not None
    assert (offered.state, offered.mine.seats_offered) == (OFFERED, 1)
    assert taken.mine is not None
    assert (taken.state, taken.mine.seats, taken.free) == (COMING, 1, 0)


async def test_after_its_end_nobody_can_come_any_more(world: SmallWorld) -> None:
    event = await world.event()
    world.pass_time(days=5)

    with pytest.raises(EventOver):
        await world.services.attending.come(event.id, world.people[0], 1)


async def test_nobody_comes_to_what_is_called_off_or_a_draft(world: SmallWorld) -> None:
    event = await world.event()
    draft = await world.services.repeating.copy(event.id, world.editor, "copy")
    await world.services.editing.cancel(event.id, world.editor)

    with pytest.raises(EventIsCancelled):
        await world.services.attending.come(event.id, world.people[0], 1)
    with pytest.raises(EventUnknown):
        await world.services.attending.come(draft.id, world.people[0], 1)
    with pytest.raises(NotAttending):
        await world.services.attending.leave(event.id, world.people[0])


async def test_shortly_before_the_event_a_free_seat_goes_to_whoever_comes_first(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=1))
    first, second, third = world.people[:3]
    for person in (first, second):
        await world.services.attending.come(event.id, person, 1)
    world.now[0] = event.starts_at - timedelta(minutes=30)
    await world.services.attending.leave(event.id, first)

    assert (await world.services.attending.come(event.id, third, 1)).state is COMING
    assert (await states(world, event.id))[1] is WAITING


async def test_an_event_moved_closer_still_offers_its_seats(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=1))
    for person in world.people[:2]:
        await world.services.attending.come(event.id, person, 1)
    await world.services.editing.change(event.id, world.editor, starting(world.time + timedelta(hours=3)))
    await world.services.attending.leave(event.id, world.people[0])
    card = await world.services.browsing.card(event.id, world.people[1])

    assert card.mine is not None
    assert card.mine.offered_until == world.time + timedelta(hours=2)


async def test_coming_without_a_number_keeps_the_seats_that_one_has(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=4))
    person, waits = world.people[:2]
    four = await world.services.attending.come(event.id, person, 4)
    waiting = await world.services.attending.come(event.id, waits, 3)

    assert await world.services.attending.come(event.id, person) == four
    assert await world.services.attending.come(event.id, waits) == waiting


async def test_coming_without_a_number_takes_all_the_seats_that_are_offered(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=3))
    first, second = world.people[:2]
    await world.services.attending.come(event.id, first, 3)
    await world.services.attending.come(event.id, second, 3)
    await world.services.attending.leave(event.id, first)

    card = await world.services.attending.come(event.id, second, sure=False)

    assert card.mine is not None
    assert (card.state, card.mine.seats) == (COMING, 3)


async def test_an_offer_that_ran_out_is_not_taken_by_coming_either(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=1))
    first, second = world.people[:2]
    await world.services.attending.come(event.id, first)
    await world.services.attending.come(event.id, second)
    await world.services.attending.leave(event.id, first)
    world.pass_time(hours=25)

    with pytest.raises(OfferGone):
        await world.services.attending.come(event.id, second)


async def test_declining_gives_back_an_offer_and_nothing_else(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=1))
    first, second, third = world.people[:3]
    attending = world.services.attending
    coming = await attending.come(event.id, first)
    for person in (second, third):
        await attending.come(event.id, person)

    assert await attending.decline(event.id, first) == coming
    assert (await attending.decline(event.id, second)).state is WAITING
    await attending.leave(event.id, first)
    assert (await attending.decline(event.id, second)).state is LEFT
    assert (await attending.decline(event.id, second)).state is LEFT
    assert await states(world, event.id) == [LEFT, LEFT, OFFERED, *[None] * (len(world.people) - 3)]
    with pytest.raises(NotAttending):
        await attending.decline(event.id, world.people[3])


async def test_somebody_new_is_told_how_many_seats_are_free_before_they_wait(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=2))
    person, other = world.people[:2]
    attending = world.services.attending

    with pytest.raises(NotSoManySeats) as few:
        await attending.come(event.id, person, 3, sure=False)
    assert few.value.free == 2
    assert await states(world, event.id) == [None] * len(world.people)

    await attending.come(event.id, other, 2, sure=False)
    with pytest.raises(NotSoManySeats) as none:
        await attending.come(event.id, person, sure=False)
    assert none.value.free == 0
    assert (await attending.come(event.id, person, 3, sure=True)).state is WAITING
    assert (await attending.come(event.id, person, 2, sure=False)).state is WAITING


async def test_of_two_who_take_the_last_seat_at_once_one_is_asked(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=1))
    acts = [world.services.attending.come(event.id, person, sure=False) for person in world.people[:2]]

    answers = await asyncio.gather(*acts, return_exceptions=True)

    assert sorted(isinstance(answer, NotSoManySeats) for answer in answers) == [False, True]
    assert WAITING not in await states(world, event.id)


async def test_whoever_leaves_has_not_come_in(world: SmallWorld) -> None:
    event = await world.event()
    person = world.people[0]
    mine = (await world.services.attending.come(event.id, person)).mine
    assert mine is not None
    async with SqlEvents(world.database).transaction() as transaction:
        await transaction.keep(replace(mine, checked_in_at=world.time))

    left = (await world.services.attending.leave(event.id, person)).mine

    assert left is not None
    assert left.checked_in_at is None


async def test_a_message_is_the_card_of_the_event_that_it_showed_last(world: SmallWorld) -> None:
    first, second = await world.event(), await world.event()
    person, other = world.people[:2]
    attending = world.services.attending
    for event in (first, second):
        for somebody in (person, other):
            await attending.come(event.id, somebody)
    await attending.remember_card(first.id, other, 7)
    await attending.remember_card(first.id, person, 7)
    await attending.remember_card(second.id, person, 7)

    assert await cards(world, person) == {first.id: None, second.id: 7}
    await attending.forget_cards(person, 8)
    assert await cards(world, person) == {first.id: None, second.id: 7}
    await attending.forget_cards(person, 7)
    assert await cards(world, person) == {first.id: None, second.id: None}
    assert await cards(world, other) == {first.id: 7, second.id: None}


async def cards(world: SmallWorld, person: PersonId) -> dict[EventId, int | None]:
    mine = [card.mine for card in await world.services.attending.of_person(person)]
    return {one.event_id: one.card_message_id for one in mine if one is not None}
