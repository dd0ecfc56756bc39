"""How one day is written: `25 декабря 2026 г.`, `желтоқсанның 25-і`, `25.12`, `next Friday`, `сенбі күні`."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.dates.periods import monday
from bot.domain.dates.recurring import Fixed, Monthly, NamedDay, Weekly, Yearly, fixed, together
from bot.domain.dates.signs import Sign, signs_of
from bot.domain.dates.vocabulary import SignKind

_CENTURY = 2000
_DIGITS_OF_MONTH = 2
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Row:
    """The signs of a text, their kinds as one letter each, and the day on which it is read."""

    signs: Sequence[Sign]
    kinds: str
    today: date

    def part(self, start: int, end: int) -> "Row":
        """Give the signs from `start` up to `end` as a row of their own."""
        return Row(self.signs[start:end], self.kinds[start:end], self.today)

    def without_edges(self, kinds: str) -> "Row":
        """Give the row without signs of these kinds at either end."""
        start = len(self.kinds) - len(self.kinds.lstrip(kinds))
        return self.part(start, max(start, len(self.kinds.rstrip(kinds))))


def row_of(text: str, today: date) -> Row:
    """Read a `plain` text."""
    signs = signs_of(text)
    return Row(signs, "".join(sign.kind for sign in signs), today)


Builder = Callable[[dict[SignKind, int], Sequence[Sign], date], NamedDay | None]


def days_at(row: Row, position: int) -> Iterator[tuple[NamedDay, int]]:
    """Give every reading of a day that begins there, and where each ends, a day named twice first."""
    single = list(_single_days_at(row, position))
    for one, end in single:
        comma = end + 1 if row.kinds[end : end + 1] == SignKind.COMMA else end
        for other, other_end in _single_days_at(row, comma):
            both = together(one, other, row.today)
            if both is not None:
                yield both, other_end
    yield from single


def _single_days_at(row: Row, position: int) -> Iterator[tuple[NamedDay, int]]:
    for pattern, build in _RULES:
        found = pattern.match(row.kinds, position)
        if found is None:
            continue
        signs = [sign for sign in row.signs[position : found.end()] if sign.kind is not SignKind.IN]
        day = build({sign.kind: sign.value for sign in signs}, signs, row.today)
        if day is not None:
            yield day, found.end()


def _yearly(month: int, day: int) -> Yearly | None:
    """29 February is a day, 30 February is none."""
    return Yearly(month, day) if fixed(_CENTURY, month, day) else None


def _in_words(values: dict[SignKind, int], _signs: Sequence[Sign], _today: date) -> NamedDay | None:
    month = next(
        values[kind]
        for kind in (SignKind.MONTH, SignKind.MONTH_LOCATIVE, SignKind.MONTH_WEAK)
        if kind in values
    )
    day = next(values[kind] for kind in (SignKind.NUMBER, SignKind.ORDINAL) if kind in values)
    if SignKind.YEAR in values:
        return fixed(values[SignKind.YEAR], month, day)
    return _yearly(month, day)


def _in_figures(_values: dict[SignKind, int], signs: Sequence[Sign], _today: date) -> NamedDay | None:
    """Read day, month and, if there is one, year; a month without a year has two digits, else it is a 5.1."""
    day, month, *rest = [sign for sign in signs if sign.kind in {SignKind.NUMBER, SignKind.YEAR}]
    if not rest:
        return _yearly(month.value, day.value) if month.digits == _DIGITS_OF_MONTH else None
    year = rest[0].value if rest[0].kind is SignKind.YEAR else _CENTURY + rest[0].value
    return fixed(year, month.value, day.value)


def _year_first(_values: dict[SignKind, int], signs: Sequence[Sign], _today: date) -> NamedDay | None:
    year, month, day = [sign.value for sign in signs if sign.kind in {SignKind.NUMBER, SignKind.YEAR}]
    return fixed(year, month, day)


def _relative(values: dict[SignKind, int], _signs: Sequence[Sign], today: date) -> NamedDay:
    return Fixed(today + timedelta(days=values[SignKind.RELATIVE_DAY]))


def _weekday(values: dict[SignKind, int], _signs: Sequence[Sign], today: date) -> NamedDay:
    """Read the next such day, or with the word "next" that of next week, whichever day it is today."""
    weekday = values[SignKind.WEEKDAY] if SignKind.WEEKDAY in values else values[SignKind.WEEKDAY_WEAK]
    if SignKind.NEXT in values:
        return Fixed(monday(today) + _WEEK + timedelta(days=weekday))
    return Weekly(weekday)


def _number_of_day(values: dict[SignKind, int], _signs: Sequence[Sign], _today: date) -> NamedDay | None:
    day = values[SignKind.NUMBER] if SignKind.NUMBER in values else values[SignKind.ORDINAL]
    return Monthly(day) if fixed(_CENTURY, 1, day) else None


_MONTH = "[MLm]a?"
_YEAR = "(?:,?P{0,2}Yy?)"
_RULES: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile("P{0,2}" + pattern), build)
    for pattern, build in (
        (r"N\.N\.[NY](?![.:]N)y?", _in_figures),
        (r"N/N/[NY]y?", _in_figures),
        (r"N-N-Yy?", _in_figures),
        (r"Y-N-N", _year_first),
        (r"Y\.N\.N", _year_first),
        (r"N\.N(?:\.(?!N(?![.:])))?", _in_figures),
        (r"N/N", _in_figures),
        (rf"[NO]-?c?o?P?{_MONTH}{_YEAR}", _in_words),
        (rf"[NO]-?c?o?P?{_MONTH}", _in_words),
        (rf"{_MONTH}P?[NO]{_YEAR}", _in_words),
        (rf"{_MONTH}P?[NO](?!P?[MLm]|[.:]N)", _in_words),
        (rf"Yy?,?(?:[NO]{_MONTH}|{_MONTH}[NO](?![.:]N))", _in_words),
        (r"Dd?", _relative),
        (r"[SX]?[Ww]d?", _weekday),
        (r"[NO]c", _number_of_day),
        (r"O(?![MLmc])", _number_of_day),
    )
)
"""Longer readings before shorter ones that begin the same."""
