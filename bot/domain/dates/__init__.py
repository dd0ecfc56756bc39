"""Dates and times that people type, in Kazakh, Russian and English."""

from bot.domain.dates.moments import TypedMoment, read_moment
from bot.domain.dates.periods import Period, Span
from bot.domain.dates.reading import find_period, read_period

__all__ = ["Period", "Span", "TypedMoment", "find_period", "read_moment", "read_period"]
