"""What a message from somebody's phone becomes as a part of a matter, an addition or an answer."""

from dataclasses import dataclass
from enum import StrEnum

from aiogram.types import Document, Location, Message

from bot.domain.geo import Point
from bot.domain.reception.messages import DOCUMENTS, LARGEST_FILE, LONGEST_TEXT, Piece, PieceKind
from handlers.words import _, ngettext


class WhyRefused(StrEnum):
    """What stands in the way of taking a message."""

    KIND = "kind"
    DOCUMENT_TYPE = "document_type"
    FILE_TOO_LARGE = "file_too_large"
    TEXT_TOO_LONG = "text_too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRefused:
    """A message that cannot be carried; `over` counts the characters too many of a text."""

    why: WhyRefused
    over: int = 0


def piece_of(message: Message) -> Piece | PieceRefused:
    """Read a message as a text, a photo, a voice message, a document or a place, within the limits.

    A caption is the text of its file. Videos, stickers, contacts and the like are refused.
    """
    piece, size = _read(message)
    if isinstance(piece, PieceRefused):
        return piece
    if size > LARGEST_FILE:
        return PieceRefused(why=WhyRefused.FILE_TOO_LARGE)
    if len(piece.text) > LONGEST_TEXT:
        return PieceRefused(why=WhyRefused.TEXT_TOO_LONG, over=len(piece.text) - LONGEST_TEXT)
    return piece


def refusal(refused: PieceRefused) -> str:
    """Say why a message was not taken, and what can be sent instead."""
    match refused.why:
        case WhyRefused.DOCUMENT_TYPE:
            return _("This type of document can’t be passed on. Send a PDF or a picture.")
        case WhyRefused.FILE_TOO_LARGE:
            return _("This file is too large. Send one of at most {limit} MB.").format(
                limit=LARGEST_FILE // (1024 * 1024)
            )
        case WhyRefused.TEXT_TOO_LONG:
            return ngettext(
                "This text is {count} character too long. Shorten it, or send it in two messages.",
                "This text is {count} characters too long. Shorten it, or send it in two messages.",
                refused.over,
            ).format(count=refused.over)
        case WhyRefused.KIND:
            return _("This can’t be passed on. Send a text, a photo, a voice message, a PDF or a place.")


def _read(message: Message) -> tuple[Piece | PieceRefused, int]:
    """Give the part and the size of its file in bytes, 0 where there is none or Telegram does not tell."""
    text, album = (message.text or message.caption or "").strip(), message.media_group_id or ""
    if message.photo:
        largest = message.photo[-1]
        piece = Piece(kind=PieceKind.PHOTO, text=text, file_id=largest.file_id, album=album)
        return piece, largest.file_size or 0
    if message.voice is not None:
        piece = Piece(kind=PieceKind.VOICE, text=text, file_id=message.voice.file_id)
        return piece, message.voice.file_size or 0
    if message.document is not None:
        return _document(message.document, text, album), message.document.file_size or 0
    return _without_file(message), 0


def _document(document: Document, text: str, album: str) -> Piece | PieceRefused:
    if document.mime_type not in DOCUMENTS:
        return PieceRefused(why=WhyRefused.DOCUMENT_TYPE)
    return Piece(kind=PieceKind.DOCUMENT, text=text, file_id=document.file_id, album=album)


def _without_file(message: Message) -> Piece | PieceRefused:
    if message.venue is not None:
        named = f"{message.venue.title}, {message.venue.address}".strip(", ")
        return _place(message.venue.location, named)
    if message.location is not None:
        return _place(message.location, "")
    if message.text and message.text.strip():
        return Piece(kind=PieceKind.TEXT, text=message.text.strip())
    return PieceRefused(why=WhyRefused.KIND)


def _place(location: Location, named: str) -> Piece:
    return Piece(kind=PieceKind.PLACE, text=named, point=Point(location.latitude, location.longitude))
