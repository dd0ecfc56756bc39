from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.events.edits import Edit, described, starting, titled, with_fields
from bot.domain.events.errors import EventOver, EventUnknown, NotAnEditor, NotComplete
from bot.domain.events.event import Event, EventDetails, EventId, EventStatus, Gap
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.places import HouseId, PlaceId
from storage.database import Database
from tests.services.events.editors import editor_of, withdraw
from tests.services.events.small_world import ADD_HOUSES, RAISE_VERSION, SmallWorld, small_world

RENAMED = titled(Language.RUSSIAN, "Праздник")

IN_SEMEY = with_fields(house_id=HouseId("semey"))

IN_ALMATY = with_fields(house_id=HouseId("almaty"))

DELIST = "DELETE FROM houses WHERE id = :id"


@pytest.fixture
async def world(database: Database) -> SmallWorld:
    return await small_world(database, people=2)


async def seen(world: SmallWorld, event_id: EventId) -> Event:
    return (await world.services.browsing.card(event_id, world.editor)).event


async def all_refused(world: SmallWorld, event_id: EventId, person: PersonId) -> bool:
    editing, repeating, door = world.services.editing, world.services.repeating, world.services.door
    day = world.time.date()
    for act in (
        editing.change(event_id, person, RENAMED),
        editing.publish(event_id, person),
        editing.cancel(event_id, person),
        editing.restore(event_id, person),
        editing.discard(event_id, person),
        repeating.copy(event_id, person, "copy"),
        repeating.repeat(event_id, person, day, "repeat"),
        door.guests(event_id, person),
        door.check_in_number(event_id, person, 1000),
    ):
        with pytest.raises(NotAnEditor):
            await act
    return True


async def test_only_editors_of_its_region_or_of_the_country_touch_an_event(world: SmallWorld) -> None:
    event = await world.event()
    neighbour = await editor_of(world, "KZ-75")
    local = await editor_of(world, "KZ-10")

    assert await all_refused(world, event.id, world.people[0])
    assert await all_refused(world, event.id, neighbour)
    assert (await world.services.editing.change(event.id, local, RENAMED)).details.title.ru == "Праздник"


async def test_a_role_that_is_taken_back_ends_in_the_middle_of_an_edit(world: SmallWorld) -> None:
    editor = await editor_of(world, "KZ-10")
    draft = await world.services.editing.begin(editor, "mine")
    await world.services.editing.change(draft.id, editor, IN_SEMEY)
    await withdraw(world, editor)

    assert await all_refused(world, draft.id, editor)
    with pytest.raises(NotAnEditor):
        await world.services.editing.begin(editor, "another")
    with pytest.raises(NotAnEditor):
        await world.services.editing.editable(editor)


async def test_nobody_moves_an_event_into_a_region_of_others(world: SmallWorld) -> None:
    event = await world.event()
    local = await editor_of(world, "KZ-10")
    with pytest.raises(NotAnEditor):
        await world.services.editing.change(event.id, local, IN_ALMATY)
    with pytest.raises(NotAnEditor):
        await world.services.editing.begin(local, "there", EventDetails(house_id=HouseId("almaty")))

    assert await seen(world, event.id) == event
    assert (await world.services.editing.change(event.id, world.editor, IN_ALMATY)).region_code == "KZ-75"


async def test_a_draft_without_a_place_belongs_to_whoever_began_it(world: SmallWorld) -> None:
    mine, other = await editor_of(world, "KZ-10"), await editor_of(world, "KZ-10")
    draft = await world.services.editing.begin(mine, "mine")

    assert await all_refused(world, draft.id, other)
    assert await all_refused(world, draft.id, world.editor)
    assert [event.id for event in await world.services.editing.editable(mine)] == [draft.id]
    assert await world.services.editing.editable(other) == []

    await world.services.editing.change(draft.id, mine, IN_SEMEY)
    assert [event.id for event in await world.services.editing.editable(other)] == [draft.id]


async def test_a_draft_does_not_exist_for_others(world: SmallWorld) -> None:
    event = await world.event()
    draft = await world.services.repeating.copy(event.id, world.editor, "copy")
    citizen, neighbour = world.people[0], await editor_of(world, "KZ-75")
    browsing, attending = world.services.browsing, world.services.attending

    for person in (citizen, neighbour):
        for look in (
            browsing.card(draft.id, person),
            attending.come(draft.id, person, 1),
            attending.take_calendar(draft.id, person),
        ):
            with pytest.raises(EventUnknown):
                await look
    with pytest.raises(EventUnknown):
        await browsing.card(draft.id, None)
    assert (await browsing.card(draft.id, world.editor)).event == draft


@pytest.mark.parametrize(
    ("edit", "gap"),
    [
        (titled(Language.KAZAKH, ""), Gap.TITLE_KK),
        (titled(Language.RUSSIAN, ""), Gap.TITLE_RU),
        (described(Language.KAZAKH, ""), Gap.TEXT_KK),
        (described(Language.RUSSIAN, ""), Gap.TEXT_RU),
        (with_fields(house_id=None), Gap.WHERE),
        (with_fields(starts_at=None), Gap.START),
        (lambda details: replace(details, starts_at=details.starts_at - timedelta(days=9)), Gap.PAST),
        (lambda details: replace(details, ends_at=details.starts_at), Gap.END),
    ],
)
async def test_an_event_with_a_gap_is_neither_published_nor_made_so(
    sqlite_database: Database, edit: Edit, gap: Gap
) -> None:
    world = await small_world(sqlite_database)
    event = await world.event()
    draft = await world.services.editing.begin(world.editor, "draft", event.details)
    await world.services.editing.change(draft.id, world.editor, edit)

    with pytest.raises(NotComplete) as refused:
        await world.services.editing.publish(draft.id, world.editor)
    assert refused.value.gaps == (gap,)
    with pytest.raises(NotComplete) as refused:
        await world.services.editing.change(event.id, world.editor, edit)
    assert refused.value.gaps == (gap,)
    assert await seen(world, event.id) == event


async def test_an_act_done_twice_is_done_once(world: SmallWorld) -> None:
    editing = world.services.editing
    event = await world.event()
    world.pass_time(minutes=1)

    assert await editing.begin(world.editor, "key") == await editing.begin(world.editor, "key")
    assert await editing.publish(event.id, world.editor) == event
    assert await editing.restore(event.id, world.editor) == event
    assert await editing.change(event.id, world.editor, starting(event.starts_at)) == event
    cancelled = await editing.cancel(event.id, world.editor)
    world.pass_time(minutes=1)
    assert await editing.cancel(event.id, world.editor) == cancelled == await seen(world, event.id)


async def test_a_draft_is_thrown_away_and_nothing_else_is(world: SmallWorld) -> None:
    event = await world.event()
    draft = await world.services.repeating.copy(event.id, world.editor, "copy")
    for one in (event, draft):
        await world.services.editing.discard(one.id, world.editor)

    assert [one.id for one in await world.services.editing.editable(world.editor)] == [event.id]
    with pytest.raises(EventUnknown):
        await world.services.editing.discard(draft.id, world.editor)


async def test_a_draft_cannot_be_called_off(world: SmallWorld) -> None:
    draft = await world.services.repeating.copy((await world.event()).id, world.editor, "copy")

    assert (await world.services.editing.cancel(draft.id, world.editor)).status is EventStatus.DRAFT
    assert await seen(world, draft.id) == draft


async def test_what_is_over_stays_as_it_was(world: SmallWorld) -> None:
    event = await world.event()
    world.now[0] = event.ends_at
    editing = world.services.editing

    for act in (
        editing.change(event.id, world.editor, RENAMED),
        editing.cancel(event.id, world.editor),
        editing.restore(event.id, world.editor),
    ):
        with pytest.raises(EventOver):
            await act


async def test_an_event_stays_in_its_region_when_its_house_is_no_longer_listed(world: SmallWorld) -> None:
    event = await world.event()
    await world.database.write(DELIST, id="semey")
    await world.database.write(RAISE_VERSION)
    await world.services.places.refresh()
    edited = await world.services.editing.change(event.id, world.editor, RENAMED)

    assert edited.region_code == "KZ-10"


async def test_editors_see_drafts_first_and_then_what_comes_next(world: SmallWorld) -> None:
    late, soon = await world.event(), await world.event(starts_at=world.time + timedelta(days=1))
    over = await world.event(starts_at=world.time + timedelta(hours=1))
    timeless = await world.services.repeating.copy(late.id, world.editor, "copy")
    dated = await world.services.editing.begin(world.editor, "draft", late.details)
    await world.services.editing.cancel(soon.id, world.editor)
    world.now[0] = over.ends_at
    order = [event.id for event in await world.services.editing.editable(world.editor)]

    assert order == [dated.id, timeless.id, soon.id, late.id]


async def test_whoever_comes_stays_when_there_are_to_be_fewer_seats(world: SmallWorld) -> None:
    event = await world.event(with_fields(capacity=5))
    first, second = world.people[:2]
    await world.services.attending.come(event.id, first, 3)
    await world.services.attending.come(event.id, second, 2)
    await world.services.editing.change(event.id, world.editor, with_fields(capacity=2))
    fewer = await world.services.attending.come(event.id, first, 1)

    assert (fewer.mine.seats if fewer.mine else 0, fewer.held, fewer.free) == (1, 3, 0)


async def test_texts_are_kept_without_the_character_that_databases_refuse(world: SmallWorld) -> None:
    event = await world.event(titled(Language.RUSSIAN, "Кон\x00церт"), with_fields(address="\x00дом 1"))

    assert (event.details.title.ru, event.details.address) == ("Концерт", "дом 1")
    assert await seen(world, event.id) == event


async def test_a_place_gives_the_region_where_there_is_no_house(world: SmallWorld) -> None:
    unknown = await world.services.editing.begin(
        world.editor, "nowhere", EventDetails(place_id=PlaceId("nowhere"))
    )
    await world.database.write(ADD_HOUSES, id="new", region="KZ-10")
    await world.database.write(RAISE_VERSION)
    await world.services.places.refresh()
    moved = await world.services.editing.change(
        unknown.id, world.editor, with_fields(house_id=HouseId("new"), place_id=None)
    )

    assert (unknown.region_code, moved.region_code) == ("", "KZ-10")
