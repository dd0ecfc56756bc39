"""The dates that come every year: what each is, and when it is next."""

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NewType

from bot.domain.language import LocalizedText
from bot.domain.sources import Source

DayId = NewType("DayId", str)

_LEAP_DAY = (2, 29)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day of the year, or a yearly project.

    `month_day` is `MM-DD`, the first day of a feast that lasts several; None where the date moves. `rule`
    is a sentence about when, `what` tells what is done.
    """

    id: DayId
    name: LocalizedText
    month_day: str | None
    rule: LocalizedText
    what: LocalizedText
    source: Source


def next_on(day: CalendarDay, today: date) -> date | None:
    """Give the next date of the day, which may be today; None where the date moves.

    29 February waits for the next leap year.
    """
    if day.month_day is None:
        return None
    month, number = (int(part) for part in day.month_day.split("-"))
    year = today.year if (month, number) >= (today.month, today.day) else today.year + 1
    while (month, number) == _LEAP_DAY and not isleap(year):
        year += 1
    return date(year, month, number)


def upcoming(days: Iterable[CalendarDay], today: date) -> list[CalendarDay]:
    """Order the days by their next date; those whose date moves come last, in their own order."""
    return sorted(days, key=lambda day: next_on(day, today) or date.max)
