"""A part of a matter or an answer as one message of the bot's: the text around it, the file in it."""

from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple

from aiogram.methods import SendDocument, SendMessage, SendPhoto, SendVenue, SendVoice, TelegramMethod
from aiogram.types import InlineKeyboardMarkup, Message

from bot.domain.reception.messages import Piece, PieceKind
from handlers.fitting import LONGEST_CAPTION, LONGEST_MESSAGE, fitted, length

LONGEST_ADDRESS = 200
"""Characters under the title of a place on the map."""

Writing = Callable[[str], str]
"""Writes the whole text, as HTML, around the words of the part, which are HTML already."""


class Pin(NamedTuple):
    """The plain words on a place on the map: its title, and what stands below it where it has no name."""

    title: str
    address: str


def with_piece(
    chat_id: int,
    piece: Piece,
    pin: Pin,
    write: Writing,
    keyboard: InlineKeyboardMarkup | None = None,
    *,
    is_silent: bool = False,
    is_protected: bool = False,
) -> TelegramMethod[Message]:
    """Give the message that carries a part; words that do not fit lose their end, as `is_cut` tells.

    A place has no text around it in Telegram: `pin` stands on it instead.
    """
    whole = text_around(piece, write)
    common: dict[str, Any] = {
        "chat_id": chat_id,
        "reply_markup": keyboard,
        "disable_notification": is_silent,
        "protect_content": is_protected,
    }
    match piece.kind:
        case PieceKind.PHOTO:
            return SendPhoto(photo=piece.file_id, caption=whole, **common)
        case PieceKind.VOICE:
            return SendVoice(voice=piece.file_id, caption=whole, **common)
        case PieceKind.DOCUMENT:
            return SendDocument(document=piece.file_id, caption=whole, **common)
        case PieceKind.PLACE if piece.point is not None:
            return SendVenue(
                latitude=piece.point.latitude,
                longitude=piece.point.longitude,
                title=pin.title,
                address=piece.text[:LONGEST_ADDRESS] or pin.address,
                **common,
            )
    return SendMessage(text=whole, **common)


def text_around(piece: Piece, write: Writing) -> str:
    """Give the whole text of the message that carries a part; words that do not fit lose their end."""
    return fitted(lambda words: write(escape(words, quote=False)), piece.text, _longest(piece))


def is_cut(piece: Piece, write: Writing) -> bool:
    """Tell whether the words of a part do not fit into the message that carries it."""
    if piece.kind is PieceKind.PLACE:
        return len(piece.text) > LONGEST_ADDRESS
    return length(write(escape(piece.text, quote=False))) > _longest(piece)


def _longest(piece: Piece) -> int:
    return LONGEST_MESSAGE if piece.kind is PieceKind.TEXT else LONGEST_CAPTION
