"""Typed text as a row of signs: words and marks with what they say about dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from bot.domain.dates import words
from bot.domain.dates.vocabulary import (
    LONGEST_PHRASE,
    OTHER,
    Meaning,
    SignKind,
    fold,
    phrase_meaning,
    word_meaning,
)

_LETTER = r"[^\W\d_]"
_ORDINAL = "|".join(words.ORDINAL_ENDINGS.split())
_CASE = "|".join(words.NUMBER_CASES.split())
_SIGN = re.compile(
    rf"""(?P<number>[0-9]+)(?:[-–‑]?(?:(?P<ordinal>{_ORDINAL})|(?:{_CASE}))(?!{_LETTER}))?
    |(?P<noon>[ap]\.?\s?m\b\.?)
    |(?P<word>{_LETTER}+(?:['’ʼ‘`]{_LETTER}+)*)\.?
    |(?P<mark>\S)""",
    re.VERBOSE | re.IGNORECASE,
)
_ISO_T = re.compile(r"(?<=[0-9])T(?=[0-9])")
_MARKS = {
    **dict.fromkeys("-–—‑−", SignKind.DASH),  # all the dashes that keyboards put there
    ":": SignKind.COLON,
    ".": SignKind.DOT,
    "/": SignKind.SLASH,
    ",": SignKind.COMMA,
    "&": SignKind.AND,
    "+": SignKind.AND,
}
_DIGITS_OF_DAY = 2
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A word, number or mark, where it stands in the text, and how many digits it has."""

    kind: SignKind
    value: int
    start: int
    end: int
    digits: int = 0


def plain(text: str) -> str:
    """Give the text that positions in signs refer to: composed letters, a space for the T of ISO 8601."""
    return _ISO_T.sub(" ", normalize("NFC", text))


def signs_of(text: str) -> tuple[Sign, ...]:
    """Read a `plain` text from left to right; nothing but white space is left out."""
    tokens = list(_SIGN.finditer(text))
    folded = [fold(token["word"] or "") for token in tokens]
    signs: list[Sign] = []
    position = 0
    while position < len(tokens):
        length, meaning = _phrase_at(folded, position)
        start, end = tokens[position].start(), tokens[position + length - 1].end()
        if meaning is None:
            signs.append(_single(tokens[position], folded[position]))
        else:
            signs.append(Sign(kind=meaning.kind, value=meaning.value, start=start, end=end))
        position += length
    return tuple(signs)


def _phrase_at(folded: Sequence[str], position: int) -> tuple[int, Meaning | None]:
    for length in range(LONGEST_PHRASE, 1, -1):
        phrase = tuple(folded[position : position + length])
        meaning = phrase_meaning(phrase) if len(phrase) == length else None
        if meaning is not None:
            return length, meaning
    return 1, None


def _single(token: re.Match[str], folded: str) -> Sign:
    meaning, digits = OTHER, 0
    if token["number"]:
        digits = len(token["number"])
        meaning = _number(token["number"], ordinal=bool(token["ordinal"]))
    elif token["noon"]:
        meaning = word_meaning(token["noon"][0].casefold() + "m")
    elif token["word"]:
        meaning = word_meaning(folded)
    elif not token["mark"].isalnum():
        meaning = Meaning(_MARKS.get(token["mark"], SignKind.FRAMING))
    return Sign(kind=meaning.kind, value=meaning.value, start=token.start(), end=token.end(), digits=digits)


def _number(digits: str, *, ordinal: bool) -> Meaning:
    if len(digits) <= _DIGITS_OF_DAY:
        return Meaning(SignKind.ORDINAL if ordinal else SignKind.NUMBER, int(digits))
    if len(digits) == len("2026") and int(digits) in _YEARS:
        return Meaning(SignKind.YEAR, int(digits))
    return OTHER
