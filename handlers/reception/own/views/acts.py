"""What citizens see when they end a request, rate the council's work or answer an appointment."""

from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.reception.request import MOST_STARS, Request
from bot.domain.reception.states import Act
from handlers import request_lines as lines
from handlers.navigation import RequestShown, button, keyboard
from handlers.reception.own.callbacks import AdditionStarted, Rated, RatingAsked, Withdrawn
from handlers.reception.own.views.page_buttons import allows
from handlers.screens import Screen
from handlers.words import _


def confirmed(request: Request) -> Screen:
    """Thank for the end of a matter, and ask how the council worked."""
    title = _("<b>Request {number} is solved</b>").format(number=request.number)
    told = _("I have told the council.")
    return _asking_to_rate(request, f"{title}\n\n{told}")


def reopened(request: Request, directory: Directory, today: date) -> Screen:
    """Say that the matter goes on, and by when."""
    title = _("<b>Request {number} goes on</b>").format(number=request.number)
    told = _("I have told the council that the matter is not solved.")
    text = f"{title}\n\n{told} {lines.promise(request, directory, today)}."
    rows = [[button(_("Say what is missing"), AdditionStarted(request_id=request.id))]]
    if allows(request, Act.RATE):
        rows.append([button(_("Rate the council’s work"), RatingAsked(request_id=request.id))])
    return Screen(text, keyboard([*rows, [_back(request)]]))


def rating(request: Request) -> Screen:
    """Ask how the council worked."""
    return _asking_to_rate(request, _("<b>Request {number}</b>").format(number=request.number))


def rated() -> str:
    """Say that the rating was kept."""
    return _("Thank you. Your rating is kept.")


def withdrawal(request: Request) -> Screen:
    """Ask whether a request is really to be withdrawn."""
    question = _(
        "<b>Withdraw request {number}?</b>\n\nThe council will stop working on it, and nobody will answer. "
        "This cannot be undone."
    )
    rows = [
        [button(_("Yes, withdraw it"), Withdrawn(request_id=request.id))],
        [button(_("No, keep it"), RequestShown(request_id=request.id))],
    ]
    return Screen(question.format(number=request.number), keyboard(rows))


def withdrawn() -> str:
    """Say that a request was withdrawn."""
    return _("The request is withdrawn.")


def appointment_answered(request: Request, *, comes: bool) -> Screen:
    """Say what the council was told of an appointment."""
    if comes:
        text = _("I have told the council that you will come. Request {number}.")
        return Screen(text.format(number=request.number), keyboard([[_back(request)]]))
    text = _(
        "I have told the council that the time does not suit you. Request {number}. "
        "You can write which day and hour would suit you."
    )
    write = button(_("Write which time suits me"), AdditionStarted(request_id=request.id))
    return Screen(text.format(number=request.number), keyboard([[write], [_back(request)]]))


def proposal_replaced() -> str:
    """Say that an appointment has been replaced by something newer."""
    return _("The council has written again since. Here is how the request stands.")


def coming(*, comes: bool) -> str:
    """Give the reply to an appointment, in the citizen's own language."""
    if comes:
        return _("I will come to the appointment.")
    return _("I cannot come at the proposed time. I ask for another.")


def _asking_to_rate(request: Request, beginning: str) -> Screen:
    names = {
        5: _("5 – very good"),
        4: _("4 – good"),
        3: _("3 – fair"),
        2: _("2 – poor"),
        1: _("1 – very poor"),
    }
    question = _("How did the council work on it?")
    rows = [
        [button(names[stars], Rated(request_id=request.id, stars=stars))]
        for stars in range(MOST_STARS, 0, -1)
    ]
    skip = button(_("Skip"), RequestShown(request_id=request.id))
    return Screen(f"{beginning}\n\n{question}", keyboard([*rows, [skip]]))


def _back(request: Request) -> InlineKeyboardButton:
    return button(_("Open the request"), RequestShown(request_id=request.id))
