"""How a time of day is written: `18:00`, `в 18.30`, `сағат 18-де`, `6 pm`, `в 7 вечера`, `кешкі 7-де`."""

import re
from collections.abc import Iterator, Sequence
from datetime import time

from bot.domain.dates.day_rules import Row
from bot.domain.dates.signs import Sign
from bot.domain.dates.vocabulary import SignKind
from bot.domain.dates.words import DayPart

_BEFORE = "[PFHA]{0,4}"
_PART_BEHIND = "(?:P{0,2}A)?"
_NOON = re.compile("P{0,2}Z")
_CLOCK = re.compile(f"{_BEFORE}N:N(?::N)?H?{_PART_BEHIND}")
_DOTTED = re.compile(rf"{_BEFORE}N[.-]NH?{_PART_BEHIND}")
_IN_WORDS = re.compile(f"{_BEFORE}NHNn?{_PART_BEHIND}")
_BARE = re.compile(f"{_BEFORE}NH?{_PART_BEHIND}")

_DIGITS_OF_MINUTE = 2
_MINUTES_OF_EVENTS = 5
"""What has a dot or a dash is a time only at whole five minutes."""
_EARLIEST_BARE = 8
"""A bare "at 7" may be the morning or the evening: better to ask than to take one."""
_NOON_HOUR = 12

_HOURS_OF_PART = {
    DayPart.MORNING: {hour: hour for hour in range(1, 12)},
    DayPart.MIDDAY: {11: 11, 12: 12, **{hour: hour + 12 for hour in range(1, 7)}},
    DayPart.EVENING: {hour: hour + 12 for hour in range(4, 12)},
    DayPart.NIGHT: {
        12: 0,
        **{hour: hour for hour in range(1, 6)},
        **{hour: hour + 12 for hour in range(8, 12)},
    },
    DayPart.BEFORE_NOON: {12: 0, **{hour: hour for hour in range(1, 12)}},
    DayPart.AFTER_NOON: {12: 12, **{hour: hour + 12 for hour in range(1, 12)}},
}
"""Hours as said with the part of the day, and as the clock shows them."""
_CLOCK_HOURS = {
    DayPart.MIDDAY: range(11, 19),
    DayPart.EVENING: range(16, 24),
    DayPart.AFTER_NOON: range(12, 24),
}
"""Hours of 24 that the part of the day may stand beside: `кешкі 19:00`."""


def times_at(row: Row, position: int) -> Iterator[tuple[time, int]]:
    """Give every reading of a time that begins there, and where each ends."""
    noon = _NOON.match(row.kinds, position)
    if noon:
        yield time(_NOON_HOUR), noon.end()
    for pattern in (_CLOCK, _DOTTED, _IN_WORDS, _BARE):
        found = pattern.match(row.kinds, position)
        if found is None:
            continue
        signs = row.signs[position : found.end()]
        if (pattern is _DOTTED and not _has_usual_minutes(signs)) or (
            pattern is _BARE and not _is_clear(signs)
        ):
            continue
        read = _time(signs)
        if read is not None:
            yield read, found.end()


def _time(signs: Sequence[Sign]) -> time | None:
    hour, minute, second, *_ = (*(sign.value for sign in signs if sign.kind is SignKind.NUMBER), 0, 0)
    parts = [DayPart(sign.value) for sign in signs if sign.kind is SignKind.DAY_PART]
    for part in parts:
        said = _HOURS_OF_PART[part].get(hour)
        if said is None and hour not in _CLOCK_HOURS.get(part, ()):
            return None
        hour = hour if said is None else said
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _has_usual_minutes(signs: Sequence[Sign]) -> bool:
    minute = [sign for sign in signs if sign.kind is SignKind.NUMBER][-1]
    return minute.digits == _DIGITS_OF_MINUTE and minute.value % _MINUTES_OF_EVENTS == 0


def _is_clear(signs: Sequence[Sign]) -> bool:
    kinds = {sign.kind for sign in signs}
    if SignKind.DAY_PART in kinds:
        return True
    hour = next(sign.value for sign in signs if sign.kind is SignKind.NUMBER)
    return bool(kinds & {SignKind.IN, SignKind.FROM, SignKind.HOUR_NOUN}) and (
        hour == 0 or hour >= _EARLIEST_BARE
    )
