from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.astana_time import ASTANA_TIME, is_quiet
from bot.domain.events.reminders import LONGEST_LEAD, Lead, planned_at

MOMENTS = st.datetimes(datetime(2024, 4, 1), datetime(2040, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001  # made aware at once


def astana(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ASTANA_TIME)


@pytest.mark.parametrize(
    ("starts", "lead", "planned"),
    [
        ("2026-12-05 18:00", Lead.DAY_BEFORE, "2026-12-04 18:00"),
        ("2026-12-05 18:00", Lead.TWO_HOURS, "2026-12-05 16:00"),
        ("2026-12-05 18:00", Lead.MORNING, "2026-12-05 08:00"),
        ("2026-12-05 22:30", Lead.DAY_BEFORE, "2026-12-04 20:00"),
        ("2026-12-05 07:00", Lead.DAY_BEFORE, "2026-12-04 08:00"),
        ("2026-12-05 09:00", Lead.TWO_HOURS, "2026-12-05 08:00"),
        ("2026-12-05 08:30", Lead.TWO_HOURS, "2026-12-04 20:00"),
        ("2026-12-05 23:30", Lead.TWO_HOURS, "2026-12-05 20:00"),
        ("2026-12-05 08:30", Lead.MORNING, "2026-12-04 20:00"),
        ("2026-12-05 09:00", Lead.MORNING, "2026-12-05 08:00"),
        ("2026-12-05 00:30", Lead.MORNING, "2026-12-04 20:00"),
    ],
)
def test_a_reminder_never_comes_at_night(starts: str, lead: Lead, planned: str) -> None:
    assert planned_at(astana(starts), lead) == astana(planned)


def test_whoever_wants_no_reminder_gets_none() -> None:
    assert planned_at(astana("2026-12-05 18:00"), Lead.NONE) is None


@given(MOMENTS, st.sampled_from([lead for lead in Lead if lead is not Lead.NONE]))
def test_every_reminder_comes_by_day_and_in_time(starts_at: datetime, lead: Lead) -> None:
    planned = planned_at(starts_at, lead)

    assert planned is not None
    assert not is_quiet(planned)
    assert timedelta(hours=1) <= starts_at - planned <= LONGEST_LEAD
