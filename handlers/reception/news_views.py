"""How citizens hear that a request of theirs has moved, without words of the council's of its own."""

from datetime import date
from html import escape

from bot.domain.directory import Directory
from bot.domain.doors import Door
from bot.domain.reception.history import Entry
from bot.domain.reception.notices import RequestNews
from bot.domain.reception.request import CloseReason, Request
from bot.domain.reception.states import Act, RequestState
from handlers import request_lines as lines
from handlers import request_words as words
from handlers.navigation import button, keyboard
from handlers.reception.bodies import council_name, door_name, told_of_silence
from handlers.reception.own.callbacks import RequestRead
from handlers.reception.own.views.page_buttons import door_buttons, ending
from handlers.screens import Screen
from handlers.wording import localized
from handlers.words import _


def news(told: RequestNews, directory: Directory, today: date) -> Screen:
    """Say what happened, what it means, and by when the answer is promised now."""
    request, entry = told.request, told.entry
    title = _title(entry.act).format(number=request.number)
    council = words.council(request, directory)
    paragraphs = [f"<b>{title}</b>\n{council}", _what_happened(request, entry, directory)]
    promise = lines.promise(request, directory, today)
    if promise:
        paragraphs.append(f"{promise}.")
    is_over = entry.act in {Act.CLOSE, Act.REDIRECT} and not request.is_open
    rows = [
        door_buttons(request, directory),
        *(ending(request, below=True) if is_over else []),
        [button(_("Open the request"), RequestRead(request_id=request.id))],
    ]
    return Screen("\n\n".join(paragraphs), keyboard(rows))


def _title(act: Act | None) -> str:
    titles = {
        Act.TAKE: _("Your request {number} was taken up"),
        Act.TRANSFER: _("Your request {number} goes to another council"),
        Act.REDIRECT: _("Your request {number} belongs to another service"),
        Act.CLOSE: _("Your request {number} was closed"),
        Act.RELEASE: _("Your request {number} waits for another colleague"),
        Act.CLIMB: _("Your request {number} was not answered in time"),
    }
    return titles[act] if act in titles else _("Your request {number} has moved")


def _what_happened(request: Request, entry: Entry, directory: Directory) -> str:
    match entry.act:
        case Act.TRANSFER:
            return _transferred(entry, directory)
        case Act.REDIRECT:
            return _redirected(entry, directory)
        case Act.CLOSE:
            return _closed(request, entry)
        case Act.CLIMB:
            who = told_of_silence(entry.details.get("rung", ""), request.council_id, directory)
            return _(
                "I have told those who can help: {who}. Your request is not lost, and you need to do nothing."
            ).format(who=who)
    return _in_a_sentence(request, entry.act)


def _in_a_sentence(request: Request, act: Act | None) -> str:
    if act is Act.TAKE:
        return _("Somebody at the council is working on it now. You need to do nothing.")
    if act is Act.RELEASE:
        return _("It waits at the council for the next who is free. You need to do nothing.")
    return _("It stands like this now: {state}.").format(state=words.state(request.state))


def _transferred(entry: Entry, directory: Directory) -> str:
    moved = _("From: {before}\nTo: {after}").format(
        before=council_name(entry.details.get("from", ""), directory),
        after=council_name(entry.details.get("to", ""), directory),
    )
    nothing = _("Your number stays the same, and you need to do nothing.")
    return "\n\n".join(filter(None, (f"{moved}\n{_why(entry)}".strip(), nothing)))


def _redirected(entry: Entry, directory: Directory) -> str:
    door = directory.door(entry.details.get("door", ""))
    name = door_name(entry.details.get("door", ""), directory)
    where = _("The council cannot settle this matter, but this service can: <b>{door}</b>").format(door=name)
    facts = "\n".join(filter(None, (where, *_about(door), _why(entry))))
    go_on = _("If that does not help, press “It is not solved”, and the council takes it up again.")
    return f"{facts}\n\n{go_on}"


def _about(door: Door | None) -> list[str]:
    if door is None:
        return []
    phone = _("Phone: {phone}").format(phone=escape(door.phone, quote=False)) if door.phone else ""
    return [localized(door.purpose), phone]


def _closed(request: Request, entry: Entry) -> str:
    code, reason = entry.details.get("why", ""), escape(entry.details.get("reason", ""), quote=False)
    why = f"{words.close_reason(CloseReason(code))}." if code in set(CloseReason) else ""
    parts = ["\n".join(filter(None, (why, reason)))]
    if request.state is RequestState.ANSWERED:
        parts.append(_("If that is not so, press “It is not solved”, and the council goes on with it."))
    return "\n\n".join(filter(None, parts))


def _why(entry: Entry) -> str:
    reason = escape(entry.details.get("reason", ""), quote=False)
    return _("Why: {reason}").format(reason=reason) if reason else ""
