"""Answering a question by a button or a typed text; the matter itself has a module of its own."""

from dataclasses import replace

from aiogram.types import CallbackQuery, Contact, Message

from bot.domain.language import Language
from bot.domain.reception.drafts import Question, fitting
from bot.domain.reception.errors import TextTooLong
from bot.domain.reception.request import ReplyWay
from handlers.reception import views as reception_views
from handlers.reception.form import views
from handlers.reception.form.asking import ask, give_keys_back, go_on
from handlers.reception.form.callbacks import NameTold, PlaceTold, TopicTold, WayTold
from handlers.reception.form.states import ReceptionForm
from handlers.reception.form.writing import Form
from handlers.screens import show

LONGEST_NAME = 100
"""Characters of a name that is typed; those of Telegram's accounts are not much longer."""


async def choose_place(press: CallbackQuery, callback_data: PlaceTold, form: Form) -> None:
    """Keep where the matter is."""
    draft, place = await form.draft(), form.directory.place(callback_data.place_id)
    if place is None:
        await ask(press, form, draft, Question.PLACE, views.places.gone())
        return
    await go_on(press, form, await form.keep(replace(draft, place_id=place.id)))


async def type_place(message: Message, text: str, form: Form) -> None:
    """Find the place that was typed; where several have the name, ask which."""
    draft, matches = await form.draft(), form.directory.gazetteer.find(text)
    if matches.ambiguous:
        choice = [match.place for match in matches.matches]
        await show(message, views.places.which_one(text, choice, draft, form.directory))
        return
    place = matches.best or form.directory.place_named_in(text)
    if place is None:
        await ask(message, form, draft, Question.PLACE, views.places.not_found(text))
        return
    draft = replace(draft, place_id=place.id, last_update=form.update_id)
    await go_on(message, form, await form.keep(draft))


async def choose_topic(press: CallbackQuery, callback_data: TopicTold, form: Form) -> None:
    """Keep what the matter is about."""
    draft, topic = await form.draft(), form.directory.topic(callback_data.topic_id)
    if topic is None:
        await ask(press, form, draft, Question.TOPIC, views.topics.gone())
        return
    await go_on(press, form, await form.keep(replace(draft, topic_id=topic.id)))


async def type_topic(message: Message, text: str, form: Form) -> None:
    """Keep the topic whose name was typed, in any language; anything else is asked again."""
    draft, typed = await form.draft(), " ".join(text.split()).casefold()
    for topic in form.directory.topics:
        if typed in {topic.name.in_language(language).casefold() for language in Language}:
            draft = replace(draft, topic_id=topic.id, last_update=form.update_id)
            await go_on(message, form, await form.keep(draft))
            return
    await refuse_anything_else(message, form)


async def choose_way(press: CallbackQuery, callback_data: WayTold, form: Form) -> None:
    """Keep how the answer is wanted; for a call the phone number comes next, each time anew."""
    draft = replace(await form.draft(), reply_way=callback_data.way, phone="")
    await form.keep(draft)
    if draft.reply_way is ReplyWay.PHONE:
        await ask(press, form, draft, Question.PHONE)
    else:
        await go_on(press, form, draft)


async def share_contact(message: Message, contact: Contact, form: Form) -> None:
    """Keep the person's own number; one of somebody else is not taken."""
    draft = await form.draft()
    if message.from_user is None or contact.user_id != message.from_user.id:
        await ask(message, form, draft, Question.PHONE, views.phone.not_own())
        return
    number = f"+{contact.phone_number.lstrip('+')}"
    draft = await form.keep(replace(draft, reply_way=ReplyWay.PHONE, phone=number))
    await give_keys_back(message, views.phone.taken(number))
    await go_on(message, form, draft)


async def choose_name(press: CallbackQuery, callback_data: NameTold, form: Form) -> None:
    """Keep the name of the Telegram account, or that none is to be shown."""
    name = press.from_user.full_name if callback_data.is_shown else ""
    await go_on(press, form, await form.keep(replace(await form.draft(), name=name)))


async def ask_other_name(press: CallbackQuery, form: Form) -> None:
    """Ask for another name in writing."""
    await form.draft()
    await show(press, views.names.write_it())
    await form.state.set_state(ReceptionForm.name)


async def type_name(message: Message, text: str, form: Form) -> None:
    """Keep the name that was typed, as one line; what has no letter is no name."""
    draft, name = await form.draft(), " ".join(text.split())
    if not any(map(str.isalpha, name)):
        await refuse_anything_else(message, form)
        return
    try:
        fitting(name, LONGEST_NAME)
    except TextTooLong as refused:
        await ask(message, form, draft, Question.NAME, reception_views.refusal(refused))
        return
    await go_on(message, form, await form.keep(replace(draft, name=name, last_update=form.update_id)))


async def refuse_anything_else(message: Message, form: Form) -> None:
    """Say how the open question is answered, and ask it again."""
    question = form.asked or Question.PLACE
    await ask(message, form, await form.draft(), question, views.questions.how_to_answer(question))
