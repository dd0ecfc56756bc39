"""Rows of the events' tables as domain values, and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.events.attendance import Attendance, AttendanceState
from bot.domain.events.event import (
    Event,
    EventDetails,
    EventId,
    EventStatus,
    EventVersion,
    SeriesId,
    Topic,
)
from bot.domain.events.reminders import Lead
from bot.domain.language import LocalizedText
from bot.domain.people import PersonId
from bot.domain.places import HouseId, PlaceId, RegionCode
from storage.database import Row, as_utc
from storage.json import dumps, loads

DETAIL_COLUMNS = (
    "title_kk, title_ru, title_en, text_kk, text_ru, text_en, house_id, place_id, address,"
    " starts_at, ends_at, capacity, languages, topic, picture, source"
)

EVENT_COLUMNS = (
    f"id, series_id, status, {DETAIL_COLUMNS}, region_code, version, created_by, published_at,"
    " notice_due_at, timed_at"
)

ATTENDANCE_COLUMNS = (
    "event_id, person_id, number, code, state, seats, seats_offered, offered_until, joined_at,"
    " confirmed_at, lead, lead_since, told_version, card_message_id, has_calendar, checked_in_at,"
    " checked_in_by_update"
)

SEPARATOR = ";"


def named(columns: str) -> str:
    """Give the parameters that stand for columns: `:id, :status`."""
    return ", ".join(f":{name.strip()}" for name in columns.split(","))


def prefixed(table: str, columns: str) -> str:
    """Give the columns of a table in a join: `events.id, events.status`."""
    return ", ".join(f"{table}.{name.strip()}" for name in columns.split(","))


def event_of(row: Row) -> Event:
    """Read an event."""
    return Event(
        id=EventId(row["id"]),
        details=details_of(row),
        status=EventStatus(row["status"]),
        version=row["version"],
        region_code=RegionCode(row["region_code"]),
        series_id=None if row["series_id"] is None else SeriesId(row["series_id"]),
        created_by=None if row["created_by"] is None else PersonId(row["created_by"]),
        published_at=_moment(row["published_at"]),
        notice_due_at=_moment(row["notice_due_at"]),
        timed_at=_moment(row["timed_at"]),
    )


def details_of(row: Row) -> EventDetails:
    """Read what an editor wrote about an event."""
    return EventDetails(
        title=LocalizedText(kk=row["title_kk"], ru=row["title_ru"], en=row["title_en"]),
        text=LocalizedText(kk=row["text_kk"], ru=row["text_ru"], en=row["text_en"]),
        house_id=None if row["house_id"] is None else HouseId(row["house_id"]),
        place_id=None if row["place_id"] is None else PlaceId(row["place_id"]),
        address=row["address"],
        starts_at=_moment(row["starts_at"]),
        ends_at=_moment(row["ends_at"]),
        capacity=row["capacity"],
        languages=tuple(row["languages"].split(SEPARATOR)) if row["languages"] else (),
        topic=Topic(row["topic"]),
        picture=row["picture"],
        source=row["source"],
    )


def details_values(details: EventDetails) -> dict[str, Any]:
    """Give the values of the detail columns."""
    return {
        "title_kk": _text(details.title.kk),
        "title_ru": _text(details.title.ru),
        "title_en": _text(details.title.en),
        "text_kk": _text(details.text.kk),
        "text_ru": _text(details.text.ru),
        "text_en": _text(details.text.en),
        "house_id": details.house_id,
        "place_id": details.place_id,
        "address": _text(details.address),
        "starts_at": details.starts_at,
        "ends_at": details.ends_at,
        "capacity": details.capacity,
        "languages": SEPARATOR.join(details.languages),
        "topic": details.topic.value,
        "picture": details.picture,
        "source": _text(details.source),
    }


def event_values(event: Event) -> dict[str, Any]:
    """Give the values of the columns of an event."""
    return {
        "id": event.id,
        "series_id": event.series_id,
        "status": event.status.value,
        **details_values(event.details),
        "region_code": event.region_code,
        "version": event.version,
        "created_by": event.created_by,
        "published_at": event.published_at,
        "notice_due_at": event.notice_due_at,
        "timed_at": event.timed_at,
    }


def version_document(event: Event) -> str:
    """Write an event as it stands, to be kept beside its other versions."""
    values: dict[str, Any] = {"status": event.status.value, **details_values(event.details)}
    for name in ("starts_at", "ends_at"):
        values[name] = values[name] and values[name].isoformat()
    return dumps(values)


def version_of(row: Row) -> EventVersion:
    """Read what an event once was."""
    document: Mapping[str, Any] = loads(row["document"])
    return EventVersion(
        version=row["version"], status=EventStatus(document["status"]), details=details_of(document)
    )


def attendance_of(row: Row) -> Attendance:
    """Read how somebody stands to an event."""
    return Attendance(
        event_id=EventId(row["event_id"]),
        person_id=PersonId(row["person_id"]),
        number=row["number"],
        code=row["code"],
        state=AttendanceState(row["state"]),
        seats=row["seats"],
        seats_offered=row["seats_offered"],
        offered_until=_moment(row["offered_until"]),
        joined_at=as_utc(row["joined_at"]),
        confirmed_at=_moment(row["confirmed_at"]),
        lead=Lead(row["lead"]),
        lead_since=as_utc(row["lead_since"]),
        told_version=row["told_version"],
        card_message_id=row["card_message_id"],
        has_calendar=bool(row["has_calendar"]),
        checked_in_at=_moment(row["checked_in_at"]),
        checked_in_by_update=row["checked_in_by_update"],
    )


def attendance_values(attendance: Attendance) -> dict[str, Any]:
    """Give the values of the columns of an attendance."""
    values = {name.strip(): getattr(attendance, name.strip()) for name in ATTENDANCE_COLUMNS.split(",")}
    return values | {"state": attendance.state.value, "lead": attendance.lead.value}


def _moment(value: str | datetime | None) -> datetime | None:
    return None if value is None else as_utc(value)


def _text(words: str) -> str:
    return words.replace("\x00", "")  # PostgreSQL's text holds no NUL
