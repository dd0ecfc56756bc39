"""Lines on requests that the desk, the acts and the notices of a council have in common."""

from datetime import date
from html import escape

from bot.domain.astana_time import local
from bot.domain.directory import Directory
from bot.domain.reception.history import Entry, Side
from bot.domain.reception.promise import DueState, due_state
from bot.domain.reception.request import CloseReason, Request, RequestCard, Rung
from bot.domain.reception.states import UNTAKEN, Act, RequestState
from handlers import formats, request_words
from handlers.words import _, current_language


def heading(card: RequestCard | Request, directory: Directory) -> str:
    """Begin everything that is said about a request: its number and topic."""
    return f"<b>{card.number}</b> · {request_words.topic(card, directory)}"


def cut(words: str, longest: int) -> str:
    """Give the beginning of a text that is longer than `longest` characters."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def headline(card: RequestCard) -> str:
    """Give the line by which the owner named the matter, safe to put into HTML; empty where there is none."""
    if not card.headline:
        return ""
    return _("“{headline}”").format(headline=escape(card.headline, quote=False))


def urgency(card: RequestCard) -> str:
    """Say that somebody may be in danger; empty where nothing tells of it."""
    return _("<b>Urgent: somebody may be in danger.</b>") if card.is_urgent and card.is_open else ""


def owner(card: RequestCard) -> str:
    """Say who answers for the request."""
    if card.owner_name:
        return _("Owner: {name}").format(name=escape(card.owner_name, quote=False))
    if card.owner_id is not None:
        return _("Owner: a colleague")
    return _("Nobody has taken it yet") if card.state in UNTAKEN else _("It has no owner")


def promises(card: RequestCard, today: date, directory: Directory) -> list[str]:
    """Say by when the council reacts and answers; nothing where it owes no answer any more."""
    if not card.is_open:
        return []
    if card.state is RequestState.WAITING_FOR_CITIZEN:
        return [_("The clock stands still until they reply.")]
    answer = request_words.due(card, today, directory)
    # Whoever may be in danger waits for nobody's working days.
    return [answer] if card.has_reaction or card.is_urgent else [_reaction(card, today, directory), answer]


def climbed(card: RequestCard) -> str:
    """Say how high the silence has climbed; empty where it has not."""
    said = {
        Rung.HEAD: _("The silence has climbed to the head of the council."),
        Rung.REGION: _("The silence has climbed to the elders’ council of the region."),
        Rung.COUNTRY: _("The silence has climbed to the national desk."),
    }
    return said.get(card.rung, "") if card.is_open else ""


def happened(entry: Entry) -> str:
    """Say in a line what was done with a request, and on which day; safe to put into HTML."""
    return f"{formats.short_date(local(entry.at).date(), current_language())}: {_act(entry)}"


def _reaction(card: RequestCard, today: date, directory: Directory) -> str:
    shown = request_words.day(card.reaction_due_on)
    match due_state(card.reaction_due_on, today, directory.working_days):
        case DueState.OVERDUE:
            return _("Overdue: somebody should have taken it by {day}").format(day=shown)
        case DueState.SOON:
            return _("Due soon: take it by {day}").format(day=shown)
    return _("Take it by {day}").format(day=shown)


def _act(entry: Entry) -> str:
    details = entry.details
    match entry.act:
        case None:
            return _("sent")
        case Act.HAND if details.get("to"):
            return _("handed to {name}").format(name=escape(details["to"], quote=False))
        case Act.CLOSE if details.get("why"):
            why = request_words.close_reason(CloseReason(details["why"]))
            return _("closed: {reason}").format(reason=why[:1].lower() + why[1:])
        case Act.RELEASE if entry.side is Side.BOT:
            return _("given back, because its owner no longer works for the council")
    return _named(entry.act)


def _named(act: Act) -> str:
    names = {
        Act.ADD: _("the citizen added something"),
        Act.REPLY: _("the citizen replied"),
        Act.WITHDRAW: _("withdrawn by the citizen"),
        Act.CONFIRM: _("solved, says the citizen"),
        Act.REOPEN: _("not solved, says the citizen"),
        Act.RATE: _("rated by the citizen"),
        Act.TAKE: _("taken"),
        Act.ANSWER: _("answered"),
        Act.ASK: _("the citizen was asked"),
        Act.PROPOSE: _("an appointment was proposed"),
        Act.NOTE: _("noted"),
        Act.ENTITLE: _("named in a headline"),
        Act.HAND: _("handed to a colleague"),
        Act.RELEASE: _("given back to the council"),
        Act.TRANSFER: _("given to another council"),
        Act.REDIRECT: _("directed to another service"),
        Act.CLOSE: _("closed"),
        Act.CLIMB: _("the silence climbed"),
    }
    return names[act]
