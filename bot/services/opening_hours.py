"""Whether a house is open now, and when that changes."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.astana_time import ASTANA_TIME


@dataclass(frozen=True, slots=True)
class Opening:
    """Open or closed, and when that changes (Astana time); None where it never does."""

    is_open: bool
    changes_at: datetime | None


def opening_at(expression: str, moment: datetime) -> Opening | None:
    """Evaluate an OSM `opening_hours` expression with Kazakhstan's holidays; None where there is none."""
    if not expression:
        return None
    from opening_hours import OpeningHours  # noqa: PLC0415  # its holiday tables take memory; few rows need them

    hours = OpeningHours(expression, timezone=ASTANA_TIME, country="KZ")
    local = moment.astimezone(ASTANA_TIME)
    return Opening(is_open=hours.is_open(local), changes_at=hours.next_change(local))
