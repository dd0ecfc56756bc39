"""What surrounds every handler: who writes, in which language, and that each press is answered."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, TelegramObject, User
from aiogram.utils.i18n import I18n

from bot.domain.language import Language
from bot.services.people import People
from handlers.screens import Toast

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class PersonMiddleware(BaseMiddleware):
    """Gives handlers the `person`, and answers in their language."""

    def __init__(self, people: People, i18n: I18n) -> None:
        self._people = people
        self._i18n = i18n

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Know the person, then handle the event in their language."""
        user: User | None = data.get("event_from_user")
        language = None
        if user is not None and not user.is_bot:
            data["person"] = person = await self._people.meet(user.id, user.language_code)
            language = person.language
        data["i18n"] = self._i18n
        with self._i18n.context(), self._i18n.use_locale(language or Language.RUSSIAN):
            return await handler(event, data)


class PressMiddleware(BaseMiddleware):
    """Answers every press, however old its message: an unanswered one keeps its clock turning."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle the press, then answer it with what the handler put into the `toast`."""
        data["toast"] = toast = Toast()
        try:
            return await handler(event, data)
        finally:
            if isinstance(event, CallbackQuery):
                await toast.answer(event)
