"""The calendar and the clock from which the beginning of an event is chosen."""

from calendar import Calendar
from datetime import date, datetime, timedelta

from aiogram.types import InlineKeyboardButton
from babel.dates import format_date, format_skeleton

from bot.domain.astana_time import local
from handlers import formats
from handlers.events.editing.callbacks import (
    DayPicked,
    HourPicked,
    MonthShown,
    StartPicked,
)
from handlers.events.editing.page import EditorPage
from handlers.events.editing.states import Asked
from handlers.events.editing.times import YEARS_AHEAD
from handlers.events.editing.unsettled import HourWanted, MinuteWanted, MonthTurned, Unsettled
from handlers.navigation import NothingThere, Rows, button, in_columns
from handlers.words import _, current_language

HOURS = range(8, 22)
"""Hours at which events begin; others can be typed."""

MINUTES = (0, 15, 30, 45)

NO_DAY = "·"
"""What stands where there is nothing to choose: Telegram refuses a button without a visible sign."""

LONGEST_MONTH = timedelta(days=31)


def rows(asked: Asked, page: EditorPage, unsettled: Unsettled | None) -> Rows:
    """Offer days, or the hours of a day, or the minutes of an hour, whichever is to be chosen next."""
    match unsettled:
        case HourWanted(day):
            return _hours(asked, day, page.now)
        case MinuteWanted(day, hour):
            return _minutes(asked, day, hour)
        case MonthTurned(day):
            return _month(asked, day, page.now)
    return _month(asked, _day_shown(page), page.now)


def no_day() -> str:
    """Say that a cell of the calendar holds no day to choose."""
    return _("Choose a day that is still to come.")


def _day_shown(page: EditorPage) -> date:
    """Give the day whose month is shown first: that of the event, or today."""
    today, starts_at = local(page.now).date(), page.event.details.starts_at
    return today if starts_at is None else max(today, local(starts_at).date())


def _month(asked: Asked, day: date, now: datetime) -> Rows:
    """Lay out the month of a day, from Monday to Sunday; days that have passed can't be chosen."""
    today, language = local(now).date(), current_language()
    first = day.replace(day=1)
    name = format_skeleton("yMMMM", first, locale=formats.LOCALES[language])
    weeks = Calendar().monthdatescalendar(day.year, day.month)
    weekdays = [format_date(one, "EEE", locale=formats.LOCALES[language]) for one in weeks[0]]
    days = [[_day_button(asked, one, first, today) for one in week] for week in weeks]
    before = first - timedelta(days=1) if first > today.replace(day=1) else None
    after = (first + LONGEST_MONTH).replace(day=1)
    return [
        [
            _month_button("‹", asked, before),
            button(name, NothingThere()),
            _month_button("›", asked, after if after.year <= today.year + YEARS_AHEAD else None),
        ],
        [button(weekday, NothingThere()) for weekday in weekdays],
        *days,
    ]


def _hours(asked: Asked, day: date, now: datetime) -> Rows:
    """Lay out the hours that are still to come on a day, with a way back to its month."""
    shown = local(now)
    ahead = [hour for hour in HOURS if day > shown.date() or hour >= shown.hour]
    buttons = [
        button(
            f"{hour:02}:00",
            HourPicked(event_id=asked.event_id, way=asked.way, day=day.toordinal(), hour=hour),
        )
        for hour in ahead
    ]
    another = MonthShown(event_id=asked.event_id, way=asked.way, day=day.toordinal())
    return [*in_columns(buttons, 5), [button(_("← Another day"), another)]]


def _minutes(asked: Asked, day: date, hour: int) -> Rows:
    ordinal = day.toordinal()
    buttons = [
        button(
            f"{hour:02}:{minute:02}",
            StartPicked(event_id=asked.event_id, way=asked.way, day=ordinal, hour=hour, minute=minute),
        )
        for minute in MINUTES
    ]
    back = button(_("← Another hour"), DayPicked(event_id=asked.event_id, way=asked.way, day=ordinal))
    return [*in_columns(buttons, 4), [back]]


def _day_button(asked: Asked, day: date, first: date, today: date) -> InlineKeyboardButton:
    if day.month != first.month or day < today:
        return button(NO_DAY, NothingThere())
    return button(str(day.day), DayPicked(event_id=asked.event_id, way=asked.way, day=day.toordinal()))


def _month_button(label: str, asked: Asked, day: date | None) -> InlineKeyboardButton:
    if day is None:
        return button(NO_DAY, NothingThere())
    return button(label, MonthShown(event_id=asked.event_id, way=asked.way, day=day.toordinal()))
