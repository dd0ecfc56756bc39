"""A request as its owner reads it: who writes, how to answer, and all that was said."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from bot.domain.astana_time import local
from bot.domain.directory import Directory
from bot.domain.reception.messages import Delivery, PieceKind, Purpose, RequestMessage
from bot.domain.reception.request import ReplyWay, Request
from handlers import formats, languages, request_words
from handlers.coordination import lines
from handlers.coordination.callbacks import FilesAsked, RequestOpenedAsked
from handlers.coordination.desk.views import acts
from handlers.coordination.desk.views.splitting import chunks, packed
from handlers.fitting import LONGEST_MESSAGE
from handlers.navigation import Rows, button
from handlers.words import _, current_language

LONGEST_MARK = 40
"""Characters that are kept free for the number above the second and later messages."""


def texts(request: Request, messages: Sequence[RequestMessage], directory: Directory) -> list[str]:
    """Give the whole request, in as many messages of Telegram as it needs; each begins with its number."""
    blocks = [about(request, directory)]
    if request.stripped_at is not None:
        blocks.append(_("What the citizen wrote was deleted when its term was over."))
        return packed(blocks)
    first, *others = packed([*blocks, *_said(messages)], longest=LONGEST_MESSAGE - LONGEST_MARK)
    mark = _("{number}, continued").format(number=request.number)
    return [first, *(f"<b>{mark}</b>\n\n{text}" for text in others)]


def about(request: Request, directory: Directory) -> str:
    """Say who writes, and how they want to be answered."""
    language = languages.name(request.language, current_language())
    said = [
        lines.heading(request, directory),
        lines.urgency(request.card),
        request_words.council(request, directory),
        _("Place: {place}").format(place=request_words.place(request, directory)),
        _("From: {name}").format(name=escape(request.name, quote=False))
        if request.name
        else _("From: name not shown"),
        _how_to_answer(request),
        _("Writes in this language: {language}").format(language=language),
        _meeting(request),
    ]
    return "\n".join(filter(None, said))


def rows(request: Request, messages: Sequence[RequestMessage]) -> Rows:
    """Give the buttons under the words."""
    ways = [acts.card_button(request.id)]
    if has_files(messages):
        ways.insert(0, button(_("Show files"), FilesAsked(request_id=request.id)))
    return [*acts.speaking_rows(request.card, acts.OWNERS), ways]


def rows_below_part(request: Request) -> Rows:
    """Give the buttons under words that were cut, or are only the latest of many."""
    whole = button(_("Read in full"), RequestOpenedAsked(request_id=request.id))
    return [*acts.speaking_rows(request.card, acts.OWNERS), [whole, acts.card_button(request.id)]]


def has_files(messages: Sequence[RequestMessage]) -> bool:
    """Tell whether anything was sent that is no text."""
    return any(message.piece.kind is not PieceKind.TEXT for message in messages)


def nothing_shown(request: Request) -> str:
    """Say that there are no files, or none any more."""
    if request.stripped_at is not None:
        return _("The files were deleted when their term was over.")
    return _("There are no files with this request.")


def after_files(request: Request, directory: Directory, missing: int) -> str:
    """Close the row of files with the request they belong to."""
    said = [
        lines.heading(request, directory),
        _("The files are above. A reply to any of them goes to the citizen."),
    ]
    if missing:
        said.append(_("Telegram no longer gives these files out: {count}").format(count=missing))
    return "\n".join(said)


def whose(message: RequestMessage, request: Request) -> str:
    """Say under a file whose it is, and from which request."""
    return f"{request.number} · {_purpose(message.purpose)}"


def _how_to_answer(request: Request) -> str:
    way = _("Answer: {way}").format(way=request_words.reply_way(request.reply_way))
    if request.reply_way is ReplyWay.PHONE and request.phone:
        return f"{way}, {escape(request.phone, quote=False)}"
    return way


def _meeting(request: Request) -> str:
    if request.meeting_at is None:
        return ""
    at, language = local(request.meeting_at), current_language()
    return _("Appointment: {day}, {time}, Astana time").format(
        day=formats.full_date(at.date(), language), time=formats.clock_time(at, language)
    )


def _said(messages: Sequence[RequestMessage]) -> Iterator[str]:
    """Give what was said, the parts of one message together, each in blocks that fit."""
    heard = [message for message in messages if message.purpose is not Purpose.NOTE]
    for (purpose, at), parts in groupby(heard, key=lambda one: (one.purpose, one.at)):
        said = list(parts)
        day = formats.short_date(local(at).date(), current_language())
        head = _with_outcome(f"<b>{_purpose(purpose)}</b>, {day}", said)
        first, *others = [block for message in said for block in _blocks(message)] or [""]
        yield f"{head}\n{first}"
        yield from others


def _blocks(message: RequestMessage) -> Iterator[str]:
    """Give a part of what was said; one that is too long for a message in several."""
    first, *others = chunks(message.piece.text) or [""]
    yield request_words.part(replace(message, piece=replace(message.piece, text=first)))
    for other in others:
        yield escape(other, quote=False)


def _purpose(purpose: Purpose) -> str:
    names = {
        Purpose.MATTER: _("The citizen’s request"),
        Purpose.ADDITION: _("Added by the citizen"),
        Purpose.REPLY: _("The citizen’s reply"),
        Purpose.ANSWER: _("The council’s answer"),
        Purpose.QUESTION: _("The council’s question"),
        Purpose.MEETING: _("The proposed appointment"),
        Purpose.NOTE: _("Note of a colleague"),
    }
    return names[purpose]


def _with_outcome(head: str, said: Sequence[RequestMessage]) -> str:
    found = {message.delivery for message in said}
    if found & {Delivery.BLOCKED, Delivery.FAILED}:
        return _("{message} – did not arrive").format(message=head)
    if Delivery.UNCERTAIN in found:
        return _("{message} – nobody knows whether it arrived").format(message=head)
    return head
