"""Reading when an event begins and ends."""

from datetime import date, datetime, time

from bot.domain.astana_time import at, local
from bot.domain.dates import read_moment
from bot.domain.events.edits import Edit, starting, with_fields
from bot.domain.events.event import EventDetails
from handlers.events.editing.unsettled import (
    DayWanted,
    HourWanted,
    InThePast,
    NotAfterStart,
    NothingRead,
    StartWanted,
    TooFarAhead,
    Unsettled,
)

YEARS_AHEAD = 2
"""Nobody announces an event farther ahead; a later year is a slip of the finger."""


def read_start(text: str, details: EventDetails, chosen: date | None, now: datetime) -> Edit | Unsettled:
    """Read when the event begins; what is not typed stays as it was chosen before, or as it is."""
    typed = read_moment(text, now)
    if typed is None:
        return NothingRead()
    present = None if details.starts_at is None else local(details.starts_at)
    day = typed.day or chosen or (None if present is None else present.date())
    if day is None:
        return DayWanted()
    hour = typed.time or (None if present is None else present.time())
    return HourWanted(day) if hour is None else start(day, hour, now)


def start(day: date, hour: time, now: datetime) -> Edit | Unsettled:
    """Let the event begin then by Kazakhstan's clocks, unless that is no time for an event."""
    today = local(now).date()
    if day < today:
        return InThePast()
    if day.year > today.year + YEARS_AHEAD:
        return TooFarAhead()
    moment = at(day, hour)
    return starting(moment) if moment > now else InThePast()


def read_end(text: str, details: EventDetails, now: datetime) -> Edit | Unsettled:
    """Read when the event ends: an hour of the day on which it begins, unless a day is typed."""
    if details.starts_at is None:
        return StartWanted()
    typed = read_moment(text, now)
    if typed is None or typed.time is None:
        return NothingRead()
    day = typed.day or local(details.starts_at).date()
    if day < local(details.starts_at).date():
        return NotAfterStart(details.starts_at)
    if day.year > local(now).year + YEARS_AHEAD:
        return TooFarAhead()
    ends_at = at(day, typed.time)
    return with_fields(ends_at=ends_at) if ends_at > details.starts_at else NotAfterStart(details.starts_at)
