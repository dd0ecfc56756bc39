"""A citizen adds something to a request, or replies to the council."""

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update

from bot.domain.astana_time import local
from bot.domain.people import Person
from bot.domain.reception.errors import NotNow
from bot.domain.reception.messages import Piece, Purpose
from bot.domain.reception.request import Request, RequestId
from bot.domain.reception.states import Act, RequestState
from bot.ports.clock import Clock
from bot.services.places import Places
from bot.services.reception.own import OwnRequests
from handlers.pieces import PieceRefused, piece_of, refusal
from handlers.reception.own import memory, views
from handlers.reception.own.callbacks import AdditionStarted, TypedWordsSent
from handlers.reception.own.shown import show_about
from handlers.reception.own.views.page_buttons import allows
from handlers.screens import show


async def start_addition(
    press: CallbackQuery,
    callback_data: AdditionStarted,
    person: Person,
    state: FSMContext,
    own_requests: OwnRequests,
) -> None:
    """Ask what is to be added, or what the reply is; raises NotNow where neither has a meaning."""
    own = await own_requests.open(RequestId(callback_data.request_id), person.id)
    request = own.request
    if not allows(request, Act.REPLY) and not allows(request, Act.ADD):
        raise NotNow(request.state, Act.ADD)
    await memory.ask_about(state, request.id)
    asked = [message for message in own.messages if message.purpose is Purpose.QUESTION]
    question = asked[-1] if asked and request.state is RequestState.WAITING_FOR_CITIZEN else None
    screen = views.saying.ask(request, question)
    await show_about(press, screen, request.id, person, own_requests, below=True)


async def take_addition(
    message: Message,
    person: Person,
    state: FSMContext,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
    event_update: Update,
) -> None:
    """Pass on what was sent after the question."""
    own = await own_requests.open(await memory.asked_about(state), person.id)
    await take_reply(message, own.request, person, state, own_requests, places, clock, event_update)


async def take_reply(
    message: Message,
    about: Request,
    person: Person,
    state: FSMContext,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
    event_update: Update,
) -> None:
    """Pass on a reply to any message about a request; one that can't be carried leaves the question open.

    Words of danger go on to the routes that show the helplines; raises SkipHandler.
    """
    piece = piece_of(message)
    if places.directory.care.find(message.text or message.caption or "") is not None:
        if isinstance(piece, Piece) and about.care is None:
            await own_requests.say(about.id, person.id, piece, _key(person, event_update))
        raise SkipHandler
    if isinstance(piece, PieceRefused):
        await memory.ask_about(state, about.id)
        screen = views.saying.not_taken(refusal(piece), about)
        await show_about(message, screen, about.id, person, own_requests)
        return
    try:
        request = await own_requests.say(about.id, person.id, piece, _key(person, event_update))
    finally:
        await memory.leave(state)
    await memory.remember_album(state, piece.album, request.id)
    screen = views.saying.passed_on(request, places.directory, local(clock()).date())
    await show_about(message, screen, request.id, person, own_requests)


async def take_more_of_album(
    message: Message,
    request_id: RequestId,
    person: Person,
    own_requests: OwnRequests,
    event_update: Update,
) -> None:
    """Pass on another part of an album; the first one was answered for all."""
    piece = piece_of(message)
    if isinstance(piece, PieceRefused):
        await message.answer(refusal(piece))
        return
    await own_requests.say(request_id, person.id, piece, _key(person, event_update))


async def ask_place_again(
    message: Message,
    person: Person,
    state: FSMContext,
    own_requests: OwnRequests,
    about: Request | None = None,
) -> None:
    """Ask for a place once more, which was only in memory when the bot stopped."""
    request_id = await memory.asked_about(state) if about is None else about.id
    own = await own_requests.open(request_id, person.id)
    await memory.ask_about(state, request_id)
    await show_about(message, views.saying.place_lost(own.request), request_id, person, own_requests)


async def offer_to_reply(message: Message, about: Request, person: Person, own_requests: OwnRequests) -> None:
    """Ask whether what was typed is the reply; it is kept nowhere but in the message itself."""
    screen = views.saying.is_this_the_reply(about)
    sent = await message.reply(screen.text, reply_markup=screen.keyboard)
    await own_requests.keep_shown(about.id, person.id, sent.message_id)


async def send_typed_words(
    press: CallbackQuery,
    callback_data: TypedWordsSent,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
) -> None:
    """Pass on what was typed before the question; pressed twice, it is passed on once."""
    request_id = RequestId(callback_data.request_id)
    typed = press.message.reply_to_message if isinstance(press.message, Message) else None
    piece = piece_of(typed) if typed is not None else None
    if typed is None or piece is None or isinstance(piece, PieceRefused):
        own = await own_requests.open(request_id, person.id)
        screen = views.saying.typed_words_gone(own.request)
        await show_about(press, screen, request_id, person, own_requests)
        return
    request = await own_requests.say(request_id, person.id, piece, f"{person.id}:typed:{typed.message_id}")
    screen = views.saying.passed_on(request, places.directory, local(clock()).date())
    await show_about(press, screen, request_id, person, own_requests)


async def keep_typed_words(press: CallbackQuery, state: FSMContext) -> None:
    """Send nothing, and take what is typed from now on for what it is by itself."""
    await memory.decline(state)
    await show(press, views.saying.typed_words_kept())


def _key(person: Person, update: Update) -> str:
    return f"{person.id}:{update.update_id}"
