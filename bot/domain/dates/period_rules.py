"""How days in a row are written: a span, a month, a range from one day to another."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.domain.dates.day_rules import Row, days_at
from bot.domain.dates.periods import (
    SATURDAY,
    Period,
    Span,
    monday,
    month,
    month_after,
    one_day,
    sunday,
)
from bot.domain.dates.recurring import (
    Fixed,
    Monthly,
    NamedDay,
    Yearly,
    fixed,
    on_or_after,
    on_or_before,
    resolve,
)
from bot.domain.dates.vocabulary import SignKind
from bot.domain.dates.words import Unit

_UNIT = re.compile("P{0,2}[SX]?[UV]")
_MONTH = re.compile("P{0,2}[ML]a?(o?P?Yy?)?|P{0,2}Yy?([ML])a?")
_BEGIN = re.compile("(?:Yy?,?)?P?F?P?")
_UNTIL = re.compile("[T-]")
_AND = re.compile("&")
_BARE_NUMBER = re.compile("P?[NO]")
_SPANS = {Unit.WEEKEND: Span.WEEKEND, Unit.WEEK: Span.WEEK, Unit.MONTH: Span.MONTH}

Reading = Iterator[tuple[Period, int]]
Join = Callable[[NamedDay, NamedDay, date], Period | None]


def periods_at(row: Row, position: int) -> Reading:
    """Give every reading of a period that begins there, and where each ends."""
    yield from _ranges(row, position)
    yield from _until(row, position)
    yield from _spans(row, position)
    yield from _months(row, position)
    for named, end in days_at(row, position):
        day = resolve(named, row.today)
        if day is not None:
            yield one_day(day), end


def _ranges(row: Row, position: int) -> Reading:
    """Read `с 5 по 10 декабря`, `5–10 желтоқсан`, `сейсенбіден бейсенбіге дейін`, `сегодня и завтра`."""
    begin = _BEGIN.match(row.kinds, position)
    start = begin.end() if begin else position
    year = row.signs[position].value if row.kinds[position:start].startswith(SignKind.YEAR) else None
    for first, middle in (*days_at(row, start), *_bare_numbers(row, start)):
        joined = _UNTIL.match(row.kinds, middle) or _AND.match(row.kinds, middle)
        last_at = joined.end() if joined else middle
        for last, end in (*days_at(row, last_at), *_bare_numbers(row, last_at)):
            behind = row.kinds[end : end + 1] == SignKind.UNTIL_BEHIND
            period = _from_to(first, _in_year(last, year), row.today) if joined or behind else None
            if period is not None:
                yield period, end + behind


def _bare_numbers(row: Row, position: int) -> Iterator[tuple[NamedDay, int]]:
    """Read a number that is a day only beside a day with its month."""
    found = _BARE_NUMBER.match(row.kinds, position)
    if found is None:
        return
    number = row.signs[found.end() - 1].value
    if 1 <= number <= month(2000, 1).last.day:
        yield _Bare(number), found.end()


class _Bare(Monthly):
    """A number whose month stands at the other end of the range."""

    __slots__ = ()


def _from_to(first: NamedDay, last: NamedDay, today: date) -> Period | None:
    """Join two days; the range may have begun already, but without a year it is not over."""
    if isinstance(last, _Bare):
        last = _in_month_of(first, last.day)
    if isinstance(last, _Bare) or (isinstance(first, _Bare) and isinstance(last, Monthly)):
        return None
    if isinstance(first, Fixed):
        end = on_or_after(last, first.day)
        return Period(first=first.day, last=end) if end else None
    end = resolve(last, today)
    begin = on_or_before(first, end) if end else None
    return Period(first=begin, last=end) if begin and end else None


def _in_month_of(first: NamedDay, number: int) -> NamedDay:
    if isinstance(first, Fixed):
        try:
            return Fixed(first.day.replace(day=number))
        except ValueError:
            return _Bare(number)
    return Yearly(first.month, number) if isinstance(first, Yearly) else _Bare(number)


def _in_year(last: NamedDay, year: int | None) -> NamedDay:
    """Give the last day the year that stands before the range: `2026 жылғы 5–10 желтоқсан`."""
    if year is None or not isinstance(last, Yearly):
        return last
    return fixed(year, last.month, last.day) or last


def _until(row: Row, position: int) -> Reading:
    """Read `through Friday`, `до пятницы`, `жұмаға дейін`: from today on."""
    before = row.kinds[position : position + 1] == SignKind.UNTIL
    for named, end in days_at(row, position + before):
        behind = row.kinds[end : end + 1] == SignKind.UNTIL_BEHIND
        day = on_or_after(named, row.today)
        if day is not None and (before or behind):
            yield Period(first=row.today, last=day), end + behind


def _spans(row: Row, position: int) -> Reading:
    found = _UNIT.match(row.kinds, position)
    if found is None:
        return
    unit = Unit(row.signs[found.end() - 1].value)
    if SignKind.NEXT in found[0]:
        yield _next(unit, row.today), found.end()
    else:
        yield _SPANS[unit].period(row.today), found.end()


def _next(unit: Unit, today: date) -> Period:
    week_later = monday(today) + timedelta(days=7)
    match unit:
        case Unit.WEEKEND:
            return Period(first=week_later + timedelta(days=SATURDAY), last=sunday(week_later))
        case Unit.WEEK:
            return Period(first=week_later, last=sunday(week_later))
        case Unit.MONTH:
            return month_after(today)


def _months(row: Row, position: int) -> Reading:
    """Read a month; of the current one, unless its year is given, what is left."""
    found = _MONTH.match(row.kinds, position)
    if found is None:
        return
    values = {sign.kind: sign.value for sign in row.signs[position : found.end()]}
    number = values[SignKind.MONTH] if SignKind.MONTH in values else values[SignKind.MONTH_LOCATIVE]
    today = row.today
    if SignKind.YEAR in values:
        yield month(values[SignKind.YEAR], number), found.end()
    elif number == today.month:
        yield Span.MONTH.period(today), found.end()
    else:
        yield month(today.year + (number < today.month), number), found.end()
