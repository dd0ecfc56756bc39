"""Lines that say when and where an event is, on cards, in lists and in notices."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from bot.domain.astana_time import local
from bot.domain.directory import Directory
from bot.domain.events.event import EventDetails, Topic
from handlers import formats, languages
from handlers.words import _, current_language

LONGEST_ON_BUTTON = 34
"""Characters of a title on a button, behind a number."""


def title(details: EventDetails) -> str:
    """Give the title in the reader's language, safe to put into HTML."""
    return escape(_title(details), quote=False)


def plain_title(details: EventDetails) -> str:
    """Give the title as it stands on a button, cut where a telephone would cut it."""
    words = _title(details)
    return words if len(words) <= LONGEST_ON_BUTTON else f"{words[:LONGEST_ON_BUTTON].rstrip()}…"


def when(starts_at: datetime | None, ends_at: datetime | None) -> str:
    """Say day and hours in Astana time; a draft may not know them yet."""
    if starts_at is None:
        return _("The time is not known yet")
    language, start = current_language(), local(starts_at)
    day, from_hour = formats.full_date(start.date(), language), formats.clock_time(start, language)
    if ends_at is None:
        return _("{day}, {start}, Astana time").format(day=day, start=from_hour)
    end = local(ends_at)
    to_hour = formats.clock_time(end, language)
    if end.date() == start.date():
        return _("{day}, {start}–{end}, Astana time").format(day=day, start=from_hour, end=to_hour)
    last_day = formats.full_date(end.date(), language)
    return _("{day}, {start} – {last_day}, {end}, Astana time").format(
        day=day, start=from_hour, last_day=last_day, end=to_hour
    )


def short_when(starts_at: datetime) -> str:
    """Say day and hour as a list does: “Sat 5 Dec, 18:00”."""
    language, start = current_language(), local(starts_at)
    return f"{formats.short_date(start.date(), language)}, {formats.clock_time(start, language)}"


def beginning(words: str) -> str:
    """Let words begin a line; in Russian the weekday would begin it in lower case."""
    return words[:1].upper() + words[1:]


def where(details: EventDetails, directory: Directory) -> str:
    """Name the house or the address, and the town, safe to put into HTML."""
    return escape(plain_where(details, directory), quote=False)


def plain_where(details: EventDetails, directory: Directory) -> str:
    """Say the same as it stands in a calendar file."""
    language = current_language()
    house = directory.house(details.house_id) if details.house_id else None
    house_name = house.name.in_language(language) if house else ""
    address = details.address or (house.address.in_language(language) if house else "")
    parts = dict.fromkeys(filter(None, (house_name, address, plain_town(details, directory))))
    return ", ".join(parts) or _("the place is not known yet")


def plain_town(details: EventDetails, directory: Directory) -> str:
    """Name the town alone, as it stands in a list; empty where it is not listed any more."""
    language = current_language()
    house = directory.house(details.house_id) if details.house_id else None
    if house is not None:
        return house.locality.in_language(language)
    place = directory.place(details.place_id) if details.place_id else None
    return place.name.in_language(language) if place else ""


def topic(topic: Topic) -> str:
    """Name what an event is about."""
    return {
        Topic.CULTURE: _("Culture and holidays"),
        Topic.LANGUAGE: _("Languages"),
        Topic.FAMILY: _("Family and children"),
        Topic.YOUTH: _("Youth"),
        Topic.COUNCIL: _("Councils of elders and mothers"),
        Topic.CHARITY: _("Charity"),
        Topic.OTHER: _("Other"),
    }[topic]


def language_names(codes: Iterable[str]) -> str:
    """Name languages (ISO 639) as a sentence does, safe to put into HTML."""
    language = current_language()
    return escape(formats.listed((languages.name(code, language) for code in codes), language), quote=False)


def _title(details: EventDetails) -> str:
    return details.title.in_language(current_language()) or _("Event without a title")
