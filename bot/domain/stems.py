"""Phrases of word stems, and whether one of them stands in what a person wrote."""

import re
from collections.abc import Iterable
from functools import cached_property
from unicodedata import category, normalize

from bot.domain.gazetteer.folding import plain_words

ALTERNATIVES = "/"
"""Parts the stems of which any one will do: `муж/отец бьет`."""

EXACTLY = "!"
"""Stands behind a word that may have no other ending: `пожар!` is not пожарный."""

LONGEST_EXACT = 2
"""Letters of a stem that stands only for itself, as `не`: too many words begin so."""

_ONE_WORD_BETWEEN = r"(?: \S+)? "
_WITHOUT_KAZAKH_LETTERS = str.maketrans("әғқңөұүһі", "агкноуухи")
_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")


class StemPhrases:
    """Some phrases of stems.

    A stem is the beginning of a word. The words of a phrase follow each other in its order, with at most one
    other word between any two.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(phrases)

    def stand_in(self, text: str) -> bool:
        """Tell whether one of the phrases stands in `text`.

        Capitals, ё for е, and Kazakh letters typed as the Russian ones make no difference, nor does a letter
        drawn out.
        """
        return self._pattern is not None and self._pattern.search(_simplified(text)) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """One pattern for all, made when first needed: for some hundreds that takes a tenth of a second."""
        patterns = [_ONE_WORD_BETWEEN.join(map(_word_pattern, phrase.split())) for phrase in self._phrases]
        return re.compile(rf"(?<!\S)(?:{'|'.join(patterns)})") if patterns else None


def _word_pattern(word: str) -> str:
    return f"(?:{'|'.join(map(_stem_pattern, word.split(ALTERNATIVES)))})"


def _stem_pattern(stem: str) -> str:
    letters = re.escape(_simplified(stem))
    is_exact = stem.endswith(EXACTLY) or len(letters) <= LONGEST_EXACT
    return rf"{letters}(?!\S)" if is_exact else rf"{letters}\S*"


def _simplified(text: str) -> str:
    """Give the words of the text in the letters that every keyboard has, parted by one space."""
    parted = normalize("NFD", " ".join(plain_words(text)))
    letters = "".join(sign for sign in parted if not category(sign).startswith("M"))
    return _DRAWN_OUT.sub(r"\1", letters.translate(_WITHOUT_KAZAKH_LETTERS))
