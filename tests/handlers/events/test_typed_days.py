"""Which texts ask for the events of some days, and which for something else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.directory import Directory
from bot.domain.places import DirectoryFacts
from handlers.events.listing import Listing
from handlers.events.typed import read_listing, without_days
from tests.domain.shipped_places import shipped_places

TUESDAY = date(2026, 12, 1)

DIRECTORY = Directory(DirectoryFacts(version=1, places=shipped_places(), houses=(), schools=(), days=()))

SATURDAY = "261205261205"


@pytest.mark.parametrize(
    ("text", "listing"),
    [
        ("завтра", Listing(when="n")),
        ("бүгін", Listing(when="t")),
        ("on Saturday", Listing(when=SATURDAY)),
        ("Семей в субботу", Listing(when=SATURDAY, place_id="semey")),
        ("концерт в Семее в субботу", Listing(when=SATURDAY, place_id="semey")),
        ("сенбіде Семейде не болады", Listing(when=SATURDAY, place_id="semey")),
        ("Павлодарская область, завтра", Listing(when="n", region_code="KZ-55")),
    ],
)
def test_days_and_a_place_are_read(text: str, listing: Listing) -> None:
    assert read_listing(text, TUESDAY, DIRECTORY) == listing


@pytest.mark.parametrize("text", ["", "Семей", "спасибо, до завтра", "я приду в субботу", "я" * 4096])
def test_other_texts_ask_for_no_list(text: str) -> None:
    assert read_listing(text, TUESDAY, DIRECTORY) is None


def test_no_name_of_a_place_is_taken_for_days() -> None:
    names = {
        name
        for place in DIRECTORY.places.values()
        for name in (place.name.kk, place.name.ru, place.name.en, *place.variants)
    }

    assert [name for name in names if read_listing(name, TUESDAY, DIRECTORY)] == []


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    read_listing(text, TUESDAY, DIRECTORY)
    without_days(text, TUESDAY)
