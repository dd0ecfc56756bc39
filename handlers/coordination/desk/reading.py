"""The owner reads a request: the citizen's words and files, sent so that they can't be passed on."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.domain.reception.request import RequestId
from bot.services.places import Places
from bot.services.reception.coordinating import Coordinating
from handlers.coordination.callbacks import FilesAsked, RequestOpenedAsked
from handlers.coordination.desk.files import send_files
from handlers.coordination.desk.views import acts
from handlers.coordination.desk.views import opened as views
from handlers.coordination.showing import send_protected
from handlers.navigation import keyboard
from handlers.screens import Toast


async def open_request(
    _press: CallbackQuery,
    callback_data: RequestOpenedAsked,
    person: Person,
    coordinating: Coordinating,
    places: Places,
    bot: Bot,
) -> None:
    """Send the words below the pressed message."""
    await send_words(bot, RequestId(callback_data.request_id), person, coordinating, places)


async def show_files(
    _press: CallbackQuery,
    callback_data: FilesAsked,
    person: Person,
    coordinating: Coordinating,
    places: Places,
    toast: Toast,
    bot: Bot,
) -> None:
    """Send every file and place, and below them the buttons of what can be done."""
    opened = await coordinating.open(RequestId(callback_data.request_id), person.id)
    request = opened.request
    if not views.has_files(opened.messages) or request.stripped_at is not None:
        toast.say(views.nothing_shown(request))
        return
    sent = await send_files(bot, person.telegram_id, request, opened.messages)
    text = views.after_files(request, places.directory, sent.missing)
    rows = [*acts.speaking_rows(request.card, acts.OWNERS), [acts.card_button(request.id)]]
    below = await send_protected(bot, person.telegram_id, text, keyboard(rows))
    for message_id in (*sent.message_ids, below):
        await coordinating.keep_shown(request.id, person.id, message_id)


async def send_words(
    bot: Bot, request_id: RequestId, person: Person, coordinating: Coordinating, places: Places
) -> None:
    """Send the whole request to its owner; a reply to any of its messages is an answer."""
    opened = await coordinating.open(request_id, person.id)
    request, messages = opened.request, opened.messages
    *texts, last = views.texts(request, messages, places.directory)
    markup = keyboard(views.rows(request, messages))
    for text, under in [*((text, None) for text in texts), (last, markup)]:
        message_id = await send_protected(bot, person.telegram_id, text, under)
        await coordinating.keep_shown(request_id, person.id, message_id)
