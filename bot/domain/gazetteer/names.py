"""The index of names: every place under every form of every name it has."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain

from bot.domain.gazetteer.declension import russian_cases
from bot.domain.gazetteer.everyday import EVERYDAY_NAMES
from bot.domain.gazetteer.folding import fold_word, plain_words
from bot.domain.gazetteer.kind_words import Phrase, Wanted, read_phrases
from bot.domain.places import Place, PlaceKind

CURRENT_NAME = 0.98
"""Confidence in a name of today whose letters differ: Kazakh letters missing, another alphabet."""
OTHER_NAME = 0.95
"""Confidence in an old name, another transliteration or an abbreviation."""
CASE_FORM = 0.02
"""What a case ending takes from confidence."""

_IN_BRACKETS = re.compile(r"^(.*?)\s*\((.*)\)\s*$")
_GENITIVE_OF_ADJECTIVE = re.compile(r"ского$")


class NameIndex:
    """Looks folded names up; the numbers it gives are positions in `places`."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._spellings: defaultdict[str, set[int]] = defaultdict(set)
        self._forms: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self._districts: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self._uninflected: set[str] = set()
        for number, place in enumerate(self.places):
            for name in (place.name.kk, place.name.ru, place.name.en):
                self._add(number, name, CURRENT_NAME)
            for name in chain(place.variants, EVERYDAY_NAMES.get(place.id, ())):
                self._add(number, name, OTHER_NAME)

    def named(self, key: str) -> dict[int, float]:
        """Give the places with a name that folds to `key`, and the confidence in each."""
        return self._forms.get(key, {})

    def centre_of_district(self, key: str) -> dict[int, float]:
        """Give the centres of the districts that are named `key`."""
        return self._districts.get(key, {})

    def is_spelt(self, number: int, spelling: str) -> bool:
        """Tell whether these are, letter for letter, a name in use today."""
        return number in self._spellings.get(spelling, ())

    def named_plainly(self, key: str) -> dict[int, float]:
        """Give the places with a name that folds to `key`, Russian case forms aside."""
        return self.named(key) if key in self._uninflected else {}

    def uninflected(self) -> AbstractSet[str]:
        """Give every folded name without its case forms."""
        return self._uninflected

    def inflected(self) -> AbstractSet[str]:
        """Give the case forms that are not themselves names."""
        return self._forms.keys() - self._uninflected

    def _add(self, number: int, name: str, confidence: float) -> None:
        for phrase in _phrases(name):
            if phrase.wanted is Wanted.DISTRICT and self.places[number].kind is not PlaceKind.REGION:
                self._add_forms(self._districts, number, _nominative(phrase), confidence)
                continue
            if confidence == CURRENT_NAME:
                self._spellings[phrase.spelling].add(number)
            self._uninflected.add(phrase.key)
            self._add_forms(self._forms, number, phrase, confidence)

    @staticmethod
    def _add_forms(
        forms: defaultdict[str, dict[int, float]], number: int, phrase: Phrase, confidence: float
    ) -> None:
        _keep_greater(forms[phrase.key], number, confidence)
        for case in russian_cases(phrase.words):
            _keep_greater(forms["".join(map(fold_word, case))], number, confidence - CASE_FORM)


def _phrases(name: str) -> Iterator[Phrase]:
    """Read a name of the directory; a remark in brackets may name the district around the place."""
    bracketed = _IN_BRACKETS.match(name)
    if bracketed is None:
        yield from read_phrases(plain_words(name))[:1]
        return
    yield from _phrases(bracketed[1])
    remark = read_phrases(plain_words(bracketed[2]))
    if remark and remark[0].wanted is Wanted.DISTRICT:
        yield remark[0]
        yield Phrase((*plain_words(bracketed[1]), *remark[0].words), None)


def _nominative(phrase: Phrase) -> Phrase:
    """Turn `центр Уйгурского района` into the name of the district."""
    return Phrase(tuple(_GENITIVE_OF_ADJECTIVE.sub("ский", word) for word in phrase.words), phrase.wanted)


def _keep_greater(confidences: dict[int, float], number: int, confidence: float) -> None:
    confidences[number] = max(confidence, confidences.get(number, 0.0))
