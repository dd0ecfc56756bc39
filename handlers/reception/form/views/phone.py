"""The phone number, which the person's own Telegram gives."""

from html import escape

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from bot.domain.reception.drafts import Question
from handlers.navigation import keyboard, keys
from handlers.reception.form.views.questions import ways_out, with_note
from handlers.screens import Screen
from handlers.words import _

Keys = ReplyKeyboardMarkup
"""The keyboard under the field where one types."""


def phone(note: str = "") -> Screen:
    """Ask for the number."""
    text = _(
        "<b>Which number shall the council call?</b>\n\n"
        "Press the key “Share my phone number” under the text field. Only the coordinator who takes your "
        "request sees it."
    )
    return Screen(with_note(note, text), keyboard([ways_out(Question.PHONE)]))


def press_below() -> str:
    """Point to the key, which comes with a message of its own."""
    return _("The key is under the text field.")


def keys_with_contact() -> Keys:
    """Give the usual keys with the one above them that shares the phone number."""
    share = KeyboardButton(text=_("Share my phone number"), request_contact=True)
    usual = keys()
    return usual.model_copy(update={"keyboard": [[share], *usual.keyboard]})


def usual_keys() -> Keys:
    """Give the keys without that one."""
    return keys()


def taken(number: str) -> str:
    """Say which number was taken."""
    return _("The council will call {number}.").format(number=escape(number, quote=False))


def not_own() -> str:
    """Say that a number of somebody else is not taken."""
    return _("This is not your own number. Share yours with the key “Share my phone number”.")


def keys_are_back() -> str:
    """Say that the key which shares the number is gone."""
    return _("All right, without a phone number. The usual keys are back.")
