"""What changed about an event, and when those who come are told."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.astana_time import after_night
from bot.domain.events.event import EventStatus, EventVersion

SETTLING = timedelta(minutes=10)
"""How long an editor may go on editing before people are told, unless the settings say otherwise."""

LONGEST_SETTLING = timedelta(hours=1)
"""What the settings allow at most; an edit that is to be told later was made by a clock that was ahead."""

HASTE = 10
"""A notice never waits longer than this part of the time that is left until the event."""

MORNING_IN_TIME = timedelta(hours=2)
"""A notice waits for the morning only where it then comes so long before the event."""


class Change(StrEnum):
    """A part of an event that is not as it was."""

    CANCELLED = "cancelled"
    ON_AGAIN = "on_again"
    TIME = "time"
    PLACE = "place"
    TITLE = "title"
    LANGUAGES = "languages"
    TEXT = "text"


LOUD = frozenset({Change.CANCELLED, Change.ON_AGAIN, Change.TIME, Change.PLACE})
"""Changes for which a telephone may ring: whoever misses them stands before a closed door."""


def changes(old: EventVersion, new: EventVersion) -> tuple[Change, ...]:
    """Say what became different between two versions, the weightiest first."""
    was, now = old.details, new.details
    found = {
        Change.CANCELLED: old.status is not new.status and new.status is EventStatus.CANCELLED,
        Change.ON_AGAIN: old.status is EventStatus.CANCELLED and new.status is EventStatus.PUBLISHED,
        Change.TIME: (was.starts_at, was.ends_at) != (now.starts_at, now.ends_at),
        Change.PLACE: (was.house_id, was.place_id, was.address) != (now.house_id, now.place_id, now.address),
        Change.TITLE: was.title != now.title,
        Change.LANGUAGES: was.languages != now.languages,
        Change.TEXT: was.text != now.text,
    }
    return tuple(change for change, is_so in found.items() if is_so)


def notice_due(edited_at: datetime, earliest_start: datetime, settling: timedelta = SETTLING) -> datetime:
    """Say when an edit is told: after the settling time, sooner where the event is near.

    `earliest_start` is the sooner of the old and the new beginning.
    """
    left = max(earliest_start - edited_at, timedelta())
    return edited_at + min(settling, left / HASTE)


def told_when(due_at: datetime, earliest_start: datetime) -> datetime:
    """Let a notice wait for the morning, unless it would then come too late to be of use."""
    morning = after_night(due_at)
    return morning if morning + MORNING_IN_TIME <= earliest_start else due_at
