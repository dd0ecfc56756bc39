"""What the fields of an event are called, and what an event says about them."""

from datetime import datetime
from html import escape

from aiogram.types import InlineKeyboardButton

from bot.domain.astana_time import local
from bot.domain.directory import Directory
from bot.domain.events.event import EventDetails, EventId
from handlers import formats, languages
from handlers.events.editing.callbacks import EditorOpened
from handlers.events.editing.fields import IS_SET, TEXTS, TITLES, Field
from handlers.events.views import lines
from handlers.navigation import button
from handlers.words import _, current_language

LONGEST_EXCERPT = 150
"""Characters of a text on the editor's page; the preview shows all of it."""


def name(field: Field) -> str:
    """Name a field as it stands on a button and before its value."""
    return {
        Field.TITLE_KK: _("Title in Kazakh"),
        Field.TITLE_RU: _("Title in Russian"),
        Field.TITLE_EN: _("Title in English"),
        Field.TEXT_KK: _("Text in Kazakh"),
        Field.TEXT_RU: _("Text in Russian"),
        Field.TEXT_EN: _("Text in English"),
        Field.PLACE: _("Place"),
        Field.ADDRESS: _("Address line"),
        Field.START: _("Beginning"),
        Field.END: _("End"),
        Field.SEATS: _("Seats"),
        Field.LANGUAGES: _("Languages"),
        Field.TOPIC: _("Topic"),
        Field.PICTURE: _("Picture"),
        Field.SOURCE: _("Source"),
    }[field]


def value(field: Field, details: EventDetails, directory: Directory, longest: int = LONGEST_EXCERPT) -> str:
    """Give what the event says about a field, safe to put into HTML; empty where it says nothing."""
    if not IS_SET[field](details):
        return ""
    return escape(_shortened(_plain_value(field, details, directory), longest), quote=False)


def moment(at: datetime, now: datetime) -> str:
    """Say when something will happen, briefly."""
    hour = formats.clock_time(local(at), current_language())
    match (local(at).date() - local(now).date()).days:
        case 0:
            return _("today at {time}").format(time=hour)
        case 1:
            return _("tomorrow at {time}").format(time=hour)
    return lines.short_when(at)


def back_to_page(event_id: EventId, label: str) -> InlineKeyboardButton:
    """Give the button that leads back to the editor's page of an event."""
    return button(label, EditorOpened(event_id=event_id))


def _plain_value(field: Field, details: EventDetails, directory: Directory) -> str:
    written = {**dict.fromkeys(TITLES, details.title), **dict.fromkeys(TEXTS, details.text)}
    if field in written:
        return str(getattr(written[field], {**TITLES, **TEXTS}[field]))
    return {
        Field.PLACE: lambda: _place(details, directory),
        Field.ADDRESS: lambda: details.address,
        Field.START: lambda: lines.when(details.starts_at, None),
        Field.END: lambda: _end(details),
        Field.SEATS: lambda: str(details.capacity),
        Field.LANGUAGES: lambda: formats.listed(_language_names(details), current_language()),
        Field.TOPIC: lambda: lines.topic(details.topic),
        Field.PICTURE: lambda: _("there is one"),
        Field.SOURCE: lambda: details.source,
    }[field]()


def _language_names(details: EventDetails) -> list[str]:
    return [languages.name(code, current_language()) for code in details.languages]


def _place(details: EventDetails, directory: Directory) -> str:
    language = current_language()
    house = directory.house(details.house_id) if details.house_id else None
    if house is not None:
        return f"{house.name.in_language(language)}, {house.locality.in_language(language)}"
    place = directory.place(details.place_id) if details.place_id else None
    return place.name.in_language(language) if place else _("no longer in the directory")


def _end(details: EventDetails) -> str:
    starts_at, ends_at = details.starts_at, details.ends_at
    if starts_at and ends_at and local(ends_at).date() == local(starts_at).date():
        return formats.clock_time(local(ends_at), current_language())
    return lines.when(ends_at, None)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"
