"""One event made from another: a copy, or the same every week."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.astana_time import local
from bot.domain.events.errors import EventUnknown, NotAnEditor, NotComplete
from bot.domain.events.event import Event, EventId, EventStatus, EventVersion, Gap, SeriesId
from bot.domain.events.rights import may_edit
from bot.domain.people import PersonId
from bot.domain.roles import COUNTRY
from bot.ports.clock import Clock
from bot.ports.events import EventStore, EventTransaction, NewEvent
from bot.services.events.editing import draft, editable

MOST_REPEATS = 52
"""Weekly repeats that are made at once: a year."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """An event, and whom an edit of it concerns.

    `guests` counts people who come or wait, `seats_taken` seats that are held, `later` the events that
    follow an edit of this one; `known` are the versions that the guests know.
    """

    event: Event
    guests: int
    seats_taken: int
    later: int
    known: Sequence[EventVersion]


class Repeating:
    """Makes events from events."""

    def __init__(self, store: EventStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def copy(self, event_id: EventId, person_id: PersonId, action_key: str) -> Event:
        """Begin a draft with the words and the place of another event, without its time.

        Raises EventUnknown, NotAnEditor.
        """
        async with self._store.transaction() as transaction:
            event = await editable(transaction, event_id, person_id)
            details = replace(event.details, starts_at=None, ends_at=None)
            new = draft(action_key, details, event.region_code, person_id)
            return await transaction.add(new, self._clock())

    async def overview(self, event_id: EventId, person_id: PersonId) -> Overview:
        """Give an event and how much hangs on it; raises EventUnknown, NotAnEditor."""
        card = await self._store.card(event_id, None)
        if card is None:
            raise EventUnknown
        event, grants = card.event, await self._store.grants(person_id)
        if not may_edit(event, person_id, grants):
            raise NotAnEditor
        regions = [grant.region_code for grant in grants]
        return Overview(
            event=event,
            guests=await self._store.guest_count(event_id),
            seats_taken=card.held,
            later=await self._store.later_count(event, person_id, None if COUNTRY in regions else regions),
            known=await self._store.known_versions(event_id),
        )

    async def open_weeks(self, event: Event, until: date) -> Sequence[datetime]:
        """Give when `repeat` would hold the event again: the weeks in which its series has none."""
        held = () if event.series_id is None else await self._store.series_starts(event.series_id)
        starts = [event.starts_at + week * WEEK for week in _weeks(event, until, self._clock())]
        return [start for start in starts if start not in held]

    async def repeat(
        self, event_id: EventId, person_id: PersonId, until: date, action_key: str
    ) -> Sequence[Event]:
        """Hold the event every week up to a day, that day included; give what this act has made ahead.

        A week in which the series has an event already, not called off, gets no second one. Drafts repeat as
        drafts, published events as published ones; at most a year ahead.
        Raises EventUnknown, NotAnEditor, NotComplete where there is no time yet.
        """
        now = self._clock()
        async with self._store.transaction() as transaction:
            await transaction.series(event_id)  # held in the order of numbers, like everywhere
            event = await editable(transaction, event_id, person_id)
            if event.details.starts_at is None:
                raise NotComplete([Gap.START])
            series = event.series_id or SeriesId(event.id)
            await transaction.save(replace(event, series_id=series))
            # Read now that the event is held: a repeat that came first has made all of its events.
            of_series = await transaction.series(event_id)
            held = {one.details.starts_at for one in of_series if one.status is not EventStatus.CANCELLED}
            made = []
            for week in _weeks(event, until, now):
                key = f"{action_key}:{week}"
                if event.starts_at + week * WEEK not in held:
                    made.append(await _repeated(transaction, event, series, week, person_id, key, now))
                elif known := await transaction.made_by(key):
                    made.append(known)
            return made


def _weeks(event: Event, until: date, now: datetime) -> Iterator[int]:
    """Give after how many weeks the event can be held again, up to a day."""
    for week in range(1, MOST_REPEATS + 1):
        start = event.starts_at + week * WEEK
        if now < start and local(start).date() <= until:
            yield week


async def _repeated(
    transaction: EventTransaction,
    event: Event,
    series: SeriesId,
    week: int,
    person_id: PersonId,
    action_key: str,
    now: datetime,
) -> Event:
    published = event.is_published
    ends_at = event.details.ends_at
    details = replace(
        event.details,
        starts_at=event.starts_at + week * WEEK,
        ends_at=ends_at and ends_at + week * WEEK,
    )
    new = NewEvent(
        action_key=action_key,
        details=details,
        status=EventStatus.PUBLISHED if published else EventStatus.DRAFT,
        region_code=event.region_code,
        series_id=series,
        created_by=person_id,
        published_at=now if published else None,
    )
    return await transaction.add(new, now)
