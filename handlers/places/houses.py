"""The card of a House of Friendship, its place on the map, and the schools that meet there."""

from aiogram.types import CallbackQuery

from bot.domain.astana_time import ASTANA_TIME
from bot.domain.places import House, Precision
from bot.ports.clock import Clock
from bot.services.opening_hours import opening_at
from bot.services.places import Places
from handlers.places import views
from handlers.places.callbacks import HouseChosen, HouseLocated, HouseReopened, HouseSchoolsShown
from handlers.screens import Screen, show, show_below


async def open_house(press: CallbackQuery, callback_data: HouseChosen, places: Places, clock: Clock) -> None:
    """Show the card of the house; below a list that can't be made again, else in its place."""
    house = places.directory.house(callback_data.house_id)
    if house is None:
        await show(press, views.houses.gone())
        return
    screen = card(house, places, clock, callback_data.place_id)
    await (show if callback_data.place_id else show_below)(press, screen)


async def reopen_house(
    press: CallbackQuery, callback_data: HouseReopened, places: Places, clock: Clock
) -> None:
    """Put the card of the house back in the place of its schools."""
    house = places.directory.house(callback_data.house_id)
    await show(press, card(house, places, clock, callback_data.place_id) if house else views.houses.gone())


async def locate_house(
    press: CallbackQuery, callback_data: HouseLocated, places: Places, clock: Clock
) -> None:
    """Send the house's place on the map; where its door is no longer known, show the card as it is now."""
    house = places.directory.house(callback_data.house_id)
    if house is None:
        await show(press, views.houses.gone())
        return
    if house.precision is not Precision.BUILDING:
        await show(press, card(house, places, clock))
        return
    if press.bot is not None:
        title, address = views.houses.venue(house)
        point = house.point
        await press.bot.send_venue(press.from_user.id, point.latitude, point.longitude, title, address)


async def show_schools(press: CallbackQuery, callback_data: HouseSchoolsShown, places: Places) -> None:
    """Show the schools that meet in the house."""
    house = places.directory.house(callback_data.house_id)
    if house is None:
        await show(press, views.houses.gone())
        return
    schools = places.directory.schools_in_house(house.id)
    await show(press, views.schools.in_house(house, schools, callback_data.page, callback_data.place_id))


def card(house: House, places: Places, clock: Clock, place_id: str = "") -> Screen:
    """Give the screen of a house as it is now."""
    directory, now = places.directory, clock()
    return views.houses.card(
        house,
        directory.region(house.region_code),
        directory.schools_in_house(house.id),
        opening_at(house.opening_hours, now),
        now.astimezone(ASTANA_TIME).date(),
        place_id,
    )
