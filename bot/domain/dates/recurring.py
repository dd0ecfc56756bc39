"""Days as people name them: most names come round again, and mean the next such day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_YEARS_UNTIL_LEAP_DAY = 8
"""29 February may be eight years away: 2096 to 2104."""

_MONTHS_UNTIL_DAY = 2
"""Of two months in a row one has 31 days, but for January and February's 30th."""

_DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class Fixed:
    """One day of one year."""

    day: date


@dataclass(frozen=True, slots=True)
class Yearly:
    """A day and month without a year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Monthly:
    """The number of a day, without its month."""

    day: int


@dataclass(frozen=True, slots=True)
class Weekly:
    """A weekday, 0 for Monday."""

    weekday: int


NamedDay = Fixed | Yearly | Monthly | Weekly

_FROM_ROUGH_TO_EXACT = (Weekly, Monthly, Yearly, Fixed)


def fixed(year: int, month: int, day: int) -> Fixed | None:
    """Give that day, or None if the calendar has none."""
    try:
        return Fixed(date(year, month, day))
    except ValueError:
        return None


def on_or_after(named: NamedDay, day: date) -> date | None:
    """Give the next such day, `day` included; None if there is none."""
    return next((found for found in _from(named, day, 1) if found >= day), None)


def on_or_before(named: NamedDay, day: date) -> date | None:
    """Give the latest such day, `day` included; None if there is none."""
    return next((found for found in _from(named, day, -1) if found <= day), None)


def resolve(named: NamedDay, today: date) -> date | None:
    """Give the day meant today: with a year even a past one, without a year the next."""
    return named.day if isinstance(named, Fixed) else on_or_after(named, today)


def together(one: NamedDay, other: NamedDay, today: date) -> NamedDay | None:
    """Read two names of one day, such as a weekday and a date; None if they contradict each other."""
    rough, exact = sorted((one, other), key=lambda named: _FROM_ROUGH_TO_EXACT.index(type(named)))
    day = resolve(exact, today)
    if day is None or type(rough) is type(exact) or on_or_after(rough, day) != day:
        return None
    return exact


def _from(named: NamedDay, day: date, step: int) -> Iterator[date]:
    """Give such days around `day`, going away from it."""
    match named:
        case Fixed(only):
            yield only
        case Weekly(weekday):
            away = (weekday - day.weekday()) * step % _DAYS_OF_WEEK
            yield day + timedelta(days=away * step)
        case Monthly(number):
            months = range(_MONTHS_UNTIL_DAY + 1)
            yield from _existing(
                (divmod(day.year * 12 + day.month - 1 + step * away, 12), number) for away in months
            )
        case Yearly(month, number):
            years = range(_YEARS_UNTIL_LEAP_DAY + 1)
            yield from _existing(((day.year + step * away, month - 1), number) for away in years)


def _existing(written: Iterator[tuple[tuple[int, int], int]]) -> Iterator[date]:
    """Give the days of ((year, month from 0), number) that the calendar has."""
    for (year, month), number in written:
        try:
            yield date(year, month + 1, number)
        except ValueError:
            continue
