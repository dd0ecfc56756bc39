"""Getting a file that somebody sent, without taking in more than a table may have."""

from contextlib import aclosing

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiohttp import ClientError

from bot.services.events.event_table import LARGEST_FILE

TOO_BIG = "file is too big"
"""What Telegram says of files above 20 MB, which bots cannot get."""


class FileTooLarge(Exception):
    """The file has more bytes than a table may have."""


class FileNotFetched(Exception):
    """Telegram does not hand the file out at this moment, or not any more."""


async def download(bot: Bot, file_id: str) -> bytes:
    """Give the bytes of a file, LARGEST_FILE at most; raises FileTooLarge, FileNotFetched."""
    try:
        file = await bot.get_file(file_id)
    except TelegramBadRequest as refusal:
        raise (FileTooLarge if TOO_BIG in refusal.message else FileNotFetched) from refusal
    if not file.file_path:
        raise FileNotFetched
    url = bot.session.api.file_url(bot.token, file.file_path)
    try:
        return await _read(bot, url)
    except (ClientError, TimeoutError) as error:
        raise FileNotFetched from error


async def _read(bot: Bot, url: str) -> bytes:
    data = bytearray()
    async with aclosing(bot.session.stream_content(url, raise_for_status=True)) as chunks:
        async for chunk in chunks:
            data += chunk
            if len(data) > LARGEST_FILE:
                raise FileTooLarge
    return bytes(data)
