"""Whatever editors may write, every notice and its buttons fit where Telegram shows them."""

import string
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.events.attendance import MOST_SEATS_OF_ONE, Attendance, AttendanceState
from bot.domain.events.card import EventCard
from bot.domain.events.event import (
    LONGEST_ADDRESS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Event,
    EventDetails,
    EventId,
    EventStatus,
)
from bot.domain.language import Language, LocalizedText
from bot.domain.places import HouseId
from handlers.events.views import change_notice, notices
from handlers.fitting import LONGEST_CAPTION, LONGEST_MESSAGE, length
from handlers.screens import Screen
from tests.handlers.events import samples

LONGEST_CALLBACK = 64
LONGEST_NAME = 90
"""Characters: the longest name of a house that the project ships has 83."""

LANGUAGES = (
    "az",
    "be",
    "crh",
    "de",
    "el",
    "en",
    "he",
    "hy",
    "ka",
    "kk",
    "ko",
    "ku",
    "pl",
    "ru",
    "tt",
    "ug",
    "uk",
)

LETTERS = st.sampled_from(string.ascii_letters + "ңғқөұү &<>\"'\n") | st.just("👪")
"""The emoji takes two of the units in which Telegram counts."""

HUGE_HOUSE = samples.house("semey", "Ү" * LONGEST_NAME, "С" * 30)
OTHER_HOUSE = samples.house("ayagoz", "Ұ" * LONGEST_NAME, "А" * 30)
DIRECTORY = samples.directory(HUGE_HOUSE, OTHER_HOUSE)


def words(longest: int) -> st.SearchStrategy[str]:
    """Give texts short, of any letters, and as long as is allowed."""
    return st.text(LETTERS, min_size=1, max_size=20) | LETTERS.map(lambda letter: letter * longest)


def localized(longest: int) -> st.SearchStrategy[LocalizedText]:
    return st.builds(LocalizedText, kk=words(longest), ru=words(longest), en=st.just("") | words(longest))


MOMENTS = st.datetimes(datetime(2026, 12, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis wants bounds without a zone

DETAILS = st.builds(
    EventDetails,
    title=localized(LONGEST_TITLE),
    text=localized(LONGEST_TEXT),
    house_id=st.sampled_from([HouseId("semey"), HouseId("ayagoz"), None]),
    address=st.just("") | words(LONGEST_ADDRESS),
    starts_at=MOMENTS,
    ends_at=st.none() | MOMENTS,
    languages=st.sampled_from([(), ("kk", "ru"), LANGUAGES, LANGUAGES[:-1]]),
)

STATES = [AttendanceState.COMING, AttendanceState.WAITING, AttendanceState.OFFERED]

ATTENDANCES = st.builds(
    samples.mine,
    st.sampled_from(STATES),
    number=st.integers(1000, 10**9),
    seats=st.integers(1, MOST_SEATS_OF_ONE),
    seats_offered=st.integers(1, MOST_SEATS_OF_ONE),
    offered_until=MOMENTS,
)

BIGGEST = EventDetails(
    title=samples.same("👪" * LONGEST_TITLE),
    text=samples.same("👪" * LONGEST_TEXT),
    house_id=HouseId("semey"),
    address="👪" * LONGEST_ADDRESS,
    starts_at=samples.SATURDAY,
    ends_at=samples.SUNDAY,
    languages=LANGUAGES,
)
BIGGEST_NOW = replace(
    BIGGEST,
    title=samples.same("&" * LONGEST_TITLE),
    text=samples.same("<" * LONGEST_TEXT),
    house_id=HouseId("ayagoz"),
    ends_at=samples.SUNDAY + timedelta(days=9),
    languages=LANGUAGES[1:],
)
MUCH = samples.mine(AttendanceState.WAITING, seats=MOST_SEATS_OF_ONE)

EVENT_ID = EventId(2**31 - 1)


def check(screen: Screen, longest: int) -> None:
    assert 1 <= length(screen.text) <= longest
    assert screen.keyboard is not None
    for row in screen.keyboard.inline_keyboard:
        for button in row:
            assert button.text
            assert len((button.callback_data or "").encode()) <= LONGEST_CALLBACK


def an_event(details: EventDetails, status: EventStatus = EventStatus.PUBLISHED) -> Event:
    return replace(samples.event(details, status), id=EVENT_ID)


@pytest.mark.parametrize("longest", [LONGEST_MESSAGE, LONGEST_CAPTION])
@given(
    was=DETAILS,
    now=DETAILS,
    attendance=ATTENDANCES,
    statuses=st.tuples(*[st.sampled_from([EventStatus.PUBLISHED, EventStatus.CANCELLED])] * 2),
)
@example(BIGGEST, BIGGEST_NOW, MUCH, (EventStatus.PUBLISHED, EventStatus.PUBLISHED))
@example(BIGGEST, BIGGEST_NOW, MUCH, (EventStatus.CANCELLED, EventStatus.PUBLISHED))
@example(BIGGEST, BIGGEST_NOW, MUCH, (EventStatus.PUBLISHED, EventStatus.CANCELLED))
def test_every_notice_of_a_change_fits(
    longest: int,
    was: EventDetails,
    now: EventDetails,
    attendance: Attendance,
    statuses: tuple[EventStatus, EventStatus],
) -> None:
    notice = samples.change(an_event(was, statuses[0]), an_event(now, statuses[1]), attendance)

    for language in Language:
        with samples.speaking(language):
            screen = change_notice.changed(notice, DIRECTORY, longest)
        if screen is not None:
            check(screen, longest)


@given(details=DETAILS, attendance=ATTENDANCES, ahead=st.timedeltas(timedelta(), timedelta(days=3)))
@example(BIGGEST, MUCH, timedelta(days=1))
def test_every_reminder_and_offer_fits(
    details: EventDetails, attendance: Attendance, ahead: timedelta
) -> None:
    card = EventCard(event=an_event(details), held=1, mine=attendance, ahead=10**6)
    moment = card.event.starts_at - ahead

    for language in Language:
        with samples.speaking(language):
            check(notices.reminder(card, DIRECTORY, moment), LONGEST_MESSAGE)
            check(notices.seats_offered(card, DIRECTORY), LONGEST_MESSAGE)
            check(notices.offer_expired(card, DIRECTORY), LONGEST_MESSAGE)


@given(several=st.lists(DETAILS, min_size=1, max_size=12))
@example([BIGGEST] * 200)
def test_every_digest_fits(several: list[EventDetails]) -> None:
    events = [an_event(details) for details in several]

    for language in Language:
        with samples.speaking(language):
            check(notices.digest(events, DIRECTORY), LONGEST_MESSAGE)
