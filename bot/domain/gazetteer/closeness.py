"""Names with a typo or two, and names cut short."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from rapidfuzz.distance import OSA, Hamming
from rapidfuzz.process import extract

from bot.domain.gazetteer.declension import without_kazakh_ending
from bot.domain.gazetteer.names import CASE_FORM, CURRENT_NAME, NameIndex
from bot.domain.places import Place, PlaceKind

CUT_SHORT = 0.8
"""Confidence in the beginning of a city's name."""
_TYPO = 0.9
"""Confidence in a name with typos, before each typo takes its share of the letters."""

_SHORTEST_BEGINNING = 6
_SHORTEST_WITHOUT_ENDING = 6
_SHORTEST_CASE_FORM = 8
_SHORTEST_WITH_OTHER_START = 6
_SHORTEST_TYPED = 5
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class _Tolerance:
    """How many letters a name needs for one typo and for two."""

    one: int
    two: int


_CITY = _Tolerance(5, 9)
_TOLERANCES = {
    **dict.fromkeys((PlaceKind.REGION, PlaceKind.REPUBLICAN_CITY, PlaceKind.CITY), _CITY),
    PlaceKind.TOWN: _Tolerance(6, 9),
    **dict.fromkeys((PlaceKind.SETTLEMENT, PlaceKind.VILLAGE), _Tolerance(7, 10)),
}
"""A short word is more likely an ordinary word than a hamlet misspelt."""
_OTHER_NAME_OF_CITY = _Tolerance(6, 11)
_OTHER_NAME = _Tolerance(8, 12)


class CloseNames:
    """Finds names that differ from the typed one by a letter or two.

    A typo rarely hits both ends of a word, so only names that share the first letter or the last two
    are compared.
    """

    def __init__(self, names: NameIndex) -> None:
        self._names = names
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)
        self._by_last: defaultdict[str, list[str]] = defaultdict(list)
        inflected = (key for key in names.inflected() if len(key) >= _SHORTEST_CASE_FORM)
        for key in chain(names.uninflected(), inflected):
            if len(key) >= _SHORTEST_TYPED:
                self._by_first[key[0]].append(key)
                self._by_last[key[-2:]].append(key)
        self._cities = sorted(
            key
            for key in names.uninflected()
            if any(_is_city(names.places[number]) for number in names.named(key))
        )

    def find(self, key: str) -> dict[int, float]:
        """Give the places whose names are almost `key`, and the confidence in each."""
        if len(key) < _SHORTEST_TYPED:
            return {}
        found = self._beginning_with(key)
        stems = (stem for stem in without_kazakh_ending(key) if len(stem) >= _SHORTEST_WITHOUT_ENDING)
        for typed in dict.fromkeys((key, *stems)):
            for name, typos in self._neighbours(typed):
                for number, standing in self._names.named(name).items():
                    if not _allows(self._names.places[number], standing, typed, name, typos):
                        continue
                    confidence = _TYPO * (1 - typos / len(name))
                    found[number] = max(confidence, found.get(number, 0.0))
        return found

    def _beginning_with(self, key: str) -> dict[int, float]:
        """Give the one city whose name begins so; two such cities are no answer."""
        if len(key) < _SHORTEST_BEGINNING:
            return {}
        begun: set[int] = set()
        for position in range(bisect_left(self._cities, key), len(self._cities)):
            if not self._cities[position].startswith(key):
                break
            named = self._names.named(self._cities[position])
            begun |= {number for number in named if _is_city(self._names.places[number])}
        return dict.fromkeys(begun, CUT_SHORT) if len(begun) == 1 else {}

    def _neighbours(self, typed: str) -> Iterator[tuple[str, int]]:
        most = 2 if len(typed) >= _CITY.two else 1
        same_first = self._by_first.get(typed[0], [])
        for name, typos, _ in extract(typed, same_first, scorer=OSA.distance, score_cutoff=most, limit=None):
            yield name, int(typos)
        if len(typed) < _SHORTEST_WITH_OTHER_START:
            return
        same_last = self._by_last.get(typed[-2:], [])
        for name, typos, _ in extract(typed, same_last, scorer=OSA.distance, score_cutoff=1, limit=None):
            yield name, int(typos)


def _allows(place: Place, standing: float, typed: str, name: str, typos: int) -> bool:
    """Tell whether the words are long enough for so many typos, and the place known well enough."""
    tolerance = _TOLERANCES[place.kind]
    letters = min(len(typed), len(name))
    if letters == _SHORTEST_TYPED and not _is_slip_of_short_name(typed, name):
        return False
    if typed[0] != name[0] and (tolerance != _CITY or letters < _SHORTEST_WITH_OTHER_START):
        return False
    if standing < CURRENT_NAME - CASE_FORM:
        tolerance = _OTHER_NAME_OF_CITY if tolerance == _CITY else _OTHER_NAME
    return letters >= (tolerance.one if typos <= 1 else tolerance.two)


def _is_slip_of_short_name(typed: str, name: str) -> bool:
    """Tell whether one letter is replaced, the last one missing, or a vowel too many or too few.

    Any other typo turns short names into ordinary words: `алмай`, `семье`.
    """
    if len(typed) == len(name):
        return Hamming.distance(typed, name) == 1
    return name.startswith(typed) or _consonants(typed) == _consonants(name)


def _consonants(word: str) -> str:
    return "".join(letter for letter in word if letter not in _VOWELS)


def _is_city(place: Place) -> bool:
    return place.kind in {PlaceKind.REPUBLICAN_CITY, PlaceKind.CITY}
