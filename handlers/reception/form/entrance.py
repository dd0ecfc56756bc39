"""The ways into the form: menu, key, command and link; and back to what was begun."""

import re

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.reception.drafts import Question
from handlers.navigation import LinkFollowed
from handlers.reception.form import views
from handlers.reception.form.asking import ask, go_on
from handlers.reception.form.callbacks import DraftBegun
from handlers.reception.form.writing import Form
from handlers.screens import show

PAYLOAD = re.compile(r"^request(?:_([a-z0-9-]{1,40}))?$")
"""A link to the form, with the id of a topic or without."""


async def open_form(event: Message | CallbackQuery, form: Form) -> None:
    """Begin a request, or offer to go on with one that was begun."""
    await _open(event, form, "")


async def open_link(message: Message, command: CommandObject, form: Form) -> None:
    """Greet with the keyboard, and begin a request on the topic that the link names."""
    await message.answer(views.starts.welcome(), reply_markup=views.phone.usual_keys())
    await _open(message, form, _topic_in(command.args or ""))


async def follow_link(press: CallbackQuery, callback_data: LinkFollowed, form: Form) -> None:
    """Begin the request of a link, for somebody who first had to choose a language."""
    await _open(press, form, _topic_in(callback_data.payload))


async def go_on_with_draft(press: CallbackQuery, form: Form) -> None:
    """Show what comes next after what has been said."""
    await go_on(press, form, await form.draft())


async def begin_anew(press: CallbackQuery, callback_data: DraftBegun, form: Form) -> None:
    """Begin a request in place of any that was begun before."""
    await ask(press, form, await form.begin(callback_data.topic_id), Question.PLACE)


async def _open(event: Message | CallbackQuery, form: Form, topic_id: str) -> None:
    draft = await form.drafting.draft(form.person_id)
    if draft is not None and not draft.is_empty:
        await show(event, views.starts.begun_before(draft, form.directory, topic_id))
        return
    await ask(event, form, await form.begin(topic_id), Question.PLACE)


def _topic_in(payload: str) -> str:
    found = PAYLOAD.match(payload)
    return (found and found[1]) or ""
