"""When a request counts from, by when it is answered, and how a due date stands."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.astana_time import ASTANA_TIME, at
from bot.domain.reception.promise import (
    DueState,
    Promise,
    Terms,
    days_left,
    due_state,
    pause_length,
    promise,
    registered_on,
)
from bot.domain.working_days import WorkingCalendar

CALENDAR = WorkingCalendar()
TERMS = Terms()

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(ASTANA_TIME))  # noqa: DTZ001  # hypothesis adds the zone
calendars = st.builds(
    WorkingCalendar,
    st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.booleans(), max_size=30),
)


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (date(2026, 12, 1), time(0), date(2026, 12, 1)),
        (date(2026, 12, 1), time(10), date(2026, 12, 1)),
        (date(2026, 12, 1), time(17, 59, 59), date(2026, 12, 1)),
        (date(2026, 12, 1), time(18), date(2026, 12, 2)),
        (date(2026, 12, 1), time(23, 59), date(2026, 12, 2)),
        (date(2026, 12, 4), time(18, 1), date(2026, 12, 7)),
        (date(2026, 12, 5), time(9), date(2026, 12, 7)),
        (date(2026, 12, 6), time(23, 30), date(2026, 12, 7)),
        (date(2026, 12, 15), time(19), date(2026, 12, 17)),
        (date(2026, 12, 31), time(20), date(2027, 1, 5)),
    ],
)
def test_a_request_after_hours_or_on_a_day_off_counts_from_the_next_working_day(
    day: date, hour: time, expected: date
) -> None:
    assert registered_on(at(day, hour), CALENDAR) == expected


def test_a_promise_is_three_working_days_to_react_and_fifteen_to_answer() -> None:
    assert promise(date(2026, 12, 14), 0, TERMS, CALENDAR) == Promise(
        counted_from=date(2026, 12, 14),
        days_paused=0,
        reaction_due_on=date(2026, 12, 18),
        answer_due_on=date(2027, 1, 8),
    )


def test_waiting_for_the_citizen_puts_off_the_answer_but_not_the_reaction() -> None:
    paused = promise(date(2026, 12, 14), 2, TERMS, CALENDAR)

    assert paused.days_paused == 2
    assert paused.reaction_due_on == date(2026, 12, 18)
    assert paused.answer_due_on == date(2027, 1, 12)


def test_the_terms_are_a_setting() -> None:
    quick = promise(date(2026, 12, 14), 0, Terms(reaction_days=1, answer_days=5), CALENDAR)

    assert (quick.reaction_due_on, quick.answer_due_on) == (date(2026, 12, 15), date(2026, 12, 22))


def test_a_decreed_day_off_moves_the_promise() -> None:
    decreed = WorkingCalendar({date(2026, 12, 17): False})

    assert promise(date(2026, 12, 14), 0, TERMS, decreed).reaction_due_on == date(2026, 12, 21)


@pytest.mark.parametrize(
    ("paused", "resumed", "expected"),
    [
        ((date(2026, 12, 14), time(9)), (date(2026, 12, 14), time(23)), 0),
        ((date(2026, 12, 14), time(23)), (date(2026, 12, 15), time(1)), 1),
        ((date(2026, 12, 15), time(1)), (date(2026, 12, 15), time(12)), 0),
        ((date(2026, 12, 14), time(9)), (date(2026, 12, 18), time(9)), 3),
        ((date(2026, 12, 18), time(9)), (date(2026, 12, 20), time(9)), 0),
        ((date(2026, 12, 18), time(9)), (date(2026, 12, 21), time(9)), 1),
        ((date(2026, 12, 31), time(9)), (date(2027, 1, 5), time(9)), 1),
        ((date(2026, 12, 15), time(9)), (date(2026, 12, 14), time(9)), 0),
    ],
)
def test_a_pause_is_as_long_as_the_working_days_spent_waiting(
    paused: tuple[date, time], resumed: tuple[date, time], expected: int
) -> None:
    assert pause_length(at(*paused), at(*resumed), CALENDAR) == expected


@given(
    calendar=calendars, counted_from=days, paused_at=moments, waited=st.timedeltas(timedelta(), timedelta(60))
)
def test_a_pause_never_brings_a_due_date_earlier_nor_puts_it_on_a_day_off(
    calendar: WorkingCalendar, counted_from: date, paused_at: datetime, waited: timedelta
) -> None:
    before = promise(counted_from, 0, TERMS, calendar)
    after = promise(counted_from, pause_length(paused_at, paused_at + waited, calendar), TERMS, calendar)

    assert before.answer_due_on <= after.answer_due_on
    assert before.reaction_due_on == after.reaction_due_on <= after.answer_due_on
    assert calendar.is_working(after.reaction_due_on)
    assert calendar.is_working(after.answer_due_on)


@given(calendar=calendars, submitted_at=moments)
def test_a_request_is_registered_on_a_working_day_that_is_not_past(
    calendar: WorkingCalendar, submitted_at: datetime
) -> None:
    registered = registered_on(submitted_at, calendar)

    assert calendar.is_working(registered)
    assert registered >= submitted_at.date()


DUE = date(2026, 12, 18)
"""A Friday; the Wednesday before it is Independence Day."""


@pytest.mark.parametrize(
    ("today", "left", "state"),
    [
        (date(2026, 12, 11), 4, DueState.ON_TIME),
        (date(2026, 12, 13), 4, DueState.ON_TIME),
        (date(2026, 12, 14), 3, DueState.ON_TIME),
        (date(2026, 12, 15), 2, DueState.SOON),
        (date(2026, 12, 16), 2, DueState.SOON),
        (date(2026, 12, 17), 1, DueState.SOON),
        (date(2026, 12, 18), 0, DueState.SOON),
        (date(2026, 12, 19), -1, DueState.OVERDUE),
        (date(2026, 12, 20), -1, DueState.OVERDUE),
        (date(2026, 12, 21), -1, DueState.OVERDUE),
        (date(2026, 12, 22), -2, DueState.OVERDUE),
    ],
)
def test_a_due_date_comes_nearer_by_working_days_and_is_overdue_from_the_day_after(
    today: date, left: int, state: DueState
) -> None:
    assert days_left(DUE, today, CALENDAR) == left
    assert due_state(DUE, today, CALENDAR) == state


@given(calendar=calendars, due_on=days, today=days)
def test_a_due_date_is_overdue_exactly_when_it_is_past(
    calendar: WorkingCalendar, due_on: date, today: date
) -> None:
    assert (due_state(due_on, today, calendar) is DueState.OVERDUE) == (today > due_on)


@given(calendar=calendars, due_on=days, today=days)
def test_tomorrow_there_are_never_more_days_left(
    calendar: WorkingCalendar, due_on: date, today: date
) -> None:
    assert days_left(due_on, today + timedelta(days=1), calendar) <= days_left(due_on, today, calendar)
