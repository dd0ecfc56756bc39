"""The rules for texts in the files: each gives the value of a text, or raises RuleBroken."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from bot.domain.content_columns import LIST_SEPARATOR, NAME_SEPARATOR, SOURCE_SEPARATOR
from bot.domain.content_sheets import COUNTRY, REGION_CODES

SLUG_LENGTH, PLACE_SLUG_LENGTH = 32, 24
"""A button names a school, its language and a place in 64 bytes, Telegram's limit of callback data."""

SOUTH, NORTH, WEST, EAST = 40.5, 55.5, 46.4, 87.4
"""Degrees that enclose Kazakhstan.

Its outermost points lie near 40°34′ N, 55°26′ N, 46°29′ E and 87°19′ E in general atlases; each side is moved
outwards by less than a tenth of a degree.
"""

LEAP_YEAR = 2000
"""A year that has every day."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEGREES = re.compile(r"[0-9]{1,3}(\.[0-9]{1,7})?")
_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")
_SEED = re.compile(r"seed:[0-9]{3}")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){2}")
_MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PHONE = re.compile(r"\+7( ?[0-9]){10}|[0-9]{3,5}")
_PLACE_IN_HOURS = re.compile(r"--> 1:([0-9]+)")


class RuleBroken(ValueError):
    """A text is not what its place asks for; the message is the rule."""


def text(text: str) -> str:
    """Refuse what no text of ours holds: control characters but the new line, and blanks at the edge."""
    for character in text:
        if character != "\n" and unicodedata.category(character) in {"Cc", "Cs"}:
            raise RuleBroken(f"holds the control character U+{ord(character):04X}")
    if text != text.strip():
        raise RuleBroken(f"{text!r} begins or ends with a blank")
    return text


def choice(text: str, choices: Sequence[str]) -> str:
    """Take one of a few words."""
    if text not in choices:
        raise RuleBroken(f"{text!r} is none of {', '.join(choices)}")
    return text


def choices(text: str, choices: Sequence[str]) -> str:
    """Take some of a few words."""
    return LIST_SEPARATOR.join(choice(item, choices) for item in items(text, LIST_SEPARATOR))


def slugs(text: str) -> str:
    """Take several ids."""
    return LIST_SEPARATOR.join(slug(item) for item in items(text, LIST_SEPARATOR))


def slug(text: str) -> str:
    """Take an id."""
    return _slug_up_to(SLUG_LENGTH, text)


def place_slug(text: str) -> str:
    """Take the id of a place, which shares its buttons with other ids."""
    return _slug_up_to(PLACE_SLUG_LENGTH, text)


def _slug_up_to(longest: int, text: str) -> str:
    if not _SLUG.fullmatch(text) or len(text) > longest:
        raise RuleBroken(
            f"{text!r} is not an id: small Latin letters and digits, hyphens between, up to {longest}"
        )
    return text


def region(text: str) -> str:
    """Take the code of a region or of a city that is one."""
    if text not in REGION_CODES:
        raise RuleBroken(f"{text!r} is not one of the 20 codes of ISO 3166-2:KZ, as KZ-75")
    return text


def region_or_country(text: str) -> str:
    """Take the code of a region, or of the whole country."""
    return text if text == COUNTRY else region(text)


def latitude(text: str) -> float:
    """Take degrees north."""
    return _degrees(text, SOUTH, NORTH)


def longitude(text: str) -> float:
    """Take degrees east."""
    return _degrees(text, WEST, EAST)


def _degrees(text: str, lowest: float, highest: float) -> float:
    if not _DEGREES.fullmatch(text):
        raise RuleBroken(f"{text!r} is not decimal degrees with up to seven decimals, as 43.24417")
    degrees = float(text)
    if not lowest <= degrees <= highest:
        raise RuleBroken(f"{text} is outside Kazakhstan: {lowest} to {highest}")
    return degrees


def count(text: str) -> int:
    """Take a whole number."""
    if not _COUNT.fullmatch(text):
        raise RuleBroken(f"{text!r} is not a whole number, as 12500")
    return int(text)


def items(text: str, separator: str) -> list[str]:
    """Part a text into its items, each of which stands there once."""
    items = [item.strip() for item in text.split(separator.strip())]
    if not all(items):
        raise RuleBroken(f"{text!r} has an empty part: {separator!r} belongs only between two parts")
    repeated = next((item for item in items if items.count(item) > 1), None)
    if repeated is not None:
        raise RuleBroken(f"{repeated!r} stands twice")
    return items


def names(text: str) -> str:
    """Take other names of a thing."""
    return NAME_SEPARATOR.join(items(text, NAME_SEPARATOR))


def languages(text: str) -> str:
    """Take codes of languages that CLDR knows: two letters, or three where there are no two."""
    from babel import Locale  # noqa: PLC0415  # loaded only to check a file, not at every start

    known = Locale("en").languages
    codes = items(text, LIST_SEPARATOR)
    for code in codes:
        if not _LANGUAGE.fullmatch(code) or code not in known:
            raise RuleBroken(f"{code!r} is not a language code of ISO 639-1, or 639-3 where that has none")
    return LIST_SEPARATOR.join(codes)


def web_address(text: str) -> str:
    """Take a web address."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host = None
    if host is None or parts.scheme not in {"http", "https"} or any(map(str.isspace, text)):
        raise RuleBroken(f"{text!r} is not a web address: https://…")
    return text


def source(text: str) -> str:
    """Take a web address, or the number of a background document (`seed:000`)."""
    return text if _SEED.fullmatch(text) else web_address(text)


def sources(text: str) -> str:
    """Take several sources; only a semicolon between blanks separates, as an address may hold a bare one."""
    return SOURCE_SEPARATOR.join(source(part) for part in text.split(SOURCE_SEPARATOR))


def phone(text: str) -> str:
    """Take a number of Kazakhstan in international form, or a short one."""
    if not _PHONE.fullmatch(text):
        raise RuleBroken(f"{text!r} is not a phone number: +7 727 123 45 67, or a short number as 1414")
    return text


def partial_date(text: str) -> str:
    """Take a date that may lack its day or month, as a page gives it."""
    year, month, day = f"{text}-01-01".split("-")[:3] if _DATE.fullmatch(text) else "000"
    if not _is_day(int(year), int(month), int(day)):
        raise RuleBroken(f"{text!r} is not a date: YYYY, YYYY-MM or YYYY-MM-DD")
    return text


def day(text: str) -> str:
    """Take a whole date."""
    year, month, number = text.split("-") if _DAY.fullmatch(text) else "000"
    if not _is_day(int(year), int(month), int(number)):
        raise RuleBroken(f"{text!r} is not a day: YYYY-MM-DD")
    return text


def month_day(text: str) -> str:
    """Take a day of every year, 29 February included."""
    month, day = text.split("-") if _MONTH_DAY.fullmatch(text) else "00"
    if not _is_day(LEAP_YEAR, int(month), int(day)):
        raise RuleBroken(f"{text!r} is not a day of the year: MM-DD")
    return text


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def opening_hours(text: str) -> str:
    """Take an expression in OpenStreetMap's `opening_hours` language."""
    import opening_hours as osm  # noqa: PLC0415  # loaded only where a cell is filled

    try:
        warnings = osm.OpeningHours(text).warnings
    except osm.ParserError as error:  # type: ignore[attr-defined]  # the stubs leave it out
        found = _PLACE_IN_HOURS.search(str(error))
        rest = text[int(found[1]) - 1 :] if found else text
        where = f"not understood from {rest!r} on" if rest else "it ends too early"
        raise RuleBroken(
            f"{text!r} is not OSM opening_hours: {where}; an example is Mo-Fr 09:00-18:00"
        ) from error
    if warnings:
        raise RuleBroken(f"{text!r} is not OSM opening_hours: {warnings[0]}")
    return text
