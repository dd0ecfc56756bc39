import asyncio
from datetime import datetime, timedelta

import pytest

from bot.assembly import create_services
from bot.domain.astana_time import ASTANA_TIME
from bot.domain.events.edits import with_fields
from bot.domain.events.event import Event, EventId, Topic
from bot.domain.events.notices import NewEvents
from bot.domain.events.subscriptions import EVERY_DAY, DigestTime, Subscription, SubscriptionKind
from bot.domain.people import PersonId
from bot.domain.places import HouseId
from storage.database import Database
from tests.services.events.small_world import SETTLING, SmallWorld, small_world

IN_SEMEY = Subscription(SubscriptionKind.HOUSE, "semey")

IN_ABAI = Subscription(SubscriptionKind.REGION, "KZ-10")

OF_CULTURE = Subscription(SubscriptionKind.TOPIC, "culture")

IN_KAZAKH = Subscription(SubscriptionKind.LANGUAGE, "kk")

DAILY = DigestTime(weekday=EVERY_DAY, hour=18)


@pytest.fixture
async def world(database: Database) -> SmallWorld:
    return await small_world(database, people=3)


def astana(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{text}").replace(tzinfo=ASTANA_TIME)


async def subscribed(world: SmallWorld, *wishes: Subscription, when: DigestTime | None = None) -> PersonId:
    """Give somebody with those wishes, who from then on has a minute of peace."""
    person = world.people[0]
    for wish in wishes:
        await world.services.subscribing.toggle(person, wish, wanted=True)
    if when is not None:
        await world.services.subscribing.set_time(person, when)
    world.pass_time(minutes=1)
    return person


async def an_event(world: SmallWorld, **details: object) -> Event:
    """Give a published event so far ahead that every digest of a test comes before it."""
    return await world.event(with_fields(**details), starts_at=astana("30T18:00"))


async def digests(world: SmallWorld, moment: str) -> list[tuple[PersonId, list[EventId]]]:
    """Give who gets a digest at that moment, and of what."""
    world.now[0] = astana(moment)
    await world.services.subscribing.send_digests()
    return [
        (notice.person_id, [event.id for event in said.events])
        for notice, said in await world.deliver()
        if isinstance(said, NewEvents)
    ]


async def test_wishes_are_kept_dropped_and_kept_once(world: SmallWorld) -> None:
    subscribing, person = world.services.subscribing, world.people[0]
    assert (await subscribing.wishes(person)).time == DigestTime(weekday=1, hour=10)
    for _ in range(2):
        wishes = await subscribing.toggle(person, IN_ABAI, wanted=True)
    assert wishes.subscriptions == (IN_ABAI,)
    wishes = await subscribing.toggle(person, OF_CULTURE, wanted=True)
    assert wishes.subscriptions == (IN_ABAI, OF_CULTURE)
    assert (await subscribing.set_time(person, DAILY)).time == DAILY
    assert (await subscribing.toggle(person, IN_ABAI, wanted=False)).subscriptions == (OF_CULTURE,)
    assert await subscribing.stop(person) == [OF_CULTURE]
    assert (await subscribing.wishes(person)).subscriptions == ()
    assert (await subscribing.wishes(world.people[1])).subscriptions == ()


async def test_new_events_come_together_on_monday_and_none_twice(world: SmallWorld) -> None:
    person = await subscribed(world, IN_ABAI, IN_SEMEY)
    first = await an_event(world)
    world.pass_time(days=2)
    second = await an_event(world)
    await an_event(world, house_id=HouseId("almaty"))

    assert await digests(world, "07T09:59") == []
    assert await digests(world, "07T10:00") == [(person, [first.id, second.id])]
    assert await digests(world, "07T10:01") == []
    third = await an_event(world)
    assert await digests(world, "13T20:00") == []
    assert await digests(world, "14T10:00") == [(person, [third.id])]


@pytest.mark.parametrize(
    ("wish", "chosen"),
    [
        (IN_SEMEY, "semey"),
        (IN_ABAI, "semey"),
        (OF_CULTURE, "almaty"),
        (IN_KAZAKH, "almaty"),
        (Subscription(SubscriptionKind.LANGUAGE, "k"), None),
        (Subscription(SubscriptionKind.REGION, ""), None),
    ],
)
async def test_a_digest_holds_what_was_wished_for(
    sqlite_database: Database, wish: Subscription, chosen: str | None
) -> None:
    world = await small_world(sqlite_database)
    await subscribed(world, wish, when=DAILY)
    made = {
        "semey": await an_event(world, languages=("ru",)),
        "almaty": await an_event(
            world, house_id=HouseId("almaty"), topic=Topic.CULTURE, languages=("ru", "kk")
        ),
    }
    got = [events for _, events in await digests(world, "01T18:00")]

    assert got == ([[made[chosen].id]] if chosen else [])


async def test_a_digest_tells_only_of_what_was_published_since_the_wish(world: SmallWorld) -> None:
    await an_event(world)
    world.pass_time(minutes=1)
    person = await subscribed(world, IN_ABAI, when=DAILY)
    draft = await world.services.repeating.copy((await an_event(world)).id, world.editor, "copy")
    off, over = await an_event(world), await world.event(starts_at=astana("01T17:00"))
    await world.services.editing.cancel(off.id, world.editor)
    [(_, told)] = await digests(world, "01T18:00")
    await world.services.subscribing.toggle(person, OF_CULTURE, wanted=True)

    assert len(told) == 1
    assert not {draft.id, off.id, over.id} & set(told)
    assert await digests(world, "02T18:00") == []


async def test_of_a_series_the_next_event_alone_is_told(world: SmallWorld) -> None:
    person = await subscribed(world, IN_ABAI, when=DAILY)
    event = await world.event(starts_at=astana("05T18:00"))
    await world.services.repeating.repeat(event.id, world.editor, astana("30T00:00").date(), "weekly")
    other = await an_event(world)

    assert await digests(world, "01T18:00") == [(person, [event.id, other.id])]


async def test_whoever_stops_gets_nothing_more(world: SmallWorld) -> None:
    person = await subscribed(world, IN_ABAI, when=DAILY)
    await an_event(world)
    world.now[0] = astana("01T18:00")
    assert await world.services.subscribing.send_digests() == 1
    await world.services.subscribing.stop(person)
    assert await world.deliver() == []

    await an_event(world)
    assert await digests(world, "02T18:00") == []
    await world.services.subscribing.toggle(person, IN_ABAI, wanted=True)
    assert await digests(world, "03T18:00") == []


async def test_another_time_loses_nothing_and_doubles_nothing(world: SmallWorld) -> None:
    person = await subscribed(world, IN_ABAI)
    first = await an_event(world)
    await world.services.subscribing.set_time(person, DAILY)
    assert await digests(world, "01T17:59") == []
    assert await digests(world, "01T18:00") == [(person, [first.id])]

    await world.services.subscribing.set_time(person, DigestTime(weekday=EVERY_DAY, hour=10))
    world.pass_time(minutes=1)
    second = await an_event(world)
    assert await digests(world, "01T19:00") == []
    assert await digests(world, "02T10:00") == [(person, [second.id])]
    await world.services.subscribing.set_time(person, DigestTime())
    assert await digests(world, "07T10:00") == []


async def test_another_time_sends_nothing_for_a_moment_before_it_was_chosen(world: SmallWorld) -> None:
    person = await subscribed(world, IN_ABAI, when=DAILY)
    event = await an_event(world)
    world.now[0] = astana("01T12:00")
    await world.services.subscribing.set_time(person, DigestTime(weekday=EVERY_DAY, hour=11))

    assert await digests(world, "01T12:01") == []
    assert await digests(world, "02T10:59") == []
    assert await digests(world, "02T11:00") == [(person, [event.id])]


async def test_whoever_chooses_the_same_time_again_misses_nothing(world: SmallWorld) -> None:
    person = await subscribed(world, IN_ABAI, when=DAILY)
    event = await an_event(world)
    world.now[0] = astana("01T18:00") + timedelta(seconds=20)
    await world.services.subscribing.set_time(person, DAILY)

    assert await digests(world, "01T18:01") == [(person, [event.id])]


async def test_another_time_of_one_person_delays_nobody_else(world: SmallWorld) -> None:
    first, second = world.people[:2]
    for person in (first, second):
        await world.services.subscribing.toggle(person, IN_ABAI, wanted=True)
    await world.services.subscribing.set_time(first, DAILY)
    world.pass_time(minutes=1)
    event = await an_event(world)
    world.now[0] = astana("01T18:00") + timedelta(seconds=20)
    await world.services.subscribing.set_time(second, DAILY)

    assert await digests(world, "01T18:01") == [(first, [event.id])]
    assert await digests(world, "02T18:00") == [(second, [event.id])]


async def test_what_was_stopped_is_resumed_as_it_was(world: SmallWorld) -> None:
    subscribing, person = world.services.subscribing, world.people[0]
    for wish in (OF_CULTURE, IN_ABAI, IN_SEMEY):
        await subscribing.toggle(person, wish, wanted=True)
    before = await subscribing.wishes(person)
    stopped = await subscribing.stop(person)

    assert await subscribing.stop(person) == []
    for _ in range(2):
        assert await subscribing.resume(person, stopped) == before
    assert (await subscribing.resume(world.people[1], ())).subscriptions == ()


async def test_what_the_bot_slept_through_comes_once_and_by_day(world: SmallWorld) -> None:
    person = await subscribed(world, IN_ABAI, when=DAILY)
    event = await an_event(world)

    assert await digests(world, "04T21:00") == []
    assert await digests(world, "05T08:00") == [(person, [event.id])]
    assert await digests(world, "05T18:00") == []


async def test_a_digest_says_nothing_that_is_no_longer_true(world: SmallWorld) -> None:
    person = await subscribed(world, IN_ABAI, when=DAILY)
    off, on = await an_event(world), await an_event(world)
    world.now[0] = astana("01T18:00")
    await world.services.subscribing.send_digests()
    await world.services.editing.cancel(off.id, world.editor)

    assert await digests(world, "01T18:05") == [(person, [on.id])]


async def test_two_beats_at_once_send_one_digest_each(world: SmallWorld) -> None:
    people = world.people
    for person in people:
        await world.services.subscribing.toggle(person, IN_ABAI, wanted=True)
    world.pass_time(minutes=1)
    await an_event(world)
    world.now[0] = astana("07T10:00")
    other = create_services(world.database, lambda: world.time, SETTLING)
    async with asyncio.TaskGroup() as group:
        for services in (world.services, other) * 3:
            group.create_task(services.subscribing.send_digests())
    got = await world.deliver()

    assert sorted(notice.person_id for notice, _ in got) == sorted(people)


async def test_an_hour_of_today_that_has_passed_brings_no_digest_today(world: SmallWorld) -> None:
    person = await subscribed(world, IN_ABAI, when=DigestTime(weekday=EVERY_DAY, hour=9))
    event = await an_event(world)

    assert await digests(world, "01T20:00") == []
    assert await digests(world, "02T09:00") == [(person, [event.id])]
