"""Places by their names: what people type, in any usual spelling, becomes a region or a locality."""

from bot.domain.gazetteer.find import Gazetteer
from bot.domain.gazetteer.folding import fold
from bot.domain.gazetteer.matches import MatchKind, PlaceMatch, PlaceMatches

__all__ = ["Gazetteer", "MatchKind", "PlaceMatch", "PlaceMatches", "fold"]
