"""Spans begin today and end when the week or the month does."""

from datetime import date

import pytest

from bot.domain.dates import Period, Span
from tests.domain.dates.tuesday import period


@pytest.mark.parametrize(
    ("span", "today", "expected"),
    [
        (Span.TODAY, "2026-12-01", "2026-12-01"),
        (Span.TOMORROW, "2026-12-01", "2026-12-02"),
        (Span.TOMORROW, "2026-12-31", "2027-01-01"),
        (Span.TOMORROW, "2028-02-28", "2028-02-29"),
        (Span.WEEKEND, "2026-12-01", "2026-12-05/2026-12-06"),
        (Span.WEEKEND, "2026-12-05", "2026-12-05/2026-12-06"),
        (Span.WEEKEND, "2026-12-06", "2026-12-06"),
        (Span.WEEKEND, "2026-12-07", "2026-12-12/2026-12-13"),
        (Span.WEEK, "2026-12-01", "2026-12-01/2026-12-06"),
        (Span.WEEK, "2026-12-06", "2026-12-06"),
        (Span.WEEK, "2026-12-31", "2026-12-31/2027-01-03"),
        (Span.MONTH, "2026-12-01", "2026-12-01/2026-12-31"),
        (Span.MONTH, "2026-12-31", "2026-12-31"),
        (Span.MONTH, "2028-02-10", "2028-02-10/2028-02-29"),
    ],
)
def test_a_span_is_what_is_left_of_it(span: Span, today: str, expected: str) -> None:
    assert span.period(date.fromisoformat(today)) == period(expected)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Period(first=date(2026, 12, 2), last=date(2026, 12, 1))
