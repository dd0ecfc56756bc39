"""The dates that our own rules leave: `двадцать пятое декабря`, `через две недели`, `2 аптадан кейін`."""

import re
from datetime import date, datetime, time
from functools import cache

from bot.domain.dates import words
from bot.domain.dates.day_rules import Row
from bot.domain.dates.vocabulary import fold

_LONGEST = 40
"""Letters; longer texts are not a date."""
_MOST_WORDS = 6
_WORTH_ASKING = re.compile(r"B.*[UAdB]|[UAdB?].*B|PNB|[MLm].*\?|\?.*[MLm]")
"""A distance with its unit, or a month beside words that may be numbers."""

_WORD = re.compile(r"[^\W\d_]+")


def ask_dateparser(row: Row, text: str) -> date | None:
    """Read a day counted from today or written with numbers in words; None for all else.

    The library is loaded when it is first needed (a fifth of a second); a call takes about a millisecond.
    """
    if not row.signs or len(row.signs) > _MOST_WORDS:
        return None
    asked = _WORD.sub(_spelt_for_dateparser, text[row.signs[0].start : row.signs[-1].end])
    if len(asked) > _LONGEST or not _WORTH_ASKING.search(row.kinds):
        return None
    return _parsed(asked, row.today)


def _spelt_for_dateparser(word: re.Match[str]) -> str:
    return _spellings().get(fold(word[0]), word[0])


@cache
def _spellings() -> dict[str, str]:
    numbers = {fold(word): str(number) for number, word in enumerate(words.KAZAKH_NUMBERS, start=1)}
    return numbers | {fold(word): word for word in words.DISTANCE_SPELLINGS.split()}


def _parsed(text: str, today: date) -> date | None:
    from dateparser.date import DateDataParser  # noqa: PLC0415  # slow to load, and seldom needed

    parser = DateDataParser(
        languages=["kk", "ru", "en"],
        settings={
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "PREFER_DATES_FROM": "future",
            "PARSERS": ["relative-time", "absolute-time"],
            "REQUIRE_PARTS": ["day"],
            "DATE_ORDER": "DMY",
        },
    )
    try:
        found = parser.get_date_data(text).date_obj
    except (ValueError, OverflowError):  # never seen here; a text must not raise, whatever the library does
        return None
    return found.date() if found else None
