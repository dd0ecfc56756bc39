"""The screens of the editors: what they say, and that each fits into Telegram's limits in every language."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest

from bot.domain.events.errors import EventUnknown, NotAnEditor, NotComplete
from bot.domain.events.event import (
    LONGEST_ADDRESS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Event,
    EventDetails,
    EventId,
    EventStatus,
    Gap,
    SeriesId,
    as_version,
)
from bot.domain.language import Language
from handlers.events.editing import views
from handlers.events.editing.fields import FORM, Field, Way
from handlers.events.editing.page import EditorPage
from handlers.events.editing.states import Asked
from handlers.events.editing.unsettled import (
    DayWanted,
    HourWanted,
    InThePast,
    MinuteWanted,
    MonthTurned,
    NotAfterStart,
    NothingRead,
    NotYourRegion,
    PlacesFound,
    PlaceUnknown,
    StartWanted,
    TextWanted,
    TooFarAhead,
    TooLong,
    Unsettled,
)
from handlers.screens import Screen
from tests.handlers.events.samples import DETAILS, MORNING, SATURDAY, directory, event, same, speaking

LARGEST = EventId(2**31 - 1)

RENAMED = as_version(event(replace(DETAILS, title=same("Той"))))
"""What an event was before its title was changed."""

LONG = replace(
    DETAILS,
    title=same("<" * LONGEST_TITLE),
    text=same("&" * LONGEST_TEXT),
    address="ә" * LONGEST_ADDRESS,
    source=f"https://example.kz/{'x' * 1900}",
    picture="file",
)


def page(shown: Event | None = None, **fields: Any) -> EditorPage:
    plain = EditorPage(
        event=shown or event(number=LARGEST),
        guests=0,
        seats_taken=0,
        later=0,
        known=(),
        now=MORNING,
        settling=timedelta(minutes=10),
        update_id=2**31 - 1,
    )
    return replace(plain, **fields)


def asked(field: Field, way: Way = Way.FOLLOWING, day: date | None = None) -> Asked:
    return Asked(event_id=LARGEST, field=field, way=way, update_id=1, day=day)


def labels(screen: Screen) -> list[list[str]]:
    assert screen.keyboard is not None
    return [[button.text for button in row] for row in screen.keyboard.inline_keyboard]


def every_state() -> Iterator[EditorPage]:
    """Give pages of drafts, published, cancelled and past events, bare and full, alone and in a series."""
    for details in (EventDetails(), DETAILS, LONG):
        draft = event(details, EventStatus.DRAFT, LARGEST)
        yield page(draft)
    for status in (EventStatus.PUBLISHED, EventStatus.CANCELLED):
        shown = replace(event(LONG, status, LARGEST), series_id=SeriesId(1))
        yield page(shown, guests=1234, seats_taken=100_000, later=51)
        yield page(shown, now=SATURDAY)
        yield page(shown, now=SATURDAY + timedelta(days=1))


def every_trouble() -> Iterator[Unsettled]:
    known = directory()
    far = date(2028, 12, 31)
    yield from (TooLong(3), NothingRead(), TextWanted(), InThePast(), TooFarAhead(), HourWanted(far))
    yield from (MinuteWanted(far, 23), MonthTurned(far), DayWanted(), StartWanted(), NotAfterStart(SATURDAY))
    yield from (PlaceUnknown("<" * 4096), NotYourRegion())
    yield PlacesFound(list(known.houses.values()), list(known.places.values()))


def every_screen() -> Iterator[Screen]:
    known = directory()
    houses = list(known.houses.values()) * 20
    for shown in every_state():
        yield views.page.page(shown, known, views.page.saved(shown, following=True, address_dropped=True))
        yield views.page.changes(shown)
        yield views.confirming.scope(shown, Field.TITLE_KK)
        yield views.confirming.cancel(shown)
        yield views.confirming.discard(shown)
        for field in Field:
            for way in (Way.FORM, Way.ALONE) if field in FORM else (Way.ALONE,):
                for number in (-1, 0, 1, 7):
                    yield views.questions.question(asked(field, way), shown, known, houses, number)
    for field in Field:
        for trouble in every_trouble():
            yield views.questions.question(asked(field), page(), known, houses, 0, trouble)
    for until in (date(2026, 12, 6), date(2026, 12, 12), date(2029, 1, 1)):
        yield views.confirming.repeat(page(), until, [SATURDAY + timedelta(weeks=1)] * 52)
        yield views.confirming.repeat(page(), until, [])
    yield views.confirming.repeat_until(page(), views.confirming.until_unread())
    for number in (-1, 0, 1, 90):
        yield views.lists.editable([event(LONG), event(EventDetails(), EventStatus.DRAFT)] * 30, number, 1)
    yield views.lists.not_an_editor()
    for refused in (EventUnknown(), NotAnEditor(), NotComplete(list(Gap))):
        yield views.lists.refused(refused)


@pytest.mark.parametrize("language", Language)
def test_every_screen_fits_into_telegrams_limits(language: Language) -> None:
    with speaking(language):
        screens = list(every_screen())

    assert len(screens) > 500
    for screen in screens:
        read = unescape(screen.text.replace("<b>", "").replace("</b>", ""))
        assert 1 <= len(read) <= 4096
        assert "<" * 101 not in screen.text, "what people typed is escaped"
        assert screen.keyboard is not None
        buttons = [button for row in screen.keyboard.inline_keyboard for button in row]
        assert 1 <= len(buttons) <= 100, "there is always a way on"
        for button in buttons:
            assert button.text.strip()
            assert len(button.text) <= 64
            assert len((button.callback_data or "").encode()) <= 64


def test_what_an_editor_wrote_is_escaped() -> None:
    with speaking():
        shown = views.page.page(page(event(replace(DETAILS, address="<b>1 & 2"))), directory())

    assert "&lt;b&gt;1 &amp; 2" in shown.text
    assert "Ән &amp; жыр" in shown.text


def test_a_bare_draft_says_in_words_what_it_needs() -> None:
    with speaking():
        shown = views.page.page(page(event(EventDetails(), EventStatus.DRAFT)), directory())

    assert shown.text.count("still needed") == 6
    assert "<b>Title in English</b>: –" in shown.text
    assert labels(shown)[0] == ["Go on filling in"]


def test_a_complete_draft_has_nothing_to_fill_in() -> None:
    with speaking():
        shown = views.page.page(page(event(DETAILS, EventStatus.DRAFT)), directory())

    assert "Still missing" not in shown.text
    assert labels(shown)[0] == ["Publish"]


def test_a_draft_whose_time_has_passed_says_so() -> None:
    draft = page(event(DETAILS, EventStatus.DRAFT), now=SATURDAY)
    with speaking():
        shown = views.page.page(draft, directory())

    assert "a beginning that is not in the past" in shown.text


def test_an_event_that_is_over_can_only_be_copied() -> None:
    with speaking():
        shown = views.page.page(page(now=SATURDAY + timedelta(days=1)), directory())

    flat = [label for row in labels(shown) for label in row]
    assert flat == ["Guests", "Preview", "Copy", "My events to edit", "Menu"]


def test_an_event_under_way_can_still_be_cancelled_but_not_changed() -> None:
    with speaking():
        flat = [label for row in labels(views.page.page(page(now=SATURDAY), directory())) for label in row]

    assert "Cancel the event" in flat
    assert "Change" not in flat


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (MORNING + timedelta(minutes=10), "today at 10:10"),
        (datetime(2026, 12, 1, 17, 0, tzinfo=UTC), "tomorrow at 08:00"),
        (datetime(2026, 12, 3, 17, 0, tzinfo=UTC), "Fri 4 Dec, 08:00"),
    ],
    ids=["by day", "the night waits", "another day"],
)
def test_people_are_told_by_day_and_the_editor_knows_when(due: datetime, said: str) -> None:
    moved = page(replace(event(), notice_due_at=due), guests=12, known=[RENAMED])
    with speaking():
        told = views.page.told(moved)

    assert told == (
        "12 people come or wait for a seat. Unless you go on editing, they will be told: " + said + "."
    )


@pytest.mark.parametrize("later", [timedelta(days=7), timedelta(hours=-1)], ids=["away", "nearer"])
def test_whoever_expects_an_event_soon_is_told_at_night_that_it_is_moved(later: timedelta) -> None:
    night = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)  # 23:00 in Astana
    tomorrow = datetime(2026, 12, 2, 4, 0, tzinfo=UTC)  # 09:00
    was = event(replace(DETAILS, starts_at=tomorrow, ends_at=None))
    now = replace(was, details=replace(was.details, starts_at=tomorrow + later))
    due = night + timedelta(minutes=10)
    moved = page(replace(now, notice_due_at=due), guests=1, known=[as_version(was)], now=night)

    assert (moved.told_at, moved.would_be_told_at) == (due, due)


def test_what_was_undone_is_told_to_nobody() -> None:
    undone = replace(event(), notice_due_at=MORNING + timedelta(minutes=10))
    with speaking():
        told = views.page.told(page(undone, guests=3, known=[as_version(event())]))

    assert told == "Nobody has to be told of this."


def test_nobody_is_told_of_what_concerns_nobody() -> None:
    with speaking():
        assert views.page.told(page(guests=3)) == "Nobody has to be told of this."


def test_the_first_month_has_no_earlier_one_and_the_last_no_later() -> None:
    with speaking():
        first, last = (
            labels(
                views.questions.question(
                    asked(Field.START), page(), directory(), unsettled=MonthTurned(date(year, 12, 1))
                )
            )[0]
            for year in (2026, 2028)
        )

    assert first == ["·", "December 2026", "›"]
    assert last == ["‹", "December 2028", "·"]


def test_hours_that_have_passed_today_are_not_offered() -> None:
    question = asked(Field.START)
    afternoon = page(now=datetime(2026, 12, 1, 10, 30, tzinfo=UTC))
    with speaking():
        shown = views.questions.question(
            question, afternoon, directory(), unsettled=HourWanted(date(2026, 12, 1))
        )

    assert labels(shown)[0] == ["15:00", "16:00", "17:00", "18:00", "19:00"]


def test_the_last_step_of_the_form_has_no_step_after_it() -> None:
    with speaking():
        shown = views.questions.question(asked(FORM[-1], Way.FORM), page(), directory())

    assert labels(shown)[-2:] == [["← Back", "Keep it"], ["Save and finish later"]]
