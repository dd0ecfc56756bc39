"""What a person sees, and how it gets in front of them without flooding the chat."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, InputMediaPhoto, Message, ReplyKeyboardMarkup

NOT_MODIFIED = "message is not modified"

_replaced: ContextVar[set[int] | None] = ContextVar("replaced", default=None)


@dataclass(frozen=True, slots=True)
class Screen:
    """A text in Telegram's HTML, and the buttons under it.

    `photo` is the file_id of a picture above it; the text is then a caption, of at most 1024 characters.
    """

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    photo: str = ""


@contextmanager
def watching_replaced() -> Iterator[set[int]]:
    """Collect the numbers of the messages in whose place `show` puts another screen meanwhile."""
    replaced: set[int] = set()
    token = _replaced.set(replaced)
    try:
        yield replaced
    finally:
        _replaced.reset(token)


def still_shows_it(message_id: int) -> None:
    """Count the message as not replaced: what is remembered of it is what it shows."""
    (_replaced.get() or set()).discard(message_id)


async def show(event: Message | CallbackQuery, screen: Screen) -> int | None:
    """Answer a message with the screen; put it in place of the one whose button was pressed.

    Where that one can't be changed any more (too old, gone, or a picture), the screen is sent below.
    Gives the number of the message that shows the screen.
    """
    if isinstance(event, Message):
        return await _answer(event, screen)
    if isinstance(event.message, Message):
        try:
            if await _put_in_place(event.message, screen):
                return _note_replaced(event.message)
        except TelegramBadRequest as refusal:
            if NOT_MODIFIED in refusal.message:
                return _note_replaced(event.message)
    return await show_below(event, screen)


async def show_below(press: CallbackQuery, screen: Screen) -> int | None:
    """Send the screen as a new message, so that the pressed one stays as it is; give its number."""
    if screen.photo and press.bot is not None:
        with suppress(TelegramBadRequest):  # a picture that Telegram no longer has: the words alone
            sent = await press.bot.send_photo(
                _chat_of(press), screen.photo, caption=screen.text, reply_markup=screen.keyboard
            )
            return sent.message_id
    return await say_below(press, screen.text, screen.keyboard)


async def say_below(
    press: CallbackQuery, text: str, markup: InlineKeyboardMarkup | ReplyKeyboardMarkup | None
) -> int | None:
    """Send a text as a new message under the pressed one, which may be too old to be answered itself."""
    if press.bot is None:
        return None
    sent = await press.bot.send_message(_chat_of(press), text, reply_markup=markup)
    return sent.message_id


def _note_replaced(message: Message) -> int:
    replaced = _replaced.get()
    if replaced is not None:
        replaced.add(message.message_id)
    return message.message_id


async def _answer(message: Message, screen: Screen) -> int:
    if screen.photo:
        with suppress(TelegramBadRequest):  # as above
            sent = await message.answer_photo(screen.photo, caption=screen.text, reply_markup=screen.keyboard)
            return sent.message_id
    sent = await message.answer(screen.text, reply_markup=screen.keyboard)
    return sent.message_id


async def _put_in_place(message: Message, screen: Screen) -> bool:
    """Change the message into the screen; False where a picture would become a text, or a file be lost."""
    if screen.photo:
        if message.text is None and not message.photo:
            return False
        media = InputMediaPhoto(media=screen.photo, caption=screen.text)
        await message.edit_media(media, reply_markup=screen.keyboard)
        return True
    if message.text is None:
        return False
    await message.edit_text(screen.text, reply_markup=screen.keyboard)
    return True


def _chat_of(press: CallbackQuery) -> int:
    return press.message.chat.id if press.message else press.from_user.id


class Toast:
    """What a press is answered with: nothing, a line that fades, or an alert to be closed."""

    def __init__(self) -> None:
        self.text: str | None = None
        self.is_alert = False

    def say(self, text: str) -> None:
        """Show a line that fades."""
        self.text = text

    def alert(self, text: str) -> None:
        """Show a window that the person closes; at most 200 characters (Telegram's limit)."""
        self.text, self.is_alert = text, True

    async def answer(self, press: CallbackQuery) -> None:
        """Answer the press; one too old to be answered has been acted on all the same."""
        with suppress(TelegramBadRequest):
            await press.answer(self.text, show_alert=self.is_alert)
