"""The first question: where the matter is; and what somebody should know before they begin."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.doors import DoorId
from bot.domain.places import Place, PlaceKind
from bot.domain.reception.drafts import Question, RequestDraft
from bot.domain.reception.rules import ReceptionRules
from handlers import formats
from handlers.navigation import Rows, button, in_columns, keyboard, link
from handlers.reception.form.callbacks import PlaceTold
from handlers.reception.form.views import words
from handlers.reception.form.views.questions import ways_out, with_note
from handlers.screens import Screen
from handlers.words import _, ngettext

FORMAL_APPEALS = DoorId("e-otinish")
"""The door for formal appeals to state bodies (content/doors.csv)."""

LONGEST_QUOTE = 60
"""UTF-16 units of what was typed that are said back."""


def place(
    draft: RequestDraft, last: Place | None, directory: Directory, rules: ReceptionRules, note: str = ""
) -> Screen:
    """Ask where the matter is, with the place of the last request first.

    What somebody should know before they begin is said once, not again with a `note`.
    """
    known = [] if note else [_("<b>Write to a council</b>"), _who_reads(rules), _not_formal()]
    text = "\n\n".join([*known, _question()])
    return Screen(with_note(note, text), keyboard(_rows(draft, last, directory)))


def which_one(typed: str, choice: Sequence[Place], draft: RequestDraft, directory: Directory) -> Screen:
    """Ask which of several places is meant."""
    rows = [[button(words.label(one, directory), PlaceTold(place_id=one.id))] for one in choice]
    text = _("There are several places called “{typed}”. Which one do you mean?").format(
        typed=words.quoted(typed, LONGEST_QUOTE)
    )
    return Screen(text, keyboard([*rows, ways_out(Question.PLACE, draft)]))


def not_found(typed: str) -> str:
    """Say that no place has that name."""
    return _(
        "I do not know a town or village called “{typed}”. Check the spelling, write the name of a larger "
        "town nearby, or choose a region."
    ).format(typed=words.quoted(typed, LONGEST_QUOTE))


def gone() -> str:
    """Say that a place is no longer listed."""
    return _("This place is no longer in the directory.")


def _who_reads(rules: ReceptionRules) -> str:
    days = rules.terms.answer_days
    return ngettext(
        "A coordinator of a council reads what you write. The answer is promised within {count} working day.",
        "A coordinator of a council reads what you write. The answer is promised within {count} working "
        "days.",
        days,
    ).format(count=days)


def _not_formal() -> str:
    return _("This is not a formal appeal to a state body: those go through e-Otinish.")


def _question() -> str:
    return _("<b>Where is it?</b> Write the name of a town or village, or choose a region.")


def _rows(draft: RequestDraft, last: Place | None, directory: Directory) -> Rows:
    regions = sorted(
        directory.regions(),
        key=lambda one: (
            one.kind is not PlaceKind.REPUBLICAN_CITY,
            formats.in_alphabetical_order(words.name_of(one)),
        ),
    )
    buttons = [button(words.name_of(region), PlaceTold(place_id=region.id)) for region in regions]
    return [
        _as_last_time(last),
        *in_columns(buttons, 2),
        _formal_appeals(directory),
        ways_out(Question.PLACE, draft),
    ]


def _as_last_time(last: Place | None) -> list[InlineKeyboardButton]:
    if last is None:
        return []
    text = _("As last time: {place}").format(place=words.name_of(last))
    return [button(text, PlaceTold(place_id=last.id))]


def _formal_appeals(directory: Directory) -> list[InlineKeyboardButton]:
    door = directory.door(FORMAL_APPEALS)
    return [link(_("Formal appeal: e-Otinish"), door.url)] if door is not None and door.url else []
