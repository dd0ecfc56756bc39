"""What is read of the events without changing them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.domain.events.card import EventCard
from bot.domain.places import RegionCode
from storage.database import Row
from storage.events.rows import (
    ATTENDANCE_COLUMNS,
    EVENT_COLUMNS,
    SEPARATOR,
    attendance_of,
    event_of,
    prefixed,
)

END_OF_TIME = datetime(9999, 12, 31, tzinfo=UTC)

HELD = """
    (SELECT coalesce(sum(CASE others.state WHEN 'coming' THEN others.seats ELSE others.seats_offered END), 0)
    FROM attendances AS others
    WHERE others.event_id = events.id AND others.state IN ('coming', 'offered')) AS held
"""

AHEAD = """
    (SELECT count(*) FROM attendances AS others
    WHERE others.event_id = events.id AND others.state = 'waiting' AND mine.state = 'waiting'
        AND (others.joined_at < mine.joined_at
            OR (others.joined_at = mine.joined_at AND others.number < mine.number))) AS ahead
"""

SEEN = f"""
    SELECT {prefixed("events", EVENT_COLUMNS)}, {HELD}, {AHEAD},
        {prefixed("mine", ATTENDANCE_COLUMNS)}
    FROM events
"""

CARD = f"""
    {SEEN} LEFT JOIN attendances AS mine ON mine.event_id = events.id AND mine.person_id = :person_id
    WHERE events.id = :event_id
"""

OF_PERSON = f"""
    {SEEN} JOIN attendances AS mine ON mine.event_id = events.id AND mine.person_id = :person_id
    WHERE mine.state <> 'left' AND events.status <> 'draft'
        AND coalesce(events.ends_at, events.starts_at) > :since
    ORDER BY events.starts_at, events.id
"""

LISTED = f"""
    SELECT {EVENT_COLUMNS}, {HELD} FROM events
    WHERE status = 'published' AND starts_at < :until AND (starts_at >= :since OR ends_at > :since)
        AND (:house_id = '' OR house_id = :house_id)
        AND (:region_code = '' OR region_code = :region_code)
    ORDER BY starts_at, id LIMIT :most
"""

EVERYWHERE = "*"
"""Stands for all regions."""

IN_REGIONS = f"""
    (CAST(:regions AS TEXT) = '{EVERYWHERE}'
        OR ';' || CAST(:regions AS TEXT) || ';' LIKE '%;' || region_code || ';%')
"""

EDITABLE = f"""
    SELECT {EVENT_COLUMNS} FROM events
    WHERE (status = 'draft' OR coalesce(ends_at, starts_at) > :since)
        AND (region_code = '' OR {IN_REGIONS})
    ORDER BY status <> 'draft', starts_at IS NULL, starts_at, id
"""
"""The databases disagree on where NULL stands in an order, so that is said."""

ATTENDEES = f"""
    SELECT {ATTENDANCE_COLUMNS} FROM attendances
    WHERE event_id = :event_id AND ';' || CAST(:states AS TEXT) || ';' LIKE '%;' || state || ';%'
    ORDER BY joined_at, number
"""

TO_TELL = """
    SELECT id FROM events WHERE notice_due_at <= :now OR notice_due_at > :latest ORDER BY notice_due_at, id
"""

TO_REMIND = f"""
    SELECT {EVENT_COLUMNS} FROM events
    WHERE status = 'published' AND starts_at > :now AND starts_at <= :until AND notice_due_at IS NULL
    ORDER BY starts_at, id
"""

WITH_EXPIRED_OFFERS = """
    SELECT id FROM events
    WHERE id IN (SELECT event_id FROM attendances WHERE state = 'offered' AND offered_until <= :now)
    ORDER BY id
"""
"""Not DISTINCT: for its order SQLite would read every attendance that ever was, every few seconds."""

DOOR_COUNT = f"""
    SELECT {EVENT_COLUMNS}, coalesce(counted.coming, 0) AS coming, coalesce(counted.arrived, 0) AS arrived
    FROM events LEFT JOIN (
        SELECT event_id, sum(seats) AS coming,
            sum(CASE WHEN checked_in_at IS NULL THEN 0 ELSE seats END) AS arrived
        FROM attendances WHERE event_id = :event_id AND state = 'coming' GROUP BY event_id
    ) AS counted ON counted.event_id = events.id
    WHERE id = :event_id
"""

GUEST_COUNT = "SELECT count(*) AS guests FROM attendances WHERE event_id = :event_id AND state <> 'left'"

KNOWN_VERSIONS = """
    SELECT version, document FROM event_versions
    WHERE event_id = :event_id
        AND version IN (SELECT told_version FROM attendances WHERE event_id = :event_id AND state <> 'left')
    ORDER BY version
"""

LATER_COUNT = f"""
    SELECT count(*) AS later FROM events
    WHERE series_id = :series_id AND starts_at > :starts_at AND status <> 'cancelled'
        AND CASE region_code WHEN '' THEN created_by = :person_id ELSE {IN_REGIONS} END
"""

SERIES_STARTS = """
    SELECT starts_at FROM events
    WHERE series_id = :series_id AND status <> 'cancelled' AND starts_at IS NOT NULL
"""


def named_regions(regions: Sequence[RegionCode] | None) -> str:
    """Give the parameter `regions`; None stands for all."""
    return EVERYWHERE if regions is None else SEPARATOR.join(regions)


VERSIONS_OF = """
    SELECT version, document FROM event_versions
    WHERE event_id = :event_id AND ';' || CAST(:numbers AS TEXT) || ';' LIKE '%;' || version || ';%'
"""


def card_of(row: Row) -> EventCard:
    """Read an event as somebody sees it; without `event_id`, the join found no attendance."""
    mine = attendance_of(row) if row["event_id"] is not None else None
    waits = mine is not None and mine.state == "waiting"
    return EventCard(
        event=event_of(row), held=int(row["held"]), mine=mine, ahead=int(row["ahead"]) if waits else None
    )
