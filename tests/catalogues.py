"""The texts of the bot as they stand in the code and in `locales/`."""

import gettext
import os
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.domain.language import Language

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "locales"
TEMPLATE = LOCALES / "bot.pot"
TRANSLATED = (Language.KAZAKH, Language.RUSSIAN)


def path_of(language: Language) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "bot.po"


def read(path: Path, locale: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale, domain="bot")


def compile_outdated() -> None:
    """Compile every catalogue whose compiled form is missing or older than its texts."""
    for language in TRANSLATED:
        source = path_of(language)
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        fresh = compiled.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as file:
            write_mo(file, read(source, language))
        fresh.replace(compiled)


@cache
def extracted() -> Catalog:
    """Collect the texts from the code, as `make messages` does."""
    catalog = Catalog(domain="bot")
    found = extract_from_dir(str(ROOT / "handlers"), [("**.py", "python")])
    for _file, _line, message_id, comments, context in found:
        catalog.add(message_id, auto_comments=comments, context=context)
    return catalog


class Words:
    """What the bot says in one language, asked for by the English text."""

    def __init__(self, language: Language) -> None:
        self._known = {_one(message.id) for message in extracted() if message.id}
        self._translations = gettext.NullTranslations()
        if language is not Language.ENGLISH:
            with path_of(language).with_suffix(".mo").open("rb") as file:
                self._translations = gettext.GNUTranslations(file)

    def __call__(self, text: str, **values: object) -> str:
        """Give the translation of `text`; raises KeyError for a text that the bot does not have."""
        if text not in self._known:
            raise KeyError(text)
        return self._translations.gettext(text).format(**values)

    def counted(self, one: str, many: str, count: int) -> str:
        """Give the translation that goes with `count`; raises KeyError as above."""
        if one not in self._known:
            raise KeyError(one)
        return self._translations.ngettext(one, many, count).format(count=count)

    def beginning(self, start: str) -> str:
        """Give the translation of the one text that begins with `start`."""
        [text] = [text for text in self._known if text.startswith(start)]
        return self._translations.gettext(text)

    def label(self, text: str) -> str:
        """Give the translation of `text`, or the text itself where it is a name."""
        return self(text) if text in self._known else text


@cache
def words_in(language: Language) -> Words:
    return Words(language)


def _one(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]
