"""Why an answer is none yet, in words that say what to do."""

from html import escape

from bot.domain.events.event import MOST_SEATS
from handlers.events.editing.fields import Field
from handlers.events.editing.times import YEARS_AHEAD
from handlers.events.editing.unsettled import (
    DayWanted,
    HourWanted,
    InThePast,
    MinuteWanted,
    NotAfterStart,
    NotYourRegion,
    PlacesFound,
    PlaceUnknown,
    StartWanted,
    TextWanted,
    TooFarAhead,
    TooLong,
    Unsettled,
)
from handlers.events.views import lines
from handlers.formats import full_date
from handlers.words import _, current_language, ngettext

LONGEST_QUOTE = 60
"""Characters of what was typed that are said back."""


def words_for(unsettled: Unsettled, field: Field) -> str:
    """Say what happened and what to do; what was typed stays in the chat."""
    match unsettled:
        case TooLong(over):
            return ngettext(
                "That is {count} character too long. Shorten it and send it again.",
                "That is {count} characters too long. Shorten it and send it again.",
                over,
            ).format(count=over)
        case PlaceUnknown(typed):
            return _(
                "I do not know a town or a house called “{typed}”. "
                "Check the spelling, or choose a house below."
            ).format(typed=_quoted(typed))
        case PlacesFound():
            return _("Which place do you mean?")
        case NotYourRegion():
            return _("You edit the events of another region. Choose a place there.")
        case TextWanted():
            return _text_wanted(field)
    return _about_time(unsettled) or _nothing_read(field)


def _about_time(unsettled: Unsettled) -> str:
    match unsettled:
        case HourWanted(day):
            chosen = full_date(day, current_language())
            return _("{day}: at what hour does it begin? Write it, or choose below.").format(day=chosen)
        case MinuteWanted(day):
            chosen = full_date(day, current_language())
            return _("{day}: choose the exact time, or write it.").format(day=chosen)
        case NotAfterStart(starts_at):
            return _(
                "The event begins at this time: {start}. The end must be later. "
                "If it ends on another day, write the day too."
            ).format(start=lines.short_when(starts_at))
        case TooFarAhead():
            return ngettext(
                "That is more than {count} year ahead. Check the year.",
                "That is more than {count} years ahead. Check the year.",
                YEARS_AHEAD,
            ).format(count=YEARS_AHEAD)
    return {
        DayWanted: _("On which day? Write the day and the hour, for example “25 December 18:00”."),
        InThePast: _("That time has passed already. Write one that is still to come."),
        StartWanted: _("Say first when the event begins."),
    }.get(type(unsettled), "")


def _nothing_read(field: Field) -> str:
    said = {
        Field.START: _("I could not read a day and an hour. Write them like this: 25 December 18:00."),
        Field.END: _("I could not read an hour. Write it like this: 20:00."),
        Field.SEATS: _("Write one number from 1 to {most}.").format(most=MOST_SEATS),
        Field.SOURCE: _("That is not a web address. Write it like this: https://example.kz/page"),
        Field.LANGUAGES: _("I do not know this language. Choose with the buttons."),
        Field.TOPIC: _("Choose one of the buttons below."),
    }
    return said.get(field) or _text_wanted(field)


def _text_wanted(field: Field) -> str:
    if field is Field.PICTURE:
        return _("Only a photo can be taken here. Send it as a photo, not as a file.")
    return _("Only text can be taken here. Write it in one message.")


def _quoted(typed: str) -> str:
    short = typed if len(typed) <= LONGEST_QUOTE else f"{typed[:LONGEST_QUOTE]}…"
    return escape(short, quote=False)
