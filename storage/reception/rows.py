"""Rows of the reception's tables as domain values, and back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.domain.care import CareKind
from bot.domain.councils import CouncilId
from bot.domain.doors import DoorId
from bot.domain.geo import Point
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.places import PlaceId, RegionCode
from bot.domain.reception.history import Entry, EntryId, Side
from bot.domain.reception.messages import (
    Delivery,
    MessageId,
    Piece,
    PieceKind,
    Purpose,
    RequestMessage,
)
from bot.domain.reception.request import Clock, CloseReason, ReplyWay, Request, RequestId, Rung
from bot.domain.reception.states import Act, RequestState
from bot.domain.topics import TopicId
from storage.database import Row, as_utc
from storage.json import loads

REQUEST_COLUMNS = (
    "id, number, citizen_id, language, council_id, region_code, place_id, topic_id, care, state, reply_way,"
    " name, phone, consent_version, owner_id, owner_name, headline, submitted_at, counted_from, days_paused,"
    " paused_at, reaction_due_on, answer_due_on, reacted_at, answered_at, confirmed_at, meeting_at,"
    " close_reason, door_id, reason, times_reopened, rating, rung, version, stripped_at"
)

MESSAGE_COLUMNS = (
    "id, request_id, purpose, person_id, kind, text, file_id, album, latitude, longitude, at, delivery"
)

ENTRY_COLUMNS = "id, request_id, at, side, person_id, act, state, details"


def request_of(row: Row) -> Request:
    """Read a request."""
    return Request(
        id=RequestId(row["id"]),
        number=row["number"],
        citizen_id=PersonId(row["citizen_id"]),
        language=Language(row["language"]),
        council_id=CouncilId(row["council_id"]),
        region_code=RegionCode(row["region_code"]),
        place_id=PlaceId(row["place_id"]),
        topic_id=TopicId(row["topic_id"]),
        care=CareKind(row["care"]) if row["care"] else None,
        state=RequestState(row["state"]),
        reply_way=ReplyWay(row["reply_way"]),
        name=row["name"],
        phone=row["phone"],
        consent_version=row["consent_version"],
        owner_id=None if row["owner_id"] is None else PersonId(row["owner_id"]),
        owner_name=row["owner_name"],
        headline=row["headline"],
        clock=clock_of(row),
        meeting_at=moment(row["meeting_at"]),
        close_reason=CloseReason(row["close_reason"]) if row["close_reason"] else None,
        door_id=DoorId(row["door_id"]) if row["door_id"] else None,
        reason=row["reason"],
        times_reopened=row["times_reopened"],
        rating=row["rating"],
        rung=Rung(row["rung"]),
        version=row["version"],
        stripped_at=moment(row["stripped_at"]),
    )


def clock_of(row: Row) -> Clock:
    """Read the promise of a request."""
    return Clock(
        submitted_at=as_utc(row["submitted_at"]),
        counted_from=date.fromisoformat(row["counted_from"]),
        days_paused=row["days_paused"],
        paused_at=moment(row["paused_at"]),
        reaction_due_on=date.fromisoformat(row["reaction_due_on"]),
        answer_due_on=date.fromisoformat(row["answer_due_on"]),
        reacted_at=moment(row["reacted_at"]),
        answered_at=moment(row["answered_at"]),
        confirmed_at=moment(row["confirmed_at"]),
    )


def clock_values(clock: Clock) -> dict[str, Any]:
    """Give the values of the columns of a promise."""
    return {
        "submitted_at": clock.submitted_at,
        "counted_from": clock.counted_from.isoformat(),
        "days_paused": clock.days_paused,
        "paused_at": clock.paused_at,
        "reaction_due_on": clock.reaction_due_on.isoformat(),
        "answer_due_on": clock.answer_due_on.isoformat(),
        "reacted_at": clock.reacted_at,
        "answered_at": clock.answered_at,
        "confirmed_at": clock.confirmed_at,
    }


def request_values(request: Request) -> dict[str, Any]:
    """Give the values of the columns of a request that may change."""
    return {
        "id": request.id,
        "council_id": request.council_id,
        "region_code": request.region_code,
        "state": request.state.value,
        "name": text(request.name),
        "phone": text(request.phone),
        "owner_id": request.owner_id,
        "owner_name": text(request.owner_name),
        "headline": text(request.headline),
        **clock_values(request.clock),
        "meeting_at": request.meeting_at,
        "close_reason": request.close_reason and request.close_reason.value,
        "door_id": request.door_id,
        "reason": text(request.reason),
        "times_reopened": request.times_reopened,
        "rating": request.rating,
        "rung": int(request.rung),
        "version": request.version,
        "stripped_at": request.stripped_at,
    }


def piece_of(values: Row | Mapping[str, Any]) -> Piece:
    """Read a part of a message."""
    has_point = values["latitude"] is not None
    return Piece(
        kind=PieceKind(values["kind"]),
        text=values["text"],
        file_id=values["file_id"],
        album=values["album"],
        point=Point(values["latitude"], values["longitude"]) if has_point else None,
    )


def piece_values(piece: Piece) -> dict[str, Any]:
    """Give the values of the columns of a part of a message."""
    return {
        "kind": piece.kind.value,
        "text": text(piece.text),
        "file_id": piece.file_id,
        "album": piece.album,
        "latitude": piece.point and piece.point.latitude,
        "longitude": piece.point and piece.point.longitude,
    }


def message_of(row: Row) -> RequestMessage:
    """Read a message."""
    return RequestMessage(
        id=MessageId(row["id"]),
        request_id=RequestId(row["request_id"]),
        purpose=Purpose(row["purpose"]),
        person_id=PersonId(row["person_id"]),
        piece=piece_of(row),
        at=as_utc(row["at"]),
        delivery=Delivery(row["delivery"]) if row["delivery"] else None,
    )


def entry_of(row: Row) -> Entry:
    """Read something that happened."""
    return Entry(
        id=EntryId(row["id"]),
        request_id=RequestId(row["request_id"]),
        at=as_utc(row["at"]),
        side=Side(row["side"]),
        person_id=None if row["person_id"] is None else PersonId(row["person_id"]),
        act=Act(row["act"]) if row["act"] else None,
        state=RequestState(row["state"]),
        details=loads(row["details"]),
    )


def moment(value: str | datetime | None) -> datetime | None:
    """Read a time that may be missing."""
    return None if value is None else as_utc(value)


def text(words: str) -> str:
    """Give words as PostgreSQL's text can hold them, which knows no NUL."""
    return words.replace("\x00", "")
