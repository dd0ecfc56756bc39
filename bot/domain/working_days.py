"""Kazakhstan's working calendar: which days people work, and how working days are counted."""

from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The five-day week with Kazakhstan's public holidays, and days moved by decree.

    A holiday on a Saturday or Sunday gives the next working day off (Law on Holidays No. 267 of
    13 December 2001, art. 5); 7 January and the first day of Kurban Ait do not (Labour Code, art. 84(5)).

    `exceptions` are the days that the ministry of labour moves, each by an order of its own (Labour Code,
    art. 85(3); informburo.kz, 2025): True for a working day, False for a day off. They outweigh the rest.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Keep a copy that whoever gave the exceptions cannot change."""
        object.__setattr__(self, "exceptions", MappingProxyType(dict(self.exceptions)))

    def is_working(self, day: date) -> bool:
        """Tell whether people work on that day."""
        exception = self.exceptions.get(day)
        return day in _working_days(day.year) if exception is None else exception

    def next_working(self, day: date) -> date:
        """Give the day itself if people work on it, else the first day after it on which they do."""
        while not self.is_working(day):
            day += _DAY
        return day

    def add(self, day: date, working_days: int) -> date:
        """Give the n-th working day after a day, which itself does not count.

        For 0 it is the day itself, or the next working day if it is a day off. Raises ValueError for less.
        """
        if working_days < 0:
            raise ValueError(f"{working_days} working days lie in the past")
        if working_days == 0:
            return self.next_working(day)
        for _ in range(working_days):
            day = self.next_working(day + _DAY)
        return day

    def between(self, first: date, last: date) -> int:
        """Count the working days after the first day up to and with the last; 0 if the last is not later."""
        return sum(self.is_working(first + _DAY * number) for number in range(1, (last - first).days + 1))


@cache
def _working_days(year: int) -> frozenset[date]:
    """Collect the working days of a year as the library `holidays` knows them.

    Release 0.109 has no Constitution Day in 2026 and keeps it on 15 March from 2027 on, as the ministry of
    labour said (taspanews.kz, 18 March 2026). Kurban Ait on 27 May 2026 and on Sunday 16 May 2027 are its
    estimates. It knows of no day moved by decree in these two years.
    """
    from holidays.countries.kazakhstan import Kazakhstan  # noqa: PLC0415  # 0.13 s and 19 MB that a start saves

    known = Kazakhstan(years=year)
    days = (date(year, 1, 1) + _DAY * number for number in range(365 + isleap(year)))
    return frozenset(day for day in days if known.is_working_day(day))
