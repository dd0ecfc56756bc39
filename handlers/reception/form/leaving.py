"""Back to an earlier question, and out of the form."""

from aiogram.types import CallbackQuery

from bot.domain.reception.drafts import Question
from handlers.reception.form import views
from handlers.reception.form.asking import ask, give_keys_back
from handlers.reception.form.callbacks import CancelAsked, QuestionAsked
from handlers.reception.form.writing import Form
from handlers.screens import show


async def ask_again(press: CallbackQuery, callback_data: QuestionAsked, form: Form) -> None:
    """Ask a question whose answer is to be changed."""
    await ask(press, form, await form.draft(), callback_data.question)


async def leave_phone(press: CallbackQuery, form: Form) -> None:
    """Ask again how to be answered, and take the key away that shares the phone number."""
    await ask(press, form, await form.draft(), Question.WAY)
    await give_keys_back(press, views.phone.keys_are_back())


async def ask_cancel(press: CallbackQuery, callback_data: CancelAsked, form: Form) -> None:
    """Ask what becomes of what was written; where nothing was, leave at once."""
    draft = await form.drafting.draft(form.person_id)
    if draft is None or draft.is_empty:
        await show(press, views.starts.left())
        await form.drop()
    else:
        await show(press, views.starts.ask_cancel(callback_data.question, form.drafting.rules))
    if callback_data.question is Question.PHONE:
        await give_keys_back(press, views.phone.keys_are_back())


async def drop_draft(press: CallbackQuery, form: Form) -> None:
    """Delete what was written."""
    await show(press, views.starts.deleted())
    await form.drop()


async def keep_draft(press: CallbackQuery, form: Form) -> None:
    """Leave what was written where it is."""
    await show(press, views.starts.kept(form.drafting.rules))
