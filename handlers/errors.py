"""What a person hears when the bot could not do what they asked."""

from typing import Any

from aiogram import Bot
from aiogram.utils.i18n import I18n

from bot.domain.language import Language
from bot.services.people import People
from handlers.words import _


async def apologise(update: dict[str, Any], bot: Bot, people: People, i18n: I18n) -> None:
    """Tell whoever sent `update` that it could not be handled, in their language."""
    event: dict[str, Any] = next((value for name, value in update.items() if name != "update_id"), {})
    user = event.get("from") or {}
    if not user or user.get("is_bot"):
        return
    person = await people.meet(user["id"], user.get("language_code"))
    with i18n.context(), i18n.use_locale(person.language or Language.RUSSIAN):
        text = _(
            "Something went wrong on my side, and I could not answer. It has been noted. "
            "Try again in a few minutes, or start again: /start."
        )
        await bot.send_message(user["id"], text)
