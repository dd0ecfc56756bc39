"""The figures of the reception, by month; no person can be told from them."""

from dataclasses import dataclass

from bot.domain.councils import CouncilId
from bot.domain.places import RegionCode
from bot.domain.roles import COUNTRY, NO_COUNCIL

FEWEST_SHOWN = 3
"""Ratings by fewer people than this are not shown: a reader could tell who they were."""

MONTHS_SHOWN = 6
"""Months that are shown together, the present one included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresScope:
    """Whose requests are counted: a council's, or else those of a region or the whole country."""

    region_code: RegionCode
    council_id: CouncilId = NO_COUNCIL

    @property
    def is_country(self) -> bool:
        """Whether everything is counted."""
        return self.council_id == NO_COUNCIL and self.region_code == COUNTRY


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFigures:
    """What became of the requests that were sent in one month (`2026-11`), by Astana time.

    `reaction_due` counts those of which the first reaction was given, or its day is over; `answer_due` the
    same of the answer. `closed_by_us` counts those that the council has answered or closed with a reason,
    `confirmed` those of them of which the citizen said that the matter is solved: they are not the same.
    What was directed elsewhere is counted by itself. A request that was reopened counts as it stands now.
    """

    month: str
    received: int = 0
    reaction_due: int = 0
    reacted_in_time: int = 0
    answer_due: int = 0
    answered_in_time: int = 0
    closed_by_us: int = 0
    confirmed: int = 0
    redirected: int = 0
    withdrawn: int = 0
    reopened: int = 0
    raters: int = 0
    ratings: int = 0
    stars: int = 0

    @property
    def still_open(self) -> int:
        """Count those that still wait for their end."""
        return self.received - self.closed_by_us - self.redirected - self.withdrawn

    @property
    def rating(self) -> float | None:
        """Give the mean number of stars; None where too few people gave any."""
        return self.stars / self.ratings if self.raters >= FEWEST_SHOWN else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorFigures:
    """How often another door was shown to citizens in one month, and taken."""

    month: str
    door_id: str
    shown: int
    taken: int
