"""The last press: the consent, the sending, and the receipt."""

from aiogram.types import CallbackQuery

from bot.domain.reception.errors import DraftIncomplete, TooManyOpen, TooManyToday
from bot.domain.reception.request import Request
from handlers.reception.form import views
from handlers.reception.form.asking import go_on
from handlers.reception.form.callbacks import RequestSent
from handlers.reception.form.writing import DraftGone, Form
from handlers.screens import show


async def send(press: CallbackQuery, callback_data: RequestSent, form: Form) -> None:
    """Make the draft a request; a second press of the same button gets the same receipt."""
    draft = await form.drafting.draft(form.person_id)
    if draft is None or draft.key != callback_data.draft_key:
        sent = await form.submitting.sent(form.person_id, callback_data.draft_key)
        if sent is None and draft is None:
            raise DraftGone
        if sent is not None:
            await _show_receipt(press, form, sent)
        elif draft is not None:
            await go_on(press, form, draft)
        return
    try:
        request = await form.submitting.submit(form.person_id, form.language, draft)
    except DraftIncomplete:
        await go_on(press, form, draft)
    except (TooManyOpen, TooManyToday) as refused:
        await show(press, views.receipt.not_now(refused))
    else:
        await _show_receipt(press, form, request)


async def _show_receipt(press: CallbackQuery, form: Form, request: Request) -> None:
    screen = views.receipt.receipt(request, form.directory, form.drafting.rules)
    await form.keep_shown(request, await show(press, screen))
