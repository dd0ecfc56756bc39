"""Names of the languages that are taught, from CLDR, and the way back from a typed name."""

from functools import cache

from bot.domain.language import Language
from handlers.formats import cldr

NOT_IN_CLDR = {(Language.KAZAKH, "crh"): "қырымтатар тілі"}
"""Names that CLDR lacks, so far one: Crimean Tatar in Kazakh."""

SHORTEST_NAME = 3
"""Letters below which a typed word is not taken for the beginning of a language's name."""


def name(code: str, language: Language) -> str:
    """Give the name of the language `code` (ISO 639) in `language`; the code itself where nobody names it."""
    return NOT_IN_CLDR.get((language, code)) or cldr(language).languages.get(code, code)


def title(code: str, language: Language) -> str:
    """Give the name as it begins a line or a button."""
    words = name(code, language)
    return words[:1].upper() + words[1:]


def find(words: str, codes: tuple[str, ...]) -> str | None:
    """Give the one of `codes` that is named in `words`, in any of our languages; None where none is."""
    names = _names(codes)
    for word in words.casefold().replace("-", " ").split():
        if len(word) < SHORTEST_NAME:
            continue
        for known, code in names:
            if known == word or _stem(known) == _stem(word):
                return code
    return None


@cache
def _names(codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name(code, language).casefold().removesuffix(" тілі").replace("-", " "), code)
        for code in codes
        for language in Language
    )


def _stem(word: str) -> str:
    """Cut the endings of Russian adjectives: корейского, корейскому and корейский are one."""
    for ending in ("ого", "ому", "ий", "им", "ом", "ая", "ой"):
        if word.endswith((f"ск{ending}", f"цк{ending}")):
            return word.removesuffix(ending)
    return word
