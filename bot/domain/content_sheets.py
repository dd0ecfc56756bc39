"""The files of facts, column by column, in the order in which one may refer to another."""

from enum import StrEnum

from bot.domain.content import Column, Kind, Sheet
from bot.domain.places import HouseLevel, PlaceKind, Precision, SchoolKind

COUNTRY = "KZ"
"""Stands for the whole country where a council serves all of it."""

REGION_CODES = frozenset(
    f"KZ-{number}"
    for number in (10, 11, 15, 19, 23, 27, 31, 33, 35, 39, 43, 47, 55, 59, 61, 62, 63, 71, 75, 79)
)
"""ISO 3166-2:KZ since the reform of 2022: seventeen regions, and Astana, Almaty, Shymkent."""

LANGUAGE_SEPARATOR = ";"
NAME_SEPARATOR = "; "
SOURCE_SEPARATOR = " ; "


class Verified(StrEnum):
    """What a source says of a house: where it stands, or only that there is one."""

    YES = "yes"
    PARTIAL = "partial"


class CouncilKind(StrEnum):
    """What a council of the Assembly is for."""

    ELDERS = "elders"
    MOTHERS = "mothers"
    MEDIATION = "mediation"
    ACCORD = "accord"
    YOUTH = "youth"


class Evidence(StrEnum):
    """What a source says of a council: its name, a number of such councils, or that every region has one."""

    NAMED = "named"
    COUNT = "count"
    GENERAL = "general"


_ID = Column("id", Kind.SLUG, required=True)
_PLACE_ID = Column("id", Kind.PLACE_SLUG, required=True)
_NAME_KK = Column("name_kk", required=True)
_NAME_RU = Column("name_ru", required=True)
_NAME_EN = Column("name_en", required=True)
_REGION = Column("region_code", Kind.REGION, required=True)
_LOCALITY_KK = Column("locality_kk", required=True)
_LOCALITY_RU = Column("locality_ru", required=True)
_LOCALITY_EN = Column("locality_en", required=True)
_LATITUDE = Column("latitude", Kind.LATITUDE, required=True)
_LONGITUDE = Column("longitude", Kind.LONGITUDE, required=True)
_SOURCE = Column("source_url", Kind.SOURCE, required=True)
_SOURCE_DATE = Column("source_date", Kind.DATE)
_HOUSE = Column("house_id", Kind.HOUSE)

PLACES = Sheet(
    file_name="places.csv",
    table="places",
    columns=(
        _PLACE_ID,
        Column("kind", Kind.CHOICE, required=True, choices=PlaceKind),
        _NAME_KK,
        _NAME_RU,
        _NAME_EN,
        Column("variants", Kind.NAMES),
        _REGION,
        _LATITUDE,
        _LONGITUDE,
        Column("population", Kind.COUNT),
        Column("source", required=True),
    ),
)

HOUSES = Sheet(
    file_name="houses.csv",
    table="houses",
    columns=(
        _ID,
        _NAME_KK,
        _NAME_RU,
        _NAME_EN,
        Column("level", Kind.CHOICE, required=True, choices=HouseLevel),
        _REGION,
        _LOCALITY_RU,
        _LOCALITY_KK,
        _LOCALITY_EN,
        Column("address_ru"),
        Column("address_kk"),
        Column("phone", Kind.PHONE),
        Column("website", Kind.WEB_ADDRESS),
        _LATITUDE,
        _LONGITUDE,
        Column("coordinate_precision", Kind.CHOICE, required=True, choices=Precision),
        Column("opening_hours", Kind.OPENING_HOURS),
        _SOURCE,
        _SOURCE_DATE,
        Column("verified", Kind.CHOICE, required=True, choices=Verified),
        Column("other_sources", Kind.SOURCES),
        Column("notes"),
    ),
)

SCHOOLS = Sheet(
    file_name="schools.csv",
    table="schools",
    columns=(
        _ID,
        _NAME_RU,
        _NAME_KK,
        _NAME_EN,
        _HOUSE,
        _REGION,
        _LOCALITY_EN,
        _LOCALITY_RU,
        _LOCALITY_KK,
        Column("languages", Kind.LANGUAGES, required=True),
        Column("run_by"),
        Column("address_ru"),
        Column("schedule_ru"),
        Column("schedule_kk"),
        Column("schedule_en"),
        _SOURCE,
        _SOURCE_DATE,
        Column("kind", Kind.CHOICE, required=True, choices=SchoolKind),
        Column("notes"),
    ),
)

COUNCILS = Sheet(
    file_name="councils.csv",
    table="councils",
    columns=(
        _ID,
        Column("kind", Kind.CHOICE, required=True, choices=CouncilKind),
        _NAME_RU,
        _NAME_KK,
        _NAME_EN,
        Column("region_code", Kind.REGION_OR_COUNTRY, required=True),
        Column("contact"),
        Column("address_ru"),
        Column("reception_hours", Kind.OPENING_HOURS),
        _SOURCE,
        _SOURCE_DATE,
        Column("evidence", Kind.CHOICE, required=True, choices=Evidence),
        _HOUSE,
        Column("notes"),
    ),
)

CALENDAR = Sheet(
    file_name="calendar.csv",
    table="calendar_days",
    columns=(
        _ID,
        _NAME_KK,
        _NAME_RU,
        _NAME_EN,
        Column("month_day", Kind.MONTH_DAY),
        Column("rule_kk", required=True),
        Column("rule_ru", required=True),
        Column("rule_en", required=True),
        Column("what_kk", required=True),
        Column("what_ru", required=True),
        Column("what_en", required=True),
        _SOURCE,
        _SOURCE_DATE,
    ),
)

FACTS = Sheet(
    file_name="facts.yaml",
    table="facts",
    columns=(Column("id", required=True), Column("document", Kind.DOCUMENT, required=True)),
)
"""Facts in sentences: a record is one entry of the file, `id` its path (`faq.founded`), `document` JSON."""

TABLES = (PLACES, HOUSES, SCHOOLS, COUNCILS, CALENDAR)
"""The sheets that are CSV."""

SHEETS = (*TABLES, FACTS)
"""All of them; a sheet refers only to those before it."""
