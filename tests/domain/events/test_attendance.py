from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.astana_time import ASTANA_TIME, is_quiet
from bot.domain.events.attendance import (
    LAST_OFFER,
    SHORTEST_OFFER,
    Attendance,
    AttendanceState,
    free_seats,
    offer_ends,
    offers,
)
from bot.domain.events.event import EventId
from bot.domain.people import PersonId

JOINED = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)


def waiting(person: int, seats: int) -> Attendance:
    return Attendance(
        event_id=EventId(1),
        person_id=PersonId(person),
        number=1000 + person,
        code=str(person),
        state=AttendanceState.WAITING,
        seats=seats,
        joined_at=JOINED + timedelta(minutes=person),
        lead_since=JOINED,
        told_version=1,
    )


def astana(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ASTANA_TIME)


def test_seats_go_to_those_who_wait_in_their_order() -> None:
    made = offers([waiting(1, 1), waiting(2, 2), waiting(3, 1)], 3)

    assert [(offer.attendance.person_id, offer.seats) for offer in made] == [(1, 1), (2, 2)]


def test_whoever_is_next_is_offered_fewer_seats_rather_than_passed_over() -> None:
    made = offers([waiting(1, 3), waiting(2, 1)], 2)

    assert [(offer.attendance.person_id, offer.seats) for offer in made] == [(1, 2)]


def test_without_a_limit_everybody_is_offered_what_they_want() -> None:
    made = offers([waiting(1, 3), waiting(2, 1)], None)

    assert [offer.seats for offer in made] == [3, 1]


@given(st.lists(st.integers(1, 5), max_size=20), st.integers(0, 40))
def test_offers_never_exceed_what_is_free_and_leave_nothing_that_somebody_wants(
    wanted: list[int], free: int
) -> None:
    made = offers([waiting(person, seats) for person, seats in enumerate(wanted)], free)

    assert sum(offer.seats for offer in made) == min(free, sum(wanted))
    assert [offer.attendance.person_id for offer in made] == list(range(len(made)))


@given(st.integers(0, 100), st.integers(0, 100))
def test_too_many_promises_leave_no_seat_rather_than_a_negative_number(capacity: int, held: int) -> None:
    free = free_seats(capacity, held)

    assert free == max(0, capacity - held)


@pytest.mark.parametrize(
    ("made", "starts", "ends"),
    [
        ("2026-12-01 08:30", "2026-12-05 18:00", "2026-12-01 20:30"),
        ("2026-12-01 10:00", "2026-12-05 18:00", "2026-12-02 10:00"),
        ("2026-12-01 20:00", "2026-12-05 18:00", "2026-12-02 08:00"),
        ("2026-12-05 12:00", "2026-12-05 18:00", "2026-12-05 17:00"),
        ("2026-12-05 16:45", "2026-12-05 18:00", "2026-12-05 17:15"),
    ],
)
def test_an_offer_ends_by_day_and_before_the_event(made: str, starts: str, ends: str) -> None:
    assert offer_ends(astana(made), astana(starts)) == astana(ends)


@given(st.timedeltas(timedelta(hours=1, minutes=1), timedelta(days=30)), st.integers(0, 10_000))
def test_an_offer_lasts_at_least_half_an_hour(left: timedelta, minutes: int) -> None:
    now = JOINED + timedelta(minutes=minutes)
    ends = offer_ends(now, now + left)

    assert ends >= now + SHORTEST_OFFER
    assert ends <= max(now + left - LAST_OFFER, now + SHORTEST_OFFER)
    assert not is_quiet(ends) or ends >= now + left - LAST_OFFER
