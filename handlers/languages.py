"""Names of the languages that are taught, from CLDR, and the way back from a typed name."""

from functools import cache

from bot.domain.language import Language
from handlers.formats import cldr

OVERRIDES = {
    (Language.KAZAKH, "az"): "әзербайжан тілі",
    (Language.KAZAKH, "crh"): "қырым татар тілі",
    (Language.RUSSIAN, "crh"): "крымскотатарский",
}
"""Names that CLDR lacks, or writes other than today's spelling dictionaries."""

SHORTEST_NAME = 3
"""Letters below which a typed word is not taken for the name of a language."""


def name(code: str, language: Language) -> str:
    """Give the name of the language `code` (ISO 639) in `language`; the code itself where nobody names it."""
    return OVERRIDES.get((language, code)) or cldr(language).languages.get(code, code)


def title(code: str, language: Language) -> str:
    """Give the name as it begins a line or a button."""
    words = name(code, language)
    return words[:1].upper() + words[1:]


def find(words: str, codes: tuple[str, ...]) -> str | None:
    """Give the one of `codes` that is named in `words`, in any of our languages; None where none is."""
    spellings = [_stems(words.replace("-", hyphen)) for hyphen in (" ", "")]
    for known, code in _names(codes):
        if any(_holds(typed, known) for typed in spellings):
            return code
    return None


def _holds(typed: list[str], known: list[str]) -> bool:
    return any(typed[start : start + len(known)] == known for start in range(len(typed) - len(known) + 1))


@cache
def _names(codes: tuple[str, ...]) -> list[tuple[list[str], str]]:
    """Give every name and its code, the longest first, since “Crimean Tatar” holds “Tatar”."""
    spelt = [
        (_stems(name(code, language).removesuffix(" тілі").replace("-", " ")), code)
        for code in codes
        for language in Language
    ]
    written_together = [(["".join(known)], code) for known, code in spelt if len(known) > 1]
    return sorted([*spelt, *written_together], key=lambda one: -len("".join(one[0])))


def _stems(words: str) -> list[str]:
    return [_stem(word) for word in words.casefold().split() if len(word) >= SHORTEST_NAME]


def _stem(word: str) -> str:
    """Cut the endings of Russian adjectives: корейского, корейскому and корейский are one."""
    for ending in ("ого", "ому", "ий", "им", "ом", "ая", "ой"):
        if word.endswith((f"ск{ending}", f"цк{ending}")):
            return word.removesuffix(ending)
    return word
