"""What a search for a place by its name answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.places import Place

AMBIGUITY_MARGIN = 0.1
"""Answers whose confidence differs by no more than this are for the person to choose from."""


class MatchKind(StrEnum):
    """How the typed name was recognised."""

    EXACT = "exact"
    """A name in use today, letter for letter."""
    VARIANT = "variant"
    """Another spelling: an old name, a case ending, other letters, an abbreviation."""
    CLOSE = "close"
    """Almost a name: with a typo, cut short, or typed in the wrong keyboard layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMatch:
    """A place that the text may mean; `confidence` lies between 0 and 1."""

    place: Place
    confidence: float
    kind: MatchKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMatches:
    """The places that a text may mean, the most likely first."""

    matches: tuple[PlaceMatch, ...] = ()
    ambiguous: bool = False

    @property
    def best(self) -> Place | None:
        """Give the most likely place; when `ambiguous`, let the person choose instead."""
        return self.matches[0].place if self.matches else None

    def __bool__(self) -> bool:
        return bool(self.matches)


def ranked(matches: Iterable[PlaceMatch], limit: int) -> PlaceMatches:
    """Put the most confident first, of equals the more populous, and keep `limit` of them."""
    order = sorted(
        matches, key=lambda match: (-match.confidence, -(match.place.population or 0), match.place.id)
    )
    ambiguous = len(order) > 1 and order[0].confidence - order[1].confidence <= AMBIGUITY_MARGIN
    return PlaceMatches(matches=tuple(order[:limit]), ambiguous=ambiguous and limit > 0)
