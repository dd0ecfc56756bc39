"""In which language a group is spoken to: that of whoever connected it."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, InaccessibleMessage, Message, TelegramObject

from bot.domain.language import Language
from bot.services.reception.groups import CouncilGroups

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class GroupLanguageMiddleware(BaseMiddleware):
    """Answers in the group's language, and notices where topics were turned on or off."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Find the group, then handle the event in its language; in Russian where it is no council's."""
        message = event.message if isinstance(event, CallbackQuery) else event
        council_groups: CouncilGroups = data["council_groups"]
        if not isinstance(message, Message | InaccessibleMessage):
            return await handler(event, data)
        groups = await council_groups.groups_in(message.chat.id)
        is_forum = bool(message.chat.is_forum)
        if any(group.is_forum != is_forum for group in groups):
            await council_groups.keep_forum(message.chat.id, is_forum=is_forum)
        with data["i18n"].use_locale(groups[0].language if groups else Language.RUSSIAN):
            return await handler(event, data)
