"""The list of guests and the words at the door, in every language."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.events.attendance import Attendance, AttendanceState, DoorCount
from bot.domain.events.errors import (
    EventIsCancelled,
    EventUnknown,
    NotAnEditor,
    NotAtThisDoor,
    NotTheDay,
    TicketElsewhere,
)
from bot.domain.events.event import LONGEST_TITLE, Event, EventId, EventStatus
from bot.domain.language import Language, LocalizedText
from bot.domain.people import PersonId
from bot.services.events.door import Arrival, GuestList
from handlers.events.door.callbacks import DoorOpened, GuestsShown, GuestTableTaken
from handlers.events.door.views import arrivals, guests
from handlers.fitting import LONGEST_MESSAGE, length
from tests.handlers.events.samples import ABAI, DETAILS, MORNING, speaking

LONGEST_LABEL = 40
LONGEST_CALLBACK = 64

LARGEST_ID = EventId(2**31 - 1)

EVENT = Event(
    id=LARGEST_ID,
    details=replace(DETAILS, title=LocalizedText(kk="<" * LONGEST_TITLE, ru="&" * LONGEST_TITLE)),
    status=EventStatus.PUBLISHED,
    version=1,
    region_code=ABAI,
    series_id=None,
    created_by=None,
    published_at=MORNING,
    notice_due_at=None,
    timed_at=MORNING,
)


def guest(number: int, state: AttendanceState = AttendanceState.COMING, **fields: object) -> Attendance:
    return replace(
        Attendance(
            event_id=LARGEST_ID,
            person_id=PersonId(number),
            number=number,
            code="A" * 22,
            state=state,
            seats=2,
            joined_at=MORNING,
            lead_since=MORNING,
            told_version=1,
        ),
        **fields,  # type: ignore[arg-type]  # fields of Attendance by name
    )


def guest_list(*attendances: Attendance, capacity: int | None = 40) -> GuestList:
    event = replace(EVENT, details=replace(EVENT.details, capacity=capacity))
    return GuestList(event=event, attendances=attendances)


MANY = DoorCount(event=EVENT, coming=100_000, arrived=99_999)

ALL = guest_list(
    guest(4711, AttendanceState.WAITING),
    guest(4712, AttendanceState.OFFERED, seats_offered=1, offered_until=MORNING + timedelta(hours=12)),
    guest(4713, confirmed_at=MORNING + timedelta(hours=1)),
    guest(4714, checked_in_at=MORNING + timedelta(hours=7, minutes=52)),
)


def test_those_who_come_stand_before_those_who_wait() -> None:
    with speaking():
        listed = guests.listed(ALL).text

    assert listed.splitlines()[-4:] == [
        "<b>4713</b>: 2 seats, coming",
        "<b>4714</b>: 2 seats, came in at 17:52",
        "<b>4712</b>: 1 seat offered, no answer yet",
        "<b>4711</b>: waiting for 2 seats",
    ]


def test_seats_that_are_offered_are_not_free() -> None:
    with speaking():
        listed = guests.listed(ALL).text
        overfull = guests.listed(replace_capacity(3)).text

    assert "Coming: 2 people, 4 seats\nOffered, no answer yet: 1 person, 1 seat\n" in listed
    assert "Waiting: 1 person, 2 seats\nFree: 35 seats\nCame in: 2 seats" in listed
    assert "Free: 0 seats" in overfull


def replace_capacity(capacity: int) -> GuestList:
    return guest_list(*ALL.attendances, capacity=capacity)


def test_an_empty_list_has_no_table_and_says_nothing_of_offers() -> None:
    with speaking():
        screen = guests.listed(guest_list(capacity=None))

    assert "Coming: 0 people, 0 seats\nFree: no limit on seats\nCame in: 0 seats" in screen.text
    assert "Offered" not in screen.text
    assert "Waiting" not in screen.text


def test_the_table_says_since_when_seats_are_taken_or_waited_for() -> None:
    rows = guests.table_rows(ALL)

    assert [row.number for row in rows] == [4713, 4714, 4712, 4711]
    assert [row.seats for row in rows] == [2, 2, 1, 2]
    assert rows[0].since == MORNING + timedelta(hours=1)
    assert rows[1].since == MORNING


def test_whoever_came_back_to_the_waiting_list_waits_since_then() -> None:
    back = guest(1, AttendanceState.WAITING, joined_at=MORNING + timedelta(days=1), confirmed_at=MORNING)

    [row] = guests.table_rows(guest_list(back))

    assert row.since == MORNING + timedelta(days=1)


@pytest.mark.parametrize("language", list(Language))
def test_everything_fits_and_is_escaped(language: Language) -> None:
    crowd = guest_list(*(guest(999_999_000 + number, seats=5) for number in range(500)))
    with speaking(language):
        screens = [
            *(guests.listed(crowd, page) for page in (-1, 0, 20, 999)),
            guests.listed(ALL),
            guests.listed(guest_list()),
            arrivals.door(MANY),
            arrivals.door(replace(MANY, event=replace(EVENT, status=EventStatus.CANCELLED))),
            arrivals.not_here(999_999_999, MANY),
            *(
                arrivals.not_let_in(error, LARGEST_ID)
                for error in (NotAtThisDoor(), EventIsCancelled(), NotTheDay(EVENT), TicketElsewhere(EVENT))
            ),
            arrivals.number_needed(LARGEST_ID),
            arrivals.refused(NotAnEditor()),
            *(arrivals.answered(Arrival(EVENT, one, one), MANY) for one in ALL.attendances),
            *(arrivals.shown(Arrival(EVENT, one, one), MANY) for one in ALL.attendances),
        ]
        caption = guests.table_caption(crowd)
        words = guests.table_words()

    assert length(caption) <= 1024
    assert set(words.states) == set(AttendanceState)
    for screen in screens:
        assert 0 < length(screen.text) <= LONGEST_MESSAGE
        assert "<<" not in screen.text
        assert "&&" not in screen.text
        assert screen.keyboard
        for row in screen.keyboard.inline_keyboard:
            assert all(len(button.text) <= LONGEST_LABEL for button in row)
            assert all(len((button.callback_data or "").encode()) <= LONGEST_CALLBACK for button in row)


def test_buttons_of_the_door_are_small() -> None:
    for data in (
        GuestsShown(event_id=LARGEST_ID, page=10**9),
        GuestTableTaken(event_id=LARGEST_ID),
        DoorOpened(event_id=LARGEST_ID),
    ):
        assert len(data.pack().encode()) <= LONGEST_CALLBACK


def test_whoever_is_no_editor_learns_the_same_of_every_ticket() -> None:
    with speaking():
        assert arrivals.told(NotAnEditor()) == arrivals.told(EventUnknown()) == arrivals.ticket()
        assert arrivals.told(NotAtThisDoor()) == arrivals.unknown_ticket()
        assert arrivals.told(EventIsCancelled()) == "This event has been cancelled."
