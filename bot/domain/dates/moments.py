"""The start of an event as an editor types it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.astana_time import local
from bot.domain.dates.day_rules import Row, days_at, row_of
from bot.domain.dates.hour_rules import times_at
from bot.domain.dates.leftovers import ask_dateparser
from bot.domain.dates.recurring import NamedDay, Weekly, resolve
from bot.domain.dates.signs import plain

LONGEST_TEXT = 100
"""Letters; a longer text is not a moment."""

_AROUND = "f,.:-&"
_BETWEEN = re.compile("[,f&-]*")
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedMoment:
    """A day and a time by Kazakhstan's clocks, as far as they were typed; never neither."""

    day: date | None
    time: time | None


def read_moment(text: str, now: datetime) -> TypedMoment | None:
    """Read a day, a time or both, and nothing else; `now` is aware.

    A day without a year is the next such day, today included; a weekday whose hour has passed today is that
    of next week. A day with its year may be past.
    """
    if len(text) > LONGEST_TEXT:
        return None
    typed = plain(text)
    shown = local(now)
    row = row_of(typed, shown.date()).without_edges(_AROUND)
    for named, hour in _readings(row):
        day = resolve(named, row.today) if named else None
        if named is not None and day is None:
            continue
        if isinstance(named, Weekly) and day == row.today and hour is not None and hour < shown.time():
            return TypedMoment(day=day + _WEEK, time=hour)
        return TypedMoment(day=day, time=hour)
    return _left_over(row, typed)


def _readings(row: Row) -> Iterator[tuple[NamedDay | None, time | None]]:
    length = len(row.kinds)
    for named, end in days_at(row, 0):
        if end == len(row.kinds.rstrip("A").rstrip("P")) or end == length:
            yield named, None
        for hour, last in times_at(row, _after(row, end)):
            if last == length:
                yield named, hour
    for hour, end in times_at(row, 0):
        if end == length:
            yield None, hour
        for named, last in days_at(row, _after(row, end)):
            if last == length:
                yield named, hour


def _left_over(row: Row, text: str) -> TypedMoment | None:
    """Read a day in words, alone or before a time."""
    length = len(row.kinds)
    for position in range(1, length):
        for hour, end in times_at(row, position):
            day = ask_dateparser(row.part(0, position), text) if end == length else None
            if day is not None:
                return TypedMoment(day=day, time=hour)
    day = ask_dateparser(row, text)
    return TypedMoment(day=day, time=None) if day else None


def _after(row: Row, position: int) -> int:
    between = _BETWEEN.match(row.kinds, position)
    return between.end() if between else position
