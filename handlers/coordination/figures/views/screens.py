"""The figures in words, and the choice of whose they are."""

from collections.abc import Sequence
from html import escape

from babel.numbers import format_decimal

from bot.domain.directory import Directory
from bot.domain.reception.figures import FiguresScope, MonthFigures
from bot.domain.reception.request import MOST_STARS
from bot.domain.roles import COUNTRY
from bot.services.reception.figures import ScopeFigures
from handlers import formats
from handlers.coordination.callbacks import DeskOpened
from handlers.coordination.figures.callbacks import (
    ChartAsked,
    FiguresShown,
    PeopleTableAsked,
    PeopleTableTaken,
    RegionsOfFigures,
    TableAsked,
)
from handlers.navigation import Page, Rows, button, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, current_language, ngettext

A_PAGE = 10
"""Regions of one page."""


def figures(found: ScopeFigures, directory: Directory) -> Screen:
    """Show the months, the latest first, and say what the numbers mean."""
    said = [
        _("<b>Figures: {name}</b>").format(name=escape(scope_name(found.scope, directory), quote=False)),
        *[_month(month, found) for month in found.months],
        *filter(None, [_doors(found, directory)]),
        _explanation(),
    ]
    return Screen("\n\n".join(said), keyboard(_ways_on(found)))


def scopes(choices: Sequence[FiguresScope], directory: Directory) -> Screen:
    """Ask whose figures are wanted."""
    rows = [[button(scope_name(one, directory), FiguresShown(**fields(one)))] for one in choices]
    return Screen(_("Whose figures do you want to see?"), keyboard([*rows, [menu_button()]]))


def regions(directory: Directory, page_number: int) -> Screen:
    """Ask for the region."""
    places = sorted(
        directory.regions(),
        key=lambda place: formats.in_alphabetical_order(place.name.in_language(current_language())),
    )
    page = Page(min(max(page_number, 0), max(len(places) - 1, 0) // A_PAGE), A_PAGE, len(places))
    rows = [
        [button(place.name.in_language(current_language()), FiguresShown(region_code=place.region_code))]
        for place in places[page.slice]
    ]
    turners = page.turners(RegionsOfFigures(page=page.number - 1), RegionsOfFigures(page=page.number + 1))
    back = [button(_("← Back"), FiguresShown(region_code=COUNTRY)), menu_button()]
    return Screen(_("Which region?"), keyboard([*rows, turners, back]))


def people_question(scope: FiguresScope, directory: Directory) -> Screen:
    """Ask whether the table with people's data is really wanted."""
    text = _(
        "<b>Table with people’s data</b>\n"
        "{name}\n\n"
        "This table holds names, phone numbers and the words of citizens. Take it only if you need it for "
        "your work, and delete it when you no longer do. It is written down that you took it."
    ).format(name=escape(scope_name(scope, directory), quote=False))
    rows = [
        [button(_("Take the table"), PeopleTableTaken(**fields(scope)))],
        [button(_("← Back"), FiguresShown(**fields(scope)))],
    ]
    return Screen(text, keyboard(rows))


def for_heads_and_admins() -> Screen:
    """Say who can see figures to somebody who can't."""
    return Screen(
        _("Only heads of councils and administrators can see the figures."), keyboard([[menu_button()]])
    )


def no_requests() -> str:
    """Say that there is nothing to put into a table."""
    return _("There were no requests in these months.")


def scope_name(scope: FiguresScope, directory: Directory) -> str:
    """Name a council, a region or the country, as it is; what is no longer listed goes by its id."""
    if scope.council_id:
        council = directory.council(scope.council_id)
        return council.name.in_language(current_language()) if council else scope.council_id
    if scope.is_country:
        return _("The whole of Kazakhstan")
    region = directory.region(scope.region_code)
    return region.name.in_language(current_language()) if region else scope.region_code


def fields(scope: FiguresScope) -> dict[str, str]:
    """Give what a button says of a scope."""
    if scope.council_id:
        return {"council_id": scope.council_id}
    return {"region_code": scope.region_code}


def month_name(month: str) -> str:
    """Write a month (`2026-11`) with its year."""
    return formats.source_date(month, current_language())


def _month(figures: MonthFigures, found: ScopeFigures) -> str:
    said = [f"<b>{month_name(figures.month)}</b>", *_numbers(figures)]
    doors = [door for door in found.doors if door.month == figures.month]
    if doors:
        shown, taken = sum(door.shown for door in doors), sum(door.taken for door in doors)
        said.append(_("Other services: shown {shown}, taken {taken}").format(shown=shown, taken=taken))
    return "\n".join(said)


def _numbers(figures: MonthFigures) -> list[str]:
    if not figures.received:
        return [_("No requests.")]
    said = [_("Received: {all}, still open: {open}").format(all=figures.received, open=figures.still_open)]
    if figures.reaction_due:
        said.append(
            _("First reaction in time: {in_time} of {due}").format(
                in_time=figures.reacted_in_time, due=figures.reaction_due
            )
        )
    if figures.answer_due:
        said.append(
            _("Answered in time: {in_time} of {due}").format(
                in_time=figures.answered_in_time, due=figures.answer_due
            )
        )
    said += [
        _("Closed by us: {count}").format(count=figures.closed_by_us),
        _("Confirmed by citizens: {count}").format(count=figures.confirmed),
        _("Not ours: {elsewhere}, reopened: {reopened}, withdrawn: {withdrawn}").format(
            elsewhere=figures.redirected, reopened=figures.reopened, withdrawn=figures.withdrawn
        ),
    ]
    return [*said, *filter(None, [_rating(figures)])]


def _rating(figures: MonthFigures) -> str:
    if not figures.ratings:
        return ""
    if figures.rating is None:
        return _("Rating: not shown, too few people gave one")
    mean = format_decimal(round(figures.rating, 1), locale=formats.LOCALES[current_language()])
    return ngettext(
        "Rating: {mean} of {most} ({count} rating)",
        "Rating: {mean} of {most} ({count} ratings)",
        figures.ratings,
    ).format(mean=mean, most=MOST_STARS, count=figures.ratings)


def _doors(found: ScopeFigures, directory: Directory) -> str:
    """List the other services over all months; a council is told those of its whole region."""
    counts: dict[str, list[int]] = {}
    for one in found.doors:
        count = counts.setdefault(one.door_id, [0, 0])
        count[0] += one.shown
        count[1] += one.taken
    if not counts:
        return ""
    title = (
        _("<b>Other services, in the whole region</b>")
        if found.scope.council_id
        else _("<b>Other services</b>")
    )
    lines = []
    for door_id, (shown, taken) in counts.items():
        door = directory.door(door_id)
        name = escape(door.name.in_language(current_language()) if door else door_id, quote=False)
        lines.append(
            _("{service}: shown {shown}, taken {taken}").format(service=name, shown=shown, taken=taken)
        )
    return "\n".join([title, *lines])


def _explanation() -> str:
    return _(
        "Requests are counted in the month in which they were sent. “Closed by us”: the council has "
        "answered, or closed the request with a reason. “Confirmed by citizens”: the citizen has said that "
        "the matter is solved. “Not ours”: directed to another service."
    )


def _ways_on(found: ScopeFigures) -> Rows:
    named = fields(found.scope)
    rows = [[button(_("Chart"), ChartAsked(**named)), button(_("Table"), TableAsked(**named))]]
    if found.may_take_people:
        rows.append([button(_("Table with people’s data"), PeopleTableAsked(**named))])
    if found.may_see_country and found.scope.council_id == "":
        rows.append([button(_("Choose a region"), RegionsOfFigures())])
    if found.scope.council_id and found.may_take_people:
        return [*rows, [button(_("← Back"), DeskOpened(council_id=found.scope.council_id)), menu_button()]]
    if found.may_see_country and not found.scope.is_country:
        return [*rows, [button(_("← Back"), FiguresShown(region_code=COUNTRY)), menu_button()]]
    return [*rows, [menu_button()]]
