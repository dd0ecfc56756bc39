"""What is asked back before it is done: whom a change concerns, calling off, throwing away, repeating."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.domain.astana_time import local
from bot.domain.events.event import EventId
from bot.domain.language import Language
from bot.services.events.repeating import MOST_REPEATS, WEEK
from handlers import formats, languages
from handlers.events.editing.callbacks import (
    DraftDiscarded,
    EventCancelled,
    EventRepeated,
    FieldAsked,
    PreviewShown,
    RepeatAsked,
    RepeatUntil,
)
from handlers.events.editing.fields import Field, Way
from handlers.events.editing.page import EditorPage
from handlers.events.editing.views import words
from handlers.events.views import lines
from handlers.navigation import Rows, button, in_columns, keyboard
from handlers.screens import Screen
from handlers.words import _, current_language, ngettext

WEEKS = (4, 8, 12)
"""For how many weeks an event is often repeated."""


def scope(page: EditorPage, field: Field) -> Screen:
    """Ask whether the later events of the series are to be changed too."""
    event_id = page.event.id
    alone = FieldAsked(event_id=event_id, field=field, way=Way.ALONE)
    following = FieldAsked(event_id=event_id, field=field, way=Way.FOLLOWING)
    return Screen(
        f"<b>{words.name(field)}</b>\n\n" + _("This event is held every week. What do you want to change?"),
        keyboard(
            [
                [button(_("Only this one"), alone)],
                [button(_this_and_later(page.later), following)],
                [words.back_to_page(event_id, _("Cancel"))],
            ]
        ),
    )


def cancel(page: EditorPage) -> Screen:
    """Ask whether an event is really called off, and say who will be told."""
    event_id = page.event.id
    text = _("Cancel “{title}”?").format(title=lines.title(page.event.details))
    rows: Rows = [[button(_("Yes, cancel it"), EventCancelled(event_id=event_id, following=False))]]
    if page.later:
        label = _this_and_later(page.later)
        rows = [
            [button(_("Only this one"), EventCancelled(event_id=event_id, following=False))],
            [button(label, EventCancelled(event_id=event_id, following=True))],
        ]
    keep = words.back_to_page(event_id, _("No, hold it"))
    return Screen(f"<b>{text}</b>\n\n{_cancel_notice(page)}", keyboard([*rows, [keep]]))


def discard(page: EditorPage) -> Screen:
    """Ask whether a draft is really thrown away."""
    event_id = page.event.id
    question = _("Discard the draft “{title}”?").format(title=lines.title(page.event.details))
    lost = _("What was written will be gone.")
    yes = button(_("Yes, discard it"), DraftDiscarded(event_id=event_id))
    keep = words.back_to_page(event_id, _("No, keep it"))
    return Screen(f"<b>{question}</b>\n\n{lost}", keyboard([[yes], [keep]]))


def repeat_until(page: EditorPage, trouble: str = "") -> Screen:
    """Ask until when an event is to be held every week."""
    start = local(page.event.starts_at).date()
    buttons = []
    for count in WEEKS:
        day = start + timedelta(weeks=count)
        label = ngettext("{count} more week", "{count} more weeks", count).format(count=count)
        buttons.append(button(label, RepeatUntil(event_id=page.event.id, day=day.toordinal())))
    parts = [
        "<b>" + _("Repeat weekly") + "</b>",
        _("Begins: {start}").format(start=lines.when(page.event.starts_at, None)),
        _("A draft repeats as drafts. To repeat it for everybody, publish it first.")
        if page.is_draft
        else "",
        trouble or _("Until which day? Write it, for example “25 May 2027”, or choose below."),
    ]
    cancel_button = words.back_to_page(page.event.id, _("Cancel"))
    return Screen(
        "\n\n".join(part for part in parts if part), keyboard([*in_columns(buttons, 1), [cancel_button]])
    )


def repeat(page: EditorPage, until: date, starts: Sequence[datetime]) -> Screen:
    """Say how many events there would be, and ask whether to make them."""
    days = [local(start).date() for start in starts]
    language = current_language()
    if not days:
        return repeat_until(page, _("There is no week to add up to that day. Write a later day."))
    text = ngettext(
        "There will be {count} more event, at the same hour: from {first} to {last}.",
        "There will be {count} more events, at the same hour: from {first} to {last}.",
        len(days),
    ).format(
        count=len(days),
        first=formats.full_date(days[0], language),
        last=formats.full_date(days[-1], language),
    )
    last = local(page.event.starts_at + MOST_REPEATS * WEEK).date()
    at_most = _("No more than a year is made at once.") if last <= until else ""
    act = EventRepeated(event_id=page.event.id, day=until.toordinal(), screen=page.update_id)
    yes = button(_("Yes, repeat it"), act)
    other = button(_("Another day"), RepeatAsked(event_id=page.event.id))
    cancel_button = words.back_to_page(page.event.id, _("Cancel"))
    return Screen(
        "\n\n".join(part for part in (text, at_most) if part), keyboard([[yes], [other, cancel_button]])
    )


def until_unread() -> str:
    """Say how the last day of a weekly event is written."""
    return _("I could not read a day. Write it like this: 25 May 2027.")


def start_wanted() -> str:
    """Say that an event without a time can't be repeated."""
    return _("Say first when the event begins.")


def already_weekly() -> str:
    """Say where a series is prolonged."""
    return _("This event is weekly already. To go on, repeat the last one of the series.")


def repeated(count: int) -> str:
    """Say that the events were made."""
    return ngettext(
        "Done: {count} more event. It is in your list.",
        "Done: {count} more events. They are in your list.",
        count,
    ).format(count=count)


def copied() -> str:
    """Say what a copy still lacks."""
    return _("This is the copy. It has no time yet: say when it begins, then publish it.")


def preview_rows(event_id: EventId, shown: Language) -> Rows:
    """Give the buttons that show the card in each language, and lead back."""
    buttons = [
        button(
            f"✓ {label}" if language is shown else label,
            PreviewShown(event_id=event_id, language=language),
        )
        for language in Language
        for label in [languages.title(language, language)]
    ]
    return [*in_columns(buttons, 3), [words.back_to_page(event_id, _("← Back"))]]


def _this_and_later(later: int) -> str:
    return ngettext("This and the {count} later one", "This and the {count} later ones", later).format(
        count=later
    )


def _cancel_notice(page: EditorPage) -> str:
    if not page.guests:
        return _("Nobody comes yet, so nobody has to be told.")
    return ngettext(
        "{count} person comes or waits for a seat. They will be told: {time}. "
        "Until then you can change your mind.",
        "{count} people come or wait for a seat. They will be told: {time}. "
        "Until then you can change your mind.",
        page.guests,
    ).format(count=page.guests, time=words.moment(page.would_be_told_at, page.now))
