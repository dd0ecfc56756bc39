"""What somebody sees who may be in danger: helplines first, then that a person has been told."""

from html import escape

from bot.domain.care import CareKind, Helpline
from bot.domain.directory import Directory
from bot.domain.reception.request import Request, RequestId
from handlers.navigation import RequestShown, Rows, button, keyboard, menu_button
from handlers.reception.form.callbacks import PassingOnUndone
from handlers.screens import Screen
from handlers.wording import localized
from handlers.words import _


def care(danger: CareKind, request: Request, directory: Directory, *, is_new: bool) -> Screen:
    """Show the helplines, and say that people of the council have been told.

    Words that were added to an earlier request (`is_new` is False) can't be taken back by themselves.
    """
    number = f"<code>{request.number}</code>"
    told = (
        _("I have told a person of the council at once: request {number}. They will write to you here.")
        if is_new
        else _(
            "I have passed this on to the council, with your request {number}. They will write to you here."
        )
    ).format(number=number)
    more = _("If you write more, I will pass it on too.")
    rows: Rows = [[button(_("Open the request"), RequestShown(request_id=request.id)), menu_button()]]
    if is_new:
        rows.insert(0, [button(_("Do not pass it on"), PassingOnUndone(request_id=request.id))])
    return Screen("\n\n".join([*_helplines(danger, directory), f"{told} {more}"]), keyboard(rows))


def added(request_id: int) -> Screen:
    """Say that what came next has been passed on too."""
    text = _("I have passed this on too. People of the council read it and will write to you here.")
    return Screen(text, keyboard(_ways_on(request_id)))


def not_added(why: str) -> Screen:
    """Say why something could not be passed on, and what can."""
    return Screen(why, keyboard([[menu_button()]]))


def undone(request: Request, directory: Directory) -> Screen:
    """Say that the request is withdrawn; the helplines stay."""
    withdrawn = _("It is withdrawn: nobody of the council goes on with it.")
    helplines = _helplines(request.care, directory) if request.care is not None else []
    return Screen("\n\n".join([withdrawn, *helplines]), keyboard([[menu_button()]]))


def _helplines(danger: CareKind, directory: Directory) -> list[str]:
    lines = [_line(helpline) for helpline in directory.helplines(danger)]
    return [_heading(danger), *lines] if lines else [_heading(danger)]


def _heading(danger: CareKind) -> str:
    match danger:
        case CareKind.SELF_HARM:
            return _("<b>You are not alone. Call now, people are there for you:</b>")
        case CareKind.VIOLENCE:
            return _("<b>If you are in danger, call now:</b>")
        case CareKind.ETHNIC_THREAT:
            return _("<b>If somebody is threatened, call now:</b>")


def _line(helpline: Helpline) -> str:
    hours = localized(helpline.hours)
    name = f"{localized(helpline.name)}, {hours}" if hours else localized(helpline.name)
    return f"<b>{escape(helpline.phone, quote=False)}</b>: {name}"


def _ways_on(request_id: int) -> Rows:
    return [[button(_("Open the request"), RequestShown(request_id=RequestId(request_id))), menu_button()]]
