"""An event as somebody knows it and as it is now, in a small directory, for the views of notices."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.directory import Directory
from bot.domain.events.attendance import Attendance, AttendanceState
from bot.domain.events.card import EventCard
from bot.domain.events.changes import changes
from bot.domain.events.event import Event, EventDetails, EventId, EventStatus, Topic, as_version
from bot.domain.events.notices import EventChanged
from bot.domain.geo import Point
from bot.domain.language import Language, LocalizedText
from bot.domain.people import PersonId
from bot.domain.places import (
    DirectoryFacts,
    House,
    HouseId,
    HouseLevel,
    Place,
    PlaceId,
    PlaceKind,
    Precision,
    RegionCode,
)
from bot.domain.sources import Source
from handlers.words import create_i18n

ABAI = RegionCode("KZ-10")
MORNING = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
"""A Tuesday, ten in the morning in Astana."""

SATURDAY = datetime(2026, 12, 5, 13, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 12, 6, 12, 0, tzinfo=UTC)

DETAILS = EventDetails(
    title=LocalizedText(kk="Ән & жыр", ru="Песня & стих", en="Song & verse"),
    text=LocalizedText(kk="Келіңіз", ru="Приходите", en="Come"),
    house_id=HouseId("semey"),
    starts_at=SATURDAY,
    ends_at=SATURDAY.replace(hour=15),
    capacity=40,
    languages=("kk", "ru"),
    topic=Topic.CULTURE,
)


@contextmanager
def speaking(language: Language = Language.ENGLISH) -> Iterator[None]:
    """Let the views speak the language."""
    i18n = create_i18n()
    with i18n.context(), i18n.use_locale(language):
        yield


def same(words: str) -> LocalizedText:
    return LocalizedText(kk=words, ru=words, en=words)


def house(house_id: str, name: str, town: str, region: RegionCode = ABAI) -> House:
    return House(
        id=HouseId(house_id),
        name=same(name),
        level=HouseLevel.CITY,
        region_code=region,
        locality=same(town),
        address=LocalizedText(),
        address_confirmed=False,
        phone="",
        website="",
        point=Point(50, 80),
        precision=Precision.TOWN,
        opening_hours="",
        source=Source(reference="seed:000", date=""),
    )


def place(place_id: str, name: str, kind: PlaceKind, region: RegionCode = ABAI) -> Place:
    return Place(
        id=PlaceId(place_id),
        kind=kind,
        name=same(name),
        variants=(),
        region_code=region,
        point=Point(50, 80),
        population=None,
    )


def directory(*houses: House, places: tuple[Place, ...] = ()) -> Directory:
    known = houses or (
        house("semey", "House of Friendship of Semey", "Semey"),
        house("ayagoz", "House of Friendship of Ayagoz", "Ayagoz"),
    )
    region = place("abai", "Abai Region", PlaceKind.REGION)
    return Directory(
        DirectoryFacts(version=1, places=(region, *places), houses=tuple(known), schools=(), days=())
    )


def event(
    details: EventDetails = DETAILS, status: EventStatus = EventStatus.PUBLISHED, number: int = 12
) -> Event:
    return Event(
        id=EventId(number),
        details=details,
        status=status,
        version=2,
        region_code=ABAI,
        series_id=None,
        created_by=None,
        published_at=MORNING,
        notice_due_at=None,
        timed_at=MORNING,
    )


def mine(state: AttendanceState = AttendanceState.COMING, **fields: Any) -> Attendance:
    plain = Attendance(
        event_id=EventId(12),
        person_id=PersonId(1),
        number=4711,
        code="x" * 22,
        state=state,
        seats=2,
        joined_at=MORNING,
        lead_since=MORNING,
        told_version=1,
    )
    return replace(plain, **fields)


def card(shown: Event | None = None, attendance: Attendance | None = None) -> EventCard:
    return EventCard(event=shown or event(), held=10, mine=attendance or mine(), ahead=3)


def change(
    was: Event | None = None,
    now: Event | None = None,
    attendance: Attendance | None = None,
) -> EventChanged:
    """Give the notice of how an event differs from what it was."""
    known, present = as_version(was or event()), now or event()
    return EventChanged(
        card=card(present, attendance), known=known, changes=changes(known, as_version(present))
    )
