"""Asking for a field, and keeping the answer: what every way of answering has in common."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.events.edits import Edit
from bot.domain.events.errors import NotAnEditor
from handlers.events.editing import states, views
from handlers.events.editing.desk import Desk
from handlers.events.editing.fields import Field, Way, step_after
from handlers.events.editing.page import EditorPage
from handlers.events.editing.states import Asked
from handlers.events.editing.unsettled import NotYourRegion, Unsettled
from handlers.screens import show


async def ask(
    event: Message | CallbackQuery,
    state: FSMContext,
    desk: Desk,
    asked: Asked,
    *,
    page_number: int = 0,
    unsettled: Unsettled | None = None,
) -> None:
    """Ask for a field; `unsettled` says why what came last was no answer."""
    page = await desk.page(asked.event_id)
    if page.has_begun:
        await show_page(event, state, desk, page, views.page.has_begun())
        return
    houses = await desk.houses() if asked.field is Field.PLACE else ()
    screen = views.questions.question(asked, page, desk.directory, houses, page_number, unsettled)
    await show(event, screen)
    await states.ask(state, asked)


async def keep(
    event: Message | CallbackQuery,
    state: FSMContext,
    desk: Desk,
    asked: Asked,
    edit: Edit,
    *,
    page_number: int = 0,
) -> None:
    """Save an answer at once, then ask the next, or show what the event has become."""
    before = await desk.page(asked.event_id)
    if before.has_begun:
        await show_page(event, state, desk, before, views.page.has_begun())
        return
    following = asked.way is Way.FOLLOWING
    try:
        await desk.editing.change(asked.event_id, desk.person_id, edit, following=following)
    except NotAnEditor:
        if asked.field is not Field.PLACE:
            raise
        await ask(event, state, desk, asked, unsettled=NotYourRegion())
        return
    following_step = step_after(asked.field) if asked.way is Way.FORM else None
    if asked.field is Field.LANGUAGES:  # several may be ticked
        await ask(event, state, desk, asked, page_number=page_number)
    elif following_step is not None:
        await ask(event, state, desk, desk.asking(asked.event_id, following_step, Way.FORM))
    else:
        page = await desk.page(asked.event_id)
        dropped = asked.field is Field.PLACE and before.event.details.address != page.event.details.address
        note = views.page.saved(page, following=following, address_dropped=dropped)
        await show_page(event, state, desk, page, note)


async def show_page(
    event: Message | CallbackQuery, state: FSMContext, desk: Desk, page: EditorPage, note: str = ""
) -> None:
    """Show the editor's page of an event; nothing is asked for any more."""
    await show(event, views.page.page(page, desk.directory, note))
    await state.clear()
