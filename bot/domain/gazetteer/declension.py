"""Endings of names: Russian cases put on, Kazakh cases and both languages' adjectives taken off."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.gazetteer.folding import fold_word

_ADJECTIVES = {
    "ая": ("ой", "ую"),
    "ое": ("ого", "ому", "ым", "им", "ом"),
    "ый": ("ого", "ому", "ым", "ом"),
    "ий": ("ого", "ому", "им", "ом"),
}
_NOUNS = {
    "ье": ("ья", "ью", "ьем"),
    "а": ("ы", "и", "е", "у", "ой"),
    "я": ("и", "е", "ю", "ей"),
    "ь": ("я", "ю", "ем", "е", "и", "ью"),
    "й": ("я", "ю", "ем", "е"),
    "о": ("а", "у", "ом", "е"),
}
_CONSONANT_CASES = ("а", "у", "ом", "е")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")

_KAZAKH_ENDINGS = {
    "іыаеоуйлрмнзжвиэюя": "дағы дегі дан ден да де ға ге ды дың дық",
    "іыаеоуимн": "ның",
    "іыаеоуи": "ны",
    "мн": "нан нен",
    "кптсшхфчцбвгд": "тағы тегі тан тен та те қа ке ты тың тық",
    "іыаеоуилрмнзжкптсшхфчцбвгд": "мен бен пен лық",
}
"""Endings by the letters they follow: assimilation tells `Шымкентте` from words that only end alike."""

KAZAKH_ENDINGS = {
    fold_word(ending): frozenset(filter(None, map(fold_word, letters)))
    for letters, endings in _KAZAKH_ENDINGS.items()
    for ending in endings.split()
}
"""Folded, so that each back-vowel ending of ы covers its twin of і."""

_SHORTEST_STEM = 2
_SHORTEST_DECLINED = 4
"""Cases of shorter names are other words more often than not: `мой` would be the genitive of Мая."""

_ADJECTIVE = re.compile(r"(.{3,})sk(?:i|aia|oe|ie|ogo|omu|om|oi|uiu|im|ih)")


def russian_cases(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give a Russian name of plain words in its other cases; a name that does not decline gives none.

    The last word declines, and with it an adjective before it: `новый узень`, `новом узене`. Any case of
    one goes with any of the other: what nobody types does no harm.
    """
    *leading, last = words
    if sum(map(len, words)) < _SHORTEST_DECLINED:
        return
    heads = [tuple(leading)]
    if len(leading) == 1 and leading[0].endswith(tuple(_ADJECTIVES)):
        heads = [(form,) for form in _word_cases(leading[0])]
    for form in _word_cases(last):
        for head in heads:
            yield (*head, form)


def without_kazakh_ending(key: str) -> Iterator[str]:
    """Give the folded name that may stand before a Kazakh case ending.

    Folding writes a doubled letter once, so the ending's first letter may belong to the name as well:
    `Шымкентте` is folded `šimkente`.
    """
    for ending, follows in KAZAKH_ENDINGS.items():
        if not key.endswith(ending):
            continue
        stem = key[: -len(ending)]
        for name in (stem, stem + ending[0]):
            if len(name) >= _SHORTEST_STEM and name[-1] in follows:
                yield name


def without_russian_suffix(key: str) -> Iterator[str]:
    """Give the name that may stand inside a folded Russian adjective: `kordaiskogo` comes from `kordai`."""
    adjective = _ADJECTIVE.fullmatch(key)
    if adjective is None:
        return
    stem = adjective[1]
    for suffix in ("", "n", "in"):
        if stem.endswith(suffix):
            yield stem.removesuffix(suffix)


def _word_cases(word: str) -> Iterator[str]:
    for nominative, endings in (*_ADJECTIVES.items(), *_NOUNS.items()):
        if word.endswith(nominative):
            yield from (word[: -len(nominative)] + ending for ending in endings)
            return
    if word[-1] in _CONSONANTS:
        yield from (word + ending for ending in _CONSONANT_CASES)
