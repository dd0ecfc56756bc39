"""What is on: lists of events, and one event as a person sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.astana_time import at, local
from bot.domain.dates import Period
from bot.domain.directory import Directory
from bot.domain.events.card import EventCard
from bot.domain.events.errors import EventUnknown
from bot.domain.events.event import Event, EventId, EventStatus
from bot.domain.events.rights import is_editor, may_edit
from bot.domain.geo import Point
from bot.domain.people import PersonId
from bot.domain.places import HouseId, RegionCode
from bot.ports.clock import Clock
from bot.ports.events import EventStore, Span
from bot.services.places import Places

MOST_LISTED = 200
"""Events of one list: more than anybody turns pages for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events are looked for; `near` puts the nearest first instead of the soonest."""

    period: Period | None = None
    house_id: HouseId | None = None
    region_code: RegionCode | None = None
    near: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyEvent:
    """An event of a list; the distance in kilometres leads to where it is held, None without an origin."""

    card: EventCard
    distance_km: float | None = None


class Browsing:
    """The published events, and drafts for their editors."""

    def __init__(self, store: EventStore, places: Places, clock: Clock) -> None:
        self._store = store
        self._places = places
        self._clock = clock

    async def listed(self, wanted: Wanted) -> Sequence[NearbyEvent]:
        """Give the events that are looked for and not over yet."""
        since, until = self._clock(), None
        if wanted.period is not None:
            since = max(since, at(wanted.period.first, time()))
            until = at(wanted.period.last + timedelta(days=1), time())
        span = Span(since=since, until=until, house_id=wanted.house_id, region_code=wanted.region_code)
        cards = await self._store.listed(span, MOST_LISTED)
        if wanted.near is None:
            return [NearbyEvent(card=card) for card in cards]
        found = [self._measured(card, wanted.near) for card in cards]
        return sorted(found, key=lambda one: one.distance_km if one.distance_km is not None else 1e9)

    async def card(self, event_id: EventId, person_id: PersonId | None) -> EventCard:
        """Give one event; raises EventUnknown, for a draft too unless its editor asks."""
        card = await self._store.card(event_id, person_id)
        if card is None:
            raise EventUnknown
        if card.event.status is EventStatus.DRAFT and not await self._may_edit(card.event, person_id):
            raise EventUnknown
        return card

    async def may_edit(self, event: Event, person_id: PersonId) -> bool:
        """Tell whether the person is an editor of this event."""
        return await self._may_edit(event, person_id)

    async def is_editor(self, person_id: PersonId) -> bool:
        """Tell whether the person edits events at all."""
        return is_editor(await self._store.grants(person_id))

    def today(self) -> date:
        """Give the present day in Kazakhstan."""
        return local(self._clock()).date()

    def now(self) -> datetime:
        """Give the present moment."""
        return self._clock()

    async def _may_edit(self, event: Event, person_id: PersonId | None) -> bool:
        if person_id is None:
            return False
        return may_edit(event, person_id, await self._store.grants(person_id))

    def _measured(self, card: EventCard, origin: Point) -> NearbyEvent:
        point = where(card.event, self._places.directory)
        return NearbyEvent(card=card, distance_km=origin.distance_km(point) if point else None)


def where(event: Event, directory: Directory) -> Point | None:
    """Give the point of the house or place where an event is held; None where it is no longer listed."""
    details = event.details
    if details.house_id is not None:
        house = directory.house(details.house_id)
        return house.point if house else None
    place = directory.place(details.place_id) if details.place_id is not None else None
    return place.point if place else None
