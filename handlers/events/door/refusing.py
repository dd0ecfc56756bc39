"""What an editor hears whom the event, or their rights, do not allow an act."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.events.errors import EventRefusal
from handlers.events.door.views import arrivals
from handlers.screens import show

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class EditorRefusals(BaseMiddleware):
    """Says why an act was refused, and closes the form that it was a part of."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle the event; an EventRefusal becomes its words."""
        try:
            return await handler(event, data)
        except EventRefusal as error:
            if not isinstance(event, Message | CallbackQuery):
                raise
            await show(event, arrivals.refused(error))
            await data["state"].clear()
