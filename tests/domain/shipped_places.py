"""The places that the project ships, as domain values, read straight from their file."""

import csv
from pathlib import Path

from bot.domain.geo import Point
from bot.domain.language import LocalizedText
from bot.domain.places import Place, PlaceId, PlaceKind, RegionCode

PLACES_FILE = Path(__file__).parents[2] / "content" / "places.csv"


def shipped_places() -> tuple[Place, ...]:
    with PLACES_FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Place(
                id=PlaceId(row["id"]),
                kind=PlaceKind(row["kind"]),
                name=LocalizedText(kk=row["name_kk"], ru=row["name_ru"], en=row["name_en"]),
                variants=tuple(filter(None, row["variants"].split("; "))),
                region_code=RegionCode(row["region_code"]),
                point=Point(float(row["latitude"]), float(row["longitude"])),
                population=int(row["population"]) if row["population"] else None,
            )
            for row in csv.DictReader(lines)
        )
