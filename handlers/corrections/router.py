"""“Tell us what is wrong”: two steps from a card to the editors."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update

from bot.domain.corrections import LONGEST_CORRECTION, Subject
from bot.services.corrections import Corrections
from bot.services.places import Places
from handlers.corrections import views
from handlers.corrections.states import CorrectionDraft, CorrectionForm, begin, read
from handlers.navigation import CorrectionStarted
from handlers.screens import show, show_below


async def ask_text(
    press: CallbackQuery, callback_data: CorrectionStarted, state: FSMContext, places: Places
) -> None:
    """Ask what is wrong, below the card, which stays readable."""
    find = places.directory.house if callback_data.subject is Subject.HOUSE else places.directory.school
    if find(callback_data.subject_id) is None:
        await show_below(press, views.gone())
        return
    await begin(state, CorrectionDraft(callback_data.subject, callback_data.subject_id))
    await show_below(press, views.ask_text())


async def write_down(
    message: Message, text: str, state: FSMContext, corrections: Corrections, event_update: Update
) -> None:
    """Keep the correction; the form is closed only when the person has been told so."""
    if len(text) > LONGEST_CORRECTION:
        await show(message, views.too_long(len(text)))
        return
    draft = await read(state)
    await corrections.write_down(
        f"correction:{event_update.update_id}", draft.subject, draft.subject_id, text
    )
    await show(message, views.thanks())
    await state.clear()


async def ask_for_text(message: Message) -> None:
    """Say that only a text can be taken."""
    await show(message, views.text_needed())


def create_router() -> Router:
    """Give the routes of the corrections."""
    router = Router(name=__name__)
    router.callback_query.register(ask_text, CorrectionStarted.filter())
    router.message.register(write_down, StateFilter(CorrectionForm.text), F.text.as_("text"))
    router.message.register(ask_for_text, StateFilter(CorrectionForm.text))
    return router
