"""When somebody who comes is reminded."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.astana_time import NIGHT_BEGINS, NIGHT_ENDS, at, local

EVENING = time(20)
"""When a reminder comes that would otherwise wake somebody: late enough to be at home, before the night."""

MORNING_IN_TIME = timedelta(hours=1)
"""The least time that a reminder at the end of the night must leave."""


class Lead(StrEnum):
    """How long before an event somebody wants to be reminded."""

    DAY_BEFORE = "day_before"
    TWO_HOURS = "two_hours"
    MORNING = "morning"
    NONE = "none"


LONGEST_LEAD = timedelta(hours=36)
"""No reminder is planned earlier before its event: a day before, moved out of the night."""


def planned_at(starts_at: datetime, lead: Lead) -> datetime | None:
    """Say when the reminder of an event is due, never between 21:00 and 08:00; None for no reminder.

    What falls into the late evening comes at 20:00; what falls before 08:00 comes at 08:00, or at 20:00 of
    the evening before where that would be too late.
    """
    match lead:
        case Lead.NONE:
            return None
        case Lead.DAY_BEFORE:
            wanted = starts_at - timedelta(days=1)
        case Lead.TWO_HOURS:
            wanted = starts_at - timedelta(hours=2)
        case Lead.MORNING:
            wanted = at(local(starts_at).date(), NIGHT_ENDS)
    return _by_day(wanted, starts_at)


def _by_day(wanted: datetime, starts_at: datetime) -> datetime:
    shown = local(wanted)
    if shown.time() >= NIGHT_BEGINS:
        return at(shown.date(), EVENING)
    by_day = max(wanted, at(shown.date(), NIGHT_ENDS))
    if by_day + MORNING_IN_TIME <= starts_at:
        return by_day
    return at(shown.date() - timedelta(days=1), EVENING)
