"""What citizen and council have said to each other: in short on the page of a request, and in full."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from itertools import groupby

from bot.domain.astana_time import local
from bot.domain.reception.messages import Purpose, RequestMessage
from bot.domain.reception.request import Request
from handlers import formats
from handlers import request_words as words
from handlers.fitting import length
from handlers.navigation import Page, RequestShown, button, keyboard
from handlers.reception.own.callbacks import WordsShown
from handlers.screens import Screen
from handlers.words import _, current_language

SHORTENED = 280
"""Characters of one message on the page of a request."""

MOST_ON_PAGE = 5
"""Messages on the page of a request: the latest, each with all of its parts."""

LONGEST_READ = 3800
"""Characters of words on one screen of what was said in full."""


def latest(messages: Sequence[RequestMessage]) -> list[RequestMessage]:
    """Give what was said last; the parts of one message count as one."""
    return [part for said in _together(messages)[-MOST_ON_PAGE:] for part in said]


def in_short(messages: Sequence[RequestMessage]) -> str:
    """Give the messages, long ones cut, the parts of one under one heading."""
    return "\n\n".join("\n".join(_lines(said)) for said in _together(messages))


def is_shortened(messages: Sequence[RequestMessage]) -> bool:
    """Tell whether there is more to read than the page of a request shows."""
    is_long = any(len(one.piece.text) > SHORTENED for one in messages)
    return is_long or len(_together(messages)) > MOST_ON_PAGE


def in_full(request: Request, messages: Sequence[RequestMessage], number: int | None) -> Screen:
    """Give one screen of all that was said, the last where none is named."""
    screens = _laid_out([_entry(part) for message in messages for part in _readable(message)])
    page = Page(min(len(screens) - 1 if number is None else number, len(screens) - 1), 1, len(screens))
    turners = page.turners(
        WordsShown(request_id=request.id, page=max(0, page.number - 1)),
        WordsShown(request_id=request.id, page=page.number + 1),
    )
    title = _("<b>What was said about request {number}</b>").format(number=request.number)
    back = button(_("Back to the request"), RequestShown(request_id=request.id))
    return Screen(f"{title}\n\n{screens[page.number]}", keyboard([turners, [back]]))


def moment(at: datetime) -> str:
    """Write day and hour, Astana time."""
    language, shown = current_language(), local(at)
    return f"{formats.short_date(shown.date(), language)}, {formats.clock_time(shown, language)}"


def _together(messages: Sequence[RequestMessage]) -> list[list[RequestMessage]]:
    return [list(parts) for _said, parts in groupby(messages, key=lambda one: (one.purpose, one.at))]


def _lines(said: Sequence[RequestMessage]) -> list[str]:
    first, *others = map(_shortened, said)
    return [_entry(first), *map(words.part, others)]


def _laid_out(entries: Sequence[str]) -> list[str]:
    """Put as many messages on a screen as fit; there is at least one screen."""
    screens: list[str] = []
    for entry in entries:
        together = f"{screens[-1]}\n\n{entry}" if screens else entry
        if screens and length(together) <= LONGEST_READ:
            screens[-1] = together
        else:
            screens.append(entry)
    return screens or [_("Nothing is left of what was said.")]


def _entry(message: RequestMessage) -> str:
    return f"<b>{_who(message.purpose)}</b>, {moment(message.at)}\n{words.part(message)}"


def _readable(message: RequestMessage) -> list[RequestMessage]:
    """Give the message in parts that fit on a screen: signs beyond the commonest count double in Telegram."""
    text = message.piece.text
    if length(escape(text, quote=False)) <= LONGEST_READ:
        return [message]
    middle = len(text) // 2
    halves = (
        replace(message, piece=replace(message.piece, text=half)) for half in (text[:middle], text[middle:])
    )
    return [part for half in halves for part in _readable(half)]


def _shortened(message: RequestMessage) -> RequestMessage:
    text = message.piece.text
    if len(text) <= SHORTENED:
        return message
    return replace(message, piece=replace(message.piece, text=f"{text[:SHORTENED].rstrip()}…"))


def _who(purpose: Purpose) -> str:
    return {
        Purpose.MATTER: _("You wrote"),
        Purpose.ADDITION: _("You added"),
        Purpose.REPLY: _("You replied"),
        Purpose.ANSWER: _("The council answered"),
        Purpose.QUESTION: _("The council asks"),
        Purpose.MEETING: _("The council proposes an appointment"),
        Purpose.NOTE: "",
    }[purpose]
