"""Buttons that lead back to the lists of events."""

from aiogram.types import InlineKeyboardButton

from handlers.events.callbacks import ListShown, MyEventsShown
from handlers.navigation import Section, SectionOpened, button
from handlers.words import _

MINE = "my"
"""A card's way back to what the person comes to, instead of a listing; its page follows a dot."""

NEAR_ME = "near"
"""A card's way back to a list that can't be made again, since the place was not kept."""


def mine(page: int) -> str:
    """Write the way back to a page of what the person comes to."""
    return f"{MINE}.{page}"


def back_button(back: str) -> InlineKeyboardButton:
    """Give the button that leads back to the list that `back` names."""
    kind, _dot, page = back.partition(".")
    if kind == MINE:
        return button(_("← Back"), MyEventsShown(page=int(page) if page.isdecimal() else 0))
    return button(_("← Back"), ListShown(listing=back))


def what_is_on_button() -> InlineKeyboardButton:
    """Give the button that leads to the first screen of the events."""
    return button(_("What is on"), SectionOpened(section=Section.EVENTS))
