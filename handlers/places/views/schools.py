"""Lists and cards of schools, and the languages that are taught."""

from collections.abc import Sequence
from datetime import date

from bot.domain.corrections import Subject
from bot.domain.directory import Nearby
from bot.domain.places import House, Place, School, SchoolKind
from handlers import formats, languages
from handlers.navigation import (
    CorrectionStarted,
    Page,
    button,
    in_columns,
    keyboard,
    menu_button,
    share_button,
)
from handlers.places.callbacks import (
    GoalChosen,
    HouseChosen,
    HouseReopened,
    HouseSchoolsShown,
    LanguagesShown,
    PlaceChosen,
    RegionsShown,
    SchoolChosen,
)
from handlers.places.goals import SCHOOLS, Goal
from handlers.places.views.parts import distance_line
from handlers.screens import Screen
from handlers.wording import localized, numbered, source_line
from handlers.words import _, current_language

LANGUAGES_A_PAGE = 12
SCHOOLS_A_PAGE = 5

SAME_TOWN_KM = 15.0
"""A school farther from the middle of a town than this is in another town."""


def choose_language(codes: Sequence[str], page_number: int) -> Screen:
    """Offer the languages that are taught somewhere, the most widespread first."""
    page = Page(page_number, LANGUAGES_A_PAGE, len(codes))
    buttons = [
        button(
            languages.title(code, current_language()), GoalChosen(goal=str(Goal(schools=True, language=code)))
        )
        for code in codes[page.slice]
    ]
    title = _("Language lessons")
    question = _("Which language do you want to learn? Choose it below or write its name.")
    text = f"<b>{title}</b>\n\n{question}"
    any_language = button(_("Any language"), GoalChosen(goal=SCHOOLS))
    turners = page.turners(LanguagesShown(page=page_number - 1), LanguagesShown(page=page_number + 1))
    return Screen(text, keyboard([*in_columns(buttons, 2), turners, [any_language, menu_button()]]))


def nearest(
    found: Sequence[Nearby[School]], goal: Goal, origin: Place | None, page_number: int = 0
) -> Screen:
    """Show schools, nearest first; `origin` is the town from which is measured, None for a shared place."""
    if not found:
        return gone()
    page = Page(page_number, SCHOOLS_A_PAGE, len(found) if origin else min(len(found), SCHOOLS_A_PAGE))
    shown = found[page.slice]
    place_id = origin.id if origin else ""
    buttons = [
        button(
            f"{number}. {nearby.item.locality.in_language(current_language())}",
            SchoolChosen(school_id=nearby.item.id, language=goal.language, place_id=place_id),
        )
        for number, nearby in enumerate(shown, start=1)
    ]
    turners = page.turners(
        PlaceChosen(goal=str(goal), place_id=place_id, page=page_number - 1),
        PlaceChosen(goal=str(goal), place_id=place_id, page=page_number + 1),
    )
    leave = [
        button(_("Another place"), RegionsShown(goal=str(goal))),
        button(_("Another language"), LanguagesShown()),
    ]
    entries = [(localized(nearby.item.name), _list_line(nearby, goal, origin)) for nearby in shown]
    text = f"<b>{_title(goal, origin)}</b>\n\n{_none_here(found, origin)}{numbered(entries)}"
    return Screen(text, keyboard([*in_columns(buttons, 2), turners, leave, [menu_button()]]))


def in_house(house: House, schools: Sequence[School], page_number: int, place_id: str = "") -> Screen:
    """Show the schools that meet in a house; `place_id` is where the list of the house was made."""
    page = Page(page_number, SCHOOLS_A_PAGE, len(schools))
    shown = schools[page.slice]
    buttons = [
        button(f"{number}. {_taught(school)}", SchoolChosen(school_id=school.id))
        for number, school in enumerate(shown, start=1)
    ]
    turners = page.turners(
        HouseSchoolsShown(house_id=house.id, page=page_number - 1, place_id=place_id),
        HouseSchoolsShown(house_id=house.id, page=page_number + 1, place_id=place_id),
    )
    back = button(_("← Back"), HouseReopened(house_id=house.id, place_id=place_id))
    title = _("Schools and classes that meet here:")
    entries = numbered([(localized(school.name), _taught(school)) for school in shown])
    text = f"<b>{localized(house.name)}</b>\n\n{title}\n\n{entries}"
    return Screen(text, keyboard([*in_columns(buttons, 1), turners, [back, menu_button()]]))


def card(
    school: School, house: House | None, region: Place | None, today: date, language: str, place_id: str
) -> Screen:
    """Show one school; `language` and `place_id` name the list to go back to."""
    goal = str(Goal(schools=True, language=language))
    back = [button(_("← Back"), PlaceChosen(goal=goal, place_id=place_id))] if place_id else []
    meets_in = [button(_("Open the House of Friendship"), HouseChosen(house_id=house.id))] if house else []
    wrong = button(
        _("Tell us what is wrong"), CorrectionStarted(subject=Subject.SCHOOL, subject_id=school.id)
    )
    return Screen(
        text(school, house, region, today),
        keyboard([meets_in, [share_button(f"school_{school.id}")], [wrong], [*back, menu_button()]]),
    )


def text(school: School, house: House | None, region: Place | None, today: date) -> str:
    """Write the card of a school, as it also goes into other chats."""
    town = localized(school.locality)
    if region is not None and region.name != school.locality:
        town = f"{town}, {localized(region.name)}"
    lines = [
        f"<b>{localized(school.name)}</b>",
        f"{_kind(school.kind)}: {_taught(school)}",
        town,
        _address_line(school, house),
    ]
    if school.schedule:
        lines.append(_("Lessons: {schedule}").format(schedule=localized(school.schedule)))
    advice = _("Groups open every September: ask before you go whether there are lessons.")
    return "\n".join([*lines, "", f"<i>{source_line(school.source, today)}</i>", f"<i>{advice}</i>"])


def gone() -> Screen:
    """Say that a school is no longer listed, and offer the others."""
    others = button(_("Find language lessons"), LanguagesShown())
    return Screen(_("This school is no longer in the directory."), keyboard([[others], [menu_button()]]))


def _title(goal: Goal, origin: Place | None) -> str:
    town = localized(origin.name) if origin else ""
    if goal.language:
        name = languages.title(goal.language, current_language())
        if origin is None:
            return _("{language}: lessons nearest to you").format(language=name)
        return _("{language}, {town}: the nearest lessons").format(language=name, town=town)
    if origin is None:
        return _("Language lessons nearest to you")
    return _("{town}: the nearest language lessons").format(town=town)


def _none_here(found: Sequence[Nearby[School]], origin: Place | None) -> str:
    if origin is None or not found or found[0].distance_km <= SAME_TOWN_KM:
        return ""
    none = _("{town}: no such lessons were found here. The nearest ones:").format(town=localized(origin.name))
    return f"{none}\n\n"


def _list_line(nearby: Nearby[School], goal: Goal, origin: Place | None) -> str:
    line = distance_line(nearby, origin)
    if goal.language:
        return line
    return f"{line} · {_taught(nearby.item)}"


def _taught(school: School) -> str:
    language = current_language()
    return formats.listed((languages.name(code, language) for code in school.languages), language)


def _address_line(school: School, house: House | None) -> str:
    if house is not None:
        return _("Address: in the House of Friendship.")
    if school.address:
        return _("Address: {address}").format(address=localized(school.address))
    return _("Address: the street is not known yet.")


def _kind(kind: SchoolKind) -> str:
    return {
        SchoolKind.SUNDAY_SCHOOL: _("Sunday school"),
        SchoolKind.LANGUAGE_CLASSES: _("Language classes"),
        SchoolKind.LANGUAGE_SCHOOL: _("Language school"),
        SchoolKind.SCHOOL: _("School"),
    }[kind]
