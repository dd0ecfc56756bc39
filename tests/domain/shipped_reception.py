"""The doors and the words of alarm that ship with the bot."""

import csv
from pathlib import Path

from bot.domain.care import CareKind, CarePattern
from bot.domain.doors import Door, DoorId
from bot.domain.language import LocalizedText
from bot.domain.sources import Source

CONTENT = Path(__file__).parents[2] / "content"


def _rows(name: str) -> list[dict[str, str]]:
    with (CONTENT / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _words(row: dict[str, str], column: str) -> LocalizedText:
    return LocalizedText(kk=row[f"{column}_kk"], ru=row[f"{column}_ru"], en=row[f"{column}_en"])


def shipped_doors() -> tuple[Door, ...]:
    return tuple(
        Door(
            id=DoorId(row["id"]),
            name=_words(row, "name"),
            purpose=_words(row, "purpose"),
            phone=row["phone"],
            url=row["url"],
            ready_text=_words(row, "ready_text"),
            words=tuple(filter(None, row["words"].split("; "))),
            source=Source(reference=row["source_url"], date=row["source_date"]),
        )
        for row in _rows("doors.csv")
    )


def shipped_care_patterns() -> tuple[CarePattern, ...]:
    return tuple(
        CarePattern(kind=CareKind(row["kind"]), phrase=row["pattern"]) for row in _rows("care_words.csv")
    )
