"""Files and places of a request: albums together, everything protected, whatever Telegram still has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InputMediaDocument, InputMediaPhoto, MediaUnion

from bot.domain.reception.messages import PieceKind, RequestMessage
from bot.domain.reception.request import Request
from handlers.carrying import Pin, text_around, with_piece
from handlers.coordination.desk.views import opened as views

LARGEST_ALBUM = 10
"""Files of one album (Telegram's limit); the fewest are two."""

IN_ALBUMS = frozenset({PieceKind.PHOTO, PieceKind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class SentFiles:
    """The numbers of the messages with files, and how many files could not be sent."""

    message_ids: list[int] = field(default_factory=list)
    missing: int = 0

    def __add__(self, other: "SentFiles") -> "SentFiles":
        """Put two rows of files together."""
        return SentFiles([*self.message_ids, *other.message_ids], self.missing + other.missing)


async def send_files(
    bot: Bot, chat_id: int, request: Request, messages: Sequence[RequestMessage]
) -> SentFiles:
    """Send what is no text, in the order in which it came; a file that Telegram no longer has is counted."""
    sent = SentFiles()
    for album in _albums(one for one in messages if one.piece.kind is not PieceKind.TEXT):
        if len(album) > 1:
            sent += await _send_album(bot, chat_id, request, album)
        else:
            sent += await _send_one(bot, chat_id, request, album[0])
    return sent


def _albums(messages: Iterable[RequestMessage]) -> Iterator[list[RequestMessage]]:
    """Give what may be sent in one call: photos, or documents, that follow each other; the rest alone."""
    for kind, group in groupby(messages, key=lambda one: one.piece.kind):
        files = list(group)
        size = LARGEST_ALBUM if kind in IN_ALBUMS else 1
        yield from (files[start : start + size] for start in range(0, len(files), size))


async def _send_album(bot: Bot, chat_id: int, request: Request, album: Sequence[RequestMessage]) -> SentFiles:
    media: list[MediaUnion] = [_in_album(message, request) for message in album]
    try:
        sent = await bot.send_media_group(chat_id, media, protect_content=True)
    except TelegramBadRequest:  # one file is gone, and Telegram refuses all of them for it
        found = SentFiles()
        for message in album:
            found += await _send_one(bot, chat_id, request, message)
        return found
    return SentFiles([message.message_id for message in sent])


def _in_album(message: RequestMessage, request: Request) -> InputMediaPhoto | InputMediaDocument:
    kind = InputMediaPhoto if message.piece.kind is PieceKind.PHOTO else InputMediaDocument
    caption = text_around(message.piece, partial(_captioned, message, request))
    return kind(media=message.piece.file_id, caption=caption)


async def _send_one(bot: Bot, chat_id: int, request: Request, message: RequestMessage) -> SentFiles:
    pin = Pin(title=views.whose(message, request), address=request.number)
    carrying = with_piece(
        chat_id, message.piece, pin, partial(_captioned, message, request), is_protected=True
    )
    try:
        sent = await bot(carrying)
    except TelegramBadRequest:
        return SentFiles(missing=1)
    return SentFiles([sent.message_id])


def _captioned(message: RequestMessage, request: Request, words: str) -> str:
    return f"{views.whose(message, request)}\n{words}".strip()
