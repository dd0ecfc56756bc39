"""The ways in: the list, the editor's page of an event, its preview, and a new event."""

from dataclasses import replace

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import I18n

from bot.domain.events.card import EventCard
from bot.domain.events.errors import NotAnEditor
from handlers.events.editing import views
from handlers.events.editing.asking import ask, show_page
from handlers.events.editing.callbacks import (
    ChangesShown,
    DraftsShown,
    EditorOpened,
    EventBegun,
    PreviewShown,
)
from handlers.events.editing.desk import Desk
from handlers.events.editing.fields import FORM, Way
from handlers.events.views import card as cards
from handlers.navigation import ButtonData, keyboard
from handlers.screens import show


async def show_list(
    event: Message | CallbackQuery, desk: Desk, callback_data: ButtonData | None = None
) -> None:
    """Show an editor their events, the first page unless a button names another; tell others who may edit."""
    try:
        events = await desk.editing.editable(desk.person_id)
    except NotAnEditor:
        await show(event, views.lists.not_an_editor())
        return
    page = callback_data.page if isinstance(callback_data, DraftsShown) else 0
    await show(event, views.lists.editable(events, page, desk.update_id))


async def open_editor(
    press: CallbackQuery, callback_data: EditorOpened, state: FSMContext, desk: Desk
) -> None:
    """Show the editor's page of an event."""
    await show_page(press, state, desk, await desk.page(callback_data.event_id))


async def show_changes(
    press: CallbackQuery, callback_data: ChangesShown, state: FSMContext, desk: Desk
) -> None:
    """Ask what is to be changed."""
    page = await desk.page(callback_data.event_id)
    if page.has_begun:
        await show_page(press, state, desk, page, views.page.has_begun())
        return
    await show(press, views.page.changes(page))


async def preview(press: CallbackQuery, callback_data: PreviewShown, desk: Desk, i18n: I18n) -> None:
    """Show the card as citizens see it, in one language."""
    page = await desk.page(callback_data.event_id)
    card = EventCard(event=page.as_published, held=page.seats_taken)
    with i18n.use_locale(callback_data.language):
        shown = cards.card(card, desk.directory, desk.now)
    rows = views.confirming.preview_rows(page.event.id, callback_data.language)
    await show(press, replace(shown, keyboard=keyboard(rows)))


async def begin_event(press: CallbackQuery, callback_data: EventBegun, state: FSMContext, desk: Desk) -> None:
    """Begin a draft and ask for its first words."""
    event = await desk.editing.begin(desk.person_id, f"draft:{desk.person_id}:{callback_data.screen}")
    if event.version > 1:  # the button of an old screen, whose draft has been written since
        event = await desk.editing.begin(desk.person_id, f"draft:{desk.person_id}:{desk.update_id}")
    await ask(press, state, desk, desk.asking(event.id, FORM[0], Way.FORM))
