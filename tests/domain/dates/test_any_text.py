"""Whatever is typed, an answer is given; whatever a calendar writes is read back."""

import subprocess
import sys
from datetime import date, datetime

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.astana_time import ASTANA_TIME
from bot.domain.dates import Span, TypedMoment, find_period, read_moment, read_period
from bot.domain.dates.vocabulary import known_phrases, known_words
from tests.domain.dates.tuesday import NOW, TODAY

DAYS = st.dates(date(2000, 1, 1), date(2150, 12, 31))
WORDS = sorted(known_words().keys() | {" ".join(phrase) for phrase in known_phrases()})
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.integers(0, 40).map(str),
    st.integers(1890, 2210).map(str),
    st.sampled_from([".", ",", "-", "–", ":", "/", "&", "-го", "th", "Семей", "🎉", "\x00"]),
)
EXPRESSIONS = st.one_of(
    st.text(max_size=40),
    st.lists(PIECES, max_size=7).map(" ".join),
    st.lists(PIECES, max_size=7).map("".join),
)


@settings(deadline=None)  # the first text that our rules leave loads dateparser
@given(EXPRESSIONS, DAYS)
def test_every_text_has_an_answer(text: str, today: date) -> None:
    period = read_period(text, today)
    found = find_period(text, today)
    moment = read_moment(text, datetime(today.year, today.month, today.day, 10, tzinfo=ASTANA_TIME))

    assert period is None or period.first <= period.last
    assert found is None or found[0].first <= found[0].last
    assert moment is None or (moment.day, moment.time) != (None, None)


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
@pytest.mark.parametrize("length", ["medium", "long", "full"])
@given(day=DAYS)
def test_a_date_as_the_calendar_writes_it_is_read_back(locale: str, length: str, day: date) -> None:
    written = format_date(day, length, locale=locale)
    period = read_period(written, TODAY)

    assert period is not None
    assert (period.first, period.last) == (day, day)
    assert read_moment(written, NOW) == TypedMoment(day=day, time=None)


@given(DAYS, st.sampled_from(["25 декабря", "29 ақпан", "Saturday", "31 числа", "завтра", "жексенбіде"]))
def test_a_day_without_a_year_is_never_past(today: date, text: str) -> None:
    period = read_period(text, today)

    assert period is not None
    assert period.first >= today


@given(DAYS, st.sampled_from(Span))
def test_a_span_is_never_past(today: date, span: Span) -> None:
    assert today <= span.period(today).first <= span.period(today).last


def test_dateparser_is_loaded_only_for_what_our_rules_leave() -> None:
    program = (
        "import sys; from datetime import date; from bot.domain.dates import read_period\n"
        "for text in ('25 декабря 2026 г.', 'сенбіде', 'in December', 'Семей', 'через неделю'):\n"
        "    read_period(text, date(2026, 12, 1)); print('dateparser' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  # our own program

    assert done.stdout.split() == ["False"] * 4 + ["True"]
