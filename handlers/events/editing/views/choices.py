"""Buttons to choose an answer from: houses, ends, seats, languages, topics."""

from collections.abc import Sequence
from datetime import timedelta

from aiogram.types import InlineKeyboardButton

from bot.domain.astana_time import local
from bot.domain.directory import Directory
from bot.domain.events.event import EventDetails, Topic
from bot.domain.places import House, Place
from handlers import formats
from handlers import languages as names
from handlers.events.editing.answers import languages_of_events
from handlers.events.editing.callbacks import (
    FieldAsked,
    HousePicked,
    LanguageTicked,
    LengthPicked,
    SeatsPicked,
    TopicPicked,
    TownPicked,
)
from handlers.events.editing.states import Asked
from handlers.events.editing.unsettled import PlacesFound
from handlers.events.views import lines
from handlers.navigation import Page, Rows, button, in_columns
from handlers.words import _, current_language

HOUSES_A_PAGE = 8

LONGEST_HOUSE = 60
"""Characters of a house on a button: its town comes first, and the rest is cut on a small screen anyway."""

LANGUAGES_A_PAGE = 12

LENGTHS = (60, 90, 120, 180, 240, 360)
"""Minutes that an event often lasts."""

SEATS = (20, 30, 50, 100, 200, 500)
"""How many people a hall often holds."""


def houses(asked: Asked, found: Sequence[House], page_number: int) -> Rows:
    """Offer the houses in which the editor may hold events, by their towns."""
    ordered = sorted(found, key=lambda house: formats.in_alphabetical_order(_label(house)))
    page = Page(page_number, HOUSES_A_PAGE, len(ordered))
    return [*([_house_button(asked, house)] for house in ordered[page.slice]), _turners(asked, page)]


def places_found(asked: Asked, found: PlacesFound, directory: Directory) -> Rows:
    """Offer the houses and towns that may be meant."""
    rows = [[_house_button(asked, house)] for house in found.houses]
    return [*rows, *([_town_button(asked, town, directory)] for town in found.towns)]


def ends(asked: Asked, details: EventDetails) -> Rows:
    """Offer hours at which the event may end."""
    if details.starts_at is None:
        return []
    buttons = []
    for minutes in LENGTHS:
        end = local(details.starts_at + timedelta(minutes=minutes))
        picked = LengthPicked(event_id=asked.event_id, way=asked.way, minutes=minutes)
        buttons.append(button(formats.clock_time(end, current_language()), picked))
    return in_columns(buttons, 3)


def seats(asked: Asked) -> Rows:
    """Offer round numbers of seats."""
    picked = [SeatsPicked(event_id=asked.event_id, way=asked.way, seats=count) for count in SEATS]
    return in_columns([button(str(one.seats), one) for one in picked], 3)


def languages(asked: Asked, details: EventDetails, directory: Directory, page_number: int) -> Rows:
    """Offer languages; those of the event are ticked."""
    codes = languages_of_events(directory)
    page = Page(page_number, LANGUAGES_A_PAGE, len(codes))
    buttons = [_language_button(asked, code, details, page_number) for code in codes[page.slice]]
    return [*in_columns(buttons, 2), _turners(asked, page)]


def topics(asked: Asked, details: EventDetails) -> Rows:
    """Offer what an event can be about; the present topic is ticked."""
    return [
        [
            button(
                _ticked(lines.topic(topic), is_chosen=topic is details.topic),
                TopicPicked(event_id=asked.event_id, way=asked.way, topic=topic),
            )
        ]
        for topic in Topic
    ]


def _turners(asked: Asked, page: Page) -> list[InlineKeyboardButton]:
    earlier, later = (
        FieldAsked(event_id=asked.event_id, field=asked.field, way=asked.way, page=number)
        for number in (page.number - 1, page.number + 1)
    )
    return page.turners(earlier, later)


def _house_button(asked: Asked, house: House) -> InlineKeyboardButton:
    return button(_label(house), HousePicked(event_id=asked.event_id, way=asked.way, house_id=house.id))


def _label(house: House) -> str:
    language = current_language()
    label = f"{house.locality.in_language(language)}: {house.name.in_language(language)}"
    return label if len(label) <= LONGEST_HOUSE else f"{label[:LONGEST_HOUSE]}…"


def _town_button(asked: Asked, town: Place, directory: Directory) -> InlineKeyboardButton:
    language = current_language()
    label, region = town.name.in_language(language), directory.region(town.region_code)
    if region is not None and region.id != town.id:
        label = f"{label} ({region.name.in_language(language)})"
    label = _("{town}, at another address").format(town=label)
    return button(label, TownPicked(event_id=asked.event_id, way=asked.way, place_id=town.id))


def _language_button(
    asked: Asked, code: str, details: EventDetails, page_number: int
) -> InlineKeyboardButton:
    is_chosen = code in details.languages
    ticked = LanguageTicked(
        event_id=asked.event_id, way=asked.way, code=code, wanted=not is_chosen, page=page_number
    )
    return button(_ticked(names.title(code, current_language()), is_chosen=is_chosen), ticked)


def _ticked(label: str, *, is_chosen: bool) -> str:
    return f"✓ {label}" if is_chosen else label
