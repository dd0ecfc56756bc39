"""How screens and the words of citizens get in front of somebody who works for a council."""

from aiogram import Bot
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from handlers.screens import Screen, show, show_below


def holds_words(press: CallbackQuery) -> bool:
    """Tell whether the pressed message holds a citizen's words: those alone are sent protected."""
    return isinstance(press.message, Message) and bool(press.message.has_protected_content)


async def show_beside(press: CallbackQuery, screen: Screen) -> int | None:
    """Put the screen in place of the pressed one, but below a citizen's words, which stay to be read.

    Gives the number of the message that shows the screen.
    """
    return await (show_below if holds_words(press) else show)(press, screen)


async def send_protected(
    bot: Bot, chat_id: int, text: str, markup: InlineKeyboardMarkup | None = None
) -> int:
    """Send words that may be neither forwarded nor saved; give the number of the message."""
    sent = await bot.send_message(chat_id, text, reply_markup=markup, protect_content=True)
    return sent.message_id
