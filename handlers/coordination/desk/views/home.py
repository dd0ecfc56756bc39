"""What one sees at the desk: the councils, and what waits at each."""

from collections.abc import Sequence
from html import escape

from bot.domain.councils import Council
from bot.domain.reception.desk import DeskList, DeskSummary
from bot.services.reception.desks import CouncilDesk
from handlers.coordination.callbacks import ColleaguesShown, DeskListShown, DeskOpened
from handlers.coordination.figures.callbacks import FiguresShown
from handlers.coordination.groups.callbacks import GroupAsked
from handlers.coordination.lines import cut
from handlers.navigation import Rows, Section, SectionOpened, button, in_columns, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, current_language

LONGEST_COUNCIL = 44
"""Characters of a council's name on a button, beside its number."""


def council_name(council: Council) -> str:
    """Name a council, safe to put into HTML."""
    return escape(council.name.in_language(current_language()), quote=False)


def list_name(which: DeskList) -> str:
    """Name a list."""
    names = {
        DeskList.NEW: _("New"),
        DeskList.MINE: _("Mine"),
        DeskList.SOON: _("Due soon"),
        DeskList.OVERDUE: _("Overdue"),
        DeskList.WAITING: _("Waiting for the citizen"),
        DeskList.CLIMBED: _("Climbed to us"),
    }
    return names[which]


def desks(of: Sequence[CouncilDesk]) -> Screen:
    """Offer the councils of somebody who works for several."""
    worst_first = sorted(of, key=lambda one: urgency(one.summary), reverse=True)
    rows: Rows = [
        [button(_council_label(number, one), DeskOpened(council_id=one.council.id))]
        for number, one in enumerate(worst_first, start=1)
    ]
    waits = [_what_waits_at(number, one) for number, one in enumerate(worst_first, start=1)]
    text = "\n\n".join([_("At which council?"), *waits, _how_to_search()])
    return Screen(text, keyboard([*rows, [menu_button()]]))


def desk(of: CouncilDesk, *, is_only: bool) -> Screen:
    """Show what waits at a council; `is_only` tells that the person works for no other."""
    council, summary = of.council, of.summary
    waits = _what_waits(summary) or _("Nothing is new, late or due soon.")
    text = "\n\n".join([f"<b>{council_name(council)}</b>", waits, _how_to_search()])
    lists = [
        button(
            _("{list}: {count}").format(list=list_name(which), count=summary.of(which)),
            DeskListShown(council_id=council.id, which=which),
        )
        for which in DeskList
    ]
    return Screen(text, keyboard([*in_columns(lists, 2), *_ways_on(of, is_only=is_only)]))


def counts(summary: DeskSummary) -> str:
    """Count what stands in each list that holds anything, the most pressing first."""
    order = (
        DeskList.OVERDUE,
        DeskList.CLIMBED,
        DeskList.NEW,
        DeskList.SOON,
        DeskList.MINE,
        DeskList.WAITING,
    )
    return " · ".join(
        _("{list}: {count}").format(list=list_name(which), count=summary.of(which))
        for which in order
        if summary.of(which)
    )


def urgency(summary: DeskSummary) -> tuple[int, ...]:
    """Give what a desk is ordered by among others: the more is late, the more pressing."""
    return (summary.overdue, summary.climbed, summary.new, summary.soon, summary.mine)


def not_for_you() -> Screen:
    """Say whom the desk is for."""
    return Screen(_("This is for those who work for a council."), keyboard([[menu_button()]]))


def admins_desk() -> Screen:
    """Say what an admin, who works for no council, can do here."""
    text = _(
        "You work for no council yourself. To see the card of a request in your region, write its number, "
        "for example 2026-000123."
    )
    return Screen(text, keyboard([[menu_button()]]))


def _what_waits(summary: DeskSummary) -> str:
    said = []
    if summary.overdue:
        said.append(_("Overdue: {count}. These come first.").format(count=summary.overdue))
    if summary.new:
        said.append(_("Not taken yet: {count}.").format(count=summary.new))
    if summary.soon:
        said.append(_("Due within two working days: {count}.").format(count=summary.soon))
    if summary.climbed:
        said.append(_("Climbed to us from other councils: {count}.").format(count=summary.climbed))
    return "\n".join(said)


def _how_to_search() -> str:
    return _("To open a request, write its number, for example 2026-000123 or only 123.")


def _ways_on(of: CouncilDesk, *, is_only: bool) -> Rows:
    council_id = of.council.id
    rows: Rows = [[button(_("Connect a group"), GroupAsked(council_id=council_id))]]
    if of.is_head:
        colleagues = button(_("Colleagues"), ColleaguesShown(council_id=council_id))
        rows.append([colleagues, button(_("Figures"), FiguresShown(council_id=council_id))])
    others = [] if is_only else [button(_("All my councils"), SectionOpened(section=Section.DESK))]
    return [*rows, [*others, menu_button()]]


def _what_waits_at(number: int, one: CouncilDesk) -> str:
    return f"{number}. <b>{council_name(one.council)}</b>\n{counts(one.summary)}".rstrip()


def _council_label(number: int, one: CouncilDesk) -> str:
    """Name a council on a button; where names begin alike, only the number tells them apart."""
    return f"{number}. {cut(one.council.name.in_language(current_language()), LONGEST_COUNCIL)}"
