"""The day on which the texts of these tests are typed: Tuesday, 1 December 2026, 10:00 in Astana."""

from datetime import date, datetime

from bot.domain.astana_time import ASTANA_TIME
from bot.domain.dates import Period
from bot.domain.gazetteer import fold

NOW = datetime(2026, 12, 1, 10, tzinfo=ASTANA_TIME)
TODAY = date(2026, 12, 1)


def period(written: str) -> Period:
    """Read `2026-12-05` or `2026-12-05/2026-12-06`."""
    first, _, last = written.partition("/")
    return Period(first=date.fromisoformat(first), last=date.fromisoformat(last or first))


def readable(text: str) -> str:
    """Give a typed text as an id that pytest does not escape."""
    return fold(text).replace("š", "sh").replace("č", "ch") or "no words"
