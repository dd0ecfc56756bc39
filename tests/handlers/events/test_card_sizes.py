"""Whatever editors may write, a card fits where Telegram shows it."""

from dataclasses import replace

import pytest

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
    SeriesId,
)
from bot.domain.language import Language, LocalizedText
from bot.domain.people import PersonId
from bot.domain.places import HouseId
from bot.services.events.event_table import LONGEST
from handlers.events.views.card import card
from handlers.fitting import LONGEST_CAPTION, LONGEST_MESSAGE, length
from tests.handlers.events.samples import ABAI, DETAILS, MORNING, directory, house, speaking
from tests.handlers.events.test_notice_sizes import HUGE_HOUSE, LANGUAGES


def long(letter: str, most: int) -> LocalizedText:
    return LocalizedText(kk=letter * most, ru=letter * most, en=letter * most)


def shown(source: str, picture: str, state: AttendanceState | None) -> EventCard:
    """Give a card in which everything is as long as it may be."""
    details: EventDetails = replace(
        DETAILS,
        title=long("<", LONGEST_TITLE),
        text=long("Ү", LONGEST_TEXT),
        house_id=HouseId("semey"),
        place_id=None,
        address="&" * LONGEST_ADDRESS,
        languages=LANGUAGES,
        capacity=1,
        picture=picture,
        source=source,
    )
    event = Event(
        id=EventId(7),
        details=details,
        status=EventStatus.PUBLISHED,
        version=1,
        region_code=ABAI,
        series_id=SeriesId(7),
        created_by=None,
        published_at=MORNING,
        notice_due_at=None,
        timed_at=MORNING,
    )
    mine = (
        state
        if state is None
        else Attendance(
            event_id=event.id,
            person_id=PersonId(1),
            number=9999,
            code="A" * 22,
            state=state,
            seats=MOST_SEATS_OF_ONE,
            joined_at=MORNING,
            lead_since=MORNING,
            told_version=1,
        )
    )
    return EventCard(event=event, held=0, mine=mine, ahead=100_000)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("state", [None, *AttendanceState])
@pytest.mark.parametrize(
    "source",
    [
        "",
        f"https://{'a' * (LONGEST['source'] - 11)}.kz",
        f"https://example.kz/{'a' * (LONGEST['source'] - 19)}",
        f"https://{'&' * (LONGEST['source'] - 11)}.kz",
        "& " * (LONGEST["source"] // 2),
    ],
    ids=["none", "long site", "long address", "strange site", "words"],
)
@pytest.mark.parametrize(("picture", "longest"), [("photo", LONGEST_CAPTION), ("", LONGEST_MESSAGE)])
def test_a_card_fits_however_long_its_source_is(
    language: Language, state: AttendanceState | None, source: str, picture: str, longest: int
) -> None:
    with speaking(language):
        screen = card(shown(source, picture, state), directory(HUGE_HOUSE), MORNING)

    assert length(screen.text) <= longest


@pytest.mark.parametrize("source", ["https://www.example.kz/news?a=1&b=2", "example"])
def test_a_short_source_is_shown_as_it_is(source: str) -> None:
    with speaking(Language.ENGLISH):
        text = card(shown(source, "", None), directory(house("semey", "Semey", "Semey")), MORNING).text

    assert "Source: " in text
    assert "…" not in text.partition("Source: ")[2]
