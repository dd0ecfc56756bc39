"""A citizen ends a request, rates the council's work, answers an appointment, goes to another door."""

from aiogram.types import CallbackQuery, Update

from bot.domain.astana_time import local
from bot.domain.people import Person
from bot.domain.reception.errors import NotNow
from bot.domain.reception.messages import Piece, PieceKind, Purpose
from bot.domain.reception.request import RequestId
from bot.domain.reception.states import Act, RequestState
from bot.ports.clock import Clock
from bot.services.places import Places
from bot.services.reception.own import OwnRequest, OwnRequests
from handlers.reception.own import views
from handlers.reception.own.browsing import show_page
from handlers.reception.own.callbacks import (
    AppointmentAnswered,
    DoorTextAsked,
    Rated,
    RatingAsked,
    SolvedSaid,
    WithdrawalAsked,
    Withdrawn,
)
from handlers.reception.own.shown import show_about
from handlers.reception.own.views.page_buttons import proposal
from handlers.screens import Toast


async def say_whether_solved(
    press: CallbackQuery,
    callback_data: SolvedSaid,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
) -> None:
    """End the matter, or let it go on; said twice, it is answered twice and done once."""
    request_id, is_solved = RequestId(callback_data.request_id), callback_data.is_solved
    end = own_requests.confirm if is_solved else own_requests.reopen
    already = RequestState.CONFIRMED if is_solved else RequestState.REOPENED
    try:
        request = await end(request_id, person.id)
    except NotNow as refused:
        if refused.state is not already:
            raise
        request = (await own_requests.open(request_id, person.id)).request
    screen = (
        views.acts.confirmed(request)
        if is_solved
        else views.acts.reopened(request, places.directory, local(clock()).date())
    )
    await show_about(press, screen, request_id, person, own_requests, below=callback_data.below)


async def ask_rating(
    press: CallbackQuery, callback_data: RatingAsked, person: Person, own_requests: OwnRequests
) -> None:
    """Ask how the council worked."""
    own = await own_requests.open(RequestId(callback_data.request_id), person.id)
    await show_about(press, views.acts.rating(own.request), own.request.id, person, own_requests)


async def rate(
    press: CallbackQuery,
    callback_data: Rated,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
    toast: Toast,
) -> None:
    """Keep the rating, and show the request."""
    request = await own_requests.rate(RequestId(callback_data.request_id), person.id, callback_data.stars)
    toast.say(views.acts.rated())
    own = await own_requests.open(request.id, person.id)
    await show_page(press, own, person, own_requests, places, clock)


async def ask_withdrawal(
    press: CallbackQuery, callback_data: WithdrawalAsked, person: Person, own_requests: OwnRequests
) -> None:
    """Ask whether the request is really to be withdrawn."""
    own = await own_requests.open(RequestId(callback_data.request_id), person.id)
    await show_about(press, views.acts.withdrawal(own.request), own.request.id, person, own_requests)


async def withdraw(
    press: CallbackQuery,
    callback_data: Withdrawn,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
    toast: Toast,
) -> None:
    """Withdraw the request, and show it."""
    request_id = RequestId(callback_data.request_id)
    try:
        await own_requests.withdraw(request_id, person.id)
    except NotNow as refused:
        if refused.state is not RequestState.WITHDRAWN:
            raise
    toast.say(views.acts.withdrawn())
    own = await own_requests.open(request_id, person.id)
    await show_page(press, own, person, own_requests, places, clock)


async def answer_appointment(
    press: CallbackQuery,
    callback_data: AppointmentAnswered,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
    event_update: Update,
    toast: Toast,
) -> None:
    """Tell the council whether the person comes; of an appointment since replaced, show how things stand."""
    own = await own_requests.open(RequestId(callback_data.request_id), person.id)
    proposed = proposal(own)
    if proposed is None or proposed.id != callback_data.message_id:
        toast.alert(views.acts.proposal_replaced())
        await show_page(press, own, person, own_requests, places, clock, below=callback_data.below)
        return
    words = views.acts.coming(comes=callback_data.comes)
    if not _has_just_said(own, words):
        piece = Piece(kind=PieceKind.TEXT, text=words)
        await own_requests.say(own.request.id, person.id, piece, f"{person.id}:{event_update.update_id}")
    screen = views.acts.appointment_answered(own.request, comes=callback_data.comes)
    await show_about(press, screen, own.request.id, person, own_requests, below=callback_data.below)


async def give_text_for_door(
    press: CallbackQuery,
    callback_data: DoorTextAsked,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
) -> None:
    """Give the text for the door that the council named; raises NotNow once the request has moved on."""
    own = await own_requests.open(RequestId(callback_data.request_id), person.id)
    door = places.directory.door(own.request.door_id) if own.request.door_id else None
    if door is None:
        raise NotNow(own.request.state, Act.REDIRECT)
    matter = "\n".join(
        message.piece.text
        for message in own.messages
        if message.purpose is Purpose.MATTER and message.piece.text
    )
    screen = views.saying.text_for_door(own.request, door, matter)
    await show_about(press, screen, own.request.id, person, own_requests, below=True)


def _has_just_said(own: OwnRequest, words: str) -> bool:
    """Tell whether the last that the citizen said are these words, since the council spoke."""
    last = own.messages[-1] if own.messages else None
    return last is not None and last.purpose.is_citizens and last.piece.text == words
