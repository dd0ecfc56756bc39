"""The list of yearly dates, and the card of each."""

from collections.abc import Sequence
from datetime import date
from textwrap import shorten

from aiogram.types import InlineKeyboardButton

from bot.domain.calendar_days import CalendarDay, next_on
from handlers import formats
from handlers.events.day_callbacks import DayChosen, DaysShown
from handlers.navigation import Page, button, keyboard, menu_button
from handlers.screens import Screen
from handlers.wording import localized, numbered, source_line
from handlers.words import _, current_language, ngettext

DAYS_A_PAGE = 6

LONGEST_LABEL = 36
"""Letters of a name that a button shows on a small phone; the list above has the whole name."""


def listed(days: Sequence[CalendarDay], today: date, page_number: int) -> Screen:
    """Show a page of the dates, in the order in which they are given."""
    page = Page(page_number, DAYS_A_PAGE, len(days))
    shown = days[page.slice]
    rows = [[_day_button(number, day, page_number)] for number, day in enumerate(shown, start=1)]
    turners = page.turners(DaysShown(page=page_number - 1), DaysShown(page=page_number + 1))
    title = _("Yearly dates")
    advice = _("Choose one below, or write its name.") if days else _("No yearly dates are known yet.")
    parts = [f"<b>{title}</b>", advice, numbered([(localized(day.name), _when(day, today)) for day in shown])]
    return Screen("\n\n".join(filter(None, parts)), keyboard([*rows, turners, [menu_button()]]))


def card(day: CalendarDay, today: date, page_number: int = 0) -> Screen:
    """Show one date; `page_number` is the page of the list to go back to."""
    lines = [
        f"<b>{localized(day.name)}</b>",
        *_next_line(day, today),
        localized(day.rule),
        "",
        localized(day.what),
        "",
        f"<i>{source_line(day.source, today)}</i>",
    ]
    back = button(_("← Back to list"), DaysShown(page=page_number))
    return Screen("\n".join(lines), keyboard([[back, menu_button()]]))


def gone() -> Screen:
    """Say that a date is no longer listed, and offer the others."""
    others = button(_("Yearly dates"), DaysShown())
    return Screen(_("This date is no longer in the directory."), keyboard([[others], [menu_button()]]))


def _next_line(day: CalendarDay, today: date) -> list[str]:
    coming = next_on(day, today)
    if coming is None:
        return []
    shown = formats.full_date(coming, current_language())
    count = (coming - today).days
    if count == 0:
        return [_("It is today: {date}").format(date=shown)]
    if count == 1:
        return [_("It is tomorrow: {date}").format(date=shown)]
    line = ngettext("Next: {date} (in {count} day)", "Next: {date} (in {count} days)", count)
    return [line.format(date=shown, count=count)]


def _when(day: CalendarDay, today: date) -> str:
    coming = next_on(day, today)
    if coming is None:
        return localized(day.rule)
    shown = formats.full_date(coming, current_language())
    return shown[:1].upper() + shown[1:]


def _day_button(number: int, day: CalendarDay, page_number: int) -> InlineKeyboardButton:
    name = shorten(day.name.in_language(current_language()), LONGEST_LABEL, placeholder="…")
    return button(f"{number}. {name}", DayChosen(day_id=day.id, page=page_number))
