"""What a person sees, and how it gets in front of them without flooding the chat."""

from contextlib import suppress
from dataclasses import dataclass

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, ReplyKeyboardMarkup

NOT_MODIFIED = "message is not modified"


@dataclass(frozen=True, slots=True)
class Screen:
    """A text in Telegram's HTML, and the buttons under it."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


async def show(event: Message | CallbackQuery, screen: Screen) -> None:
    """Answer a message with the screen; put it in place of the one whose button was pressed.

    Where that one can't be changed any more (too old, gone, or a picture), the screen is sent below.
    """
    if isinstance(event, Message):
        await event.answer(screen.text, reply_markup=screen.keyboard)
        return
    if isinstance(event.message, Message) and event.message.text is not None:
        try:
            await event.message.edit_text(screen.text, reply_markup=screen.keyboard)
        except TelegramBadRequest as refusal:
            if NOT_MODIFIED in refusal.message:
                return
        else:
            return
    await show_below(event, screen)


async def show_below(press: CallbackQuery, screen: Screen) -> None:
    """Send the screen as a new message, so that the pressed one stays as it is."""
    await say_below(press, screen.text, screen.keyboard)


async def say_below(
    press: CallbackQuery, text: str, markup: InlineKeyboardMarkup | ReplyKeyboardMarkup | None
) -> None:
    """Send a text as a new message under the pressed one, which may be too old to be answered itself."""
    if press.bot is not None:
        chat_id = press.message.chat.id if press.message else press.from_user.id
        await press.bot.send_message(chat_id, text, reply_markup=markup)


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
