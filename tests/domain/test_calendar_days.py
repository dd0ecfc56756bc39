"""When a yearly date is next, and which one a person names."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar_days import CalendarDay, DayId, next_on, upcoming
from bot.domain.day_names import DayNames
from bot.domain.language import Language, LocalizedText
from bot.domain.sources import Source
from handlers import languages
from tests.domain.shipped_places import PLACES_FILE, shipped_places

DAYS_FILE = PLACES_FILE.with_name("calendar.csv")
SCHOOLS_FILE = PLACES_FILE.with_name("schools.csv")


def shipped_days() -> tuple[CalendarDay, ...]:
    with DAYS_FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            a_day(row["id"], row["month_day"] or None, (row["name_kk"], row["name_ru"], row["name_en"]))
            for row in csv.DictReader(lines)
        )


def a_day(day_id: str, month_day: str | None, names: tuple[str, str, str] = ("", "", "")) -> CalendarDay:
    kk, ru, en = names
    return CalendarDay(
        id=DayId(day_id),
        name=LocalizedText(kk=kk, ru=ru, en=en),
        month_day=month_day,
        rule=LocalizedText(en="Every year."),
        what=LocalizedText(en="A feast."),
        source=Source(reference="seed:001", date=""),
    )


DAYS = shipped_days()
NAMES = DayNames(DAYS)


def found(text: str) -> str | None:
    day = NAMES.find(text)
    return day.id if day else None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 2, 28), date(2027, 3, 1)),
        (date(2027, 3, 1), date(2027, 3, 1)),
        (date(2027, 3, 2), date(2028, 3, 1)),
        (date(2026, 12, 31), date(2027, 3, 1)),
    ],
)
def test_a_fixed_day_is_next_this_year_or_the_year_after_and_today_counts(
    today: date, expected: date
) -> None:
    assert next_on(a_day("gratitude-day", "03-01"), today) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2028, 3, 1), date(2032, 2, 29)),
        (date(2096, 3, 1), date(2104, 2, 29)),
    ],
)
def test_the_leap_day_waits_for_a_leap_year(today: date, expected: date) -> None:
    assert next_on(a_day("leap-day", "02-29"), today) == expected


def test_a_day_that_moves_has_no_next_date() -> None:
    assert next_on(a_day("sabantuy", None), date(2027, 3, 1)) is None


@given(
    today=st.dates(date(2020, 1, 1), date(2099, 1, 1)), born=st.dates(date(2001, 1, 1), date(2001, 12, 31))
)
def test_the_next_date_is_the_first_one_that_is_not_past(today: date, born: date) -> None:
    coming = next_on(a_day("any", born.strftime("%m-%d")), today)

    assert coming is not None
    assert (coming.month, coming.day) == (born.month, born.day)
    assert timedelta() <= coming - today <= timedelta(days=365)


def test_the_next_day_stands_first_and_those_that_move_stand_last() -> None:
    days = [
        a_day("moves", None),
        a_day("january", "01-05"),
        a_day("moves-too", None),
        a_day("december", "12-16"),
        a_day("today", "12-01"),
    ]

    ordered = [day.id for day in upcoming(days, date(2026, 12, 1))]

    assert ordered == ["today", "december", "january", "moves", "moves-too"]


@pytest.mark.parametrize(
    ("text", "day_id"),
    [
        ("когда день благодарности?", "gratitude-day"),
        ("алғыс айту күні қашан", "gratitude-day"),
        ("алгыс айту куни", "gratitude-day"),
        ("алғыс күні", "gratitude-day"),
        ("Когда в Астане ко Дню благодарности концерт", "gratitude-day"),
        ("when is the Day of Gratitude?", "gratitude-day"),
        ("when is Nauryz", "nauryz"),
        ("наурызға", "nauryz"),
        ("науруз", "nauryz"),
        ("Наурыз мейрамы қашан?", "nauryz"),
        ("праздник Наурыз 21 марта", "nauryz"),
        ("день языков", "languages-day"),
        ("тілдер күні", "languages-day"),
        ("Languages day", "languages-day"),
        ("день родного языка", "mother-language-day"),
        ("ана тілі күніне", "mother-language-day"),
        ("Mother Language Day", "mother-language-day"),
        ("праздник единства", "unity-day"),
        ("праздник единства народа Казахстана", "unity-day"),
        ("халық бірлігі күні", "unity-day"),
        ("бірлік мерекесі", "unity-day"),
        ("день республики", "republic-day"),
        ("Республика күні", "republic-day"),
        ("день незавсимости", "independence-day"),
        ("день конституции", "constitution-day"),
        ("день памяти жертв репрессий", "memory-day"),
        ("саяси қуғын-сүргін құрбандары күні", "memory-day"),
        ("день медиации", "mediator-day"),
        ("день славянской письменности", "slavic-writing-day"),
        ("день ассамблеи", "assembly-foundation"),
        ("когда сессия Ассамблеи", "session"),
        ("начало учебного года в воскресных школах", "sunday-schools-start"),
        ("масленицу когда", "maslenitsa"),
        ("перед масленицей", "maslenitsa"),
        ("маслиница", "maslenitsa"),
        ("сабантуйға", "sabantuy"),
        ("перед Сабантуем", "sabantuy"),
        ("караван милосердия", "caravan-of-mercy"),
        ("Қазақтану", "project-qazaqtanu"),
        ("этномедиация", "project-eldesu-tatulasu"),
        ("мәдениетті ана", "project-madenietti-ana"),
    ],
)
def test_people_name_a_day_in_their_own_words(text: str, day_id: str) -> None:
    assert found(text) == day_id


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.id)
def test_every_day_is_found_by_each_of_its_names(day: CalendarDay) -> None:
    names = (day.name.kk, day.name.ru, day.name.en)

    assert [found(name) for name in names] == [day.id] * len(names)


@pytest.mark.parametrize(
    "text",
    [
        *("Семей", "Наурызбай", "Наурызбай ауданы", "Наурзум", "корейский", "Казахстан", "по Казахстану"),
        *("Республика", "Республика Казахстан", "конституция", "единство", "ассамблея", "медиация"),
        *("язык", "тіл күні", "день корейского языка", "қазақ тілі күні", "воскресная школа"),
        *(
            "жексенбілік мектеп",
            "Sunday school",
            "какой сегодня день",
            "завтра праздник",
            "күн",
            "Mother’s Day",
        ),
        *("день рождения", "день победы", "день семьи", "день учителя", "5 наурыз", "наурыз айында"),
        "в какой день занятия по татарскому языку",
        "қазақ тілі сабағы қай күні болады",
        "On which day are the Korean lessons?",
        "запишите на приём в совет Ассамблеи на этот день",
        "",
        "?!",
        "день благодарности " * 20,
    ],
)
def test_ordinary_words_and_questions_name_no_day(text: str) -> None:
    assert found(text) is None


def test_the_words_that_are_no_places_are_no_days_either() -> None:
    words = Path(__file__).with_name("not_places.txt").read_text(encoding="utf-8").splitlines()

    assert len(words) > 60
    assert {word: day for word in words if (day := found(word))} == {}


def test_no_place_is_taken_for_a_day() -> None:
    names = {
        name
        for place in shipped_places()
        for name in (place.name.kk, place.name.ru, place.name.en, *place.variants)
    }

    assert len(names) > 500
    assert {name: day for name in names if (day := found(name))} == {}


def test_no_language_that_is_taught_is_taken_for_a_day() -> None:
    with SCHOOLS_FILE.open(encoding="utf-8", newline="") as lines:
        codes = {code for row in csv.DictReader(lines) for code in row["languages"].split(";")}
    names = {languages.name(code, language) for code in codes for language in Language}
    asked = {words.format(name) for name in names for words in ("{}", "{} тілі", "{} язык", "{} language")}

    assert len(names) > 30
    assert {text: day for text in asked if (day := found(text))} == {}


@given(text=st.text())
def test_any_text_is_answered(text: str) -> None:
    NAMES.find(text)
