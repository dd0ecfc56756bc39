"""The notice that an event is not as people know it: old and new side by side."""

from collections.abc import Sequence
from html import escape

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.events.attendance import AttendanceState
from bot.domain.events.card import EventCard
from bot.domain.events.changes import Change
from bot.domain.events.event import EventDetails
from bot.domain.events.notices import EventChanged
from handlers.events.callbacks import CalendarAsked, CannotCome, EventOpened
from handlers.events.views import lines
from handlers.events.views.card_buttons import offer_buttons
from handlers.events.views.standing import standing
from handlers.events.views.ways import what_is_on_button
from handlers.fitting import length
from handlers.navigation import Rows, button, keyboard
from handlers.screens import Screen
from handlers.words import _, current_language

SHORTER_TEXTS = (300, 150)
"""Characters that are left of a new text where the whole of it does not fit."""

Paragraph = Sequence[str]
"""A paragraph of a notice, whole and then ever shorter, in case that the notice is too long."""


def changed(notice: EventChanged, directory: Directory, longest: int) -> Screen | None:
    """Tell what changed, in at most `longest` characters; None where this reader would see no difference.

    A title or text may have changed in another language alone.
    """
    event = notice.card.event
    if Change.CANCELLED in notice.changes:
        return _cancelled(notice, directory, longest)
    told = {} if not event.is_published else _told(notice, directory)
    if not told:
        return None
    details = event.details
    title = lines.title(details)
    is_on_again = Change.ON_AGAIN in told
    headline = _("<b>On again: {title}</b>") if is_on_again else _("<b>Changed: {title}</b>")
    unchanged = [
        *(
            [lines.beginning(lines.when(details.starts_at, details.ends_at))]
            if Change.TIME not in told
            else []
        ),
        *([_where(details, directory)] if Change.PLACE not in told else []),
    ]
    paragraphs: list[Paragraph] = [
        [headline.format(title=title)],
        *told.values(),
        ["\n".join(unchanged), *unchanged[:1]],
        [standing(notice.card)],
    ]
    return Screen(_fitted(paragraphs, longest), keyboard(_buttons(notice.card)))


def _cancelled(notice: EventChanged, directory: Directory, longest: int) -> Screen:
    was = notice.known.details
    when = _("It was to be: {when}").format(when=f"<s>{lines.when(was.starts_at, was.ends_at)}</s>")
    paragraphs = [
        [_("<b>Cancelled: {title}</b>").format(title=lines.title(was))],
        [f"{when}\n{_where(was, directory)}", when],
        [_("This event will not take place. You need not do anything.")],
    ]
    rows = [[_open_button(notice.card)], [what_is_on_button()]]
    return Screen(_fitted(paragraphs, longest), keyboard(rows))


def _told(notice: EventChanged, directory: Directory) -> dict[Change, Paragraph]:
    """Give a paragraph for each change that this reader can see, the weightiest first."""
    was, now = notice.known.details, notice.card.event.details
    written: dict[Change, Paragraph] = {
        Change.ON_AGAIN: [_("This event had been cancelled. Now it takes place after all.")],
        Change.TIME: _time(was, now),
        Change.PLACE: _place(was, now, directory),
        Change.TITLE: _title(was, now),
        Change.LANGUAGES: _languages(was, now),
        Change.TEXT: _text(was, now),
    }
    return {change: written[change] for change in notice.changes if written.get(change)}


def _time(was: EventDetails, now: EventDetails) -> Paragraph:
    before, after = lines.when(was.starts_at, was.ends_at), lines.when(now.starts_at, now.ends_at)
    return [_side_by_side(_("<b>The time has changed</b>"), before, after)]


def _place(was: EventDetails, now: EventDetails, directory: Directory) -> Paragraph:
    before, after = lines.where(was, directory), lines.where(now, directory)
    if before == after:
        return []
    head = _("<b>The place has changed</b>")
    town = escape(lines.plain_town(now, directory), quote=False)
    return [_side_by_side(head, before, after), _now_only(head, after), _now_only(head, town)]


def _title(was: EventDetails, now: EventDetails) -> Paragraph:
    before, after = lines.title(was), lines.title(now)
    if before == after:
        return []
    head = _("<b>The name has changed</b>")
    return [_side_by_side(head, before, after), head]


def _languages(was: EventDetails, now: EventDetails) -> Paragraph:
    before, after = lines.language_names(was.languages), lines.language_names(now.languages)
    if before == after:
        return []
    head = _("<b>The language of the event has changed</b>")
    if not before or not after:
        return [_now_only(head, after) if after else head, head]
    return [_side_by_side(head, before, after), _now_only(head, after), head]


def _text(was: EventDetails, now: EventDetails) -> Paragraph:
    before, after = (details.text.in_language(current_language()) for details in (was, now))
    if before == after:
        return []
    head = _("<b>The description is new</b>")
    shorter = [f"{after[:kept].rstrip()}…" for kept in SHORTER_TEXTS if kept < len(after)]
    return [*(f"{head}\n{escape(words, quote=False)}".strip() for words in (after, *shorter)), head]


def _side_by_side(head: str, before: str, after: str) -> str:
    compared = _("Was: {before}\nNow: {after}").format(before=f"<s>{before}</s>", after=f"<b>{after}</b>")
    return f"{head}\n{compared}"


def _now_only(head: str, after: str) -> str:
    present = _("Now: {after}").format(after=f"<b>{after}</b>")
    return f"{head}\n{present}"


def _where(details: EventDetails, directory: Directory) -> str:
    return _("Where: {place}").format(place=lines.where(details, directory))


def _fitted(paragraphs: Sequence[Paragraph], longest: int) -> str:
    """Put the paragraphs together, the last ones shortened first until the whole fits."""
    chosen = [0] * len(paragraphs)

    def whole() -> str:
        present = (forms[number] for forms, number in zip(paragraphs, chosen, strict=True))
        return "\n\n".join(filter(None, present))

    for index in reversed(range(len(paragraphs))):
        while length(whole()) > longest and chosen[index] + 1 < len(paragraphs[index]):
            chosen[index] += 1
    return whole()


def _buttons(card: EventCard) -> Rows:
    event_id, mine = card.event.id, card.mine
    match card.state:
        case AttendanceState.COMING:
            calendar = button(_("Add to my calendar"), CalendarAsked(event_id=event_id))
            cannot = button(_("I can't after all"), CannotCome(event_id=event_id))
            has_calendar = mine is not None and mine.has_calendar
            return [[_open_button(card), *([] if has_calendar else [calendar])], [cannot]]
        case AttendanceState.OFFERED:
            return [offer_buttons(card), [_open_button(card)]]
        case AttendanceState.WAITING:
            leave = button(_("Leave the waiting list"), CannotCome(event_id=event_id))
            return [[_open_button(card)], [leave]]
    return [[_open_button(card)]]


def _open_button(card: EventCard) -> InlineKeyboardButton:
    return button(_("Open the event"), EventOpened(event_id=card.event.id))
