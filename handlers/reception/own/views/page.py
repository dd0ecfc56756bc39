"""The page of a request, as its author sees it."""

from datetime import date
from html import escape

from bot.domain.astana_time import local
from bot.domain.directory import Directory
from bot.domain.reception.messages import RequestMessage
from bot.domain.reception.request import Request
from bot.domain.reception.states import RequestState
from bot.services.reception.own import OwnRequest
from handlers import formats
from handlers import request_lines as lines
from handlers import request_words as words
from handlers.fitting import LONGEST_MESSAGE, length
from handlers.navigation import keyboard
from handlers.reception.bodies import door_name
from handlers.reception.own.views.page_buttons import rows
from handlers.reception.own.views.timeline import timeline
from handlers.reception.own.views.words_said import in_short, is_shortened, latest
from handlers.screens import Screen
from handlers.words import _, current_language


def page(own: OwnRequest, directory: Directory, today: date) -> Screen:
    """Show everything about a request; what does not fit is behind a button."""
    shown, is_cut = latest(own.messages), is_shortened(own.messages)
    text = _text(own, shown, directory, today)
    while length(text) > LONGEST_MESSAGE and shown:
        shown, is_cut = shown[1:], True
        text = _text(own, shown, directory, today)
    return Screen(text, keyboard(rows(own, directory, is_cut=is_cut)))


def facts(request: Request, directory: Directory, today: date) -> str:
    """Say how a request stands, and what it is."""
    found = [
        _("<b>Request</b> <code>{number}</code>").format(number=request.number),
        f"<b>{words.state(request.state)}</b>",
        lines.promise(request, directory, today),
        escape(request.headline, quote=False),
        _("Council: {council}").format(council=words.council(request, directory)),
        _("Topic: {topic}").format(topic=words.topic(request, directory)),
        _("Place: {place}").format(place=words.place(request, directory)),
        _("How you are answered: {way}").format(way=words.reply_way(request.reply_way)),
        appointment(request),
        _ended(request, directory),
    ]
    return "\n".join(filter(None, found))


def appointment(request: Request) -> str:
    """Say when the proposed appointment is, Astana time; empty where none is ahead."""
    if request.meeting_at is None or not request.is_open:
        return ""
    shown, language = local(request.meeting_at), current_language()
    return _("Proposed appointment: {day}, {time}, Astana time").format(
        day=formats.full_date(shown.date(), language), time=formats.clock_time(shown, language)
    )


def _text(own: OwnRequest, messages: list[RequestMessage], directory: Directory, today: date) -> str:
    request = own.request
    parts = [facts(request, directory, today)]
    if request.stripped_at is not None:
        day = words.day(local(request.stripped_at).date())
        parts.append(
            _("What was said was deleted on {day}, after its term, with your name and phone.").format(day=day)
        )
    elif messages:
        parts.append(in_short(messages))
    history = timeline(own.history, request.council_id, directory)
    title = _("What has happened")
    parts.append(f"<b>{title}</b>\n{history}")
    return "\n\n".join(parts)


def _ended(request: Request, directory: Directory) -> str:
    """Say how the council ended the request, where it did so without an answer of its own."""
    reason = escape(request.reason, quote=False)
    if request.state is RequestState.REDIRECTED and request.door_id is not None:
        door = door_name(request.door_id, directory)
        return _("This matter is for: {door}. Why: {reason}").format(door=door, reason=reason)
    if request.close_reason is not None:
        why = words.close_reason(request.close_reason)
        return _("The council closed it: {why}. {reason}").format(why=why, reason=reason).strip()
    return ""
