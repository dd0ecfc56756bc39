"""Reminders, offers and digests: what is said, and how soon an event really is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.events.attendance import AttendanceState
from bot.domain.language import Language
from handlers.events.views import notices
from handlers.screens import Screen
from tests.handlers.events.samples import DETAILS, SATURDAY, card, directory, event, mine, same, speaking


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with speaking(Language.ENGLISH):
        yield


def labels(screen: Screen) -> list[list[str]]:
    assert screen.keyboard is not None
    return [[button.text for button in row] for row in screen.keyboard.inline_keyboard]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=1), "Tomorrow: Song &amp; verse"),
        (timedelta(hours=2), "Today, in 2 hours: Song &amp; verse"),
        (timedelta(hours=1, minutes=55), "Today, in 2 hours: Song &amp; verse"),
        (timedelta(hours=1, minutes=30), "Today: Song &amp; verse"),
        (timedelta(hours=1), "Today, in 1 hour: Song &amp; verse"),
        (timedelta(minutes=41), "In 40 minutes: Song &amp; verse"),
        (timedelta(seconds=10), "In 5 minutes: Song &amp; verse"),
        (timedelta(hours=10), "Today: Song &amp; verse"),
        (timedelta(hours=18), "Today: Song &amp; verse"),
        (timedelta(hours=18, minutes=1), "Tomorrow: Song &amp; verse"),
        (timedelta(days=3), "Sat 5 Dec, 18:00: Song &amp; verse"),
    ],
)
def test_a_reminder_says_how_soon_the_event_is_at_that_moment(left: timedelta, said: str) -> None:
    screen = notices.reminder(card(), directory(), SATURDAY - left)

    assert screen.text.splitlines()[0] == f"<b>{said}</b>"


def test_a_reminder_has_all_that_is_needed_on_the_way() -> None:
    screen = notices.reminder(card(), directory(), SATURDAY - timedelta(days=1))

    assert screen.text == (
        "<b>Tomorrow: Song &amp; verse</b>\n\n"
        "Saturday, 5 December 2026, 18:00–20:00, Astana time\n"
        "Where: House of Friendship of Semey, Semey\n\n"
        "<b>You are coming.</b> 2 seats are yours.\nYour number at the door: <code>4711</code>"
    )
    assert labels(screen) == [
        ["Open the event", "My ticket"],
        ["I can't after all"],
        ["No more reminders for this event"],
    ]


UNTIL = datetime.fromisoformat("2026-12-02T10:00+05:00")


def test_an_offer_says_how_many_seats_and_until_when() -> None:
    offered = mine(AttendanceState.OFFERED, seats_offered=2, offered_until=UNTIL)

    screen = notices.seats_offered(card(attendance=offered), directory())

    assert screen.text.startswith("<b>There is room for you: Song &amp; verse</b>\n\nSaturday")
    assert "<b>2 seats are kept for you</b> until Wed 2 Dec, 10:00, Astana time." in screen.text
    assert "You asked for" not in screen.text
    assert labels(screen) == [["Take the 2 seats", "No, thanks"], ["Open the event"]]


def test_an_offer_of_fewer_seats_than_were_wanted_says_so() -> None:
    offered = mine(AttendanceState.OFFERED, seats=3, seats_offered=1, offered_until=UNTIL)

    screen = notices.seats_offered(card(attendance=offered), directory())

    assert "You asked for 3 seats. So many are not free now." in screen.text
    assert labels(screen)[0] == ["Take the seat", "No, thanks"]


def test_an_offer_that_ran_out_shows_the_way_back() -> None:
    screen = notices.offer_expired(card(attendance=mine(AttendanceState.LEFT)), directory())

    assert screen.text.startswith("<b>No seat is kept for you any more: Song &amp; verse</b>")
    assert labels(screen) == [["Join the waiting list again"]]


def test_a_digest_names_ten_events_and_leads_to_the_others() -> None:
    events = [event(replace(DETAILS, title=same(f"Event {n}")), number=n) for n in range(1, 13)]

    screen = notices.digest(events, directory())

    assert screen.text.startswith(
        "<b>New events for you</b>\n\n1. <b>Event 1</b>\nSat 5 Dec, 18:00 · Semey\n\n2. <b>Event 2</b>"
    )
    assert screen.text.endswith("\n\nAnd 2 more.")
    assert "Event 11" not in screen.text
    assert labels(screen) == [
        *([f"{number}. Event {number}"] for number in range(1, 11)),
        ["All events"],
        ["Change or stop"],
    ]


def test_a_short_digest_can_be_stopped_too() -> None:
    screen = notices.digest([event()], directory())

    assert "more" not in screen.text
    assert labels(screen) == [["1. Song & verse"], ["Change or stop"]]
