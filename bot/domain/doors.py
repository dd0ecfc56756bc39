"""Doors other than the council's: whom else a matter may concern, and how to reach them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

from bot.domain.language import LocalizedText
from bot.domain.sources import Source
from bot.domain.stems import StemPhrases

DoorId = NewType("DoorId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A service that may be the right one, or a quicker one.

    `purpose` says what it is for, and when to turn to it rather than to the council. `phone` and `url` are
    empty where there is none. `ready_text` is there to be copied; in it, `{matter}` stands for the person's
    own words. `words` are the phrases of stems that tell this door in a matter.
    """

    id: DoorId
    name: LocalizedText
    purpose: LocalizedText
    phone: str
    url: str
    ready_text: LocalizedText
    words: tuple[str, ...]
    source: Source


class DoorFinder:
    """Knows the doors by their words."""

    def __init__(self, doors: Iterable[Door]) -> None:
        """Take the doors, the most urgent first."""
        self._doors = [(StemPhrases(door.words), door) for door in doors]

    def find(self, text: str) -> Door | None:
        """Give the most urgent door that `text` tells of; None where it tells of none."""
        return next((door for phrases, door in self._doors if phrases.stand_in(text)), None)
