"""The directory, read as domain values: what stands where, yearly dates, and what the reception needs."""

from collections.abc import Iterable, Mapping

from bot.domain.calendar_days import CalendarDay
from bot.domain.content_columns import LIST_SEPARATOR, NAME_SEPARATOR
from bot.domain.content_sheets import Verified
from bot.domain.geo import Point
from bot.domain.language import LocalizedText
from bot.domain.places import (
    DirectoryFacts,
    House,
    HouseLevel,
    Place,
    PlaceKind,
    Precision,
    RegionCode,
    School,
    SchoolKind,
)
from storage import reception_facts
from storage.content import HOLD_FOR_READING
from storage.database import Database, Row
from storage.directory_rows import localized, parts, source_of

DIRECTORY_VERSION = "SELECT version FROM directory"

PLACES = """
    SELECT id, kind, name_kk, name_ru, name_en, variants, region_code, latitude, longitude, population
    FROM places ORDER BY position
"""

HOUSES = """
    SELECT id, name_kk, name_ru, name_en, level, region_code, locality_kk, locality_ru, locality_en,
        address_kk, address_ru, phone, website, latitude, longitude, coordinate_precision, opening_hours,
        source_url, source_date, verified
    FROM houses ORDER BY position
"""

SCHOOLS = """
    SELECT id, name_kk, name_ru, name_en, kind, languages, house_id, region_code,
        locality_kk, locality_ru, locality_en, run_by, address_ru, schedule_kk, schedule_ru, schedule_en,
        source_url, source_date
    FROM schools ORDER BY position
"""

CALENDAR_DAYS = """
    SELECT id, name_kk, name_ru, name_en, month_day, rule_kk, rule_ru, rule_en, what_kk, what_ru, what_en,
        source_url, source_date
    FROM calendar_days ORDER BY position
"""


class SqlDirectory:
    """The directory in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def version(self) -> int:
        """Give the number that grows whenever the directory changes; 0 before the first load."""
        rows = await self._database.fetch(DIRECTORY_VERSION)
        version: int = rows[0]["version"]
        return version

    async def read(self) -> DirectoryFacts:
        """Give the whole directory as it stands at one moment, whoever loads meanwhile."""
        async with self._database.transaction() as transaction:
            held = await transaction.fetch(HOLD_FOR_READING)
            place_rows = await transaction.fetch(PLACES)
            house_rows = await transaction.fetch(HOUSES)
            school_rows = await transaction.fetch(SCHOOLS)
            day_rows = await transaction.fetch(CALENDAR_DAYS)
            councils = await reception_facts.councils(transaction)
            doors = await reception_facts.doors(transaction)
            topics = await reception_facts.topics(transaction)
            helplines = await reception_facts.helplines(transaction)
            care_patterns = await reception_facts.care_patterns(transaction)
            ready_answers = await reception_facts.ready_answers(transaction)
            day_exceptions = await reception_facts.day_exceptions(transaction)
        places = tuple(_place(row) for row in place_rows)
        houses = tuple(_house(row) for row in house_rows)
        atlas = _Atlas(places, houses)
        return DirectoryFacts(
            version=held[0]["version"],
            places=places,
            houses=houses,
            schools=tuple(_school(row, *atlas.locate_school(row)) for row in school_rows),
            days=tuple(_day(row) for row in day_rows),
            councils=councils,
            doors=doors,
            topics=topics,
            helplines=helplines,
            care_patterns=care_patterns,
            ready_answers=ready_answers,
            day_exceptions=day_exceptions,
        )


class _Atlas:
    """Points by what stands there."""

    def __init__(self, places: Iterable[Place], houses: Iterable[House]) -> None:
        self._houses: Mapping[str, House] = {house.id: house for house in houses}
        self._centres: dict[RegionCode, Point] = {}
        self._localities: dict[tuple[RegionCode, str], Point] = {}
        for place in places:
            if place.kind in {PlaceKind.REGION, PlaceKind.REPUBLICAN_CITY}:
                self._centres[place.region_code] = place.point
            if place.kind is not PlaceKind.REGION:
                for name in (place.name.kk, place.name.ru, place.name.en):
                    self._localities.setdefault((place.region_code, name), place.point)

    def locate_school(self, row: Row) -> tuple[Point, Precision]:
        """Give the point of the school's house, or else of its town, or else of its region's centre."""
        if row["house_id"] is not None:
            house = self._houses[row["house_id"]]
            return house.point, house.precision
        region = row["region_code"]
        names = (row["locality_kk"], row["locality_ru"], row["locality_en"])
        town = next((point for name in names if (point := self._localities.get((region, name)))), None)
        return (town, Precision.TOWN) if town else (self._centres[region], Precision.REGION)


def _point(row: Row) -> Point:
    return Point(row["latitude"], row["longitude"])


def _place(row: Row) -> Place:
    return Place(
        id=row["id"],
        kind=PlaceKind(row["kind"]),
        name=localized(row, "name"),
        variants=parts(row["variants"], NAME_SEPARATOR),
        region_code=row["region_code"],
        point=_point(row),
        population=row["population"],
    )


def _house(row: Row) -> House:
    return House(
        id=row["id"],
        name=localized(row, "name"),
        level=HouseLevel(row["level"]),
        region_code=row["region_code"],
        locality=localized(row, "locality"),
        address=LocalizedText(kk=row["address_kk"], ru=row["address_ru"]),
        address_confirmed=row["verified"] == Verified.YES,
        phone=row["phone"],
        website=row["website"],
        point=_point(row),
        precision=Precision(row["coordinate_precision"]),
        opening_hours=row["opening_hours"],
        source=source_of(row),
    )


def _school(row: Row, point: Point, precision: Precision) -> School:
    return School(
        id=row["id"],
        name=localized(row, "name"),
        kind=SchoolKind(row["kind"]),
        languages=parts(row["languages"], LIST_SEPARATOR),
        house_id=row["house_id"],
        region_code=row["region_code"],
        locality=localized(row, "locality"),
        run_by=row["run_by"],
        address=LocalizedText(ru=row["address_ru"]),
        schedule=localized(row, "schedule"),
        point=point,
        precision=precision,
        source=source_of(row),
    )


def _day(row: Row) -> CalendarDay:
    return CalendarDay(
        id=row["id"],
        name=localized(row, "name"),
        month_day=row["month_day"] or None,
        rule=localized(row, "rule"),
        what=localized(row, "what"),
        source=source_of(row),
    )
