"""The directory in memory: every fact of the institution, ready to be looked up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.domain.calendar_days import CalendarDay, DayId
from bot.domain.care import CareKind, CareRules, Helpline
from bot.domain.councils import Council, CouncilId
from bot.domain.day_names import DayNames
from bot.domain.doors import Door, DoorFinder
from bot.domain.gazetteer import Gazetteer
from bot.domain.geo import Point
from bot.domain.nearest import NearestIndex
from bot.domain.places import (
    DirectoryFacts,
    House,
    HouseId,
    Place,
    PlaceId,
    PlaceKind,
    Precision,
    RegionCode,
    School,
    SchoolId,
)
from bot.domain.ready_answers import ReadyAnswer
from bot.domain.topics import RequestTopic
from bot.domain.working_days import WorkingCalendar

Item = TypeVar("Item", House, School)

REGION_KINDS = frozenset({PlaceKind.REGION, PlaceKind.REPUBLICAN_CITY})
"""What a region code stands for: a region, or a city that is one by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby(Generic[Item]):
    """A house or a school, how far it is, and how exactly that is known.

    With `Precision.TOWN` the distance leads to the middle of its town; with `Precision.REGION` to the centre
    of its region, which is good enough for an order and for nothing else.
    """

    item: Item
    distance_km: float
    precision: Precision


class Directory:
    """What one version of the facts answers; it never changes."""

    def __init__(self, facts: DirectoryFacts) -> None:
        self.version = facts.version
        self.houses = {house.id: house for house in facts.houses}
        self.schools = {school.id: school for school in facts.schools}
        self.places = {place.id: place for place in facts.places}
        self.days = facts.days
        self.councils = {council.id: council for council in facts.councils}
        self.doors = facts.doors
        self.topics = facts.topics
        self.care = CareRules(facts.care_patterns)
        self.ready_answers = facts.ready_answers
        self.working_days = WorkingCalendar(facts.day_exceptions)
        self.gazetteer = Gazetteer(facts.places)
        self._helplines = facts.helplines
        self._door_finder = DoorFinder(facts.doors)
        self._days_by_id = {day.id: day for day in facts.days}
        self._day_names = DayNames(facts.days)
        self._houses_by_point = NearestIndex((house.point, house) for house in facts.houses)
        self._schools_by_point = NearestIndex((school.point, school) for school in facts.schools)

    def house(self, house_id: str) -> House | None:
        """Give the house, or None when it is no longer listed."""
        return self.houses.get(HouseId(house_id))

    def school(self, school_id: str) -> School | None:
        """Give the school, or None when it is no longer listed."""
        return self.schools.get(SchoolId(school_id))

    def place(self, place_id: str) -> Place | None:
        """Give the place, or None when it is no longer listed."""
        return self.places.get(PlaceId(place_id))

    def day(self, day_id: str) -> CalendarDay | None:
        """Give the yearly date, or None when it is no longer listed."""
        return self._days_by_id.get(DayId(day_id))

    def council(self, council_id: str) -> Council | None:
        """Give the council, or None when it is no longer listed."""
        return self.councils.get(CouncilId(council_id))

    def councils_of(self, region_code: RegionCode) -> list[Council]:
        """Give the councils of a region, those of its districts and mere numbers included."""
        return [council for council in self.councils.values() if council.region_code == region_code]

    def topic(self, topic_id: str) -> RequestTopic | None:
        """Give the topic of requests, or None when it is no longer listed."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    def door(self, door_id: str) -> Door | None:
        """Give the door, or None when it is no longer listed."""
        return next((door for door in self.doors if door.id == door_id), None)

    def door_for(self, text: str) -> Door | None:
        """Give the most urgent door that a matter tells of; None where it tells of none."""
        return self._door_finder.find(text)

    def helplines(self, kind: CareKind) -> list[Helpline]:
        """Give the helplines for those who are in that danger, the first to be called first."""
        return [helpline for helpline in self._helplines if kind in helpline.kinds]

    def ready_answer(self, answer_id: str) -> ReadyAnswer | None:
        """Give the answer to begin from, or None when it is no longer listed."""
        return next((answer for answer in self.ready_answers if answer.id == answer_id), None)

    def day_named_in(self, text: str) -> CalendarDay | None:
        """Give the yearly date that is named in `text`; None where none is."""
        return self._day_names.find(text)

    def place_named_in(self, words: str) -> Place | None:
        """Give the place that is named by all the words, or else by the first of them that names one."""
        matches = (self.gazetteer.find(part).best for part in (words, *words.split()))
        return next((place for place in matches if place is not None), None)

    def region(self, code: str) -> Place | None:
        """Give the region with that ISO 3166-2 code."""
        return next((place for place in self.regions() if place.region_code == code), None)

    def regions(self) -> list[Place]:
        """Give the regions and the cities that are regions by themselves."""
        return [place for place in self.places.values() if place.kind in REGION_KINDS]

    def localities(self, region_code: RegionCode) -> list[Place]:
        """Give the cities, towns and villages of a region."""
        return [
            place
            for place in self.places.values()
            if place.region_code == region_code and place.kind is not PlaceKind.REGION
        ]

    def nearest_houses(self, point: Point, count: int) -> list[Nearby[House]]:
        """Give the houses nearest to `point`."""
        return [
            Nearby(item=found.item, distance_km=found.distance_km, precision=found.item.precision)
            for found in self._houses_by_point.nearest(point, count)
        ]

    def nearest_schools(self, point: Point, language: str | None, count: int) -> list[Nearby[School]]:
        """Give the schools nearest to `point` that teach `language` (ISO 639); any language for None."""
        found = self._schools_by_point.nearest(
            point, count, where=lambda school: language is None or language in school.languages
        )
        return [
            Nearby(item=one.item, distance_km=one.distance_km, precision=one.item.precision) for one in found
        ]

    def schools_in_house(self, house_id: HouseId) -> list[School]:
        """Give the schools that meet in a house."""
        return [school for school in self.schools.values() if school.house_id == house_id]

    def languages(self) -> Sequence[str]:
        """Give the languages that are taught somewhere, as ISO 639 codes, the most widespread first."""
        counts: dict[str, int] = {}
        for school in self.schools.values():
            for language in school.languages:
                counts[language] = counts.get(language, 0) + 1
        return sorted(counts, key=lambda language: (-counts[language], language))
