"""One question a screen: the words of an act, the moment of an appointment."""

from datetime import date, datetime
from html import escape

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.reception.request import LONGEST_HEADLINE, LONGEST_REASON, CloseReason, RequestCard, RequestId
from bot.domain.reception.states import Act
from handlers import formats, request_words
from handlers.coordination.acts import meetings
from handlers.coordination.acts.callbacks import LineSkipped, MeetingDayPicked, MeetingHourPicked
from handlers.coordination.acts.meetings import DAYS_AHEAD, NoMoment, WhyNot
from handlers.coordination.acts.states import ActDraft
from handlers.coordination.acts.views import lines
from handlers.coordination.callbacks import ActChosen
from handlers.coordination.lines import heading
from handlers.navigation import Rows, button, in_columns, keyboard
from handlers.screens import Screen
from handlers.wording import localized
from handlers.words import _, current_language, ngettext


def words(draft: ActDraft, card: RequestCard, directory: Directory, trouble: str = "") -> Screen:
    """Ask for the words of an act; `trouble` says why what came last was not taken."""
    text = lines.parts(
        heading(card, directory), _chosen(draft, directory), trouble or _wanted(draft.act, draft.target)
    )
    return Screen(text, keyboard([*_skip(draft), [lines.cancel(card.id)]]))


def unfit(length: int, longest: int) -> str:
    """Say why a line can't be taken: too long, or no text at all."""
    if length == 0:
        return ngettext(
            "Write it as text, in one line of up to {count} character.",
            "Write it as text, in one line of up to {count} characters.",
            longest,
        ).format(count=longest)
    over = length - longest
    return ngettext(
        "That is {count} character too long. Shorten it and send it again.",
        "That is {count} characters too long. Shorten it and send it again.",
        over,
    ).format(count=over)


def moment(card: RequestCard, directory: Directory, now: datetime, missing: NoMoment | None = None) -> Screen:
    """Ask when an appointment is; with a day that is known, only for the hour."""
    council = directory.council(card.council_id)
    reception_hours = council.reception_hours if council else ""
    day = missing.day if missing else None
    asked = _trouble(missing) if missing else _moment_wanted()
    if day is None:
        rows = _days(card.id, meetings.days(reception_hours, directory.working_days, now))
    else:
        rows = _hours(card.id, day, reception_hours, now)
    text = lines.parts(heading(card, directory), asked)
    return Screen(text, keyboard([*rows, [lines.cancel(card.id)]]))


def _wanted(act: Act, target: str) -> str:
    if act is Act.CLOSE:
        return _line_of_closing(CloseReason(target))
    return {
        Act.ANSWER: _(
            "Write the answer, or send a photo, a voice message or a document. "
            "It goes to the citizen as it is, and the request counts as answered."
        ),
        Act.ASK: _(
            "Write the question, or send a photo, a voice message or a document. "
            "It goes to the citizen as it is. The clock stands still until they reply."
        ),
        Act.NOTE: _(
            "Write the note, or send a photo, a voice message or a document. "
            "Only the council sees it, never the citizen."
        ),
        Act.ENTITLE: ngettext(
            "Name the matter in one line, up to {count} character. Everybody may read it: "
            "write it without names and addresses of people.",
            "Name the matter in one line, up to {count} characters. Everybody may read it: "
            "write it without names and addresses of people.",
            LONGEST_HEADLINE,
        ).format(count=LONGEST_HEADLINE),
        Act.PROPOSE: _("Write in one line where it is and what to bring. The citizen will read it."),
        Act.TRANSFER: _("Write in one line why the request goes there. The citizen will read it."),
        Act.REDIRECT: _("Write in one line why the matter belongs there. The citizen will read it."),
    }[act]


def _line_of_closing(why: CloseReason) -> str:
    if why is CloseReason.SOLVED:
        return _("Write in one line how it was solved, or skip this. The citizen will read it.")
    return ngettext(
        "Write in one line, up to {count} character, why it is closed. The citizen will read it.",
        "Write in one line, up to {count} characters, why it is closed. The citizen will read it.",
        LONGEST_REASON,
    ).format(count=LONGEST_REASON)


def _chosen(draft: ActDraft, directory: Directory) -> str:
    """Say what was chosen before."""
    council, door = directory.council(draft.target), directory.door(draft.target)
    match draft.act:
        case Act.ANSWER | Act.ASK if draft.words:
            return _("Press these words to copy them, change them and send them:") + (
                f"\n\n<code>{escape(draft.words, quote=False)}</code>"
            )
        case Act.PROPOSE if draft.at is not None:
            return _("Appointment: {moment}").format(moment=lines.moment(draft.at))
        case Act.TRANSFER if council is not None:
            return _("To: {council}").format(council=localized(council.name))
        case Act.REDIRECT if door is not None:
            return _("To: {service}").format(service=localized(door.name))
        case Act.CLOSE:
            why = request_words.close_reason(CloseReason(draft.target))
            return _("Closing: {reason}").format(reason=why)
    return ""


def _skip(draft: ActDraft) -> Rows:
    if draft.act is not Act.CLOSE or draft.target != CloseReason.SOLVED:
        return []
    return [[button(_("Skip"), LineSkipped(request_id=draft.request_id, why=CloseReason.SOLVED))]]


def _moment_wanted() -> str:
    return _(
        "When is the appointment? Write the day and the hour, for example “8 December 15:00”, "
        "or choose the day below. The citizen gets it only after you have seen it once more."
    )


def _trouble(missing: NoMoment) -> str:
    shown = request_words.day(missing.day) if missing.day else ""
    return {
        WhyNot.UNREAD: _("I could not read a day and an hour. Write them like this: 8 December 15:00."),
        WhyNot.DAY_WANTED: _("On which day? Write the day and the hour, for example “8 December 15:00”."),
        WhyNot.HOUR_WANTED: _("{day}: at what hour? Write it, for example “15:00”, or choose below.").format(
            day=shown
        ),
        WhyNot.PAST: _("That time has passed already. Write one that is still to come."),
        WhyNot.TOO_FAR: ngettext(
            "That is more than {count} day ahead. Check the year.",
            "That is more than {count} days ahead. Check the year.",
            DAYS_AHEAD,
        ).format(count=DAYS_AHEAD),
    }[missing.why]


def _days(request_id: RequestId, offered: list[date]) -> Rows:
    language = current_language()
    return in_columns([_day(request_id, day, formats.short_date(day, language)) for day in offered], 2)


def _day(request_id: RequestId, day: date, label: str) -> InlineKeyboardButton:
    return button(label, MeetingDayPicked(request_id=request_id, day=day.toordinal()))


def _hours(request_id: RequestId, day: date, reception_hours: str, now: datetime) -> Rows:
    ordinal = day.toordinal()
    buttons = [
        button(f"{hour:02}:00", MeetingHourPicked(request_id=request_id, day=ordinal, hour=hour))
        for hour in meetings.hours(day, reception_hours, now)
    ]
    another = button(_("← Another day"), ActChosen(request_id=request_id, act=Act.PROPOSE))
    return [*in_columns(buttons, 3), [another]]
