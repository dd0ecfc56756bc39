"""What a typed word says about a date, in any of the three languages, with a case ending or a typo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.domain.dates import words

_SHORTEST_WITH_TYPO = 6
_FOLDING = str.maketrans({**dict(zip("әғқңөұүһіё", "агкноуухие", strict=True)), **dict.fromkeys("'’ʼ‘`", "")})


class SignKind(StrEnum):
    """What a word or sign is; the letter stands for it in the patterns of the rules."""

    NUMBER = "N"  # 1 or 2 digits
    ORDINAL = "O"  # 25-го, 25th, 25-і
    YEAR = "Y"  # 4 digits
    YEAR_NOUN = "y"
    DATE_NOUN = "c"
    DAY_NOUN = "d"
    MONTH = "M"
    MONTH_LOCATIVE = "L"  # "in December" in one word
    MONTH_WEAK = "m"  # a month only beside the number of a day
    MONTH_NOUN = "a"
    WEEKDAY = "W"
    WEEKDAY_WEAK = "w"
    RELATIVE_DAY = "D"
    UNIT = "U"
    UNIT_CLEAR = "V"  # a unit that needs no word beside it
    THIS = "S"
    NEXT = "X"
    FROM = "F"
    UNTIL = "T"
    UNTIL_BEHIND = "E"
    AND = "&"
    IN = "P"
    OF = "o"
    HOUR_NOUN = "H"
    MINUTE_NOUN = "n"
    DISTANCE = "B"
    NOON = "Z"
    DAY_PART = "A"
    RECURRING = "R"
    SCHOOL = "C"
    FRAMING = "f"
    DASH = "-"
    COLON = ":"
    DOT = "."
    SLASH = "/"
    COMMA = ","
    OTHER = "?"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A kind, and which of its kind: the number of the month, the weekday from 0, the days from today."""

    kind: SignKind
    value: int = 0


OTHER = Meaning(SignKind.OTHER)
LONGEST_PHRASE = 6
"""Words."""

_MISSPELT_KINDS = {
    **{kind: kind for kind in (SignKind.WEEKDAY, SignKind.RELATIVE_DAY, SignKind.UNIT, SignKind.NEXT)},
    **dict.fromkeys((SignKind.MONTH, SignKind.MONTH_LOCATIVE, SignKind.MONTH_WEAK), SignKind.MONTH_WEAK),
}
"""Kinds that may have a typo; a misspelt month must stand beside the number of a day."""


def fold(word: str) -> str:
    """Give the word in small letters, Kazakh ones as typed on a Russian keyboard, without apostrophes."""
    return word.casefold().translate(_FOLDING)


def phrase_meaning(folded_words: tuple[str, ...]) -> Meaning | None:
    """Give the meaning of several words that are one expression."""
    return known_phrases().get(folded_words)


def word_meaning(folded: str) -> Meaning:
    """Give the meaning of a folded word, or OTHER; long words may have one typo."""
    known = known_words().get(folded)
    if known is not None:
        return known
    return _almost(folded)


def _almost(folded: str) -> Meaning:
    if len(folded) < _SHORTEST_WITH_TYPO or folded in _not_typos():
        return OTHER
    forms = _misspelt_forms().get(folded[0], {})
    close = extract(folded, forms.keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
    meanings = {forms[form] for form, _, _ in close}
    return meanings.pop() if len(meanings) == 1 else OTHER


@cache
def known_words() -> dict[str, Meaning]:
    """Map every folded word to its meaning; where two tables have the same word the earlier one wins."""
    known: dict[str, Meaning] = {}
    for kind, value, listed in (*_inflected(), *_listed()):
        for word in listed:
            known.setdefault(fold(word), Meaning(kind, value))
    return known


def _inflected() -> Iterable[tuple[SignKind, int, Iterable[str]]]:
    for number, month in enumerate(words.KAZAKH_MONTHS, start=1):
        yield SignKind.MONTH_LOCATIVE, number, _declined(month, words.FRONT_LOCATIVE, words.BACK_LOCATIVE)
    for number, listed in enumerate(words.WEAK_MONTHS, start=1):
        yield SignKind.MONTH_WEAK, number, listed.split()
    for number, month in enumerate(words.KAZAKH_MONTHS, start=1):
        yield SignKind.MONTH, number, _declined(month, words.FRONT_CASES, words.BACK_CASES)
    for weekday, name in enumerate(words.KAZAKH_WEEKDAYS):
        yield SignKind.RECURRING, 0, [name + case for case in words.KAZAKH_RECURRING]
        yield SignKind.WEEKDAY, weekday, _declined(name, words.FRONT_CASES, words.BACK_CASES)


def _declined(stem: str, front: Iterable[str], back: Iterable[str]) -> list[str]:
    last_vowel = [letter for letter in stem if letter in words.FRONT_VOWELS + words.BACK_VOWELS][-1]
    return [stem + case for case in (front if last_vowel in words.FRONT_VOWELS else back)]


def _listed() -> Iterable[tuple[SignKind, int, Iterable[str]]]:
    for kind, first, table in (
        (SignKind.WEEKDAY, 0, words.WEEKDAYS),
        (SignKind.WEEKDAY_WEAK, 0, words.WEAK_WEEKDAYS),
        (SignKind.MONTH, 1, words.MONTHS),
        (SignKind.MONTH_LOCATIVE, 1, words.LOCATIVE_MONTHS),
    ):
        for value, listed in enumerate(table, start=first):
            yield kind, value, listed.split()
    numbered: tuple[tuple[SignKind, Mapping[int, str]], ...] = (
        (SignKind.RELATIVE_DAY, words.RELATIVE_DAYS),
        (SignKind.UNIT, {int(unit): listed for unit, listed in words.UNITS.items()}),
        (SignKind.UNIT_CLEAR, {int(unit): listed for unit, listed in words.CLEAR_UNITS.items()}),
        (SignKind.DAY_PART, {int(part): listed for part, listed in words.DAY_PARTS.items()}),
    )
    for kind, tables in numbered:
        for value, listed in tables.items():
            yield kind, value, listed.split()
    for kind, listed in (
        (SignKind.RECURRING, words.RECURRING),
        (SignKind.SCHOOL, words.SCHOOL),
        (SignKind.MONTH_NOUN, words.MONTH_NOUNS),
        (SignKind.THIS, words.THIS),
        (SignKind.NEXT, words.NEXT),
        (SignKind.FROM, words.FROM),
        (SignKind.UNTIL, words.UNTIL),
        (SignKind.UNTIL_BEHIND, words.UNTIL_BEHIND),
        (SignKind.AND, words.AND),
        (SignKind.IN, words.IN),
        (SignKind.OF, words.OF),
        (SignKind.DAY_NOUN, words.DAY_NOUNS),
        (SignKind.DATE_NOUN, words.DATE_NOUNS),
        (SignKind.YEAR_NOUN, words.YEAR_NOUNS),
        (SignKind.HOUR_NOUN, words.HOUR_NOUNS),
        (SignKind.MINUTE_NOUN, words.MINUTE_NOUNS),
        (SignKind.NOON, words.NOON),
        (SignKind.DISTANCE, words.DISTANCES),
        (SignKind.FRAMING, words.FRAMING),
    ):
        yield kind, 0, listed.split()


@cache
def known_phrases() -> dict[tuple[str, ...], Meaning]:
    """Map every expression of several folded words to its meaning."""
    tables: tuple[tuple[SignKind, Mapping[int, tuple[str, ...]]], ...] = (
        (SignKind.RELATIVE_DAY, words.RELATIVE_DAY_PHRASES),
        (SignKind.UNIT_CLEAR, {int(unit): phrases for unit, phrases in words.CLEAR_UNIT_PHRASES.items()}),
        (SignKind.DAY_PART, {int(part): phrases for part, phrases in words.DAY_PART_PHRASES.items()}),
    )
    return {
        tuple(map(fold, phrase.split())): Meaning(kind, value)
        for kind, table in tables
        for value, phrases in table.items()
        for phrase in phrases
    }


@cache
def _not_typos() -> frozenset[str]:
    return frozenset(map(fold, words.NOT_TYPOS.split()))


@cache
def _misspelt_forms() -> dict[str, dict[str, Meaning]]:
    """Map long words that may have a typo, by their first letter: a typo there is rare."""
    forms: dict[str, dict[str, Meaning]] = {}
    for form, meaning in known_words().items():
        if len(form) >= _SHORTEST_WITH_TYPO and meaning.kind in _MISSPELT_KINDS:
            misspelt = Meaning(_MISSPELT_KINDS[meaning.kind], meaning.value)
            forms.setdefault(form[0], {})[form] = misspelt
    return forms
