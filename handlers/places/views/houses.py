"""Lists and cards of Houses of Friendship."""

from collections.abc import Sequence
from datetime import date
from html import escape

from aiogram.types import InlineKeyboardButton

from bot.domain.corrections import Subject
from bot.domain.directory import Nearby
from bot.domain.places import House, Place, Precision, School
from bot.services.opening_hours import Opening
from handlers import formats
from handlers.navigation import (
    CorrectionStarted,
    EventsOfHouse,
    button,
    keyboard,
    menu_button,
    share_button,
)
from handlers.places.callbacks import HouseChosen, HouseLocated, HouseSchoolsShown, PlaceChosen, RegionsShown
from handlers.places.goals import HOUSES
from handlers.places.views.maps import route_buttons
from handlers.places.views.parts import distance_line
from handlers.screens import Screen
from handlers.wording import localized, numbered, source_line
from handlers.words import _, current_language, ngettext


def nearest(found: Sequence[Nearby[House]], origin: Place | None) -> Screen:
    """Show the nearest houses; `origin` is the town from which is measured, None for a shared place."""
    if origin is None:
        title = _("Houses of Friendship nearest to you")
    else:
        title = _("{town}: the nearest Houses of Friendship").format(town=localized(origin.name))
    entries = [(localized(nearby.item.name), distance_line(nearby, origin)) for nearby in found]
    place_id = origin.id if origin else ""
    rows = [
        [
            button(
                f"{number}. {_button_name(nearby.item)}",
                HouseChosen(house_id=nearby.item.id, place_id=place_id),
            )
        ]
        for number, nearby in enumerate(found, start=1)
    ]
    other = button(_("Another place"), RegionsShown(goal=str(HOUSES)))
    note = _("Distances are in a straight line; by road it is farther.")
    return Screen(
        f"<b>{title}</b>\n\n{numbered(entries)}\n\n<i>{note}</i>", keyboard([*rows, [other, menu_button()]])
    )


def card(
    house: House,
    region: Place | None,
    schools: Sequence[School],
    opening: Opening | None,
    today: date,
    place_id: str = "",
) -> Screen:
    """Show one house and everything that can be done with it."""
    return Screen(
        text(house, region, opening, today),
        keyboard(
            [
                [button(_("Show on the map"), HouseLocated(house_id=house.id))]
                if house.precision is Precision.BUILDING
                else [],
                route_buttons(house),
                [_schools_button(house, len(schools), place_id)] if schools else [],
                [button(_("What is on here"), EventsOfHouse(house_id=house.id))],
                [share_button(f"house_{house.id}")],
                [
                    button(
                        _("Tell us what is wrong"),
                        CorrectionStarted(subject=Subject.HOUSE, subject_id=house.id),
                    )
                ],
                [
                    *(
                        [button(_("← Back"), PlaceChosen(goal=str(HOUSES), place_id=place_id))]
                        if place_id
                        else []
                    ),
                    menu_button(),
                ],
            ]
        ),
    )


def text(house: House, region: Place | None, opening: Opening | None, today: date) -> str:
    """Write the card of a house, as it also goes into other chats."""
    certainty = (
        _("The address comes from the source; nobody has checked it there.")
        if house.address
        else _("The source names only the town.")
    )
    advice = _("Check the address before you go.")
    lines = [
        f"<b>{localized(house.name)}</b>",
        *_where(house, region),
        _opening_line(opening),
        _phone_line(house),
        *([_("Website: {address}").format(address=escape(house.website))] if house.website else []),
        "",
        f"<i>{source_line(house.source, today)}</i>",
        f"<i>{certainty} {advice}</i>",
    ]
    return "\n".join(lines)


def venue(house: House) -> tuple[str, str]:
    """Give the title and the address of the house's place on the map."""
    language = current_language()
    address = house.address.in_language(language)
    return house.name.in_language(language), address or house.locality.in_language(language)


def gone() -> Screen:
    """Say that a house is no longer listed, and offer the others."""
    others = button(_("Find a House of Friendship"), RegionsShown(goal=str(HOUSES)))
    return Screen(
        _("This House of Friendship is no longer in the directory."), keyboard([[others], [menu_button()]])
    )


def _where(house: House, region: Place | None) -> list[str]:
    town = localized(house.locality)
    if region is not None and region.name != house.locality:
        town = f"{town}, {localized(region.name)}"
    if house.address:
        return [town, _("Address: {address}").format(address=localized(house.address))]
    return [town, _("Address: the street is not known yet.")]


def _opening_line(opening: Opening | None) -> str:
    if opening is None:
        return _("Opening hours: not known yet.")
    language = current_language()
    if opening.changes_at is None:
        return _("Open around the clock.") if opening.is_open else _("Closed for now.")
    time, day = (
        formats.clock_time(opening.changes_at, language),
        formats.weekday(opening.changes_at, language),
    )
    if opening.is_open:
        return _("Open now, until {time} ({weekday}).").format(time=time, weekday=day)
    return _("Closed now, opens at {time} ({weekday}).").format(time=time, weekday=day)


def _phone_line(house: House) -> str:
    if not house.phone:
        return _("Phone: not known yet.")
    return _("Phone: {phone}").format(phone=f"<code>{escape(house.phone)}</code>")


def _schools_button(house: House, count: int, place_id: str) -> InlineKeyboardButton:
    label = ngettext("Schools and classes here: {count}", "Schools and classes here: {count}", count)
    return button(label.format(count=count), HouseSchoolsShown(house_id=house.id, place_id=place_id))


def _button_name(house: House) -> str:
    return house.locality.in_language(current_language())
