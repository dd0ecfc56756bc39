"""Publishing, calling off, holding after all, and throwing a draft away."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.events.errors import NotComplete
from bot.domain.events.event import EventId
from handlers.events.editing import views
from handlers.events.editing.asking import show_page
from handlers.events.editing.callbacks import (
    CancelAsked,
    DiscardAsked,
    DraftDiscarded,
    EventCancelled,
    EventPublished,
    EventRestored,
)
from handlers.events.editing.desk import Desk
from handlers.events.views.refusals import refusal
from handlers.screens import Toast, show


async def publish(press: CallbackQuery, callback_data: EventPublished, state: FSMContext, desk: Desk) -> None:
    """Let everybody see the event, or say what it lacks."""
    event_id = EventId(callback_data.event_id)
    try:
        await desk.editing.publish(event_id, desk.person_id)
    except NotComplete as incomplete:
        await show_page(press, state, desk, await desk.page(event_id), refusal(incomplete))
        return
    page = await desk.page(event_id)
    note = "" if page.is_cancelled else views.page.published()
    await show_page(press, state, desk, page, note)


async def ask_cancel(press: CallbackQuery, callback_data: CancelAsked, state: FSMContext, desk: Desk) -> None:
    """Ask whether the event is really called off."""
    page = await desk.page(callback_data.event_id)
    if not page.event.is_published or page.is_over:
        await show_page(press, state, desk, page)
        return
    await show(press, views.confirming.cancel(page))


async def cancel(press: CallbackQuery, callback_data: EventCancelled, state: FSMContext, desk: Desk) -> None:
    """Call the event off, and say who will be told when."""
    event_id = EventId(callback_data.event_id)
    await desk.editing.cancel(event_id, desk.person_id, following=callback_data.following)
    await _show_outcome(press, state, desk, event_id)


async def restore(press: CallbackQuery, callback_data: EventRestored, state: FSMContext, desk: Desk) -> None:
    """Hold the event after all, and say who will be told when."""
    event_id = EventId(callback_data.event_id)
    await desk.editing.restore(event_id, desk.person_id)
    await _show_outcome(press, state, desk, event_id)


async def ask_discard(
    press: CallbackQuery, callback_data: DiscardAsked, state: FSMContext, desk: Desk
) -> None:
    """Ask whether the draft is really thrown away."""
    page = await desk.page(callback_data.event_id)
    if not page.is_draft:
        await show_page(press, state, desk, page)
        return
    await show(press, views.confirming.discard(page))


async def discard(press: CallbackQuery, callback_data: DraftDiscarded, desk: Desk, toast: Toast) -> None:
    """Throw the draft away and show what is left."""
    await desk.editing.discard(EventId(callback_data.event_id), desk.person_id)
    toast.say(views.lists.discarded())
    await show(press, views.lists.editable(await desk.editing.editable(desk.person_id), 0, desk.update_id))


async def _show_outcome(press: CallbackQuery, state: FSMContext, desk: Desk, event_id: EventId) -> None:
    page = await desk.page(event_id)
    await show_page(press, state, desk, page, "" if page.is_draft else views.page.told(page))
