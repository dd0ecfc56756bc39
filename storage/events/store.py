"""The events in a database: transactions, and what is only read."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from bot.domain.events.attendance import Attendance, AttendanceState, DoorCount
from bot.domain.events.card import EventCard
from bot.domain.events.event import Event, EventId, EventVersion, SeriesId
from bot.domain.people import PersonId
from bot.domain.places import RegionCode
from bot.domain.roles import Grant
from bot.ports.events import Span
from storage.database import Database, as_utc
from storage.events import queries
from storage.events.attendances import SqlAttendances
from storage.events.events import BY_ACTION_KEY, SqlEventEdits
from storage.events.rows import SEPARATOR, attendance_of, event_of, version_of
from storage.roles import read_grants


class SqlEventTransaction(SqlEventEdits, SqlAttendances):
    """One transaction on everything that belongs to events."""

    async def grants(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do, as it stands at this moment."""
        return await read_grants(self._transaction, person_id)

    async def made_by(self, action_key: str) -> Event | None:
        """Give the event that this act has made before."""
        rows = await self._transaction.fetch(BY_ACTION_KEY, action_key=action_key)
        return event_of(rows[0]) if rows else None


class SqlEvents:
    """Events and those who come to them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqlEventTransaction]:
        """Open a short transaction."""
        async with self._database.transaction() as transaction:
            yield SqlEventTransaction(transaction)

    async def card(self, event_id: EventId, person_id: PersonId | None) -> EventCard | None:
        """Give the event as the person sees it, drafts too."""
        rows = await self._database.fetch(queries.CARD, event_id=event_id, person_id=person_id or 0)
        return queries.card_of(rows[0]) if rows else None

    async def listed(self, span: Span, limit: int) -> Sequence[EventCard]:
        """Give published events by their beginning, then by their number."""
        rows = await self._database.fetch(
            queries.LISTED,
            since=span.since,
            until=span.until or queries.END_OF_TIME,
            house_id=span.house_id or "",
            region_code=span.region_code or "",
            most=limit,
        )
        return [EventCard(event=event_of(row), held=int(row["held"])) for row in rows]

    async def of_person(self, person_id: PersonId, since: datetime) -> Sequence[EventCard]:
        """Give what somebody comes to or waits for and is not over, called off or not, the next first."""
        rows = await self._database.fetch(queries.OF_PERSON, person_id=person_id, since=since)
        return [queries.card_of(row) for row in rows]

    async def editable(self, regions: Sequence[RegionCode] | None, since: datetime) -> Sequence[Event]:
        """Give drafts, and events not over at `since`, of those regions (None: all), the next first."""
        rows = await self._database.fetch(
            queries.EDITABLE, since=since, regions=queries.named_regions(regions)
        )
        return [event_of(row) for row in rows]

    async def grants(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do."""
        return await read_grants(self._database, person_id)

    async def attendees(self, event_id: EventId, states: Sequence[AttendanceState]) -> Sequence[Attendance]:
        """Give those who stand so to the event, by when they joined."""
        rows = await self._database.fetch(queries.ATTENDEES, event_id=event_id, states=SEPARATOR.join(states))
        return [attendance_of(row) for row in rows]

    async def to_tell(self, now: datetime, latest: datetime) -> Sequence[EventId]:
        """Give the events whose edits are due to be told, or only after `latest`, as no edit may be."""
        rows = await self._database.fetch(queries.TO_TELL, now=now, latest=latest)
        return [EventId(row["id"]) for row in rows]

    async def to_remind(self, now: datetime, until: datetime) -> Sequence[Event]:
        """Give the published events that begin after `now` and until `until` and have nothing to tell."""
        return [event_of(row) for row in await self._database.fetch(queries.TO_REMIND, now=now, until=until)]

    async def with_expired_offers(self, now: datetime) -> Sequence[EventId]:
        """Give the events in which an offer has run out."""
        rows = await self._database.fetch(queries.WITH_EXPIRED_OFFERS, now=now)
        return [EventId(row["id"]) for row in rows]

    async def door_count(self, event_id: EventId) -> DoorCount | None:
        """Count the seats of those who come, and of those who have come in."""
        rows = await self._database.fetch(queries.DOOR_COUNT, event_id=event_id)
        counts = [
            DoorCount(event=event_of(row), coming=int(row["coming"]), arrived=int(row["arrived"]))
            for row in rows
        ]
        return counts[0] if counts else None

    async def guest_count(self, event_id: EventId) -> int:
        """Count the people who come, wait, or have an offer."""
        [row] = await self._database.fetch(queries.GUEST_COUNT, event_id=event_id)
        return int(row["guests"])

    async def known_versions(self, event_id: EventId) -> Sequence[EventVersion]:
        """Give the versions that those who come or wait know, the oldest first."""
        rows = await self._database.fetch(queries.KNOWN_VERSIONS, event_id=event_id)
        return [version_of(row) for row in rows]

    async def later_count(self, event: Event, editor: PersonId, regions: Sequence[RegionCode] | None) -> int:
        """Count the later events of the series, not called off, that an editor of those regions may edit."""
        if event.series_id is None or event.details.starts_at is None:
            return 0
        [row] = await self._database.fetch(
            queries.LATER_COUNT,
            series_id=event.series_id,
            starts_at=event.details.starts_at,
            person_id=editor,
            regions=queries.named_regions(regions),
        )
        return int(row["later"])

    async def series_starts(self, series_id: SeriesId) -> Sequence[datetime]:
        """Give when the events of a series begin that are not called off."""
        rows = await self._database.fetch(queries.SERIES_STARTS, series_id=series_id)
        return [as_utc(row["starts_at"]) for row in rows]

    async def versions_of(self, event_id: EventId, numbers: Iterable[int]) -> Mapping[int, EventVersion]:
        """Give what the event was in those versions, by their numbers."""
        listed = SEPARATOR.join(map(str, numbers))
        rows = await self._database.fetch(queries.VERSIONS_OF, event_id=event_id, numbers=listed)
        return {row["version"]: version_of(row) for row in rows}
