"""What has happened to a request, as its author reads it."""

from collections.abc import Sequence

from bot.domain.councils import CouncilId
from bot.domain.directory import Directory
from bot.domain.reception.history import Entry
from bot.domain.reception.request import CloseReason
from bot.domain.reception.states import Act
from handlers import request_words as words
from handlers.reception.bodies import council_name, door_name, told_of_silence
from handlers.reception.own.views.words_said import moment
from handlers.words import _

MOST_SHOWN = 10
"""Things that happened on the page of a request: the latest."""

UNTOLD = frozenset({Act.NOTE, Act.ENTITLE})
"""What the council does for itself."""


def timeline(history: Sequence[Entry], council_id: CouncilId, directory: Directory) -> str:
    """Give the latest things that happened, a line each: when, and what."""
    told = [entry for entry in history if entry.act not in UNTOLD]
    latest = told[-MOST_SHOWN:]
    return "\n".join(f"{moment(entry.at)}: {_what(entry, council_id, directory)}" for entry in latest)


def _what(entry: Entry, council_id: CouncilId, directory: Directory) -> str:
    details = entry.details
    match entry.act:
        case Act.TRANSFER:
            council = council_name(details.get("to", ""), directory)
            return _("given to another council: {council}").format(council=council)
        case Act.REDIRECT:
            door = door_name(details.get("door", ""), directory)
            return _("directed to another service: {door}").format(door=door)
        case Act.CLIMB:
            who = told_of_silence(details.get("rung", ""), council_id, directory)
            return _("there was no answer in time; told of it: {who}").format(who=who)
        case Act.CLOSE if (why := details.get("why")) in set(CloseReason):
            return _("the council closed it: {why}").format(why=words.close_reason(CloseReason(why)))
    return _plainly(entry.act)


def _plainly(act: Act | None) -> str:
    return {
        None: _("you sent it"),
        Act.ADD: _("you added something"),
        Act.REPLY: _("you replied"),
        Act.WITHDRAW: _("you withdrew it"),
        Act.CONFIRM: _("you said that the matter is solved"),
        Act.REOPEN: _("you said that the matter is not solved"),
        Act.RATE: _("you rated the council’s work"),
        Act.TAKE: _("somebody at the council took it up"),
        Act.ANSWER: _("the council answered"),
        Act.ASK: _("the council asked you something"),
        Act.PROPOSE: _("the council proposed an appointment"),
        Act.HAND: _("another colleague at the council took it over"),
        Act.RELEASE: _("it waits for another colleague at the council"),
        Act.CLOSE: _("the council closed it"),
    }.get(act, _("it moved"))
