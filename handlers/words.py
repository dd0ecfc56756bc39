"""The words of the interface: gettext in the language of whoever is being answered."""

from pathlib import Path

from aiogram.utils.i18n import I18n, ngettext
from aiogram.utils.i18n import gettext as _

from bot.domain.language import Language

__all__ = ["_", "create_i18n", "current_language", "missing_catalogues", "ngettext"]

LOCALES = Path(__file__).parent.parent / "locales"


def create_i18n() -> I18n:
    """Load the catalogues; English needs none, since message ids are English sentences."""
    return I18n(path=LOCALES, default_locale=Language.ENGLISH, domain="bot")


def missing_catalogues() -> list[str]:
    """Give the languages whose catalogue has not been compiled."""
    return [
        language
        for language in Language
        if (LOCALES / language / "LC_MESSAGES" / "bot.po").exists()
        and not (LOCALES / language / "LC_MESSAGES" / "bot.mo").exists()
    ]


def current_language() -> Language:
    """Give the language in which the present update is answered."""
    return Language(I18n.get_current(no_error=False).current_locale)
