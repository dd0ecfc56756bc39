"""What is on: by days, by region, in a house, near a town; and what one comes to oneself."""

from dataclasses import replace
from datetime import timedelta

from aiogram.types import CallbackQuery, Message

from bot.domain.dates import Period
from bot.domain.people import Person
from bot.domain.places import HouseId, RegionCode
from bot.services.events.attending import Attending
from bot.services.events.browsing import Browsing, Wanted
from bot.services.places import Places
from handlers.events import views
from handlers.events.callbacks import ListShown, MyEventsShown, RegionsOfEvents
from handlers.events.listing import Listing
from handlers.navigation import ButtonData, EventsOfHouse
from handlers.screens import Screen, Toast, show

LOOKS_AHEAD = timedelta(days=366)
"""How far ahead of empty days the next events are looked for."""


async def show_home(event: Message | CallbackQuery, person: Person, browsing: Browsing) -> None:
    """Ask which events are wanted."""
    await show(event, views.home.home(is_editor=await browsing.is_editor(person.id)))


async def show_regions(
    press: CallbackQuery, callback_data: RegionsOfEvents, browsing: Browsing, places: Places
) -> None:
    """Ask in which region."""
    listing, today = Listing.read(callback_data.listing), browsing.today()
    await show(press, views.home.regions(listing, places.directory, callback_data.page, today))


async def show_list(
    press: CallbackQuery, callback_data: ListShown, browsing: Browsing, places: Places, toast: Toast
) -> None:
    """Show the list that the button names; without its place where that is no longer listed."""
    asked = Listing.read(callback_data.listing)
    listing = asked.known_to(places.directory)
    if listing != asked:
        toast.say(views.near.place_gone())
    await show(press, await listed(listing, browsing, places))


async def show_list_of_house(
    press: CallbackQuery, callback_data: EventsOfHouse, browsing: Browsing, places: Places, toast: Toast
) -> None:
    """Show what is on in a House of Friendship."""
    button = ListShown(listing=str(Listing(house_id=callback_data.house_id)))
    await show_list(press, button, browsing, places, toast)


async def show_typed_list(message: Message, listing: Listing, browsing: Browsing, places: Places) -> None:
    """Show the list that was asked for in words."""
    await show(message, await listed(listing, browsing, places))


async def show_my_events(
    event: Message | CallbackQuery,
    person: Person,
    attending: Attending,
    places: Places,
    callback_data: ButtonData | None = None,
) -> None:
    """Show what the person comes to or waits for; the first page unless a button names another."""
    page = callback_data.page if isinstance(callback_data, MyEventsShown) else 0
    cards = await attending.of_person(person.id)
    await show(event, views.lists.of_person(cards, places.directory, page))


async def listed(listing: Listing, browsing: Browsing, places: Places) -> Screen:
    """Give the screen of a list; where nothing is on in its days, of what comes after them."""
    directory, today = places.directory, browsing.today()
    wanted = wanted_by(listing, browsing, places)
    found = await browsing.listed(wanted)
    if found:
        return views.lists.events(found, listing, directory, today)
    if wanted.period is None:
        return views.lists.nothing([], listing, directory, today)
    day_after = max(wanted.period.last + timedelta(days=1), today)
    after = Period(first=day_after, last=day_after + LOOKS_AHEAD)
    later = await browsing.listed(replace(wanted, period=after))
    return views.lists.nothing(later, listing, directory, today)


def wanted_by(listing: Listing, browsing: Browsing, places: Places) -> Wanted:
    """Say which events a listing asks for today."""
    place = places.directory.place(listing.place_id)
    return Wanted(
        period=listing.period(browsing.today()),
        house_id=HouseId(listing.house_id) if listing.house_id else None,
        region_code=RegionCode(listing.region_code) if listing.region_code else None,
        near=place.point if place else None,
    )
