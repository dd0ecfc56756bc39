"""What can be done with a request of one's own, by the table of transitions."""

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.reception.messages import PieceKind, Purpose, RequestMessage
from bot.domain.reception.request import Request
from bot.domain.reception.states import TRANSITIONS, Act, RequestState
from bot.services.reception.own import OwnRequest
from handlers.navigation import Rows, button, link, menu_button
from handlers.reception.own.callbacks import (
    AdditionStarted,
    AppointmentAnswered,
    DoorTextAsked,
    FilesSent,
    RatingAsked,
    SolvedSaid,
    WithdrawalAsked,
    WordsShown,
)
from handlers.reception.own.views.lists import back_button
from handlers.words import _


def rows(own: OwnRequest, directory: Directory, *, is_cut: bool) -> Rows:
    """Give the buttons under the page of a request; `is_cut` tells that there is more to read."""
    request = own.request
    found: Rows = [*_by_the_council(own), *ending(request, below=False), door_buttons(request, directory)]
    if allows(request, Act.RATE) and request.state is not RequestState.ANSWERED:
        found.append([button(_("Rate the council’s work"), RatingAsked(request_id=request.id))])
    if request.stripped_at is None:
        found.append(_reading(own, is_cut=is_cut))
    if allows(request, Act.WITHDRAW):
        found.append([button(_("Withdraw the request"), WithdrawalAsked(request_id=request.id))])
    return [*found, [back_button(), menu_button()]]


def ending(request: Request, *, below: bool) -> Rows:
    """Offer to say whether the matter is solved, where that can be said now."""
    found = []
    if allows(request, Act.CONFIRM):
        solved = SolvedSaid(request_id=request.id, is_solved=True, below=below)
        found.append(button(_("It is solved"), solved))
    if allows(request, Act.REOPEN):
        unsolved = SolvedSaid(request_id=request.id, is_solved=False, below=below)
        found.append(button(_("It is not solved"), unsolved))
    return [found]


def proposal_buttons(request: Request, message: RequestMessage, *, below: bool) -> list[InlineKeyboardButton]:
    """Offer both answers to an appointment."""
    answers = {
        comes: AppointmentAnswered(request_id=request.id, message_id=message.id, comes=comes, below=below)
        for comes in (True, False)
    }
    return [button(_("I will come"), answers[True]), button(_("Another time"), answers[False])]


def reply_button(request: Request) -> InlineKeyboardButton:
    """Give the button that asks for a reply."""
    return button(_("Reply"), AdditionStarted(request_id=request.id))


def door_buttons(request: Request, directory: Directory) -> list[InlineKeyboardButton]:
    """Lead to the door to which the council directed a request."""
    door = directory.door(request.door_id) if request.door_id else None
    if door is None or request.state is not RequestState.REDIRECTED:
        return []
    found = [button(_("Text to copy"), DoorTextAsked(request_id=request.id))]
    return [*found, link(_("Open the site"), door.url)] if door.url else found


def allows(request: Request, act: Act) -> bool:
    """Tell whether the act has a meaning in the state in which the request is."""
    return (request.state, act) in TRANSITIONS


def proposal(own: OwnRequest) -> RequestMessage | None:
    """Give the appointment that waits for an answer; None where the council's last word is another."""
    said = [message for message in own.messages if not message.purpose.is_citizens]
    return said[-1] if said and said[-1].purpose is Purpose.MEETING else None


def _by_the_council(own: OwnRequest) -> Rows:
    """Give what the council waits for, or what may still be added."""
    request = own.request
    if allows(request, Act.REPLY):
        proposed = proposal(own)
        answers = [] if proposed is None else proposal_buttons(request, proposed, below=False)
        return [answers, [reply_button(request)]]
    if allows(request, Act.ADD) and request.stripped_at is None:
        return [[button(_("Add something"), AdditionStarted(request_id=request.id))]]
    return []


def _reading(own: OwnRequest, *, is_cut: bool) -> list[InlineKeyboardButton]:
    number, found = own.request.id, []
    if is_cut:
        found.append(button(_("Read in full"), WordsShown(request_id=number)))
    if any(message.piece.kind is not PieceKind.TEXT for message in own.messages):
        found.append(button(_("Show files"), FilesSent(request_id=number)))
    return found
