"""What Telegram's refusals mean for a card."""

from enum import Enum, auto

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramServerError,
)
from pydantic import ValidationError


class Meaning(Enum):
    """What is to be done about a refusal."""

    NOTHING = auto()
    """The card is as it should be."""

    SEND_ANEW = auto()
    """The message or its topic is gone."""

    LEAVE_CHAT = auto()
    """The bot may not write there any more."""

    TRY_LATER = auto()
    """Telegram, or the way to it, has a bad moment."""

    GIVE_UP = auto()
    """Telegram does not take this card, or its answer can't be read; once more would be no better."""


SAID = (
    (("message is not modified",), Meaning.NOTHING),
    (
        (
            "message to edit not found",
            "message can't be edited",
            "message thread not found",
            "MESSAGE_ID_INVALID",
            "TOPIC_ID_INVALID",
            "TOPIC_DELETED",
            "TOPIC_CLOSED",
        ),
        Meaning.SEND_ANEW,
    ),
    (
        ("chat not found", "not enough rights to send", "have no rights to send", "CHAT_WRITE_FORBIDDEN"),
        Meaning.LEAVE_CHAT,
    ),
)
"""What Telegram says in its 400, and what it means."""


def meaning(error: AiogramError) -> Meaning:
    """Tell what an error of a call means."""
    match error:
        case TelegramForbiddenError():
            return Meaning.LEAVE_CHAT
        case TelegramBadRequest():
            said = error.message.casefold()
            meant = [one for phrases, one in SAID for phrase in phrases if phrase.casefold() in said]
            return next(iter(meant), Meaning.GIVE_UP)
        case TelegramEntityTooLarge():  # aiogram counts it among the errors of the network
            return Meaning.GIVE_UP
        case TelegramServerError() | TelegramNetworkError():
            return Meaning.TRY_LATER
        case ClientDecodeError() if not isinstance(error.original, ValidationError):
            return Meaning.TRY_LATER  # no JSON at all, as a gateway answers for a server that is away
    return Meaning.GIVE_UP
