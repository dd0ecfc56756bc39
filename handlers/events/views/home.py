"""The first screen of the events, and the regions."""

from datetime import date

from bot.domain.directory import Directory
from bot.domain.places import Place, PlaceKind
from handlers import formats
from handlers.events.callbacks import ListShown, NearAsked, RegionsOfEvents
from handlers.events.day_callbacks import DaysShown
from handlers.events.editing.callbacks import DraftsShown
from handlers.events.listing import CODES, Listing
from handlers.events.subscription_callbacks import SubscriptionsShown
from handlers.events.views.days_shown import period_button, period_title
from handlers.events.views.ways import what_is_on_button
from handlers.navigation import (
    Page,
    Section,
    SectionOpened,
    button,
    in_columns,
    keyboard,
    menu_button,
)
from handlers.screens import Screen
from handlers.words import _, current_language

REGIONS_A_PAGE = 10


def home(*, is_editor: bool = False) -> Screen:
    """Ask which events are wanted."""
    periods = [period_button(Listing(when=code)) for code in CODES]
    ways = [
        button(_("By region"), RegionsOfEvents(listing=str(Listing()))),
        button(_("Near a place"), NearAsked()),
        button(_("My events"), SectionOpened(section=Section.MY_EVENTS)),
        button(_("New events for me"), SubscriptionsShown()),
        button(_("Yearly dates"), DaysShown()),
    ]
    text = _(
        "<b>What is on</b>\n\n"
        "Which day suits you? Choose below, or write it: for example “Saturday” or “25 December”."
    )
    edit = [button(_("Edit events"), DraftsShown())] if is_editor else []
    return Screen(text, keyboard([*in_columns([*periods, *ways], 2), edit, [menu_button()]]))


def regions(listing: Listing, directory: Directory, page_number: int, today: date) -> Screen:
    """Ask in which region; republican cities come first."""
    ordered = sorted(directory.regions(), key=_order)
    page = Page(page_number, REGIONS_A_PAGE, len(ordered))
    buttons = [
        button(
            _name(region),
            ListShown(listing=str(Listing(when=listing.when, region_code=region.region_code))),
        )
        for region in ordered[page.slice]
    ]
    turners = page.turners(
        RegionsOfEvents(listing=str(listing), page=page_number - 1),
        RegionsOfEvents(listing=str(listing), page=page_number + 1),
    )
    text = f"<b>{period_title(listing, today)}</b>\n\n" + _("In which region?")
    return Screen(text, keyboard([*in_columns(buttons, 2), turners, [what_is_on_button(), menu_button()]]))


def _order(place: Place) -> tuple[bool, str]:
    return place.kind is not PlaceKind.REPUBLICAN_CITY, formats.in_alphabetical_order(_name(place))


def _name(place: Place) -> str:
    return place.name.in_language(current_language())
