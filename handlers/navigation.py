"""Buttons that every screen shares, and the keyboard under the field where one types."""

from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Annotated, NamedTuple

from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    SwitchInlineQueryChosenChat,
)
from aiogram.utils.i18n import I18n
from pydantic import ConfigDict, Field

from bot.domain.corrections import Subject
from bot.domain.language import Language
from handlers.words import _, current_language

if TYPE_CHECKING:
    from collections.abc import Sequence

Rows = list[list[InlineKeyboardButton]]


class Section(StrEnum):
    """A place that the menu leads to."""

    MENU = "menu"
    HOUSES = "houses"
    SCHOOLS = "schools"
    EVENTS = "events"
    MY_EVENTS = "my"
    REQUEST = "ask"
    MY_REQUESTS = "asked"
    DESK = "desk"
    LANGUAGE = "language"
    HELP = "help"
    PRIVACY = "privacy"


class ButtonData(CallbackData, prefix="-"):
    """What a button of ours says when it is pressed; hashable, so that the button itself can be kept."""

    model_config = ConfigDict(frozen=True)


class SectionOpened(ButtonData, prefix="go"):
    """A section was asked for by a button."""

    section: Section


class CorrectionStarted(ButtonData, prefix="fix"):
    """Somebody wants to say what is wrong with a house or a school."""

    subject: Subject
    subject_id: str


class EventsOfHouse(ButtonData, prefix="eh"):
    """What is on in a House of Friendship was asked for."""

    house_id: str


RequestNumber = Annotated[int, Field(ge=0, lt=2**31)]
"""A request's id as the databases hold it; a larger one was forged."""


class RequestShown(ButtonData, prefix="rq"):
    """A request of one's own was asked for, from wherever it is spoken of."""

    request_id: RequestNumber


class DeskCardShown(ButtonData, prefix="dk"):
    """The card of a request was asked for by somebody who works for a council."""

    request_id: RequestNumber


class LinkFollowed(ButtonData, prefix="link"):
    """Somebody who came by a deep link goes on to what it names."""

    payload: str


class NothingThere(ButtonData, prefix="xx"):
    """A button that only fills its place was pressed, as the name of a weekday; no form is left by it."""


class Key(StrEnum):
    """A key of the keyboard under the field where one types, by its English label."""

    NEAREST = "Find near me"
    HOUSES = "Houses of Friendship"
    SCHOOLS = "Language lessons"
    EVENTS = "What is on"
    REQUEST = "Write to a council"
    MENU = "Menu"


def key_label(key: Key) -> str:
    """Give the label of a key in the present language."""
    # Spelled out, because only literal sentences are found by the extraction of texts.
    labels = {
        Key.NEAREST: _("Find near me"),
        Key.HOUSES: _("Houses of Friendship"),
        Key.SCHOOLS: _("Language lessons"),
        Key.EVENTS: _("What is on"),
        Key.REQUEST: _("Write to a council"),
        Key.MENU: _("Menu"),
    }
    return labels[key]


def keys() -> ReplyKeyboardMarkup:
    """Give the keyboard that stays under the field where one types."""
    return _keys(current_language())


@cache
def _keys(_language: Language) -> ReplyKeyboardMarkup:
    return ReplyKeyboardMarkup(
        keyboard=[
            [KeyboardButton(text=key_label(Key.NEAREST), request_location=True)],
            [KeyboardButton(text=key_label(Key.HOUSES)), KeyboardButton(text=key_label(Key.SCHOOLS))],
            [KeyboardButton(text=key_label(Key.EVENTS)), KeyboardButton(text=key_label(Key.REQUEST))],
            [KeyboardButton(text=key_label(Key.MENU))],
        ],
        resize_keyboard=True,
        is_persistent=True,
        input_field_placeholder=_("Name of a town, or a language"),
    )


class IsKey(Filter):
    """The message is the label of `key`, in whichever language the keyboard was once shown."""

    def __init__(self, key: Key) -> None:
        self._key = key

    async def __call__(self, message: Message, i18n: I18n) -> bool:
        """Tell whether the key was pressed."""
        return is_key(message.text or "", i18n, self._key)


def is_key(text: str, i18n: I18n, key: Key) -> bool:
    """Tell whether the text is the label of a key in any language, in whatever case it was typed."""
    return text.strip().casefold() in key_labels(i18n, key)


@cache
def key_labels(i18n: I18n, key: Key) -> frozenset[str]:
    """Give the labels of a key in every language, in lower case."""
    return frozenset(i18n.gettext(key, locale=language).casefold() for language in Language)


@lru_cache(maxsize=10_000)  # the same few thousand buttons over and over, 20 µs each
def button(text: str, data: ButtonData) -> InlineKeyboardButton:
    """Give a button that does something in the bot."""
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def link(text: str, url: str) -> InlineKeyboardButton:
    """Give a button that opens an address."""
    return InlineKeyboardButton(text=text, url=url)


def share_button(payload: str) -> InlineKeyboardButton:
    """Give the button that sends the card which a deep link's payload names into another chat."""
    return InlineKeyboardButton(
        text=_("Share with friends"),
        switch_inline_query_chosen_chat=SwitchInlineQueryChosenChat(
            query=payload, allow_user_chats=True, allow_group_chats=True
        ),
    )


def menu_button() -> InlineKeyboardButton:
    """Give the button that leads to the menu."""
    return button(_("Menu"), SectionOpened(section=Section.MENU))


def keyboard(rows: Rows) -> InlineKeyboardMarkup:
    """Put rows of buttons under a message."""
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])


def in_columns(buttons: "Sequence[InlineKeyboardButton]", columns: int) -> Rows:
    """Lay buttons out row by row."""
    return [list(buttons[start : start + columns]) for start in range(0, len(buttons), columns)]


class Page(NamedTuple):
    """A slice of a long list, and the neighbours it has; pages count from 0."""

    number: int
    size: int
    length: int

    @property
    def slice(self) -> slice:
        """Give what of the list stands on this page."""
        return slice(self.number * self.size, (self.number + 1) * self.size)

    def turners(self, earlier: ButtonData, later: ButtonData) -> list[InlineKeyboardButton]:
        """Give the buttons that turn the page, where there is one to turn to."""
        turners = []
        if self.number > 0:
            turners.append(button(_("← Previous"), earlier))
        if (self.number + 1) * self.size < self.length:
            turners.append(button(_("Next →"), later))
        return turners
