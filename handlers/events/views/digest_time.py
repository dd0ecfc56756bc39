"""When the digest of new events comes: its day, then its hour."""

from datetime import date, time

from bot.domain.astana_time import ASTANA_TIME
from bot.domain.events.subscriptions import EVERY_DAY, HOURS, DigestTime
from handlers import formats
from handlers.events.subscription_callbacks import (
    DigestDayChosen,
    DigestDaysShown,
    DigestHourChosen,
    SubscriptionsShown,
)
from handlers.navigation import button, in_columns, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, current_language

DAYS = range(EVERY_DAY, 8)
"""Every day, then Monday to Sunday."""


def every(when: DigestTime) -> str:
    """Say how often and at what hour it comes, as a part of a sentence: “every Monday at 10:00”."""
    # Spelled out: languages decline the weekday, and only literal sentences are found by the extraction.
    phrases = (
        _("every day at {time}"),
        _("every Monday at {time}"),
        _("every Tuesday at {time}"),
        _("every Wednesday at {time}"),
        _("every Thursday at {time}"),
        _("every Friday at {time}"),
        _("every Saturday at {time}"),
        _("every Sunday at {time}"),
    )
    return phrases[when.weekday].format(time=_hour(when.hour))


def ask_day(present: DigestTime) -> Screen:
    """Ask on which day the digest is to come."""
    text = _("On which day shall I tell you of new events?\n\nNow: {every} (Astana time).").format(
        every=every(present)
    )
    every_day, *weekdays = [button(_day(weekday), DigestDayChosen(weekday=weekday)) for weekday in DAYS]
    back = button(_("← Back"), SubscriptionsShown())
    return Screen(text, keyboard([[every_day], *in_columns(weekdays, 2), [back, menu_button()]]))


def ask_hour(weekday: int) -> Screen:
    """Ask at what hour of that day, or of every day, the digest is to come."""
    text = _("{day}: at what hour? Choose by Astana time.").format(day=_day(weekday))
    hours = [button(_hour(hour), DigestHourChosen(weekday=weekday, hour=hour)) for hour in HOURS]
    back = button(_("← Back"), DigestDaysShown())
    return Screen(text, keyboard([*in_columns(hours, 4), [back, menu_button()]]))


def changed(when: DigestTime) -> str:
    """Say in one line when the digest comes from now on."""
    return _("New events will now come {every}.").format(every=every(when))


def _day(weekday: int) -> str:
    if weekday == EVERY_DAY:
        return _("Every day")
    words = formats.weekday(date(2024, 1, weekday), current_language())  # 1 January 2024 was a Monday
    return words[:1].upper() + words[1:]


def _hour(hour: int) -> str:
    return time(hour, tzinfo=ASTANA_TIME).strftime("%H:%M")
