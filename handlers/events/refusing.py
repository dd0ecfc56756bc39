"""What happens to a press that an event no longer allows."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, TelegramObject

from bot.domain.events.errors import EventRefusal
from bot.domain.events.event import EventId
from handlers.events import views
from handlers.events.cards import show_card
from handlers.screens import show

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class RefusalMiddleware(BaseMiddleware):
    """Says why an act was refused, and shows the event as it is now."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle the press; an EventRefusal becomes an alert and the present card."""
        try:
            return await handler(event, data)
        except EventRefusal as refusal:
            if not isinstance(event, CallbackQuery):
                raise
            data["toast"].alert(views.refusals.refusal(refusal))
            await _show_as_it_is(event, refusal, data)


async def _show_as_it_is(press: CallbackQuery, refusal: EventRefusal, data: dict[str, Any]) -> None:
    event_id = getattr(data.get("callback_data"), "event_id", None)
    person, browsing = data["person"], data["browsing"]
    try:
        if event_id is None:
            raise refusal
        card = await browsing.card(EventId(event_id), person.id)
    except EventRefusal as gone:
        await show(press, views.refusals.screen(gone))
        return
    back = getattr(data["callback_data"], "back", "")
    await show_card(press, card, back, person, browsing, data["attending"], data["places"])
