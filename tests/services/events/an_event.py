"""Events as the tests of files and tables want them: complete, with a few words changed."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from bot.domain.events.event import Event, EventDetails, EventId, EventStatus, Topic
from bot.domain.language import LocalizedText
from bot.domain.places import HouseId, RegionCode

NOW = datetime(2026, 12, 1, 4, 0, tzinfo=UTC)
STARTS = datetime(2026, 12, 25, 13, 0, tzinfo=UTC)
"""18:00 in Astana."""

AN_EVENT = Event(
    id=EventId(12),
    details=EventDetails(
        title=LocalizedText(kk="Әжелер кеші", ru="Вечер бабушек", en="Grandmothers’ evening"),
        text=LocalizedText(kk="Шай ішеміз.", ru="Пьём чай.", en="We drink tea."),
        house_id=HouseId("astana"),
        starts_at=STARTS,
        capacity=40,
        languages=("kk", "ru"),
        topic=Topic.CULTURE,
    ),
    status=EventStatus.PUBLISHED,
    version=3,
    region_code=RegionCode("KZ-71"),
    series_id=None,
    created_by=None,
    published_at=NOW,
    notice_due_at=None,
    timed_at=NOW,
)

HOSTILE = st.sampled_from(
    ["=1+1", "+", "-", "@", "'", "'=", '"', ",", ";", "\\", "\\n", "_x0041_", "ңғқөұүһәі", "?"]
)
ANY_LETTER = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")


def words(longest: int, *, lines: bool = False) -> st.SearchStrategy[str]:
    """Give any trimmed text up to a length, with what files stumble over."""
    letters = HOSTILE | ANY_LETTER | st.just("\n") if lines else HOSTILE | ANY_LETTER
    return st.lists(letters, max_size=12).map(lambda parts: "".join(parts)[:longest].strip())


def an_event(*, status: EventStatus = EventStatus.PUBLISHED, **details: Any) -> Event:
    """Give the event with other details."""
    return replace(AN_EVENT, status=status, details=replace(AN_EVENT.details, **details))
