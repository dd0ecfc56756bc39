"""The files of facts, column by column, in the order in which one may refer to another."""

from enum import StrEnum

from bot.domain.content import Column, Kind, Sheet
from bot.domain.content_columns import (
    HOUSE,
    ID,
    LATITUDE,
    LOCALITY_EN,
    LOCALITY_KK,
    LOCALITY_RU,
    LONGITUDE,
    NAME_EN,
    NAME_KK,
    NAME_RU,
    NAMES,
    REGION,
    SOURCE,
    SOURCE_DATE,
    in_three_languages,
)
from bot.domain.councils import CouncilKind, Evidence
from bot.domain.places import HouseLevel, PlaceKind, Precision, SchoolKind
from bot.domain.reception_sheets import CARE_WORDS, DAYS_OFF, DOORS, HELPLINES, READY_ANSWERS, TOPICS

COUNTRY = "KZ"
"""Stands for the whole country where a council serves all of it."""

REGION_CODES = frozenset(
    f"KZ-{number}"
    for number in (10, 11, 15, 19, 23, 27, 31, 33, 35, 39, 43, 47, 55, 59, 61, 62, 63, 71, 75, 79)
)
"""ISO 3166-2:KZ since the reform of 2022: seventeen regions, and Astana, Almaty, Shymkent."""


class Verified(StrEnum):
    """What a source says of a house: where it stands, or only that there is one."""

    YES = "yes"
    PARTIAL = "partial"


PLACES = Sheet(
    file_name="places.csv",
    table="places",
    columns=(
        Column("id", Kind.PLACE_SLUG, required=True),
        Column("kind", Kind.CHOICE, required=True, choices=PlaceKind),
        *NAMES,
        Column("variants", Kind.NAMES),
        REGION,
        LATITUDE,
        LONGITUDE,
        Column("population", Kind.COUNT),
        Column("source", required=True),
    ),
)

HOUSES = Sheet(
    file_name="houses.csv",
    table="houses",
    columns=(
        ID,
        *NAMES,
        Column("level", Kind.CHOICE, required=True, choices=HouseLevel),
        REGION,
        LOCALITY_RU,
        LOCALITY_KK,
        LOCALITY_EN,
        Column("address_ru"),
        Column("address_kk"),
        Column("phone", Kind.PHONE),
        Column("website", Kind.WEB_ADDRESS),
        LATITUDE,
        LONGITUDE,
        Column("coordinate_precision", Kind.CHOICE, required=True, choices=Precision),
        Column("opening_hours", Kind.OPENING_HOURS),
        SOURCE,
        SOURCE_DATE,
        Column("verified", Kind.CHOICE, required=True, choices=Verified),
        Column("other_sources", Kind.SOURCES),
        Column("notes"),
    ),
)

SCHOOLS = Sheet(
    file_name="schools.csv",
    table="schools",
    columns=(
        ID,
        NAME_RU,
        NAME_KK,
        NAME_EN,
        HOUSE,
        REGION,
        LOCALITY_EN,
        LOCALITY_RU,
        LOCALITY_KK,
        Column("languages", Kind.LANGUAGES, required=True),
        Column("run_by"),
        Column("address_ru"),
        Column("schedule_ru"),
        Column("schedule_kk"),
        Column("schedule_en"),
        SOURCE,
        SOURCE_DATE,
        Column("kind", Kind.CHOICE, required=True, choices=SchoolKind),
        Column("notes"),
    ),
)

COUNCILS = Sheet(
    file_name="councils.csv",
    table="councils",
    columns=(
        ID,
        Column("kind", Kind.CHOICE, required=True, choices=CouncilKind),
        NAME_RU,
        NAME_KK,
        NAME_EN,
        Column("region_code", Kind.REGION_OR_COUNTRY, required=True),
        Column("place_id", Kind.PLACE),
        Column("contact"),
        Column("address_ru"),
        Column("reception_hours", Kind.OPENING_HOURS),
        SOURCE,
        SOURCE_DATE,
        Column("evidence", Kind.CHOICE, required=True, choices=Evidence),
        HOUSE,
        Column("notes"),
    ),
)

CALENDAR = Sheet(
    file_name="calendar.csv",
    table="calendar_days",
    columns=(
        ID,
        *NAMES,
        Column("month_day", Kind.MONTH_DAY),
        *in_three_languages("rule"),
        *in_three_languages("what"),
        SOURCE,
        SOURCE_DATE,
    ),
)

FACTS = Sheet(
    file_name="facts.yaml",
    table="facts",
    columns=(Column("id", required=True), Column("document", Kind.DOCUMENT, required=True)),
)
"""Facts in sentences: a record is one entry of the file, `id` its path (`faq.founded`), `document` JSON."""

TABLES = (
    *(PLACES, HOUSES, SCHOOLS, COUNCILS, CALENDAR),
    *(DOORS, TOPICS, HELPLINES, CARE_WORDS, READY_ANSWERS, DAYS_OFF),
)
"""The sheets that are CSV."""

SHEETS = (*TABLES, FACTS)
"""All of them; a sheet refers only to those before it."""
