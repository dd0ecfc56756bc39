"""The events themselves and everything they ever were, inside a transaction."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.events.event import Event, EventId, EventVersion
from bot.domain.people import PersonId
from bot.ports.events import NewEvent
from storage.database import Dialects, Transaction
from storage.events.rows import (
    EVENT_COLUMNS,
    details_values,
    event_of,
    event_values,
    named,
    version_document,
    version_of,
)

HOLD_EVENT = Dialects(
    sqlite=f"SELECT {EVENT_COLUMNS} FROM events WHERE id = :id",
    postgresql=f"SELECT {EVENT_COLUMNS} FROM events WHERE id = :id FOR UPDATE",
)
"""SQLite's transactions exclude each other anyway."""

_SERIES = f"""
    SELECT {EVENT_COLUMNS} FROM events
    WHERE id = :id OR series_id = (SELECT series_id FROM events AS one WHERE one.id = :id)
    ORDER BY id
"""

HOLD_SERIES = Dialects(sqlite=_SERIES, postgresql=f"{_SERIES} FOR UPDATE OF events")
"""In the order of numbers, as everything that holds several events: so nobody waits for each other."""

ADDED_COLUMNS = f"action_key, created_at, {EVENT_COLUMNS.removeprefix('id, ')}"

ADD_ONCE = f"""
    INSERT INTO events ({ADDED_COLUMNS}) VALUES ({named(ADDED_COLUMNS)})
    ON CONFLICT (action_key) DO NOTHING
    RETURNING {EVENT_COLUMNS}
"""

BY_ACTION_KEY = f"SELECT {EVENT_COLUMNS} FROM events WHERE action_key = :action_key"

SAVE = f"""
    UPDATE events SET ({EVENT_COLUMNS.removeprefix("id, ")}) = ({named(EVENT_COLUMNS.removeprefix("id, "))})
    WHERE id = :id
"""

KEEP_VERSION = """
    INSERT INTO event_versions (event_id, version, document, edited_by, edited_at)
    VALUES (:event_id, :version, :document, :edited_by, :edited_at)
    ON CONFLICT (event_id, version) DO NOTHING
"""

VERSIONS = "SELECT version, document FROM event_versions WHERE event_id = :event_id ORDER BY version"

FORGET_VERSIONS = "DELETE FROM event_versions WHERE event_id = :event_id"

DISCARD_DRAFT = "DELETE FROM events WHERE id = :event_id AND status = 'draft'"


class SqlEventEdits:
    """What editors change; a part of SqlEventTransaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def event(self, event_id: EventId) -> Event | None:
        """Give the event, and let nobody else change it until the transaction ends."""
        rows = await self._transaction.fetch(HOLD_EVENT, id=event_id)
        return event_of(rows[0]) if rows else None

    async def add(self, new: NewEvent, at: datetime) -> Event:
        """Keep a new event as its version 1, or give the one that the same act has made before."""
        added = await self._transaction.fetch(
            ADD_ONCE,
            action_key=new.action_key,
            created_at=at,
            series_id=new.series_id,
            status=new.status.value,
            **details_values(new.details),
            region_code=new.region_code,
            version=1,
            created_by=new.created_by,
            published_at=new.published_at,
            notice_due_at=None,
            timed_at=new.published_at,
        )
        if not added:
            [known] = await self._transaction.fetch(BY_ACTION_KEY, action_key=new.action_key)
            return event_of(known)
        event = event_of(added[0])
        await self.keep_version(event, new.created_by, at)
        return event

    async def save(self, event: Event) -> None:
        """Keep the event as it is now."""
        await self._transaction.fetch(SAVE, **event_values(event))

    async def keep_version(self, event: Event, edited_by: PersonId | None, at: datetime) -> None:
        """Keep what the event is now beside what it was."""
        await self._transaction.fetch(
            KEEP_VERSION,
            event_id=event.id,
            version=event.version,
            document=version_document(event),
            edited_by=edited_by,
            edited_at=at,
        )

    async def versions(self, event_id: EventId) -> Sequence[EventVersion]:
        """Give everything that the event ever was, the oldest first."""
        return [version_of(row) for row in await self._transaction.fetch(VERSIONS, event_id=event_id)]

    async def discard(self, event_id: EventId) -> None:
        """Delete a draft."""
        await self._transaction.fetch(FORGET_VERSIONS, event_id=event_id)
        await self._transaction.fetch(DISCARD_DRAFT, event_id=event_id)

    async def series(self, event_id: EventId) -> Sequence[Event]:
        """Give the event and all others of its series by their numbers, held."""
        return [event_of(row) for row in await self._transaction.fetch(HOLD_SERIES, id=event_id)]
