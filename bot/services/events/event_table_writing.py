"""Events as tables that editors fill in a spreadsheet: CSV and XLSX, going out."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.domain.astana_time import local
from bot.domain.events.event import Event
from bot.services.events.clean_text import clean
from bot.services.events.event_table_csv import csv_file
from bot.services.events.text_sheet import text_sheet

COLUMNS: Mapping[str, int] = {
    "id": 8,
    "status": 11,
    "title_kk": 32,
    "title_ru": 32,
    "title_en": 32,
    "text_kk": 48,
    "text_ru": 48,
    "text_en": 48,
    "house": 24,
    "place": 24,
    "address": 32,
    "starts": 17,
    "ends": 17,
    "capacity": 10,
    "languages": 12,
    "topic": 11,
    "source": 32,
}
"""The columns in their order, and how wide they are in characters."""


def write_csv(events: Iterable[Event]) -> bytes:
    """Give a table in UTF-8 with semicolons, as Excel opens it in Kazakhstan by a double click."""
    return csv_file([tuple(COLUMNS), *(tuple(_cells(event).values()) for event in events)])


def write_xlsx(events: Iterable[Event]) -> bytes:
    """Give a table whose cells are all text, so that nothing typed becomes a formula or another date."""
    rows = (tuple(_cells(event).values()) for event in events)
    return text_sheet("events", tuple(COLUMNS), rows, tuple(COLUMNS.values()))


def _cells(event: Event) -> dict[str, str]:
    details = event.details
    cells = {
        "id": str(event.id),
        "status": event.status.value,
        "title_kk": details.title.kk,
        "title_ru": details.title.ru,
        "title_en": details.title.en,
        "text_kk": details.text.kk,
        "text_ru": details.text.ru,
        "text_en": details.text.en,
        "house": details.house_id or "",
        "place": details.place_id or "",
        "address": details.address,
        "starts": _written_time(details.starts_at),
        "ends": _written_time(details.ends_at),
        "capacity": "" if details.capacity is None else str(details.capacity),
        "languages": ";".join(details.languages),
        "topic": details.topic.value,
        "source": details.source,
    }
    return {column: clean(text) for column, text in cells.items()}


def _written_time(moment: datetime | None) -> str:
    return "" if moment is None else local(moment).replace(tzinfo=None).isoformat(" ", "minutes")
