"""An event of a House of Friendship, as it stands and as it once stood."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.language import LocalizedText
from bot.domain.people import PersonId
from bot.domain.places import HouseId, PlaceId, RegionCode

EventId = NewType("EventId", int)
SeriesId = NewType("SeriesId", int)
"""Events that repeat each other: the number of the first of them."""

LONGEST_TITLE = 100
"""Characters: a title must stand on a button and on one line of a list."""

LONGEST_TEXT = 600
"""Characters: the whole card fits under a picture (1 024, Telegram's limit of a caption)."""

LONGEST_ADDRESS = 120
"""Characters."""

MOST_SEATS = 100_000
"""The largest capacity that is taken: the largest stadium of the country holds 30 000."""


NO_WORDS = LocalizedText()


class EventStatus(StrEnum):
    """Where an event is on its way; a draft is seen by editors only."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Topic(StrEnum):
    """What an event is about."""

    CULTURE = "culture"
    LANGUAGE = "language"
    FAMILY = "family"
    YOUTH = "youth"
    COUNCIL = "council"
    CHARITY = "charity"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetails:
    """What an editor writes about an event; a draft may lack any of it.

    Either `house_id` or `place_id` says where; `address` is more exact, in one line. Times are aware UTC.
    `capacity` counts seats, None for no limit; `languages` are ISO 639 codes; `picture` is Telegram's
    file_id; `source` a web address.
    """

    title: LocalizedText = NO_WORDS
    text: LocalizedText = NO_WORDS
    house_id: HouseId | None = None
    place_id: PlaceId | None = None
    address: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    capacity: int | None = None
    languages: tuple[str, ...] = ()
    topic: Topic = Topic.OTHER
    picture: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event. `version` grows with every edit and is the SEQUENCE of its calendar file.

    `region_code` follows from where it is held, empty until that is known. `notice_due_at` is when those who
    come are told of the last edits, None while there is nothing to tell; `timed_at` since when they know the
    time of the event.
    """

    id: EventId
    details: EventDetails
    status: EventStatus
    version: int
    region_code: RegionCode
    series_id: SeriesId | None
    created_by: PersonId | None
    published_at: datetime | None
    notice_due_at: datetime | None
    timed_at: datetime | None

    @property
    def starts_at(self) -> datetime:
        """Give when it begins; raises ValueError for a draft that does not say."""
        if self.details.starts_at is None:
            raise ValueError(f"event {self.id} has no time yet")
        return self.details.starts_at

    @property
    def ends_at(self) -> datetime:
        """Give when it ends; where nobody said, it is over when it has begun."""
        return self.details.ends_at or self.starts_at

    @property
    def is_published(self) -> bool:
        """Tell whether people may come."""
        return self.status is EventStatus.PUBLISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class EventVersion:
    """An event as it stood after one of its edits."""

    version: int
    status: EventStatus
    details: EventDetails


class Gap(StrEnum):
    """What keeps a draft from being published."""

    TITLE_KK = "title_kk"
    TITLE_RU = "title_ru"
    TEXT_KK = "text_kk"
    TEXT_RU = "text_ru"
    WHERE = "where"
    START = "start"
    PAST = "past"
    END = "end"


def gaps(details: EventDetails, now: datetime) -> tuple[Gap, ...]:
    """Say what an event still needs before anybody may see it: Kazakh and Russian, where, and when."""
    found = {
        Gap.TITLE_KK: not details.title.kk,
        Gap.TITLE_RU: not details.title.ru,
        Gap.TEXT_KK: not details.text.kk,
        Gap.TEXT_RU: not details.text.ru,
        Gap.WHERE: not (details.house_id or details.place_id),
        Gap.START: details.starts_at is None,
        Gap.PAST: details.starts_at is not None and details.starts_at <= now,
        Gap.END: None not in (details.starts_at, details.ends_at) and not _in_order(details),
    }
    return tuple(gap for gap, is_open in found.items() if is_open)


def _in_order(details: EventDetails) -> bool:
    return (
        details.starts_at is not None and details.ends_at is not None and details.starts_at < details.ends_at
    )


def as_version(event: Event) -> EventVersion:
    """Give the event as it stands now, to be compared with what it was."""
    return EventVersion(version=event.version, status=event.status, details=event.details)
