"""Which days are worked in Kazakhstan, held against a calendar on paper and a table of 200 cases."""

import csv
from bisect import bisect_right
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.working_days import WorkingCalendar

CASES_FILE = Path(__file__).with_name("working_days.csv")
SHIPPED_FILE = Path(__file__).parents[2] / "content" / "days_off.csv"

ON_PAPER = """
2026-01: 5 6 8 9 12 13 14 15 16 19 20 21 22 23 26 27 28 29 30
2026-02: 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27
2026-03: 2 3 4 5 6 10 11 12 13 16 17 18 19 20 26 27 30 31
2026-04: 1 2 3 6 7 8 9 10 13 14 15 16 17 20 21 22 23 24 27 28 29 30
2026-05: 4 5 6 8 12 13 14 15 18 19 20 21 22 25 26 28 29
2026-06: 1 2 3 4 5 8 9 10 11 12 15 16 17 18 19 22 23 24 25 26 29 30
2026-07: 1 2 3 7 8 9 10 13 14 15 16 17 20 21 22 23 24 27 28 29 30 31
2026-08: 3 4 5 6 7 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 31
2026-09: 1 2 3 4 7 8 9 10 11 14 15 16 17 18 21 22 23 24 25 28 29 30
2026-10: 1 2 5 6 7 8 9 12 13 14 15 16 19 20 21 22 23 27 28 29 30
2026-11: 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30
2026-12: 1 2 3 4 7 8 9 10 11 14 15 17 18 21 22 23 24 25 28 29 30 31
2027-01: 5 6 8 11 12 13 14 15 18 19 20 21 22 25 26 27 28 29
2027-02: 1 2 3 4 5 8 9 10 11 12 15 16 17 18 19 22 23 24 25 26
2027-03: 1 2 3 4 5 9 10 11 12 16 17 18 19 25 26 29 30 31
2027-04: 1 2 5 6 7 8 9 12 13 14 15 16 19 20 21 22 23 26 27 28 29 30
2027-05: 4 5 6 11 12 13 14 17 18 19 20 21 24 25 26 27 28 31
2027-06: 1 2 3 4 7 8 9 10 11 14 15 16 17 18 21 22 23 24 25 28 29 30
2027-07: 1 2 5 7 8 9 12 13 14 15 16 19 20 21 22 23 26 27 28 29 30
2027-08: 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30 31
2027-09: 1 2 3 6 7 8 9 10 13 14 15 16 17 20 21 22 23 24 27 28 29 30
2027-10: 1 4 5 6 7 8 11 12 13 14 15 18 19 20 21 22 26 27 28 29
2027-11: 1 2 3 4 5 8 9 10 11 12 15 16 17 18 19 22 23 24 25 26 29 30
2027-12: 1 2 3 6 7 8 9 10 13 14 15 17 20 21 22 23 24 27 28 29 30 31
"""
"""The working days of both years, typed from the lists of holidays (inform.kz, 2 January 2026; taspanews.kz,
18 March 2026) and of weekends, without the help of the code."""

WORKED = [
    date.fromisoformat(f"{month}-{day:>02}")
    for month, days in (line.split(": ") for line in ON_PAPER.split("\n") if line)
    for day in days.split()
]

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
BOTH_YEARS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
EARLY_ENOUGH = BOTH_YEARS[:545]
"""Up to 29 June 2027: sixty working days later is still on the paper."""

CALENDAR = WorkingCalendar()

starts = st.sampled_from(EARLY_ENOUGH)
counts = st.integers(1, 60)
calendars = st.builds(WorkingCalendar, st.dictionaries(st.dates(FIRST, LAST), st.booleans(), max_size=30))


def test_the_calendar_works_on_the_days_that_the_paper_names_and_on_no_others() -> None:
    assert [day for day in BOTH_YEARS if CALENDAR.is_working(day)] == WORKED


def test_2026_has_the_246_working_days_that_were_published_and_31_august_besides() -> None:
    # alau.kz, 11 December 2025, when Constitution Day was still on 30 August, a Sunday
    assert CALENDAR.between(date(2025, 12, 31), date(2026, 12, 31)) == 246 + 1


def test_the_hand_made_table_holds() -> None:
    with CASES_FILE.open(encoding="utf-8", newline="") as lines:
        cases = list(csv.DictReader(lines))

    wrong = {
        (case["start"], case["days"]): (given_day, case["expected"], case["why"])
        for case in cases
        if (given_day := CALENDAR.add(date.fromisoformat(case["start"]), int(case["days"])).isoformat())
        != case["expected"]
    }

    assert wrong == {}
    assert len({(case["start"], case["days"]) for case in cases}) == len(cases) == 200


@settings(max_examples=100)  # of a hundred pairs each
@given(pairs=st.lists(st.tuples(starts, counts), min_size=100, max_size=100))
def test_ten_thousand_times_the_nth_working_day_is_the_one_on_paper_and_so_never_a_day_off(
    pairs: list[tuple[date, int]],
) -> None:
    for start, count in pairs:
        assert CALENDAR.add(start, count) == WORKED[bisect_right(WORKED, start) + count - 1]


@given(calendar=calendars, start=starts, count=counts)
def test_whatever_is_decreed_the_nth_working_day_is_worked_and_n_away(
    calendar: WorkingCalendar, start: date, count: int
) -> None:
    day = calendar.add(start, count)

    assert calendar.is_working(day)
    assert calendar.between(start, day) == count
    assert calendar.between(start, day - timedelta(days=1)) == count - 1


@given(calendar=calendars, start=starts, count=counts, later=st.integers(0, 40), more=st.integers(0, 10))
def test_who_starts_later_or_counts_further_never_ends_earlier(
    calendar: WorkingCalendar, start: date, count: int, later: int, more: int
) -> None:
    assert calendar.add(start, count) <= calendar.add(start + timedelta(days=later), count + more)


@given(calendar=calendars, day=starts)
def test_the_next_working_day_is_the_first_one_that_is_not_past(calendar: WorkingCalendar, day: date) -> None:
    coming = calendar.next_working(day)

    assert calendar.is_working(coming)
    assert coming == calendar.add(day, 0)
    assert coming == calendar.add(day - timedelta(days=1), 1)


def test_a_decree_takes_a_working_day_and_gives_a_day_off() -> None:
    moved = WorkingCalendar({date(2026, 5, 8): False, date(2026, 5, 16): True})

    assert not moved.is_working(date(2026, 5, 8))
    assert moved.is_working(date(2026, 5, 16))
    assert moved.add(date(2026, 5, 6), 1) == date(2026, 5, 12)
    assert moved.add(date(2026, 5, 15), 1) == date(2026, 5, 16)


def test_a_decree_outweighs_a_holiday() -> None:
    assert WorkingCalendar({date(2027, 1, 7): True}).is_working(date(2027, 1, 7))


def test_days_that_were_moved_in_earlier_years_are_known() -> None:
    assert CALENDAR.is_working(date(2024, 5, 4))  # a Saturday
    assert not CALENDAR.is_working(date(2024, 5, 8))
    assert not CALENDAR.is_working(date(2025, 9, 1))  # Constitution Day, 30 August, was a Saturday


def test_nothing_lies_between_a_day_and_itself_or_a_day_before_it() -> None:
    assert CALENDAR.between(date(2026, 5, 12), date(2026, 5, 12)) == 0
    assert CALENDAR.between(date(2026, 5, 12), date(2026, 4, 1)) == 0


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="-1 working days"):
        CALENDAR.add(date(2026, 5, 12), -1)


def test_a_calendar_is_a_value_that_its_maker_cannot_change() -> None:
    decreed = {date(2026, 5, 8): False}
    calendar = WorkingCalendar(decreed)
    decreed[date(2026, 5, 8)] = True

    assert calendar == WorkingCalendar({date(2026, 5, 8): False})
    assert hash(calendar) == hash(WorkingCalendar({date(2026, 5, 8): False}))
    assert not calendar.is_working(date(2026, 5, 8))


def test_every_shipped_day_off_is_named_in_three_languages_and_has_a_source() -> None:
    with SHIPPED_FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))

    days = [date.fromisoformat(row["date"]) for row in rows]
    assert days == sorted(set(days))
    assert {row["kind"] for row in rows} <= {"day_off", "working"}
    assert all(row["source_url"].startswith("https://") for row in rows)
    assert all(date.fromisoformat(row["source_date"]) for row in rows)
    assert all(row[f"name_{language}"].strip() for row in rows for language in ("kk", "ru", "en"))
