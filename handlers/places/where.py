"""Where to look: a shared place, a typed name, or region and town."""

from collections.abc import Sequence

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Location, Message, Venue

from bot.domain.directory import Directory
from bot.domain.geo import Point
from bot.domain.places import Place, PlaceKind, RegionCode
from bot.services.places import Places
from handlers import languages
from handlers.places import views
from handlers.places.callbacks import GoalChosen, LanguagesShown, PlaceChosen, RegionChosen, RegionsShown
from handlers.places.goals import HOUSES, SCHOOLS_OF_ANY, Goal, recall, remember
from handlers.screens import Screen, Toast, show

NEAREST_HOUSES = 3

FAR_AWAY_KM = 700.0
"""Nobody in Kazakhstan is so far from a House of Friendship; such a place is abroad, or wrong."""


async def ask_where_for_houses(event: Message | CallbackQuery, state: FSMContext, places: Places) -> None:
    """Ask near which place a House of Friendship is wanted."""
    await show(event, views.where.ask_where(HOUSES, places.directory))
    await remember(state, HOUSES)


async def ask_language(event: Message | CallbackQuery, state: FSMContext, places: Places) -> None:
    """Ask which language is to be learnt; a place that is named instead is asked about any language."""
    await show(event, views.schools.choose_language(places.directory.languages(), 0))
    await remember(state, SCHOOLS_OF_ANY)


async def turn_languages(press: CallbackQuery, callback_data: LanguagesShown, places: Places) -> None:
    """Turn the page of the languages."""
    await show(press, views.schools.choose_language(places.directory.languages(), callback_data.page))


async def choose_goal(
    press: CallbackQuery, callback_data: GoalChosen, state: FSMContext, places: Places
) -> None:
    """Keep what is looked for and ask where."""
    goal = Goal.read(callback_data.goal)
    await show(press, views.where.ask_where(goal, places.directory))
    await remember(state, goal)


async def show_regions(
    press: CallbackQuery, callback_data: RegionsShown, state: FSMContext, places: Places
) -> None:
    """Show the regions."""
    goal = Goal.read(callback_data.goal)
    await show(press, views.where.ask_where(goal, places.directory, callback_data.page))
    await remember(state, goal)


async def choose_region(press: CallbackQuery, callback_data: RegionChosen, places: Places) -> None:
    """Show the towns of the region."""
    goal, directory = Goal.read(callback_data.goal), places.directory
    await show(press, _towns(goal, callback_data.region_code, directory, callback_data.page))


async def choose_place(
    press: CallbackQuery, callback_data: PlaceChosen, places: Places, toast: Toast
) -> None:
    """Show what is nearest to the town."""
    goal, directory = Goal.read(callback_data.goal), places.directory
    place = directory.place(callback_data.place_id)
    if place is None:
        toast.say(views.where.place_gone())
        await show(press, views.where.ask_where(goal, directory))
        return
    await show(press, nearest(goal, directory, place, callback_data.page))


async def type_name(message: Message, text: str, state: FSMContext, places: Places) -> None:
    """Find the language or the place that was typed, and go on from there."""
    directory = places.directory
    language = languages.find(text, tuple(directory.languages()))
    if language is not None:
        goal, place = Goal(schools=True, language=language), directory.place_named_in(text)
        if place is None or place.kind is PlaceKind.REGION:
            await show(message, views.where.ask_where(goal, directory))
        else:
            await show(message, nearest(goal, directory, place))
        await remember(state, goal)
        return
    goal = await recall(state)
    matches = directory.gazetteer.find(text)
    if matches.best is None:
        await show(message, views.where.not_found(goal, text, directory))
    elif matches.ambiguous:
        choice = [match.place for match in matches.matches]
        await show(message, views.where.which_one(goal, text, choice, directory))
    elif matches.best.kind is PlaceKind.REGION:
        await show(message, _towns(goal, matches.best.region_code, directory, 0))
    else:
        await show(message, nearest(goal, directory, matches.best))


async def share_place(message: Message, location: Location, state: FSMContext, places: Places) -> None:
    """Show what is nearest to the place that was shared; the place itself is kept nowhere."""
    goal, directory = await recall(state), places.directory
    here = Point(location.latitude, location.longitude)
    houses = directory.nearest_houses(here, NEAREST_HOUSES)
    if not houses or houses[0].distance_km > FAR_AWAY_KM:
        await show(message, views.where.far_away(goal, directory))
    elif goal.schools:
        found = directory.nearest_schools(here, goal.language or None, views.schools.SCHOOLS_A_PAGE)
        await show(message, views.schools.nearest(found, goal, None))
    else:
        await show(message, views.houses.nearest(houses, None))


async def share_venue(message: Message, venue: Venue, state: FSMContext, places: Places) -> None:
    """Take a place from a map as a place that was shared."""
    await share_place(message, venue.location, state, places)


async def ask_again(message: Message, state: FSMContext, places: Places) -> None:
    """Ask for the place once more, since it was only in memory when the bot stopped."""
    await show(message, views.where.place_lost(await recall(state), places.directory))


def nearest(goal: Goal, directory: Directory, place: Place, page: int = 0) -> Screen:
    """Give the screen of what is nearest to a town."""
    if goal.schools:
        count = len(directory.schools)
        found = directory.nearest_schools(place.point, goal.language or None, count)
        return views.schools.nearest(found, goal, place, page)
    return views.houses.nearest(directory.nearest_houses(place.point, NEAREST_HOUSES), place)


def _towns(goal: Goal, region_code: str, directory: Directory, page: int) -> Screen:
    region = directory.region(region_code)
    localities: Sequence[Place] = directory.localities(RegionCode(region_code))
    if region is None or not localities:
        return views.where.ask_where(goal, directory)
    return views.where.towns(goal, region, localities, page)
