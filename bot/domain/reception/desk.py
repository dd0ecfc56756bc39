"""What waits on a council's desk."""

from dataclasses import dataclass
from enum import StrEnum


class DeskList(StrEnum):
    """A list of a council's requests."""

    NEW = "new"
    MINE = "mine"
    SOON = "soon"
    OVERDUE = "overdue"
    WAITING = "waiting"
    CLIMBED = "climbed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSummary:
    """How many requests stand in each list of one person at one council."""

    new: int = 0
    mine: int = 0
    soon: int = 0
    overdue: int = 0
    waiting: int = 0
    climbed: int = 0

    def of(self, which: DeskList) -> int:
        """Give the length of a list."""
        count: int = getattr(self, which.value)
        return count

    @property
    def needs_somebody(self) -> bool:
        """Whether there is anything that a person should look at today."""
        return any((self.new, self.soon, self.overdue, self.climbed))
