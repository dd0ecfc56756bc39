"""Asking where: a shared place, a typed name, or region and town."""

from collections.abc import Sequence
from html import escape

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.places import Place, PlaceKind
from handlers import formats, languages
from handlers.navigation import (
    Page,
    Rows,
    button,
    in_columns,
    keyboard,
    menu_button,
)
from handlers.places.callbacks import LanguagesShown, PlaceChosen, RegionChosen, RegionsShown
from handlers.places.goals import Goal
from handlers.screens import Screen
from handlers.words import _, current_language

REGIONS_A_PAGE = 10
TOWNS_A_PAGE = 12


def ask_where(goal: Goal, directory: Directory, page_number: int = 0) -> Screen:
    """Ask where to look, with the regions to choose from."""
    return Screen(
        f"<b>{_title(goal)}</b>\n\n"
        + _(
            "Where shall I look? Write the name of a town or village, or choose a region below.\n\n"
            "To look around you, press “Find near me” under the text field. I use your location for this "
            "answer only and do not keep it."
        ),
        keyboard(_region_rows(goal, directory, page_number)),
    )


def towns(goal: Goal, region: Place, localities: Sequence[Place], page_number: int) -> Screen:
    """Show the towns of a region."""
    ordered = _alphabetical(localities)
    page = Page(page_number, TOWNS_A_PAGE, len(ordered))
    buttons = [
        button(_name(place), PlaceChosen(goal=str(goal), place_id=place.id)) for place in ordered[page.slice]
    ]
    code = region.region_code
    turners = page.turners(
        RegionChosen(goal=str(goal), region_code=code, page=page_number - 1),
        RegionChosen(goal=str(goal), region_code=code, page=page_number + 1),
    )
    text = f"<b>{escape(_name(region), quote=False)}</b>\n\n" + _("Choose a town, or write its name.")
    back = button(_("← Regions"), RegionsShown(goal=str(goal)))
    return Screen(text, keyboard([*in_columns(buttons, 2), turners, [back, menu_button()]]))


def which_one(goal: Goal, typed: str, places: Sequence[Place], directory: Directory) -> Screen:
    """Ask which of several places is meant."""
    rows = [[_place_button(goal, place, directory)] for place in places]
    text = _("There are several places called “{typed}”. Which one do you mean?").format(typed=_quoted(typed))
    return Screen(text, keyboard([*rows, [menu_button()]]))


def not_found(goal: Goal, typed: str, directory: Directory) -> Screen:
    """Say that no place has that name, and offer the regions."""
    text = _(
        "I do not know a town, village or language called “{typed}”.\n\n"
        "Check the spelling, write the name of a larger town nearby, or choose a region."
    ).format(typed=_quoted(typed))
    return Screen(text, keyboard(_region_rows(goal, directory, 0)))


def far_away(goal: Goal, directory: Directory) -> Screen:
    """Say that the shared place is far from every house, and offer the regions."""
    text = _(
        "The location you shared is far from Kazakhstan, or your phone has not found it yet.\n\n"
        "Write the name of a town in Kazakhstan, or choose a region."
    )
    return Screen(text, keyboard(_region_rows(goal, directory, 0)))


def place_lost(goal: Goal, directory: Directory) -> Screen:
    """Ask for the place again: it was only in memory when the bot was restarted."""
    text = _(
        "Share your location once more with “Find near me”, write the name of a town, or choose a region.\n\n"
        "I was restarted before I could answer, and I do not keep locations."
    )
    return Screen(text, keyboard(_region_rows(goal, directory, 0)))


def place_gone() -> str:
    """Say that a town is no longer listed."""
    return _("This place is no longer in the directory.")


def _title(goal: Goal) -> str:
    if not goal.schools:
        return _("Houses of Friendship")
    if not goal.language:
        return _("Language lessons")
    return languages.title(goal.language, current_language())


def _region_rows(goal: Goal, directory: Directory, page_number: int) -> Rows:
    ordered = _alphabetical(directory.regions())
    ordered.sort(key=lambda place: place.kind is not PlaceKind.REPUBLICAN_CITY)
    page = Page(page_number, REGIONS_A_PAGE, len(ordered))
    buttons = [_region_button(goal, place) for place in ordered[page.slice]]
    turners = page.turners(
        RegionsShown(goal=str(goal), page=page_number - 1), RegionsShown(goal=str(goal), page=page_number + 1)
    )
    leave = [menu_button()]
    if goal.schools:
        leave.insert(0, button(_("← Languages"), LanguagesShown()))
    return [*in_columns(buttons, 2), turners, leave]


def _region_button(goal: Goal, place: Place) -> InlineKeyboardButton:
    if place.kind is PlaceKind.REPUBLICAN_CITY:
        return button(_name(place), PlaceChosen(goal=str(goal), place_id=place.id))
    return button(_name(place), RegionChosen(goal=str(goal), region_code=place.region_code))


def _place_button(goal: Goal, place: Place, directory: Directory) -> InlineKeyboardButton:
    if place.kind is PlaceKind.REGION:
        return _region_button(goal, place)
    region = directory.region(place.region_code)
    label = _name(place)
    if region is not None and region.id != place.id:
        label = f"{label} ({_name(region)})"
    return button(label, PlaceChosen(goal=str(goal), place_id=place.id))


def _alphabetical(places: Sequence[Place]) -> list[Place]:
    return sorted(places, key=lambda place: formats.in_alphabetical_order(_name(place)))


def _name(place: Place) -> str:
    return place.name.in_language(current_language())


def _quoted(typed: str) -> str:
    longest = 60
    short = typed if len(typed) <= longest else f"{typed[:longest]}…"
    return escape(short, quote=False)
