"""Finding a place by the name that a person typed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.domain.gazetteer.closeness import CloseNames
from bot.domain.gazetteer.declension import without_kazakh_ending, without_russian_suffix
from bot.domain.gazetteer.folding import other_layout, plain_words
from bot.domain.gazetteer.kind_words import KINDS_OF_WANTED, Phrase, Wanted, read_phrases
from bot.domain.gazetteer.matches import MatchKind, PlaceMatch, PlaceMatches, ranked
from bot.domain.gazetteer.names import CASE_FORM, NameIndex
from bot.domain.places import Place, PlaceKind, RegionCode

LONGEST_TEXT = 100
"""Longer texts are not names; the directory's longest name has some forty letters."""
_MOST_WORDS = 8
_SHORTEST_KEY = 2
_SHORTEST_IN_OTHER_LAYOUT = 4

_ADJECTIVE = 0.85
_WRONG_LAYOUT = 0.85
_REGION_BESIDE_CITY = 0.6
_REGION_BESIDE_TOWN = 0.93
_OTHER_KIND_THAN_WANTED = 0.6
_IN_ANOTHER_REGION = 0.85
_CITIES = frozenset({PlaceKind.REPUBLICAN_CITY, PlaceKind.CITY})


class Gazetteer:
    """Knows places by all their names."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self._names = NameIndex(places)
        self._close = CloseNames(self._names)

    def find(self, text: str, limit: int = 5) -> PlaceMatches:
        """Find the places that `text`, the name of a town or region, may mean.

        A name that is right in some spelling is answered alone; only where there is none are close
        names looked for. Text that is not a name of a place finds nothing.
        """
        if len(text) > LONGEST_TEXT:
            return PlaceMatches()
        for matches in self._attempts(text):
            if matches:
                return ranked(matches, limit)
        return PlaceMatches()

    def _attempts(self, text: str) -> Iterator[list[PlaceMatch]]:
        words = plain_words(text)
        if not words or len(words) > _MOST_WORDS:
            return
        phrases = read_phrases(words)
        yield from map(self._known, phrases)
        yield self._beside_region(text, words)
        yield self._slipped_layout(text)
        misspelt = read_phrases(words, misspelt=True)
        if misspelt != phrases:
            yield from map(self._known, misspelt)
        yield from map(self._almost, misspelt)

    def _known(self, phrase: Phrase) -> list[PlaceMatch]:
        """Find a name in any right spelling, with or without a case ending."""
        key = phrase.key
        if len(key) < _SHORTEST_KEY:
            return []
        if phrase.wanted is Wanted.DISTRICT:
            found = self._names.centre_of_district(key)
            if found:
                return self._matches(phrase, found)
        found = self._names.named(key)
        if not found:
            found = _merged(map(self._names.named_plainly, without_kazakh_ending(key)))
        if not found:
            found = dict.fromkeys(
                _merged(map(self._names.named_plainly, without_russian_suffix(key))), _ADJECTIVE
            )
        return self._preferred(self._matches(phrase, found), phrase.wanted)

    def _beside_region(self, text: str, words: Sequence[str]) -> list[PlaceMatch]:
        """Find a locality that stands beside the name of a region: `Аксу, Павлодарская область`.

        Borders moved, so a locality that lies elsewhere today is still an answer: `Семей, ВКО`.
        """
        elsewhere: list[PlaceMatch] = []
        for first, second in _halves(text, words):
            for name, around in ((first, second), (second, first)):
                regions = self._regions(around)
                localities = self._localities(name) if regions else []
                inside = [match for match in localities if match.place.region_code in regions]
                if inside:
                    return inside
                elsewhere = elsewhere or localities
        return [_weaker(match, _IN_ANOTHER_REGION, match.kind) for match in elsewhere]

    def _localities(self, words: Sequence[str]) -> list[PlaceMatch]:
        matches = [match for phrase in read_phrases(words) for match in self._known(phrase)]
        return [match for match in matches if match.place.kind is not PlaceKind.REGION]

    def _regions(self, words: Sequence[str]) -> frozenset[RegionCode]:
        """Give the region that the words mean, if they mean a region and nothing else."""
        matches = [match for phrase in read_phrases(words) for match in self._known(phrase)]
        if any(match.place.kind is not PlaceKind.REGION for match in matches):
            return frozenset()
        return frozenset(match.place.region_code for match in matches)

    def _slipped_layout(self, text: str) -> list[PlaceMatch]:
        for phrase in read_phrases(plain_words(other_layout(text))):
            if len(phrase.key) >= _SHORTEST_IN_OTHER_LAYOUT:
                return [_weaker(match, _WRONG_LAYOUT, MatchKind.CLOSE) for match in self._known(phrase)]
        return []

    def _almost(self, phrase: Phrase) -> list[PlaceMatch]:
        found = self._close.find(phrase.key)
        matches = [
            PlaceMatch(place=self._names.places[number], confidence=confidence, kind=MatchKind.CLOSE)
            for number, confidence in found.items()
        ]
        return self._preferred(matches, phrase.wanted)

    def _matches(self, phrase: Phrase, found: dict[int, float]) -> list[PlaceMatch]:
        return [
            PlaceMatch(place=self._names.places[number], confidence=1.0, kind=MatchKind.EXACT)
            if self._names.is_spelt(number, phrase.spelling)
            else PlaceMatch(place=self._names.places[number], confidence=confidence, kind=MatchKind.VARIANT)
            for number, confidence in found.items()
        ]

    @staticmethod
    def _preferred(matches: list[PlaceMatch], wanted: Wanted | None) -> list[PlaceMatch]:
        """Keep the kind of place that a word asked for; without such a word put regions last."""
        if wanted is None:
            return _localities_first(matches)
        kinds = KINDS_OF_WANTED[wanted]
        fitting = [match for match in matches if match.place.kind in kinds]
        return fitting or [_weaker(match, _OTHER_KIND_THAN_WANTED, match.kind) for match in matches]


def _localities_first(matches: list[PlaceMatch]) -> list[PlaceMatch]:
    """Weaken regions beside a locality of the same name: much beside a city, a little beside a village.

    An old name does not outdo the region that bears it today: Жамбыл was Taraz and is a region.
    """
    strongest = max((m.confidence for m in matches if m.place.kind is not PlaceKind.REGION), default=0.0)
    city = any(match.place.kind in _CITIES and match.confidence == strongest for match in matches)
    factor = _REGION_BESIDE_CITY if city else _REGION_BESIDE_TOWN
    return [
        _weaker(match, factor, match.kind)
        if match.place.kind is PlaceKind.REGION and match.confidence <= strongest
        else match
        for match in matches
    ]


def _weaker(match: PlaceMatch, factor: float, kind: MatchKind) -> PlaceMatch:
    return replace(match, confidence=match.confidence * factor, kind=kind)


def _merged(found: Iterable[dict[int, float]]) -> dict[int, float]:
    merged: dict[int, float] = {}
    for confidences in found:
        for number, confidence in confidences.items():
            merged[number] = max(confidence - CASE_FORM, merged.get(number, 0.0))
    return merged


def _halves(text: str, words: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Part the text at its commas, or else between any two words."""
    parts = [part for part in map(plain_words, text.split(",")) if part]
    if len(parts) > 1:
        yield from ((parts[0], part) for part in parts[1:])
        return
    yield from ((words[:cut], words[cut:]) for cut in range(1, len(words)))
