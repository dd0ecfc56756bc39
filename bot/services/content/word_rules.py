"""The rules for texts that the bot reads or fills in itself: phrases of stems, templates, labels."""

import re
from collections.abc import Sequence
from string import Formatter

from bot.domain.content_columns import NAME_SEPARATOR
from bot.services.content.rules import RuleBroken, items

_STEM = r"[^\W_]+!?"
_WORD = rf"{_STEM}(?:/{_STEM})*"
_PHRASE = re.compile(rf"{_WORD}(?: {_WORD})*")


def phrase(text: str) -> str:
    """Take a phrase of stems, as `bot.domain.stems` reads it."""
    if not _PHRASE.fullmatch(text) or text != text.casefold():
        raise RuleBroken(
            f"{text!r} is not a phrase: words of small letters, one blank between, / between stems that will"
            " do as well, ! behind a word that may have no other ending"
        )
    return text


def phrases(text: str) -> str:
    """Take several phrases."""
    return NAME_SEPARATOR.join(phrase(part) for part in items(text, NAME_SEPARATOR))


def template(text: str, placeholders: Sequence[str]) -> str:
    """Take a text in which names in braces stand for what the bot fills in."""
    allowed = " or ".join(f"{{{name}}}" for name in placeholders)
    try:
        found = list(Formatter().parse(text))
    except ValueError as error:
        raise RuleBroken(f"has a single brace; braces belong only around {allowed}") from error
    for _, name, options, conversion in found:
        if name is not None and (name not in placeholders or options or conversion):
            raise RuleBroken(f"{{{name}}} is filled in by nothing; only {allowed} can stand here")
    return text


def label(text: str, longest: int) -> str:
    """Take a text that stands on a button."""
    if len(text) > longest:
        raise RuleBroken(f"has {len(text)} characters, and a button shows {longest}")
    return text
