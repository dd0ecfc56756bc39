"""The name under which the request goes."""

from aiogram.types import InlineKeyboardButton

from bot.domain.reception.drafts import Question, RequestDraft
from handlers.navigation import button, keyboard
from handlers.reception.form.callbacks import NameTold, OtherNameAsked
from handlers.reception.form.views import words
from handlers.reception.form.views.questions import ways_out, with_note
from handlers.screens import Screen
from handlers.words import _

LONGEST_ON_BUTTON = 30
"""UTF-16 units of a name that fit on a button."""


def name(draft: RequestDraft, full_name: str, note: str = "") -> Screen:
    """Ask under which name the request goes."""
    text = _(
        "<b>Shall the council see your name?</b>\n\n"
        "Only the coordinator who takes your request sees it. You are answered without a name as well."
    )
    shown = _("Show my name: {name}").format(name=words.shortened(full_name, LONGEST_ON_BUTTON))
    # Not `navigation.button`, which remembers its labels: names of people are kept nowhere.
    show_it = InlineKeyboardButton(text=shown, callback_data=NameTold(is_shown=True).pack())
    rows = [
        [show_it] if full_name.strip() else [],
        [button(_("Do not show my name"), NameTold(is_shown=False))],
        [button(_("Write another name"), OtherNameAsked())],
        ways_out(Question.NAME, draft),
    ]
    return Screen(with_note(note, text), keyboard(rows))


def write_it() -> Screen:
    """Ask for another name in writing."""
    return Screen(_("Write the name in one message."), keyboard([ways_out(Question.NAME)]))
