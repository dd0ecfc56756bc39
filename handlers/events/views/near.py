"""Asking near which place events are wanted."""

from collections.abc import Sequence
from html import escape

from bot.domain.directory import Directory
from bot.domain.places import Place, PlaceKind
from handlers.events.callbacks import ListShown, RegionsOfEvents
from handlers.events.listing import Listing
from handlers.navigation import Rows, Section, SectionOpened, button, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, current_language

LONGEST_QUOTE = 60
"""Characters of what was typed that are said back."""


def ask() -> Screen:
    """Ask for the place."""
    text = _(
        "<b>Events near a place</b>\n\n"
        "Write the name of a town or village.\n\n"
        "To look around you, press “Find near me” under the text field. I use your location for this "
        "answer only and do not keep it."
    )
    return Screen(text, keyboard(_ways_on()))


def which_one(typed: str, places: Sequence[Place], when: str, directory: Directory) -> Screen:
    """Ask which of several places is meant."""
    rows = [
        [button(_label(place, directory), ListShown(listing=str(about(place, when))))] for place in places
    ]
    text = _("There are several places called “{typed}”. Which one do you mean?").format(typed=_quoted(typed))
    return Screen(text, keyboard([*rows, *_ways_on()]))


def not_found(typed: str) -> Screen:
    """Say that no place has that name."""
    text = _(
        "I do not know a town or village called “{typed}”.\n\n"
        "Check the spelling, write the name of a larger town nearby, or choose a region."
    ).format(typed=_quoted(typed))
    return Screen(text, keyboard(_ways_on()))


def far_away() -> Screen:
    """Say that the shared place is not in Kazakhstan."""
    text = _(
        "The location you shared is far from Kazakhstan, or your phone has not found it yet.\n\n"
        "Write the name of a town in Kazakhstan, or choose a region."
    )
    return Screen(text, keyboard(_ways_on()))


def place_lost() -> Screen:
    """Ask for the place again: it was only in memory when the bot was restarted."""
    text = _(
        "Share your location once more with “Find near me”, write the name of a town, or choose a region.\n\n"
        "I was restarted before I could answer, and I do not keep locations."
    )
    return Screen(text, keyboard(_ways_on()))


def place_gone() -> str:
    """Say that a house, a town or a region is no longer listed."""
    return _("This place is no longer in the directory.")


def about(place: Place | None, when: str = "") -> Listing:
    """Give the list that a named place asks for: what is on in a region, or near a town."""
    if place is None:
        return Listing(when=when)
    if place.kind is PlaceKind.REGION:
        return Listing(when=when, region_code=place.region_code)
    return Listing(when=when, place_id=place.id)


def _ways_on() -> Rows:
    return [
        [button(_("By region"), RegionsOfEvents(listing=str(Listing())))],
        [button(_("← Back"), SectionOpened(section=Section.EVENTS)), menu_button()],
    ]


def _label(place: Place, directory: Directory) -> str:
    language = current_language()
    name, region = place.name.in_language(language), directory.region(place.region_code)
    if region is None or region.id == place.id:
        return name
    return f"{name} ({region.name.in_language(language)})"


def _quoted(typed: str) -> str:
    short = typed if len(typed) <= LONGEST_QUOTE else f"{typed[:LONGEST_QUOTE]}…"
    return escape(short, quote=False)
