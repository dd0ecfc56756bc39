"""The editor's page of an event: everything it says, what is missing, and what can be done with it."""

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.events.event import Gap
from handlers.events.door.callbacks import GuestsShown
from handlers.events.editing.callbacks import (
    CancelAsked,
    ChangesShown,
    DiscardAsked,
    DraftsShown,
    EventCopied,
    EventPublished,
    EventRestored,
    FieldAsked,
    PreviewShown,
    RepeatAsked,
)
from handlers.events.editing.fields import Field, Way, first_open_step
from handlers.events.editing.page import EditorPage
from handlers.events.editing.views import words
from handlers.events.views import refusals
from handlers.navigation import Rows, button, in_columns, keyboard, menu_button, share_button
from handlers.screens import Screen
from handlers.words import _, current_language, ngettext

NEEDED = {
    Field.TITLE_KK: Gap.TITLE_KK,
    Field.TITLE_RU: Gap.TITLE_RU,
    Field.TEXT_KK: Gap.TEXT_KK,
    Field.TEXT_RU: Gap.TEXT_RU,
    Field.PLACE: Gap.WHERE,
    Field.START: Gap.START,
}
"""The fields without which nothing is published."""


def page(page: EditorPage, directory: Directory, note: str = "") -> Screen:
    """Show everything about an event, below a note on what was just done."""
    parts = [note, f"<b>{_status(page)}</b>{_series_line(page)}", _facts(page, directory), _missing(page)]
    return Screen("\n\n".join(part for part in parts if part), keyboard(_rows(page)))


def changes(page: EditorPage) -> Screen:
    """Ask what is to be changed."""
    buttons = [
        button(words.name(field), FieldAsked(event_id=page.event.id, field=field, way=Way.UNSETTLED))
        for field in Field
    ]
    back = words.back_to_page(page.event.id, _("← Back"))
    return Screen(
        _("What do you want to change?"), keyboard([*in_columns(buttons, 2), [back, menu_button()]])
    )


def saved(page: EditorPage, *, following: bool, address_dropped: bool = False) -> str:
    """Say that an edit is kept, and who will be told of it when."""
    said = [
        _saved_with_later(page.later) if following and page.later else _("Saved."),
        "" if page.is_draft else told(page),
        _seats_kept(page),
        _("The address line of the old place was taken away.") if address_dropped else "",
    ]
    return "\n".join(line for line in said if line)


def told(page: EditorPage) -> str:
    """Say who will be told when of what was done to an event that people can see."""
    if not page.guests:
        return _("Nobody comes yet, so nobody has to be told.")
    if page.told_at is None:
        return _("Nobody has to be told of this.")
    return ngettext(
        "{count} person comes or waits for a seat. Unless you go on editing, they will be told: {time}.",
        "{count} people come or wait for a seat. Unless you go on editing, they will be told: {time}.",
        page.guests,
    ).format(count=page.guests, time=words.moment(page.told_at, page.now))


def published() -> str:
    """Say that everybody can see an event now."""
    return _("Published. Everybody can see this event now.")


def has_begun() -> str:
    """Say why an event can't be changed any more."""
    return _("This event has begun, so it can't be changed any more.")


def _saved_with_later(later: int) -> str:
    return ngettext(
        "Saved, for this event and the {count} later one.",
        "Saved, for this event and the {count} later ones.",
        later,
    ).format(count=later)


def _seats_kept(page: EditorPage) -> str:
    capacity = page.event.details.capacity
    if capacity is None or page.seats_taken <= capacity:
        return ""
    return ngettext(
        "{count} seat is taken already. Those who come keep their seats.",
        "{count} seats are taken already. Those who come keep their seats.",
        page.seats_taken,
    ).format(count=page.seats_taken)


def _status(page: EditorPage) -> str:
    if page.is_draft:
        return _("Draft: only editors see it")
    if page.is_cancelled:
        return _("Cancelled")
    if page.is_over:
        return _("This event is over")
    return _("Published: everybody sees it")


def _series_line(page: EditorPage) -> str:
    if page.event.series_id is None:
        return ""
    if not page.later:
        return "\n" + _("A weekly event: the last one of its series.")
    return "\n" + ngettext(
        "A weekly event: {count} later one follows.", "A weekly event: {count} later ones follow.", page.later
    ).format(count=page.later)


def _facts(page: EditorPage, directory: Directory) -> str:
    details, open_gaps = page.event.details, page.gaps
    lines = []
    for field in Field:
        known = words.value(field, details, directory)
        if not known:
            known = _("still needed") if NEEDED.get(field) in open_gaps else _unsaid(field)
        lines.append(f"<b>{words.name(field)}</b>: {known}")
    return "\n".join(lines)


def _unsaid(field: Field) -> str:
    match field:
        case Field.SEATS:
            return _("no limit")
        case Field.ADDRESS:
            return _("that of the house, if it has one")
    return "–"


def _missing(page: EditorPage) -> str:
    if not page.gaps:
        return ""
    return _("Still missing before it can be published: {gaps}.").format(gaps=refusals.gaps(page.gaps))


def _rows(page: EditorPage) -> Rows:
    event_id = page.event.id
    leave = [button(_("My events to edit"), DraftsShown()), menu_button()]
    change = [] if page.has_begun else [button(_("Change"), ChangesShown(event_id=event_id))]
    preview = button(_("Preview"), PreviewShown(event_id=event_id, language=current_language()))
    copies = [button(_("Copy"), EventCopied(event_id=event_id, screen=page.update_id))]
    if not (page.is_over or page.is_cancelled or page.later):
        copies.append(button(_("Repeat weekly"), RepeatAsked(event_id=event_id)))
    return [*_first_rows(page), [*change, preview], copies, *_last_rows(page), leave]


def _first_rows(page: EditorPage) -> Rows:
    event_id = page.event.id
    if page.is_draft:
        step = first_open_step(page.event.details)
        go_on = [] if step is None else [_go_on(page, step)]
        return [go_on, [button(_("Publish"), EventPublished(event_id=event_id))]]
    guests = button(_("Guests"), GuestsShown(event_id=event_id))
    if page.is_cancelled or page.is_over:
        return [[guests]]
    return [[guests, share_button(f"event_{event_id}")]]


def _last_rows(page: EditorPage) -> Rows:
    event_id = page.event.id
    if page.is_draft:
        return [[button(_("Discard the draft"), DiscardAsked(event_id=event_id))]]
    if page.is_over:
        return []
    if page.is_cancelled:
        return [[button(_("Hold it after all"), EventRestored(event_id=event_id))]]
    return [[button(_("Cancel the event"), CancelAsked(event_id=event_id))]]


def _go_on(page: EditorPage, step: Field) -> InlineKeyboardButton:
    return button(_("Go on filling in"), FieldAsked(event_id=page.event.id, field=step, way=Way.FORM))
