"""Days in a row, and those that have names."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SATURDAY = 5
SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `first` to `last`, both included; never empty."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"a period ends before it begins: {self.first} to {self.last}")


class Span(StrEnum):
    """A period that begins today or in this week."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"

    def period(self, today: date) -> Period:
        """Give what is left of it: on a Sunday the weekend is that day."""
        match self:
            case Span.TODAY:
                return one_day(today)
            case Span.TOMORROW:
                return one_day(today + timedelta(days=1))
            case Span.WEEKEND:
                return Period(first=max(today, monday(today) + timedelta(days=SATURDAY)), last=sunday(today))
            case Span.WEEK:
                return Period(first=today, last=sunday(today))
            case Span.MONTH:
                return Period(first=today, last=month(today.year, today.month).last)


def one_day(day: date) -> Period:
    """Give the period of a single day."""
    return Period(first=day, last=day)


def month(year: int, number: int) -> Period:
    """Give a whole month."""
    return Period(first=date(year, number, 1), last=date(year, number, monthrange(year, number)[1]))


def month_after(day: date) -> Period:
    """Give the whole month that follows the day's."""
    following = month(day.year, day.month).last + timedelta(days=1)
    return month(following.year, following.month)


def monday(day: date) -> date:
    """Give the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def sunday(day: date) -> date:
    """Give the Sunday of the day's week."""
    return monday(day) + timedelta(days=SUNDAY)
