"""What happens where an act of a citizen's on a request is refused."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.reception.errors import ReceptionRefusal
from handlers.reception import views
from handlers.screens import show

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class RefusalMiddleware(BaseMiddleware):
    """Says why an act was refused: to a press in an alert over the screen, to a message in an answer."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle the event; a ReceptionRefusal becomes a plain sentence."""
        try:
            return await handler(event, data)
        except ReceptionRefusal as refused:
            if isinstance(event, CallbackQuery):
                data["toast"].alert(views.refusal(refused))
            elif isinstance(event, Message):
                await show(event, views.refused(refused))
            else:
                raise
