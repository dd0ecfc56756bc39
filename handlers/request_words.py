"""What screens of citizens and of councils call things: states, topics, councils, days, parts of a matter."""

from datetime import date
from html import escape

from bot.domain.astana_time import local
from bot.domain.directory import Directory
from bot.domain.reception.messages import PieceKind, RequestMessage
from bot.domain.reception.promise import DueState, due_state
from bot.domain.reception.request import CloseReason, ReplyWay, Request, RequestCard
from bot.domain.reception.states import RequestState
from handlers import formats
from handlers.words import _, current_language, ngettext


def state(of: RequestState) -> str:
    """Name a state in two or three words."""
    names = {
        RequestState.SUBMITTED: _("Sent, not yet taken"),
        RequestState.IN_PROGRESS: _("In progress"),
        RequestState.WAITING_FOR_CITIZEN: _("Waiting for the citizen’s reply"),
        RequestState.ANSWERED: _("Answered"),
        RequestState.CONFIRMED: _("Solved"),
        RequestState.REOPENED: _("Reopened"),
        RequestState.TRANSFERRED: _("Given to another council"),
        RequestState.REDIRECTED: _("Directed to another service"),
        RequestState.WITHDRAWN: _("Withdrawn"),
    }
    return names[of]


def topic(request: Request | RequestCard, directory: Directory) -> str:
    """Name the topic, safe to put into HTML."""
    found = directory.topic(request.topic_id)
    return escape(found.name.in_language(current_language()), quote=False) if found else _("Other")


def council(request: Request | RequestCard, directory: Directory) -> str:
    """Name the council, safe to put into HTML; a council no longer listed goes by its id."""
    found = directory.council(request.council_id)
    name = found.name.in_language(current_language()) if found else request.council_id
    return escape(name, quote=False)


def place(request: Request | RequestCard, directory: Directory) -> str:
    """Name the place of the matter, safe to put into HTML."""
    found = directory.place(request.place_id)
    return escape(found.name.in_language(current_language()), quote=False) if found else _("place not known")


def day(on: date) -> str:
    """Write a promised day with its weekday."""
    return formats.full_date(on, current_language())


def due(card: RequestCard, today: date, directory: Directory) -> str:
    """Say by when the answer is promised, and whether that is soon or over."""
    shown = day(card.answer_due_on)
    match due_state(card.answer_due_on, today, directory.working_days):
        case DueState.OVERDUE:
            return _("Overdue: the answer was promised by {day}").format(day=shown)
        case DueState.SOON:
            return _("Due soon: answer by {day}").format(day=shown)
    return _("Answer by {day}").format(day=shown)


def sent_on(request: Request | RequestCard) -> str:
    """Write the day on which a request was sent."""
    at = request.clock.submitted_at if isinstance(request, Request) else request.submitted_at
    return formats.short_date(local(at).date(), current_language())


def reply_way(way: ReplyWay) -> str:
    """Name a way of being answered."""
    names = {
        ReplyWay.HERE: _("Here, in this chat"),
        ReplyWay.PHONE: _("By phone"),
        ReplyWay.MEETING: _("At an appointment in person"),
    }
    return names[way]


def close_reason(reason: CloseReason) -> str:
    """Say why a council closed a request."""
    names = {
        CloseReason.SOLVED: _("The matter is solved"),
        CloseReason.REPEATED: _("It repeats an earlier request"),
        CloseReason.NO_REPLY: _("The citizen did not reply"),
        CloseReason.NO_MATTER: _("It contains no matter that could be settled"),
    }
    return names[reason]


def part(message: RequestMessage) -> str:
    """Give a message as a line: its words, or what kind of file it is with its caption; safe for HTML."""
    words = escape(message.piece.text, quote=False)
    names = {
        PieceKind.TEXT: "",
        PieceKind.PHOTO: _("photo"),
        PieceKind.VOICE: _("voice message"),
        PieceKind.DOCUMENT: _("document"),
        PieceKind.PLACE: _("place on the map"),
    }
    kind = names[message.piece.kind]
    return f"[{kind}] {words}".strip() if kind else words


def attachments(count: int) -> str:
    """Count files."""
    return ngettext("{count} attachment", "{count} attachments", count).format(count=count)
