"""Houses of Friendship, Sunday schools, and the regions and localities where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from bot.domain.calendar_days import CalendarDay
from bot.domain.geo import Point
from bot.domain.language import LocalizedText
from bot.domain.sources import Source

if TYPE_CHECKING:  # these modules stand on this one
    from bot.domain.care import CarePattern, Helpline
    from bot.domain.councils import Council
    from bot.domain.doors import Door
    from bot.domain.ready_answers import ReadyAnswer
    from bot.domain.topics import RequestTopic

HouseId = NewType("HouseId", str)
SchoolId = NewType("SchoolId", str)
PlaceId = NewType("PlaceId", str)
RegionCode = NewType("RegionCode", str)
"""ISO 3166-2:KZ after the 2022 reform, as in `KZ-75`."""


class PlaceKind(StrEnum):
    """What a place of the one geography is."""

    REGION = "region"
    REPUBLICAN_CITY = "city_republican"
    CITY = "city"
    TOWN = "town"
    SETTLEMENT = "settlement"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A region or a locality; the point of a region is that of its centre."""

    id: PlaceId
    kind: PlaceKind
    name: LocalizedText
    variants: tuple[str, ...]
    region_code: RegionCode
    point: Point
    population: int | None


class HouseLevel(StrEnum):
    """Whom a House of Friendship serves."""

    REPUBLICAN = "republican"
    REGIONAL = "regional"
    CITY = "city"
    DISTRICT = "district"


class Precision(StrEnum):
    """How exact a point is: the door, the street, the centre of the town, or only that of the region."""

    BUILDING = "building"
    STREET = "street"
    TOWN = "city"
    REGION = "region"


class SchoolKind(StrEnum):
    """What the source calls a place where a language is taught."""

    SUNDAY_SCHOOL = "sunday_school"
    LANGUAGE_CLASSES = "language_classes"
    LANGUAGE_SCHOOL = "language_school"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A House of Friendship (Достық үйі, Дом дружбы).

    `opening_hours` is an OSM `opening_hours` expression, empty where the hours are not known.
    """

    id: HouseId
    name: LocalizedText
    level: HouseLevel
    region_code: RegionCode
    locality: LocalizedText
    address: LocalizedText
    address_confirmed: bool
    phone: str
    website: str
    point: Point
    precision: Precision
    opening_hours: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A Sunday school or language class; `point` is that of its house, its town or its region's centre."""

    id: SchoolId
    name: LocalizedText
    kind: SchoolKind
    languages: tuple[str, ...]
    house_id: HouseId | None
    region_code: RegionCode
    locality: LocalizedText
    run_by: str
    address: LocalizedText
    schedule: LocalizedText
    point: Point
    precision: Precision
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryFacts:
    """Everything the directory knew at one moment, in the order of its files.

    `version` grows by one whenever the facts change, so an older value is known by its number.
    `day_exceptions` are the days that a decree made working (True) or a day off (False).
    """

    version: int
    places: tuple[Place, ...]
    houses: tuple[House, ...]
    schools: tuple[School, ...]
    days: tuple[CalendarDay, ...]
    councils: "tuple[Council, ...]" = ()
    doors: "tuple[Door, ...]" = ()
    topics: "tuple[RequestTopic, ...]" = ()
    helplines: "tuple[Helpline, ...]" = ()
    care_patterns: "tuple[CarePattern, ...]" = ()
    ready_answers: "tuple[ReadyAnswer, ...]" = ()
    day_exceptions: Mapping[date, bool] = field(default_factory=dict, hash=False)
