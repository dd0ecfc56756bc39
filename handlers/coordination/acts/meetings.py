"""When an appointment can be: reading what was typed, and what to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.astana_time import at, local
from bot.domain.dates import read_moment
from bot.domain.working_days import WorkingCalendar
from bot.services.opening_hours import opening_at

HOURS = range(9, 18)
"""Hours in which appointments begin, Astana time; others can be typed."""

MOST_DAYS = 10
"""Days to choose from."""

LOOKED_AHEAD = 31
"""Days among which they are looked for."""

DAYS_AHEAD = 366
"""Nobody proposes an appointment farther ahead; a later year is a slip of the finger."""


class WhyNot(StrEnum):
    """Why there is no moment yet."""

    UNREAD = "unread"
    DAY_WANTED = "day_wanted"
    HOUR_WANTED = "hour_wanted"
    PAST = "past"
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMoment:
    """Why what was typed or chosen is no moment yet; `day` is the one that is known."""

    why: WhyNot
    day: date | None = None


def read(text: str, chosen: date | None, now: datetime) -> datetime | NoMoment:
    """Read a moment (aware UTC) in what somebody typed; a day that was chosen before needs no other."""
    typed = read_moment(text, now)
    if typed is None:
        return NoMoment(why=WhyNot.UNREAD, day=chosen)
    day = typed.day or chosen
    if day is None:
        return NoMoment(why=WhyNot.DAY_WANTED)
    if typed.time is None:
        return _on(day, now) or NoMoment(why=WhyNot.HOUR_WANTED, day=day)
    return moment(day, typed.time, now)


def moment(day: date, hour: time, now: datetime) -> datetime | NoMoment:
    """Give the moment (aware UTC) when Kazakhstan's clocks show that, unless none can be proposed."""
    if (trouble := _on(day, now)) is not None:
        return trouble
    found = at(day, hour)
    return found if found > now else NoMoment(why=WhyNot.PAST, day=day)


def days(reception_hours: str, calendar: WorkingCalendar, now: datetime) -> list[date]:
    """Give the next days on which the council receives: by its reception hours, or else working days."""
    today = local(now).date()
    ahead = [today + timedelta(days=number) for number in range(LOOKED_AHEAD)]
    suiting = [day for day in ahead if reception_hours or calendar.is_working(day)]
    return [day for day in suiting if hours(day, reception_hours, now)][:MOST_DAYS]


def hours(day: date, reception_hours: str, now: datetime) -> Sequence[int]:
    """Give the hours of a day that are still to come and in which the council receives."""
    return [hour for hour in HOURS if at(day, time(hour)) > now and _receives(reception_hours, day, hour)]


def _receives(reception_hours: str, day: date, hour: int) -> bool:
    opening = opening_at(reception_hours, at(day, time(hour)))
    return opening is None or opening.is_open


def _on(day: date, now: datetime) -> NoMoment | None:
    today = local(now).date()
    if day < today:
        return NoMoment(why=WhyNot.PAST)
    return NoMoment(why=WhyNot.TOO_FAR) if (day - today).days > DAYS_AHEAD else None
