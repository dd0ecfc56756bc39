"""Who comes and who waits, inside a transaction, and the messages that this causes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.events.attendance import Attendance
from bot.domain.events.event import Event, EventId
from bot.domain.events.reminders import Lead
from bot.domain.outbox import NewNotice
from bot.domain.people import PersonId
from bot.ports.events import MassNotice
from storage.database import Dialects, Transaction
from storage.events.rows import ATTENDANCE_COLUMNS, attendance_of, attendance_values, named
from storage.json import dumps
from storage.outbox import put

BY_PERSON = f"""
    SELECT {ATTENDANCE_COLUMNS} FROM attendances WHERE event_id = :event_id AND person_id = :person_id
"""

BY_NUMBER = f"""
    SELECT {ATTENDANCE_COLUMNS} FROM attendances WHERE event_id = :event_id AND number = :number
"""

BY_CODE = f"SELECT {ATTENDANCE_COLUMNS} FROM attendances WHERE code = :code"

WAITING = f"""
    SELECT {ATTENDANCE_COLUMNS} FROM attendances WHERE event_id = :event_id AND state = 'waiting'
    ORDER BY joined_at, number
"""

OFFERED = f"""
    SELECT {ATTENDANCE_COLUMNS} FROM attendances WHERE event_id = :event_id AND state = 'offered'
    ORDER BY joined_at, number
"""

SEATS_HELD = """
    SELECT coalesce(sum(CASE state WHEN 'coming' THEN seats ELSE seats_offered END), 0) AS held
    FROM attendances WHERE event_id = :event_id AND state IN ('coming', 'offered')
"""

KEPT_COLUMNS = ", ".join(
    f"{name.strip()} = excluded.{name.strip()}" for name in ATTENDANCE_COLUMNS.split(",")[2:]
)

KEEP = f"""
    INSERT INTO attendances ({ATTENDANCE_COLUMNS}) VALUES ({named(ATTENDANCE_COLUMNS)})
    ON CONFLICT (event_id, person_id) DO UPDATE SET {KEPT_COLUMNS}
"""

_PUT_CHANGED = """
    INSERT INTO outbox (
        person_id, kind, key, payload, due_at, expires_at, holds_at_night, state, attempts, created_at
    )
    SELECT person_id, :kind, :key, :payload, :due_at{moment}, :expires_at{moment}, :holds_at_night{boolean},
        'queued', 0, :now{moment}
    FROM attendances
    WHERE event_id = :event_id AND told_version = :known_version AND state <> 'left'
    ON CONFLICT (person_id, key) DO NOTHING
    RETURNING id
"""

_PUT_REMINDERS = """
    INSERT INTO outbox (
        person_id, kind, key, payload, due_at, expires_at, holds_at_night, state, attempts, created_at
    )
    SELECT person_id, 'reminder', :key, :payload, :now{moment}, :starts_at{moment},
        :holds_at_night{boolean}, 'queued', 0, :now{moment}
    FROM attendances
    WHERE event_id = :event_id AND state = 'coming' AND lead = :lead
        AND (confirmed_at < :planned{moment} OR confirmed_at > :now{moment})
        AND (lead_since < :planned{moment} OR lead_since > :now{moment})
    ON CONFLICT (person_id, key) DO UPDATE
        SET state = 'queued', due_at = excluded.due_at, created_at = excluded.created_at, finished_at = NULL
        WHERE outbox.state = 'dropped'
            OR (outbox.state = 'queued' AND outbox.created_at > excluded.created_at)
    RETURNING id
"""
"""One that was dropped comes after all once it is true again: an event that was called off is on again.

What was kept at a moment that is yet to come was kept by a clock that was ahead. Such a reminder would come
too late and is put in anew; whoever came at such a moment is reminded like the others.
"""


def _typed(statement: str) -> Dialects:
    """PostgreSQL wants to be told the types of values that are selected; SQLite knows no such types."""
    return Dialects(
        sqlite=statement.format(moment="", boolean=""),
        postgresql=statement.format(moment="::timestamptz", boolean="::boolean"),
    )


PUT_CHANGED = _typed(_PUT_CHANGED)
PUT_REMINDERS = _typed(_PUT_REMINDERS)

KNOW_WHAT_WAS_SENT = """
    UPDATE attendances SET told_version = coalesce(
        (
            SELECT max(event_versions.version)
            FROM event_versions JOIN outbox ON outbox.person_id = attendances.person_id
                AND outbox.key = CAST(:keys AS TEXT) || CAST(event_versions.version AS TEXT)
            WHERE event_versions.event_id = :event_id AND event_versions.version > :known_version
                AND outbox.state IN ('sending', 'sent', 'uncertain')
        ),
        told_version
    )
    WHERE event_id = :event_id AND told_version = :known_version
"""

KNOW = """
    UPDATE attendances SET told_version = :version
    WHERE event_id = :event_id AND told_version = :known_version
"""


class SqlAttendances:
    """What those who come change; a part of SqlEventTransaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def attendance(self, event_id: EventId, person_id: PersonId) -> Attendance | None:
        """Give how somebody stands to an event."""
        rows = await self._transaction.fetch(BY_PERSON, event_id=event_id, person_id=person_id)
        return attendance_of(rows[0]) if rows else None

    async def attendance_by_number(self, event_id: EventId, number: int) -> Attendance | None:
        """Give whose number that is."""
        rows = await self._transaction.fetch(BY_NUMBER, event_id=event_id, number=number)
        return attendance_of(rows[0]) if rows else None

    async def attendance_by_code(self, code: str) -> Attendance | None:
        """Give whose ticket has that code."""
        rows = await self._transaction.fetch(BY_CODE, code=code)
        return attendance_of(rows[0]) if rows else None

    async def keep(self, attendance: Attendance) -> None:
        """Keep how somebody stands to an event."""
        await self._transaction.fetch(KEEP, **attendance_values(attendance))

    async def waiting(self, event_id: EventId) -> Sequence[Attendance]:
        """Give those who wait, in their order."""
        return [attendance_of(row) for row in await self._transaction.fetch(WAITING, event_id=event_id)]

    async def offered(self, event_id: EventId) -> Sequence[Attendance]:
        """Give those for whom seats are kept."""
        return [attendance_of(row) for row in await self._transaction.fetch(OFFERED, event_id=event_id)]

    async def seats_held(self, event_id: EventId) -> int:
        """Count the seats that are taken or kept for an offer."""
        [row] = await self._transaction.fetch(SEATS_HELD, event_id=event_id)
        return int(row["held"])

    async def put(self, notices: Iterable[NewNotice], now: datetime) -> None:
        """Have messages sent once this transaction is committed."""
        await put(self._transaction, notices, now)

    async def put_changed(self, event: Event, known_version: int, notice: MassNotice, now: datetime) -> int:
        """Have everybody told who comes or waits and knows that version; give how many they are."""
        rows = await self._transaction.fetch(
            PUT_CHANGED,
            event_id=event.id,
            known_version=known_version,
            kind=notice.kind,
            key=notice.key,
            payload=dumps(dict(notice.payload)),
            due_at=notice.due_at,
            expires_at=notice.expires_at,
            holds_at_night=notice.holds_at_night,
            now=now,
        )
        return len(rows)

    async def put_reminders(self, event: Event, lead: Lead, planned: datetime, now: datetime) -> int:
        """Have everybody reminded who wants to be at that moment and came before it; give how many."""
        rows = await self._transaction.fetch(
            PUT_REMINDERS,
            event_id=event.id,
            lead=lead.value,
            key=f"reminder:{event.id}:{lead}:{planned.isoformat()}",
            payload=dumps({"event_id": event.id, "planned_at": planned.isoformat()}),
            planned=planned,
            starts_at=event.starts_at,
            holds_at_night=True,
            now=now,
        )
        return len(rows)

    async def know_what_was_sent(self, event_id: EventId, known_version: int, keys: str) -> None:
        """Let those who know one version know the last one of which a message to them has, or may have, left.

        `keys` is how the keys of these messages begin; each ends with its version.
        """
        await self._transaction.fetch(
            KNOW_WHAT_WAS_SENT, event_id=event_id, known_version=known_version, keys=keys
        )

    async def know(self, event_id: EventId, known_version: int, version: int) -> None:
        """Let those who know one version know another: nothing that concerns them differs."""
        await self._transaction.fetch(KNOW, event_id=event_id, known_version=known_version, version=version)
