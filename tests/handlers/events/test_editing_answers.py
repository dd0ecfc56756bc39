"""Reading what an editor types: words, times, seats, places, web addresses."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events.event import LONGEST_TITLE, MOST_SEATS, EventDetails
from bot.domain.places import PlaceKind, RegionCode
from handlers.events.editing.answers import Typed, languages_of_events, read, ticked
from handlers.events.editing.fields import FORM, IS_SET, Field, first_open_step, step_after, step_before
from handlers.events.editing.unsettled import (
    DayWanted,
    HourWanted,
    InThePast,
    NotAfterStart,
    NothingRead,
    PlacesFound,
    PlaceUnknown,
    StartWanted,
    TooFarAhead,
    TooLong,
    Unsettled,
)
from tests.handlers.events.samples import DETAILS, MORNING, SATURDAY, directory, house, place

TOWNS = directory(
    house("semey", "House of Friendship of Abai Region", "Семей"),
    house("ayagoz", "House of Friendship of Ayagoz", "Аягөз"),
    places=(
        place("semey", "Семей", PlaceKind.CITY),
        place("shar", "Шар", PlaceKind.TOWN),
        place("almaty", "Алматы", PlaceKind.REPUBLICAN_CITY, RegionCode("KZ-75")),
    ),
)


def typed(text: str, details: EventDetails = DETAILS, day: date | None = None) -> Typed:
    return Typed(text=text, details=details, directory=TOWNS, now=MORNING, day=day)


def edited(field: Field, text: str, details: EventDetails = DETAILS, day: date | None = None) -> EventDetails:
    """Give the event after the answer; fails where the text is none."""
    edit = read(field, typed(text, details, day))
    assert not isinstance(edit, Unsettled), edit
    return edit(details)


def refused(field: Field, text: str, details: EventDetails = DETAILS) -> Unsettled:
    found = read(field, typed(text, details))
    assert isinstance(found, Unsettled)
    return found


@pytest.mark.parametrize(
    ("text", "starts_at"),
    [
        ("25 желтоқсан 18:00", datetime(2026, 12, 25, 13, 0, tzinfo=UTC)),
        ("завтра в 7 вечера", datetime(2026, 12, 2, 14, 0, tzinfo=UTC)),
        ("19:30", datetime(2026, 12, 5, 14, 30, tzinfo=UTC)),
        ("6 December", datetime(2026, 12, 6, 13, 0, tzinfo=UTC)),
    ],
    ids=["kazakh", "russian", "hour alone keeps the day", "day alone keeps the hour"],
)
def test_a_beginning_is_read_and_the_end_moves_along(text: str, starts_at: datetime) -> None:
    moved = edited(Field.START, text)

    assert moved.starts_at == starts_at
    assert moved.ends_at == starts_at + timedelta(hours=2)


def test_what_is_missing_of_a_first_beginning_is_asked() -> None:
    assert isinstance(refused(Field.START, "18:00", EventDetails()), DayWanted)
    assert refused(Field.START, "25.12", EventDetails()) == HourWanted(date(2026, 12, 25))


def test_an_hour_goes_with_the_day_that_was_chosen_before() -> None:
    begun = edited(Field.START, "18:00", EventDetails(), date(2026, 12, 20))

    assert begun.starts_at == datetime(2026, 12, 20, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("30.11.2026 18:00", InThePast),
        ("today 9:59", InThePast),
        ("1.1.2029 10:00", TooFarAhead),
        ("soon", NothingRead),
    ],
)
def test_no_event_begins_then(text: str, why: type[Unsettled]) -> None:
    assert isinstance(refused(Field.START, text), why)


def test_an_end_is_an_hour_of_the_day_on_which_it_begins() -> None:
    assert edited(Field.END, "21:15").ends_at == datetime(2026, 12, 5, 16, 15, tzinfo=UTC)
    assert edited(Field.END, "6 December 1:00").ends_at == datetime(2026, 12, 5, 20, 0, tzinfo=UTC)


def test_an_end_has_to_come_after_the_beginning() -> None:
    assert refused(Field.END, "18:00") == NotAfterStart(SATURDAY)
    assert refused(Field.END, "4 December 19:00") == NotAfterStart(SATURDAY)
    assert isinstance(refused(Field.END, "19:00", EventDetails()), StartWanted)
    assert isinstance(refused(Field.END, "6 December"), NothingRead)
    assert isinstance(refused(Field.END, "1.1.2031 10:00"), TooFarAhead)


@pytest.mark.parametrize(
    ("text", "seats"), [("50", 50), ("50 орын", 50), ("на 1 500 человек", 1500), ("100000", MOST_SEATS)]
)
def test_seats_are_one_number(text: str, seats: int) -> None:
    assert edited(Field.SEATS, text).capacity == seats


@pytest.mark.parametrize("text", ["0", "-", "many", "20 or 30", "100001", "9" * 4000])
def test_what_is_not_one_number_of_seats_is_refused(text: str) -> None:
    assert isinstance(read(Field.SEATS, typed(text)), NothingRead)


def test_a_title_is_one_line_and_no_longer_than_a_button_holds() -> None:
    assert edited(Field.TITLE_KK, " Ән \n\n кеші\u0000 ").title.kk == "Ән кеші"
    assert refused(Field.TITLE_RU, "п" * (LONGEST_TITLE + 7)) == TooLong(7)


def test_a_text_keeps_its_lines() -> None:
    assert edited(Field.TEXT_RU, "Поём\r\n\r\nи танцуем").text.ru == "Поём\n\nи танцуем"


def test_a_town_without_a_house_is_taken_and_a_town_with_one_is_asked_about() -> None:
    shar = edited(Field.PLACE, "Шар")
    assert (shar.house_id, shar.place_id) == (None, "shar")

    found = refused(Field.PLACE, "Семей")
    assert isinstance(found, PlacesFound)
    assert [one.id for one in found.houses] == ["semey"]
    assert [one.id for one in found.towns] == ["semey"]


def test_a_house_is_found_by_a_part_of_its_name() -> None:
    assert edited(Field.PLACE, "of ayagoz").house_id == "ayagoz"


def test_a_name_that_nobody_knows_is_no_place() -> None:
    assert refused(Field.PLACE, "xyzzy") == PlaceUnknown("xyzzy")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("https://assembly.kz/kk?a=1&b=2", "https://assembly.kz/kk?a=1&b=2"),
        ("assembly.kz/news", "https://assembly.kz/news"),
    ],
)
def test_a_source_is_a_web_address(text: str, source: str) -> None:
    assert edited(Field.SOURCE, text).source == source


@pytest.mark.parametrize(
    "text", ["газета", "a.kz b.kz", "javascript:alert(1)", "ftp://a.kz/x", "http://[a.kz"]
)
def test_what_is_no_web_address_is_refused(text: str) -> None:
    assert isinstance(read(Field.SOURCE, typed(text)), NothingRead)


def test_languages_stand_in_one_order_however_they_were_ticked() -> None:
    order = languages_of_events(TOWNS)
    details = EventDetails()
    for code in ("en", "kk", "ru", "kk"):
        details = ticked(code, order, wanted=True)(details)

    assert details.languages == ("kk", "ru", "en")
    assert ticked("kk", order, wanted=False)(details).languages == ("ru", "en")


def test_a_language_that_is_no_longer_taught_stays() -> None:
    order = languages_of_events(TOWNS)

    assert ticked("kk", order, wanted=True)(EventDetails(languages=("ko",))).languages == ("kk", "ko")


@given(st.text(max_size=5000), st.sampled_from(Field))
def test_no_text_breaks_the_reading(text: str, field: Field) -> None:
    found = read(field, typed(text))

    assert isinstance(found, Unsettled) or isinstance(found(DETAILS), EventDetails)


def test_the_form_goes_forward_and_back_through_every_step() -> None:
    assert [step_after(field) for field in FORM] == [*FORM[1:], None]
    assert [step_before(field) for field in FORM] == [None, *FORM[:-1]]
    assert first_open_step(EventDetails()) is FORM[0]
    assert first_open_step(DETAILS) is None


def test_a_bare_event_says_nothing_but_its_topic() -> None:
    assert [field for field in Field if IS_SET[field](EventDetails())] == [Field.TOPIC]
