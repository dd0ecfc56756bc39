"""The card of a school."""

from aiogram.types import CallbackQuery

from bot.domain.astana_time import ASTANA_TIME
from bot.domain.places import School
from bot.ports.clock import Clock
from bot.services.places import Places
from handlers.places import views
from handlers.places.callbacks import SchoolChosen
from handlers.screens import Screen, show, show_below


async def open_school(
    press: CallbackQuery, callback_data: SchoolChosen, places: Places, clock: Clock
) -> None:
    """Show the card of the school; below a list that can't be made again, else in its place."""
    school = places.directory.school(callback_data.school_id)
    if school is None:
        await show(press, views.schools.gone())
        return
    screen = card(school, places, clock, callback_data.language, callback_data.place_id)
    await (show if callback_data.place_id else show_below)(press, screen)


def card(school: School, places: Places, clock: Clock, language: str = "", place_id: str = "") -> Screen:
    """Give the screen of a school as it is now."""
    directory = places.directory
    house = directory.house(school.house_id) if school.house_id else None
    region, today = directory.region(school.region_code), clock().astimezone(ASTANA_TIME).date()
    return views.schools.card(school, house, region, today, language, place_id)
