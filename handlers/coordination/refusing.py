"""What happens to a press or a message that a request, or the person's rights, do not allow."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.astana_time import local
from bot.domain.reception.errors import ReceptionRefusal, TextTooLong
from bot.domain.reception.policy import Look, may
from bot.domain.reception.request import RequestId
from bot.services.reception.coordinating import SeenCard
from handlers.coordination import refusal_views
from handlers.coordination.desk.views import card as card_view
from handlers.coordination.showing import show_beside
from handlers.screens import show

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class RefusalMiddleware(BaseMiddleware):
    """Says why an act was refused, shows the request as it is now, and closes the form that it was a part of.

    Whoever may not read the citizen's words any more loses those that the pressed message showed. A text that
    is too long leaves its form open.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle the event; a ReceptionRefusal becomes its words."""
        try:
            return await handler(event, data)
        except ReceptionRefusal as refusal:
            if isinstance(event, CallbackQuery):
                data["toast"].alert(refusal_views.refusal(refusal))
                await _show_as_it_is(event, refusal, data)
            elif isinstance(event, Message):
                await show(event, refusal_views.screen(refusal))
            else:
                raise
            if not isinstance(refusal, TextTooLong):
                await data["state"].clear()


async def _show_as_it_is(press: CallbackQuery, refusal: ReceptionRefusal, data: dict[str, Any]) -> None:
    seen = await _seen(data)
    if seen is None:
        await show(press, refusal_views.screen(refusal))
        return
    screen = card_view.card(seen, data["places"].directory, local(data["clock"]()).date())
    await (show_beside if may(Look.WORDS, seen.standings) else show)(press, screen)


async def _seen(data: dict[str, Any]) -> SeenCard | None:
    """Give the card of the request that was pressed, as long as the person may see it."""
    request_id = getattr(data.get("callback_data"), "request_id", None)
    if request_id is None:
        return None
    try:
        seen: SeenCard = await data["coordinating"].card(RequestId(request_id), data["person"].id)
    except ReceptionRefusal:
        return None
    return seen
