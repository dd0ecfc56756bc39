"""Every screen that a citizen can see of events, with the longest and the shortest that an event may hold."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

from bot.domain.directory import Directory
from bot.domain.events.attendance import MOST_SEATS_OF_ONE, Attendance, AttendanceState
from bot.domain.events.card import EventCard
from bot.domain.events.errors import (
    EventIsCancelled,
    EventOver,
    EventUnknown,
    NotAnEditor,
    NotAttending,
    NotAtThisDoor,
    NotComplete,
    OfferGone,
)
from bot.domain.events.event import (
    LONGEST_ADDRESS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Event,
    EventDetails,
    EventId,
    EventStatus,
    Gap,
    SeriesId,
)
from bot.domain.events.reminders import Lead
from bot.domain.language import LocalizedText
from bot.domain.people import PersonId
from bot.domain.places import HouseId, PlaceId, RegionCode
from bot.services.events.browsing import NearbyEvent
from handlers.events import views
from handlers.events.listing import CODES, Listing
from handlers.events.views.ways import mine
from handlers.screens import Screen

EVENT_ID = EventId(2**31 - 1)
"""The longest number of an event."""

REFUSALS = (
    EventIsCancelled(),
    EventOver(),
    EventUnknown(),
    NotAnEditor(),
    NotAtThisDoor(),
    NotAttending(),
    OfferGone(),
)

LONG = LocalizedText(kk="ө" * LONGEST_TEXT, ru="<" * LONGEST_TEXT, en="🙂" * (LONGEST_TEXT // 2))
LONG_TITLE = LocalizedText(kk="ғ" * LONGEST_TITLE, ru="&" * LONGEST_TITLE, en="W" * LONGEST_TITLE)


def event_screens(directory: Directory, now: datetime) -> Iterator[Screen]:
    """Give the screens of lists, cards and questions in the present language."""
    today = now.date()
    longest_house = max(directory.houses, key=len)
    longest_place = max(directory.places, key=len)
    areas = (
        Listing(),
        Listing(house_id=longest_house),
        Listing(region_code="KZ-75"),
        Listing(place_id=longest_place),
    )
    listings = [area.on_days(when) for area in areas for when in ("", "261205271231", *CODES)]
    cards = list(event_cards(directory, now))
    some = [NearbyEvent(card=card, distance_km=1234.5) for card in cards[:120]]
    yield from (views.home.home(is_editor=is_editor) for is_editor in (True, False))
    for listing in listings:
        yield from (views.home.regions(listing, directory, page, today) for page in (-1, 0, 1, 99))
        yield from (views.lists.events(some, listing.on_page(page), directory, today) for page in (0, 7, 999))
        yield from (views.lists.nothing(later, listing, directory, today) for later in (some, []))
    yield from (views.lists.near_me(found, directory) for found in (some, []))
    yield from (views.lists.of_person(found, directory, page) for found in (cards, []) for page in (0, 99))
    yield from _near(directory)
    for refusal in (*REFUSALS, NotComplete(list(Gap))):
        yield views.refusals.screen(refusal)
    for card, back in product(cards, ("", mine(99), str(listings[8].on_page(999)))):
        yield from _about(card, directory, now, back)


def event_cards(directory: Directory, now: datetime) -> Iterator[EventCard]:
    """Give events in every state, and people who stand to them in every way."""
    for event, mine_, held in product(_events(directory, now), _attendances(now), (0, 39, 40)):
        ahead = 3 if mine_ and mine_.state is AttendanceState.WAITING else None
        yield EventCard(event=event, held=held, mine=mine_, ahead=ahead)


def _events(directory: Directory, now: datetime) -> Iterator[Event]:
    longest_house = max(directory.houses.values(), key=lambda house: len(house.name.ru + house.address.ru))
    full = EventDetails(
        title=LONG_TITLE,
        text=LONG,
        house_id=longest_house.id,
        address="ж" * LONGEST_ADDRESS,
        starts_at=now + timedelta(days=1),
        ends_at=now + timedelta(days=2),
        capacity=40,
        languages=("kk", "ru", "en", "crh", "zz"),
        picture="a-picture",
        source="https://www.assembly.kz/" + "x" * 300,
    )
    bare = EventDetails(
        title=LocalizedText(kk="А", ru="А"),
        text=LocalizedText(kk="Б", ru="Б"),
        place_id=PlaceId("semey"),
        starts_at=now + timedelta(minutes=30),
        source="a newspaper",
    )
    gone = replace(full, house_id=HouseId("atlantis"), picture="", source="http://[", capacity=None)
    for details, status in product((full, bare, gone), EventStatus):
        yield _event(details, status)
    yield _event(replace(full, starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1)))


def _event(details: EventDetails, status: EventStatus = EventStatus.PUBLISHED) -> Event:
    return Event(
        id=EVENT_ID,
        details=details,
        status=status,
        version=1,
        region_code=RegionCode("KZ-10"),
        series_id=SeriesId(1) if details.picture else None,
        created_by=None,
        published_at=None,
        notice_due_at=None,
        timed_at=None,
    )


def _attendances(now: datetime) -> Iterator[Attendance | None]:
    yield None
    for state, seats in product(AttendanceState, (1, MOST_SEATS_OF_ONE)):
        is_offered = state is AttendanceState.OFFERED
        yield Attendance(
            event_id=EVENT_ID,
            person_id=PersonId(1),
            number=4821,
            code="A" * 22,
            state=state,
            seats=seats,
            seats_offered=1 if is_offered else None,
            offered_until=now + timedelta(hours=12) if is_offered else None,
            joined_at=now,
            lead_since=now,
            told_version=1,
        )


def _near(directory: Directory) -> Iterator[Screen]:
    typed = "ә" * 4096
    yield views.near.ask()
    yield views.near.far_away()
    yield views.near.place_lost()
    yield views.near.not_found(typed)
    everywhere: Sequence[PlaceId] = sorted(directory.places, key=len)[-5:]
    choice = [directory.places[place_id] for place_id in everywhere]
    yield views.near.which_one(typed, choice, "261205271231", directory)


def _about(card: EventCard, directory: Directory, now: datetime, back: str) -> Iterator[Screen]:
    for may_edit in (True, False):
        yield views.card.card(card, directory, now, may_edit=may_edit, back=back)
    yield views.acts.ask_seats(card, back)
    yield views.acts.too_few_seats(card, min(card.free or 0, 4), MOST_SEATS_OF_ONE, now, back)
    yield views.acts.no_more_seats(card, back)
    yield views.acts.ask_whether_sure(card, back)
    for lead in Lead:
        if card.mine is not None:
            yield views.acts.ask_lead(replace(card, mine=replace(card.mine, lead=lead)), now, back)
    yield Screen(views.acts.ticket_caption(card), photo="a-ticket")
    yield Screen(views.acts.calendar_caption(card), photo="a-file")
