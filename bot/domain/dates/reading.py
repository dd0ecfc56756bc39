"""Periods that people ask for, as the whole of a text or buried in it."""

import re
from datetime import date

from bot.domain.dates.day_rules import Row, row_of
from bot.domain.dates.leftovers import ask_dateparser
from bot.domain.dates.period_rules import periods_at
from bot.domain.dates.periods import Period, one_day
from bot.domain.dates.signs import Sign, plain
from bot.domain.dates.vocabulary import SignKind
from bot.domain.dates.words import Unit

LONGEST_TEXT = 300
"""Letters; in a longer text no date is looked for."""

_FRAME = "f,.:-&"
_VAGUE = "PAd"
"""Prepositions, parts of the day and the word for day, which change nothing about a period."""

_DAY_PART_BEHIND = re.compile("P{0,2}A")
_NOT_DAYS = re.compile(r"R[WwUVD]|[WwUVD]d?R|(?:W-)?[Ww](?=C|-\?)|N/N(?!/)")
_UNSUPPORTED = re.compile(
    r"(?<![PSXFT])w(?!,?[NOD]|E)"
    r"|(?<![NOYy])(?<!N[co])(?<![PFTo-])M(?!P?[NOY]|-N)"
    r"|(?<![MLma])(?<![MLma]P)O(?!c|o?P?[MLm]|[T&-][NO]P?[MLm])"
)
"""Words that are dates only beside a preposition, a number or the like: `среда`, `May`, `1st`."""

_EMPTY = re.compile(r"\(\s*\)|,(?=\s*,)")
_SPACE_BEFORE_MARK = re.compile(r"\s+(?=[,.;:!?])")
_SPACES = re.compile(r"\s+")
_LEFT_AT_EDGES = " ,.;:-–—"


def read_period(text: str, today: date) -> Period | None:
    """Read a text that names a day, some days or a range, and nothing else.

    A day without a year is the next such day, `today` included; a range without a year may have begun.
    """
    if len(text) > LONGEST_TEXT:
        return None
    typed = plain(text)
    whole = row_of(typed, today).without_edges(_FRAME)
    row = whole.without_edges(_FRAME + _VAGUE)
    for period, end in periods_at(row, 0):
        if end == len(row.kinds):
            return period
    day = ask_dateparser(whole, typed)
    return one_day(day) if day else None


def find_period(text: str, today: date) -> tuple[Period, str] | None:
    """Find the longest name of a period in a text, and give it with the text that is left."""
    if len(text) > LONGEST_TEXT:
        return None
    typed = plain(text)
    row = row_of(typed, today)
    row = Row(row.signs, _without_doubtful(row), today)
    found = [
        (end - start, -start, period)
        for start in range(len(row.kinds))
        for period, end in periods_at(row, start)
    ]
    if not found:
        return None
    length, minus_start, period = max(found, key=lambda reading: reading[:2])
    start, end = -minus_start, length - minus_start
    behind = _DAY_PART_BEHIND.match(row.kinds, end)
    signs = row.signs[start : behind.end() if behind else end]
    return period, _without(typed, signs[0], signs[-1])


def _without_doubtful(row: Row) -> str:
    """Blot out the kinds of words that inside a longer text mean something else."""
    kinds = _NOT_DAYS.sub(lambda found: SignKind.OTHER * len(found[0]), row.kinds)
    kinds = _UNSUPPORTED.sub(SignKind.OTHER, kinds)
    return "".join(
        SignKind.OTHER if kind == SignKind.UNIT and not _is_named(row.signs[position], before) else kind
        for position, (before, kind) in enumerate(zip("?" + kinds, kinds, strict=False))
    )


def _is_named(unit: Sign, before: str) -> bool:
    if before in {SignKind.THIS, SignKind.NEXT}:
        return True
    return unit.value == Unit.WEEKEND and before == SignKind.IN


def _without(text: str, first: Sign, last: Sign) -> str:
    left = f"{text[: first.start]} {text[last.end :]}"
    return _SPACES.sub(" ", _SPACE_BEFORE_MARK.sub("", _EMPTY.sub(" ", left))).strip(_LEFT_AT_EDGES)
