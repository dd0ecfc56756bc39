from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.astana_time import ASTANA_TIME
from bot.domain.events.changes import SETTLING, Change, changes, notice_due, told_when
from bot.domain.events.event import EventDetails, EventStatus, EventVersion
from bot.domain.language import LocalizedText

STARTS = datetime(2026, 12, 5, 13, 0, tzinfo=UTC)

CONCERT = EventVersion(
    version=1,
    status=EventStatus.PUBLISHED,
    details=EventDetails(title=LocalizedText(kk="Концерт", ru="Концерт"), starts_at=STARTS),
)


def astana(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ASTANA_TIME)


def test_what_is_edited_back_has_not_changed() -> None:
    assert changes(CONCERT, replace(CONCERT, version=3)) == ()


def test_the_weightiest_change_comes_first() -> None:
    details = replace(
        CONCERT.details, starts_at=STARTS + timedelta(days=1), text=LocalizedText(ru="Новый текст")
    )
    later = replace(CONCERT, version=2, status=EventStatus.CANCELLED, details=details)

    assert changes(CONCERT, later) == (Change.CANCELLED, Change.TIME, Change.TEXT)
    assert changes(later, CONCERT)[0] is Change.ON_AGAIN


def test_seats_and_pictures_are_nothing_to_tell() -> None:
    details = replace(CONCERT.details, capacity=5, picture="file")

    assert changes(CONCERT, replace(CONCERT, details=details)) == ()


def test_a_notice_waits_ten_minutes_but_not_when_the_event_is_near() -> None:
    edited = STARTS - timedelta(days=1)

    assert notice_due(edited, STARTS) == edited + SETTLING
    assert notice_due(STARTS - timedelta(minutes=50), STARTS) == STARTS - timedelta(minutes=45)
    assert notice_due(STARTS + timedelta(minutes=5), STARTS) == STARTS + timedelta(minutes=5)


def test_at_night_a_notice_waits_for_the_morning_unless_that_is_too_late() -> None:
    night = astana("2026-12-04 23:00")

    assert told_when(night, astana("2026-12-05 18:00")) == astana("2026-12-05 08:00")
    assert told_when(night, astana("2026-12-05 09:00")) == night


@given(st.timedeltas(timedelta(days=-2), timedelta(days=30)), st.timedeltas(timedelta(), timedelta(hours=1)))
def test_a_notice_is_told_before_the_event_begins(left: timedelta, settling: timedelta) -> None:
    due = notice_due(STARTS - left, STARTS, settling)

    assert STARTS - left <= due
    assert due <= max(STARTS, STARTS - left)
    assert due - (STARTS - left) <= settling
