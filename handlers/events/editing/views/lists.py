"""The list of what an editor may edit, and what somebody sees who may not."""

from collections.abc import Sequence

from bot.domain.events.errors import EventRefusal, NotAnEditor
from bot.domain.events.event import Event, EventStatus
from handlers.events.editing.callbacks import DraftsShown, EditorOpened, EventBegun
from handlers.events.tables.callbacks import TablesShown
from handlers.events.views import lines
from handlers.events.views.refusals import refusal
from handlers.navigation import Page, button, keyboard, menu_button
from handlers.screens import Screen
from handlers.wording import numbered
from handlers.words import _

EVENTS_A_PAGE = 6

LONGEST_LABEL = 40
"""Characters of a title on a button; a telephone shows hardly more."""


def editable(events: Sequence[Event], page_number: int, update_id: int) -> Screen:
    """Show the drafts and the coming events, drafts first, for an update."""
    page = Page(page_number, EVENTS_A_PAGE, len(events))
    shown = events[page.slice]
    rows = [
        [button(_label(number, event), EditorOpened(event_id=event.id))]
        for number, event in enumerate(shown, start=1)
    ]
    turners = page.turners(DraftsShown(page=page_number - 1), DraftsShown(page=page_number + 1))
    new = button(_("New event"), EventBegun(screen=update_id))
    title = _("Events that you edit")
    entries = numbered([(lines.title(event.details), _line(event)) for event in shown])
    none = _("There are no drafts and no coming events. Press “New event” to begin one.")
    text = f"<b>{title}</b>\n\n{entries or none}"
    tables = button(_("Tables"), TablesShown())
    return Screen(text, keyboard([[new], *rows, turners, [tables, menu_button()]]))


def not_an_editor() -> Screen:
    """Say to whom editing is open."""
    text = _(
        "Events are added and changed by editors. An editor is somebody who has opened an invitation "
        "from the people who run this bot."
    )
    return Screen(text, keyboard([[menu_button()]]))


def discarded() -> str:
    """Say that a draft is gone."""
    return _("The draft has been discarded.")


def refused(error: EventRefusal) -> Screen:
    """Say why something was not done, and offer the way back."""
    others = [] if isinstance(error, NotAnEditor) else [button(_("My events to edit"), DraftsShown())]
    return Screen(refusal(error), keyboard([[*others, menu_button()]]))


def _label(number: int, event: Event) -> str:
    title = lines.plain_title(event.details)
    short = title if len(title) <= LONGEST_LABEL else f"{title[:LONGEST_LABEL].rstrip()}…"
    return f"{number}. {short}"


def _line(event: Event) -> str:
    starts_at = event.details.starts_at
    when = _("no time yet") if starts_at is None else lines.short_when(starts_at)
    match event.status:
        case EventStatus.DRAFT:
            return _("Draft · {when}").format(when=when)
        case EventStatus.CANCELLED:
            return _("Cancelled · {when}").format(when=when)
    return when
