"""Cards outside the bot's own chat: deep links, and inline mode in any chat."""

from collections.abc import Sequence
from datetime import datetime

from aiogram import Bot
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, InlineQuery, InlineQueryResultArticle, Message

from bot.domain.astana_time import ASTANA_TIME
from bot.domain.directory import Directory
from bot.domain.places import House, Place, School
from bot.ports.clock import Clock
from bot.services.opening_hours import opening_at
from bot.services.places import Places
from handlers import languages
from handlers.navigation import LinkFollowed, keys
from handlers.places import houses, schools, views
from handlers.screens import Screen, show

CARDS = 10
"""Cards offered for one inline query: as many as one looks through."""

CACHED_SECONDS = 300
"""How long Telegram may give a person the same cards for the same words."""


async def open_link(message: Message, command: CommandObject, places: Places, clock: Clock) -> None:
    """Greet with the keyboard, and open the card that the link names."""
    await message.answer(views.links.welcome(), reply_markup=keys())
    await show(message, _linked(command.args or "", places, clock))


async def follow_link(
    press: CallbackQuery, callback_data: LinkFollowed, places: Places, clock: Clock
) -> None:
    """Open the card that a link named, for somebody who first had to choose a language."""
    await show(press, _linked(callback_data.payload, places, clock))


async def offer_cards(query: InlineQuery, places: Places, clock: Clock, bot: Bot) -> None:
    """Offer cards for a town, a language or both, or the one card that is shared, to be sent anywhere."""
    directory, now = places.directory, clock()
    username = (await bot.me()).username or ""
    cards = [_article(item, directory, now, username) for item in _wanted(query.query, directory)]
    await query.answer(list(cards), cache_time=CACHED_SECONDS, is_personal=True)


def _linked(payload: str, places: Places, clock: Clock) -> Screen:
    match _named(payload, places.directory):
        case House() as house:
            return houses.card(house, places, clock)
        case School() as school:
            return schools.card(school, places, clock)
    return views.houses.gone() if payload.startswith("house") else views.schools.gone()


def _named(payload: str, directory: Directory) -> House | School | None:
    kind, _, object_id = payload.partition("_")
    if kind == "house":
        return directory.house(object_id)
    return directory.school(object_id) if kind == "school" else None


def _wanted(words: str, directory: Directory) -> Sequence[House | School]:
    named = _named(words.strip(), directory)
    if named is not None:
        return [named]
    taught = languages.find(words, tuple(directory.languages()))
    place = directory.place_named_in(words)
    return _schools(directory, taught, place) if taught else _houses(directory, place, words)


def _article(
    item: House | School, directory: Directory, now: datetime, username: str
) -> InlineQueryResultArticle:
    today = now.astimezone(ASTANA_TIME).date()
    if isinstance(item, School):
        return views.links.school_article(item, directory, today, username)
    opening = opening_at(item.opening_hours, now)
    return views.links.house_article(item, directory, opening, today, username)


def _schools(directory: Directory, language: str, place: Place | None) -> list[School]:
    if place is not None:
        return [near.item for near in directory.nearest_schools(place.point, language, CARDS)]
    return [school for school in directory.schools.values() if language in school.languages][:CARDS]


def _houses(directory: Directory, place: Place | None, words: str) -> list[House]:
    if place is not None:
        return [near.item for near in directory.nearest_houses(place.point, CARDS)]
    return [] if words.strip() else list(directory.houses.values())[:CARDS]
