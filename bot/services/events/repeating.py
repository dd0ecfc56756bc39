"""One event made from another: a copy, or the same every week."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.astana_time import local
from bot.domain.events.errors import NotComplete
from bot.domain.events.event import Event, EventId, EventStatus, Gap, SeriesId
from bot.domain.people import PersonId
from bot.ports.clock import Clock
from bot.ports.events import EventStore, EventTransaction, NewEvent
from bot.services.events.editing import draft, editable

MOST_REPEATS = 52
"""Weekly repeats that are made at once: a year."""

WEEK = timedelta(days=7)


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

    async def repeat(
        self, event_id: EventId, person_id: PersonId, until: date, action_key: str
    ) -> Sequence[Event]:
        """Hold the event every week up to a day, that day included; give those that lie ahead.

        Drafts repeat as drafts, published events as published ones; at most a year ahead.
        Raises EventUnknown, NotAnEditor, NotComplete where there is no time yet.
        """
        now = self._clock()
        async with self._store.transaction() as transaction:
            event = await editable(transaction, event_id, person_id)
            if event.details.starts_at is None:
                raise NotComplete([Gap.START])
            series = event.series_id or SeriesId(event.id)
            await transaction.save(replace(event, series_id=series))
            return [
                await _repeated(transaction, event, series, week, person_id, f"{action_key}:{week}", now)
                for week in range(1, MOST_REPEATS + 1)
                if now < event.starts_at + week * WEEK
                and local(event.starts_at + week * WEEK).date() <= until
            ]


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
