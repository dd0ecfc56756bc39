"""Events outside the bot's own chat: deep links, and inline mode in any chat."""

from re import Match

from aiogram import Bot
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, InlineQuery, Message

from bot.domain.events.card import EventCard
from bot.domain.events.errors import EventUnknown
from bot.domain.events.event import EventId
from bot.domain.people import Person
from bot.services.events.attending import Attending
from bot.services.events.browsing import Browsing
from bot.services.places import Places
from handlers.events import views
from handlers.events.cards import show_card
from handlers.events.listing import Listing
from handlers.events.lists import wanted_by
from handlers.navigation import LinkFollowed, keys
from handlers.screens import show

PREFIX = "event_"

PAYLOAD = r"^event_([0-9]{1,9})$"
"""A link to an event; larger numbers than these don't fit into the databases."""

CARDS = 10
"""Cards offered for one inline query: as many as one looks through."""

CACHED_SECONDS = 60
"""How long Telegram may give a person the same cards for the same words: seats go quickly."""


async def open_link(
    message: Message,
    command: CommandObject,
    person: Person,
    browsing: Browsing,
    attending: Attending,
    places: Places,
) -> None:
    """Greet with the keyboard, and open the card that the link names."""
    await message.answer(views.links.welcome(), reply_markup=keys())
    await _open(message, command.args or "", person, browsing, attending, places)


async def follow_link(
    press: CallbackQuery,
    callback_data: LinkFollowed,
    person: Person,
    browsing: Browsing,
    attending: Attending,
    places: Places,
) -> None:
    """Open the card that a link named, for somebody who first had to choose a language."""
    await _open(press, callback_data.payload, person, browsing, attending, places)


async def offer_event(
    query: InlineQuery, named: Match[str], browsing: Browsing, places: Places, bot: Bot
) -> None:
    """Offer the one event that is shared, to be sent anywhere."""
    try:
        cards = [await browsing.card(EventId(int(named[1])), None)]
    except EventUnknown:
        cards = []
    await _offer(query, cards, browsing, places, bot)


async def offer_list(
    query: InlineQuery, listing: Listing, browsing: Browsing, places: Places, bot: Bot
) -> None:
    """Offer the events of the days that were typed."""
    found = await browsing.listed(wanted_by(listing, browsing, places))
    await _offer(query, [one.card for one in found[:CARDS]], browsing, places, bot)


async def _offer(
    query: InlineQuery, cards: list[EventCard], browsing: Browsing, places: Places, bot: Bot
) -> None:
    username, now = (await bot.me()).username or "", browsing.now()
    articles = [views.links.article(card, places.directory, now, username) for card in cards]
    await query.answer(list(articles), cache_time=CACHED_SECONDS, is_personal=True)


async def _open(
    event: Message | CallbackQuery,
    payload: str,
    person: Person,
    browsing: Browsing,
    attending: Attending,
    places: Places,
) -> None:
    try:
        card = await browsing.card(EventId(int(payload.removeprefix(PREFIX))), person.id)
    except EventUnknown as gone:
        await show(event, views.refusals.screen(gone))
        return
    await show_card(event, card, "", person, browsing, attending, places)
