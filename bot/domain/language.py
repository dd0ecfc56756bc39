"""The languages that Dostyq speaks, and words given in each of them."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the interface, by its ISO 639-1 code."""

    KAZAKH = "kk"
    RUSSIAN = "ru"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalizedText:
    """The same words in the three languages; an empty string where they are not known."""

    kk: str = ""
    ru: str = ""
    en: str = ""

    def in_language(self, language: Language) -> str:
        """Give the words in `language`, or in the nearest language that has them.

        Kazakh falls back to Russian, Russian to Kazakh, English to Russian: an address known in one
        language is still an address.
        """
        order = {
            Language.KAZAKH: (self.kk, self.ru, self.en),
            Language.RUSSIAN: (self.ru, self.kk, self.en),
            Language.ENGLISH: (self.en, self.ru, self.kk),
        }
        return next((words for words in order[language] if words), "")

    def __bool__(self) -> bool:
        return bool(self.kk or self.ru or self.en)
