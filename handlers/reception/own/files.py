"""Sends a citizen the files and places that belong to their request."""

from collections.abc import Sequence

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InputMediaDocument, InputMediaPhoto, Message

from bot.domain.people import Person
from bot.domain.reception.messages import Piece, PieceKind, RequestMessage
from bot.domain.reception.request import Request, RequestId
from bot.services.reception.own import OwnRequests
from handlers.carrying import Pin, Writing, text_around, with_piece
from handlers.reception.own import views
from handlers.reception.own.callbacks import FilesSent
from handlers.reception.own.shown import show_about

FILES_AT_A_TIME = 10


async def send_files(
    press: CallbackQuery, callback_data: FilesSent, person: Person, own_requests: OwnRequests, bot: Bot
) -> None:
    """Send the files from the one at `start` on, albums together, then say how many there were."""
    own = await own_requests.open(RequestId(callback_data.request_id), person.id)
    every = [message for message in own.messages if message.piece.kind is not PieceKind.TEXT]
    start = callback_data.start
    chosen = every[start : start + FILES_AT_A_TIME]
    arrived: list[Message] = []
    for together in _albums(chosen):
        arrived += await _send(bot, press.from_user.id, own.request, together)
    for message in arrived:
        await own_requests.keep_shown(own.request.id, person.id, message.message_id)
    next_start = start + FILES_AT_A_TIME if start + FILES_AT_A_TIME < len(every) else None
    missing = len(chosen) - len(arrived)
    screen = views.saying.files_sent(own.request, len(arrived), missing, next_start)
    await show_about(press, screen, own.request.id, person, own_requests, below=True)


def _albums(messages: Sequence[RequestMessage]) -> list[list[Piece]]:
    """Put those pieces together that were sent together."""
    together: list[list[Piece]] = []
    for message in messages:
        piece = message.piece
        if together and piece.album and piece.album == together[-1][-1].album:
            together[-1].append(piece)
        else:
            together.append([piece])
    return together


async def _send(bot: Bot, chat_id: int, request: Request, together: Sequence[Piece]) -> list[Message]:
    """Send what belongs together; a file that Telegram no longer has is left out."""

    def write(words: str) -> str:
        return f"{request.number}\n{words}".strip()

    try:
        if len(together) > 1:
            return list(await bot.send_media_group(chat_id, [_media(piece, write) for piece in together]))
        pin = Pin(views.saying.pin(request), request.number)
        return [await bot(with_piece(chat_id, together[0], pin, write))]
    except TelegramBadRequest:
        return []


def _media(piece: Piece, write: Writing) -> InputMediaPhoto | InputMediaDocument:
    caption = text_around(piece, write)
    if piece.kind is PieceKind.PHOTO:
        return InputMediaPhoto(media=piece.file_id, caption=caption)
    return InputMediaDocument(media=piece.file_id, caption=caption)
