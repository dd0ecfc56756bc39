"""Numbers, dates and names as a reader of each language writes them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time, format_timedelta
from babel.lists import format_list
from babel.units import format_unit

from bot.domain.language import Language

LOCALES = {Language.KAZAKH: "kk", Language.RUSSIAN: "ru", Language.ENGLISH: "en_GB"}
"""CLDR locales: British English, since its order of day and month is the one used in Kazakhstan."""

KAZAKH_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The order of Kazakh letters, which holds for Russian too."""

_ORDER = {letter: f"{place:02}" for place, letter in enumerate(KAZAKH_ALPHABET)}


def distance(kilometres: float, language: Language) -> str:
    """Write a distance: hundreds of metres below 1 km, tenths below 10 km, whole kilometres above."""
    if kilometres < 1:
        return _measure(max(100, round(kilometres * 10) * 100), "length-meter", language)
    rounded = round(kilometres, 1) if kilometres < 10 else round(kilometres)  # noqa: PLR2004  # as said above
    return _measure(rounded, "length-kilometer", language)


def source_date(text: str, language: Language) -> str:
    """Write the date of a source, which may be a day, a month or a year alone."""
    locale = LOCALES[language]
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return format_date(date.fromisoformat(text), "long", locale=locale)
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return format_skeleton("yMMMM", date.fromisoformat(f"{text}-01"), locale=locale)
    return text


def age(text: str, today: date, language: Language) -> str:
    """Say how many years ago the date of a source was; empty below a year, or without a date."""
    years = today.year - int(text[:4]) if text else 0
    if text[5:] > today.isoformat()[5:]:
        years -= 1
    if years < 1:
        return ""
    past = -timedelta(days=366 * years)
    return format_timedelta(past, granularity="year", add_direction=True, locale=LOCALES[language])


def clock_time(moment: datetime, language: Language) -> str:
    """Write hours and minutes."""
    return format_time(moment, "HH:mm", locale=LOCALES[language])


def weekday(day: date, language: Language) -> str:
    """Write the name of the weekday."""
    return format_date(day, "EEEE", locale=LOCALES[language])


def listed(words: Iterable[str], language: Language) -> str:
    """Join words as a sentence does: “a, b and c”."""
    return format_list(list(words), locale=LOCALES[language])


def in_alphabetical_order(words: str) -> str:
    """Give a key that sorts as a Kazakh or Russian reader expects; Python alone would put ә after я."""
    return "".join(_ORDER.get(letter, letter) for letter in words.lower())


@cache
def cldr(language: Language) -> Locale:
    """Give the CLDR data of a language."""
    return Locale.parse(LOCALES[language])


@lru_cache(maxsize=4096)  # Babel takes 0.1 ms for each, and a list needs several
def _measure(value: float, unit: str, language: Language) -> str:
    return format_unit(value, unit, length="short", locale=LOCALES[language])


def full_date(day: date, language: Language) -> str:
    """Write a date with its weekday: “Monday, 1 March 2027”.

    In Russian without the “г.” that CLDR puts after the year: a date often ends a sentence, which would then
    have two full stops.
    """
    return format_date(day, "full", locale=LOCALES[language]).removesuffix("\u202fг.")


def short_date(day: date, language: Language) -> str:
    """Write a date in a few letters, without its year: “Sat 5 Dec”."""
    return format_skeleton("MMMEd", day, locale=LOCALES[language])


def date_range(first: date, last: date, language: Language) -> str:
    """Write the days from one to another: “5–10 Dec 2026”."""
    return format_interval(first, last, "yMMMd", locale=LOCALES[language])
