"""What surrounds every handler: who writes, in which language, the form they are in, the answered press."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, User
from aiogram.utils.i18n import I18n

from bot.domain.language import Language
from bot.services.events.attending import Attending
from bot.services.people import People
from bot.services.reception.groups import CouncilGroups
from handlers.events.door.states import is_shown_at_door
from handlers.navigation import Key, NothingThere, is_key
from handlers.screens import Toast, watching_replaced

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
        if user is not None and not user.is_bot and _is_between_us(data.get("event_chat")):
            data["person"] = person = await self._people.meet(user.id, user.language_code)
            language = person.language
        data["i18n"] = self._i18n
        with self._i18n.context(), self._i18n.use_locale(language or Language.RUSSIAN):
            return await handler(event, data)


class PressMiddleware(BaseMiddleware):
    """Answers every press, however old its message: an unanswered one keeps its clock turning.

    A card of an event or a request follows what it shows; a message that became another screen is left alone.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle the press, then answer it with what the handler put into the `toast`."""
        data["toast"] = toast = Toast()
        try:
            with watching_replaced() as replaced:
                try:
                    return await handler(event, data)
                finally:
                    await _forget_cards(replaced, data)
        finally:
            if isinstance(event, CallbackQuery):
                await toast.answer(event)


class FormMiddleware(BaseMiddleware):
    """Closes a form that somebody leaves by a button, a command or a key, so that it takes nothing more."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Close the form, if there is one and it is left, then handle the event."""
        form = data.get("raw_state")
        if form and _leads_elsewhere(event, form, data["i18n"]):
            await data["state"].clear()
            data["raw_state"] = None
        return await handler(event, data)


async def _forget_cards(replaced: Iterable[int], data: dict[str, Any]) -> None:
    attending: Attending = data["attending"]
    groups: CouncilGroups = data["council_groups"]
    for message_id in replaced if "person" in data else ():
        await attending.forget_cards(data["person"].id, message_id)
        await groups.forget_message(data["person"].telegram_id, message_id)


def _is_between_us(chat: Chat | None) -> bool:
    """Tell whether the person speaks to the bot: in private, or inline, which names no chat."""
    return chat is None or chat.type == ChatType.PRIVATE


def _leads_elsewhere(event: TelegramObject, form: str, i18n: I18n) -> bool:
    if isinstance(event, Message):
        text = event.text or ""
        if is_shown_at_door(form, text):
            return False
        return text.startswith("/") or any(is_key(text, i18n, key) for key in Key)
    return isinstance(event, CallbackQuery) and event.data != NothingThere().pack()
