"""What is on near a place: one that is shared, or typed."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Location, Message, Venue

from bot.domain.geo import Point
from bot.services.events.browsing import Browsing, Wanted
from bot.services.places import Places
from handlers.events import views
from handlers.events.lists import listed
from handlers.events.states import EventsNear
from handlers.events.typed import without_days
from handlers.screens import Screen, show

FAR_AWAY_KM = 700.0
"""Nobody in Kazakhstan is so far from a House of Friendship; such a place is abroad, or wrong."""


async def ask_where(press: CallbackQuery, state: FSMContext) -> None:
    """Ask for the place."""
    await state.set_state(EventsNear.where)
    await show(press, views.near.ask())


async def type_place(
    message: Message, text: str, state: FSMContext, browsing: Browsing, places: Places
) -> None:
    """Show what is on near the place that was typed, on the days that were named beside it."""
    directory = places.directory
    when, name, matches = "", text, directory.gazetteer.find(text)
    if not matches:
        when, name = without_days(text, browsing.today())
        matches = directory.gazetteer.find(name)
    if matches.best is None and name:
        await show(message, views.near.not_found(name))
        return
    if matches.ambiguous:
        choice = [match.place for match in matches.matches]
        await show(message, views.near.which_one(name, choice, when, directory))
        return
    listing = views.near.about(matches.best, when)
    await show(message, await listed(listing, browsing, places))
    await state.clear()


async def share_place(
    message: Message, location: Location, state: FSMContext, browsing: Browsing, places: Places
) -> None:
    """Show what is nearest to the place that was shared; the place itself is kept nowhere."""
    here = Point(location.latitude, location.longitude)
    houses = places.directory.nearest_houses(here, 1)
    if not houses or houses[0].distance_km > FAR_AWAY_KM:
        await show(message, views.near.far_away())
        return
    await show(message, await _around(here, browsing, places))
    await state.clear()


async def share_venue(
    message: Message, venue: Venue, state: FSMContext, browsing: Browsing, places: Places
) -> None:
    """Take a place from a map as a place that was shared."""
    await share_place(message, venue.location, state, browsing, places)


async def ask_again(message: Message) -> None:
    """Ask for the place once more, since it was only in memory when the bot stopped."""
    await show(message, views.near.place_lost())


async def _around(here: Point, browsing: Browsing, places: Places) -> Screen:
    return views.lists.near_me(await browsing.listed(Wanted(near=here)), places.directory)
