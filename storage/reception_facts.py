"""The facts of the reception, read as domain values."""

from collections.abc import Mapping
from datetime import date

from bot.domain.care import CareKind, CarePattern, Helpline
from bot.domain.content_columns import LIST_SEPARATOR, NAME_SEPARATOR
from bot.domain.councils import Council, CouncilKind, Evidence
from bot.domain.doors import Door, DoorId
from bot.domain.language import LocalizedText
from bot.domain.ready_answers import ReadyAnswer
from bot.domain.reception_sheets import DayKind
from bot.domain.topics import RequestTopic
from storage.database import Row, Transaction
from storage.directory_rows import localized, parts, source_of

COUNCILS = """
    SELECT id, kind, name_kk, name_ru, name_en, region_code, place_id, contact, address_ru, reception_hours,
        source_url, source_date, evidence
    FROM councils ORDER BY position
"""

DOORS = """
    SELECT id, name_kk, name_ru, name_en, purpose_kk, purpose_ru, purpose_en, phone, url,
        ready_text_kk, ready_text_ru, ready_text_en, words, source_url, source_date
    FROM doors ORDER BY position
"""

TOPICS = """
    SELECT id, name_kk, name_ru, name_en, hint_kk, hint_ru, hint_en, council_kind, doors
    FROM request_topics ORDER BY position
"""

HELPLINES = """
    SELECT id, phone, name_kk, name_ru, name_en, hours_kk, hours_ru, hours_en, kinds, source_url, source_date
    FROM helplines ORDER BY position
"""

CARE_PATTERNS = "SELECT kind, pattern FROM care_words ORDER BY position"

READY_ANSWERS = """
    SELECT id, title_kk, title_ru, title_en, text_kk, text_ru, text_en FROM ready_answers ORDER BY position
"""

DAYS_OFF = "SELECT date, kind FROM days_off ORDER BY position"


async def councils(transaction: Transaction) -> tuple[Council, ...]:
    """Read the councils."""
    return tuple(_council(row) for row in await transaction.fetch(COUNCILS))


async def doors(transaction: Transaction) -> tuple[Door, ...]:
    """Read the doors, the most urgent first."""
    return tuple(_door(row) for row in await transaction.fetch(DOORS))


async def topics(transaction: Transaction) -> tuple[RequestTopic, ...]:
    """Read the topics of requests."""
    return tuple(_topic(row) for row in await transaction.fetch(TOPICS))


async def helplines(transaction: Transaction) -> tuple[Helpline, ...]:
    """Read the helplines, in the order in which they are shown."""
    return tuple(_helpline(row) for row in await transaction.fetch(HELPLINES))


async def care_patterns(transaction: Transaction) -> tuple[CarePattern, ...]:
    """Read the words of alarm, reviewed or not: a false alarm costs less than silence."""
    rows = await transaction.fetch(CARE_PATTERNS)
    return tuple(CarePattern(kind=CareKind(row["kind"]), phrase=row["pattern"]) for row in rows)


async def ready_answers(transaction: Transaction) -> tuple[ReadyAnswer, ...]:
    """Read the answers to begin from."""
    rows = await transaction.fetch(READY_ANSWERS)
    return tuple(
        ReadyAnswer(id=row["id"], title=localized(row, "title"), text=localized(row, "text")) for row in rows
    )


async def day_exceptions(transaction: Transaction) -> Mapping[date, bool]:
    """Read the days that a decree made working (True) or a day off (False)."""
    rows = await transaction.fetch(DAYS_OFF)
    return {date.fromisoformat(row["date"]): row["kind"] == DayKind.WORKING for row in rows}


def _council(row: Row) -> Council:
    return Council(
        id=row["id"],
        kind=CouncilKind(row["kind"]),
        name=localized(row, "name"),
        region_code=row["region_code"],
        place_id=row["place_id"],
        address=LocalizedText(ru=row["address_ru"]),
        reception_hours=row["reception_hours"],
        contact=row["contact"],
        source=source_of(row),
        evidence=Evidence(row["evidence"]),
    )


def _door(row: Row) -> Door:
    return Door(
        id=row["id"],
        name=localized(row, "name"),
        purpose=localized(row, "purpose"),
        phone=row["phone"],
        url=row["url"],
        ready_text=localized(row, "ready_text"),
        words=parts(row["words"], NAME_SEPARATOR),
        source=source_of(row),
    )


def _topic(row: Row) -> RequestTopic:
    return RequestTopic(
        id=row["id"],
        name=localized(row, "name"),
        hint=localized(row, "hint"),
        council_kind=CouncilKind(row["council_kind"]),
        doors=tuple(map(DoorId, parts(row["doors"], LIST_SEPARATOR))),
    )


def _helpline(row: Row) -> Helpline:
    return Helpline(
        id=row["id"],
        phone=row["phone"],
        name=localized(row, "name"),
        hours=localized(row, "hours"),
        kinds=frozenset(map(CareKind, parts(row["kinds"], LIST_SEPARATOR))),
        source=source_of(row),
    )
