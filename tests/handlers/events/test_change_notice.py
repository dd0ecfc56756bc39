"""Notices of changes: old and new side by side, and nothing that a reader would not see."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.events.attendance import AttendanceState
from bot.domain.events.event import Event, EventStatus
from bot.domain.events.notices import EventChanged
from bot.domain.language import Language, LocalizedText
from bot.domain.places import HouseId
from handlers.events.views import change_notice
from handlers.fitting import LONGEST_MESSAGE, length
from handlers.screens import Screen
from tests.handlers.events.samples import (
    DETAILS,
    SATURDAY,
    SUNDAY,
    change,
    directory,
    event,
    mine,
    speaking,
)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with speaking(Language.ENGLISH):
        yield


def edited(**fields: Any) -> Event:
    return event(replace(DETAILS, **fields))


def shown(notice: EventChanged, longest: int = LONGEST_MESSAGE) -> Screen:
    screen = change_notice.changed(notice, directory(), longest)
    assert screen is not None
    return screen


def labels(screen: Screen) -> list[list[str]]:
    assert screen.keyboard is not None
    return [[button.text for button in row] for row in screen.keyboard.inline_keyboard]


def test_a_new_time_stands_beside_the_old_one_and_the_place_stays_below() -> None:
    moved = edited(starts_at=SUNDAY, ends_at=SUNDAY.replace(hour=14))

    screen = shown(change(now=moved))

    assert screen.text == (
        "<b>Changed: Song &amp; verse</b>\n\n"
        "<b>The time has changed</b>\n"
        "Was: <s>Saturday, 5 December 2026, 18:00–20:00, Astana time</s>\n"
        "Now: <b>Sunday, 6 December 2026, 17:00–19:00, Astana time</b>\n\n"
        "Where: House of Friendship of Semey, Semey\n\n"
        "<b>You are coming.</b> 2 seats are yours.\nYour number at the door: <code>4711</code>"
    )
    assert labels(screen) == [["Open the event", "Add to my calendar"], ["I can't after all"]]


def test_several_changes_stand_in_one_message_the_weightiest_first() -> None:
    now = edited(
        starts_at=SUNDAY,
        ends_at=None,
        house_id=HouseId("ayagoz"),
        title=LocalizedText(kk="Ән", ru="Песня", en="Song"),
        languages=("en",),
        text=LocalizedText(kk="Бәрін", ru="Все", en="All <of> you"),
    )

    text = shown(change(now=now)).text

    heads = [
        "Changed: Song<",
        "The time has changed",
        "The place has changed",
        "The name has changed",
        "The language of the event has changed",
        "The description is new",
    ]
    assert [text.index(head) for head in heads] == sorted(text.index(head) for head in heads)
    assert "Was: <s>House of Friendship of Semey, Semey</s>" in text
    assert "Now: <b>House of Friendship of Ayagoz, Ayagoz</b>" in text
    assert "Was: <s>Song &amp; verse</s>\nNow: <b>Song</b>" in text
    assert "Now: <b>English</b>" in text
    assert "All &lt;of&gt; you" in text


def test_a_cancelled_event_is_said_so_first_with_the_time_it_was_to_be() -> None:
    cancelled = event(replace(DETAILS, starts_at=SUNDAY), EventStatus.CANCELLED)

    screen = shown(change(now=cancelled))

    assert screen.text.startswith(
        "<b>Cancelled: Song &amp; verse</b>\n\n"
        "It was to be: <s>Saturday, 5 December 2026, 18:00–20:00, Astana time</s>\n"
    )
    assert "The time has changed" not in screen.text
    assert labels(screen) == [["Open the event"], ["What is on"]]


def test_an_event_that_is_on_again_says_when_and_where() -> None:
    text = shown(change(was=event(status=EventStatus.CANCELLED))).text

    assert text.startswith("<b>On again: Song &amp; verse</b>\n\nThis event had been cancelled.")
    assert "Saturday, 5 December 2026, 18:00–20:00" in text
    assert "Where: House of Friendship of Semey" in text


def test_a_title_changed_in_another_language_is_not_told() -> None:
    russian_title = replace(DETAILS.title, ru="Другое")

    assert (
        change_notice.changed(change(now=edited(title=russian_title)), directory(), LONGEST_MESSAGE) is None
    )
    with speaking(Language.RUSSIAN):
        assert "Другое" in shown(change(now=edited(title=russian_title))).text


def test_an_edit_of_an_event_that_stays_cancelled_is_not_told() -> None:
    was = event(status=EventStatus.CANCELLED)
    now = event(replace(DETAILS, starts_at=SUNDAY), EventStatus.CANCELLED)

    assert change_notice.changed(change(was, now), directory(), LONGEST_MESSAGE) is None


def test_whoever_waits_may_leave_the_waiting_list() -> None:
    notice = change(now=edited(starts_at=SUNDAY), attendance=mine(AttendanceState.WAITING))

    assert labels(shown(notice)) == [["Open the event"], ["Leave the waiting list"]]


def test_whoever_is_offered_seats_may_answer_at_once() -> None:
    offered = mine(AttendanceState.OFFERED, seats_offered=2, offered_until=SATURDAY)

    screen = shown(change(now=edited(starts_at=SUNDAY), attendance=offered))

    assert labels(screen) == [["Take the 2 seats", "No, thanks"], ["Open the event"]]


def test_whoever_has_the_calendar_file_is_not_offered_it() -> None:
    screen = shown(change(now=edited(starts_at=SUNDAY), attendance=mine(has_calendar=True)))

    assert labels(screen) == [["Open the event"], ["I can't after all"]]


def test_a_text_that_is_too_long_for_a_caption_gives_way_before_the_time_does() -> None:
    long_text = LocalizedText(kk="ә" * 600, ru="я" * 600, en="&" * 600)
    notice = change(now=edited(starts_at=SUNDAY, ends_at=None, address="x" * 120, text=long_text))

    text = shown(notice, 700).text

    assert length(text) <= 700
    assert "Now: <b>Sunday, 6 December 2026, 17:00, Astana time</b>" in text
    assert "x" * 120 in text
    assert "The description is new</b>\n&amp;" in text
    assert "…" in text
