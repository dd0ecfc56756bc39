"""What is somebody's own, on one screen: their requests and their events."""

from collections.abc import Sequence
from datetime import date
from html import escape

from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.astana_time import local
from bot.domain.directory import Directory
from bot.domain.events.card import EventCard
from bot.domain.events.event import Event
from bot.domain.people import Person
from bot.domain.reception.request import Request
from bot.ports.clock import Clock
from bot.services.events.attending import Attending
from bot.services.places import Places
from bot.services.reception.own import OwnRequests
from handlers import formats
from handlers import request_lines as lines
from handlers.navigation import (
    LinkFollowed,
    RequestShown,
    Rows,
    Section,
    SectionOpened,
    button,
    keyboard,
    menu_button,
)
from handlers.screens import Screen, show
from handlers.words import _, current_language

MOST_OF_EACH = 4
"""Requests and events on the screen; the others are behind a button."""

LONGEST_TITLE = 38
"""Characters of an event's title on a button."""


async def show_mine(
    event: Message | CallbackQuery,
    person: Person,
    own_requests: OwnRequests,
    attending: Attending,
    places: Places,
    clock: Clock,
) -> None:
    """Show what the person waits for: their requests, open ones first, and their events, the next first."""
    requests = (await own_requests.mine(person.id)).own
    events = await attending.of_person(person.id)
    await show(event, mine(requests, events, places.directory, local(clock()).date()))


def mine(
    requests: Sequence[Request], events: Sequence[EventCard], directory: Directory, today: date
) -> Screen:
    """Show both together."""
    title = _("<b>My requests and events</b>")
    parts = [title, _requests(requests, directory, today), _events(events)]
    rows = [
        *([_open_request(request, directory)] for request in requests[:MOST_OF_EACH]),
        *([_open_event(card.event)] for card in events[:MOST_OF_EACH]),
        *_sections(requests, events),
        [menu_button()],
    ]
    return Screen("\n\n".join(parts), keyboard(rows))


def _requests(requests: Sequence[Request], directory: Directory, today: date) -> str:
    if not requests:
        return _("You have sent no requests to a council.")
    shown = [
        f"<b>{lines.title(request, directory)}</b>\n{lines.standing(request, directory, today)}"
        for request in requests[:MOST_OF_EACH]
    ]
    return "\n\n".join(shown)


def _events(events: Sequence[EventCard]) -> str:
    if not events:
        return _("You have no events ahead.")
    shown = [
        f"<b>{escape(_title(card.event), quote=False)}</b>\n{_when(card.event)}"
        for card in events[:MOST_OF_EACH]
    ]
    return "\n\n".join(shown)


def _when(event: Event) -> str:
    language, start = current_language(), local(event.starts_at)
    when = f"{formats.short_date(start.date(), language)}, {formats.clock_time(start, language)}"
    return when if event.is_published else " · ".join((when, _("<b>cancelled</b>")))


def _title(event: Event) -> str:
    return event.details.title.in_language(current_language()) or _("Event without a title")


def _open_request(request: Request, directory: Directory) -> InlineKeyboardButton:
    return button(lines.plain_title(request, directory), RequestShown(request_id=request.id))


def _open_event(event: Event) -> InlineKeyboardButton:
    words = _title(event)
    label = words if len(words) <= LONGEST_TITLE else f"{words[:LONGEST_TITLE].rstrip()}…"
    return button(label, LinkFollowed(payload=f"event_{event.id}"))


def _sections(requests: Sequence[Request], events: Sequence[EventCard]) -> Rows:
    """Lead to all requests and events, or to where one gets the first."""
    asked = (
        button(_("All my requests"), SectionOpened(section=Section.MY_REQUESTS))
        if requests
        else button(_("Write to a council"), SectionOpened(section=Section.REQUEST))
    )
    visited = (
        button(_("All my events"), SectionOpened(section=Section.MY_EVENTS))
        if events
        else button(_("What is on"), SectionOpened(section=Section.EVENTS))
    )
    return [[asked], [visited]]
