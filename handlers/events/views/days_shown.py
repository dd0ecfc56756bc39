"""Names of the days that a list is about."""

from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.domain.dates import Period, Span
from handlers import formats
from handlers.events.callbacks import ListShown
from handlers.events.listing import CODES, Listing
from handlers.navigation import button
from handlers.words import _, current_language


def span_name(span: Span) -> str:
    """Name a period as a button does."""
    return {
        Span.TODAY: _("Today"),
        Span.TOMORROW: _("Tomorrow"),
        Span.WEEKEND: _("This weekend"),
        Span.WEEK: _("This week"),
        Span.MONTH: _("This month"),
    }[span]


def period_button(listing: Listing) -> InlineKeyboardButton:
    """Give the button of a list, named after its days."""
    span = CODES.get(listing.when)
    return button(span_name(span) if span else _("Any day"), ListShown(listing=str(listing)))


def period_title(listing: Listing, today: date) -> str:
    """Say which days a list shows: “Today, Saturday, 5 December 2026”."""
    period = listing.period(today)
    if period is None:
        return _("What is on")
    days = _days(period)
    span = CODES.get(listing.when)
    if span is None:
        return days
    return _("{name}, {days}").format(name=span_name(span), days=days)


def _days(period: Period) -> str:
    language = current_language()
    if period.first == period.last:
        return formats.full_date(period.first, language)
    return formats.date_range(period.first, period.last, language)
