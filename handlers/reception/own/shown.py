"""How a screen about a request gets in front of its author, so that a reply to it finds its way."""

from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.reception.request import RequestId
from bot.services.reception.own import OwnRequests
from handlers.screens import Screen, show, show_below


async def show_about(
    event: Message | CallbackQuery,
    screen: Screen,
    request_id: RequestId,
    person: Person,
    own_requests: OwnRequests,
    *,
    below: bool = False,
) -> None:
    """Show the screen, under the pressed message with `below`, and keep which request it is about."""
    if below and isinstance(event, CallbackQuery):
        message_id = await show_below(event, screen)
    else:
        message_id = await show(event, screen)
    if message_id is not None:
        await own_requests.keep_shown(request_id, person.id, message_id)
