"""What a list shows, in the letters that a button carries."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import Period
from handlers.events.callbacks import EventOpened, ListShown
from handlers.events.listing import CODES, Listing, days_code

TUESDAY = date(2026, 12, 1)

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2098, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(first=min(days), last=max(days)))


@given(
    when=st.sampled_from(["", *CODES, "261205261206"]),
    area=st.sampled_from(["house_id", "region_code", "place_id"]),
    name=st.from_regex(r"[A-Za-z0-9-]{0,19}", fullmatch=True),
    page=st.integers(min_value=0, max_value=999),
)
def test_a_listing_is_read_back_and_fits_a_button_beside_an_event(
    when: str, area: str, name: str, page: int
) -> None:
    listing = Listing(**{"when": when, area: name, "page": page})  # type: ignore[arg-type]  # one of three fields

    assert Listing.read(str(listing)) == listing
    assert len(EventOpened(event_id=2**31 - 1, back=str(listing)).pack().encode()) <= 64
    assert ListShown.unpack(ListShown(listing=str(listing)).pack()).listing == str(listing)


@given(PERIODS)
def test_days_are_read_back(period: Period) -> None:
    assert Listing(when=days_code(period, TUESDAY)).period(TUESDAY) == period


@given(st.text(max_size=64))
def test_any_text_is_some_listing(text: str) -> None:
    listing = Listing.read(text)

    assert 0 <= listing.page <= 999
    listing.period(TUESDAY)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ((date(2026, 12, 1), date(2026, 12, 1)), "t"),
        ((date(2026, 12, 2), date(2026, 12, 2)), "n"),
        ((date(2026, 12, 5), date(2026, 12, 6)), "261205261206"),
        ((date(2126, 12, 5), date(2126, 12, 6)), ""),
    ],
)
def test_today_and_tomorrow_have_names_and_a_day_in_a_hundred_years_has_none(
    days: tuple[date, date], code: str
) -> None:
    assert days_code(Period(first=days[0], last=days[1]), TUESDAY) == code


@pytest.mark.parametrize("when", ["261232261231", "261206261205", "000000000000", "x", "t1"])
def test_days_that_are_none_mean_any_time(when: str) -> None:
    assert Listing(when=when).period(TUESDAY) is None
