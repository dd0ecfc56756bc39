"""Drafts of requests as JSON documents, and back."""

from datetime import datetime
from typing import Any

from bot.domain.councils import CouncilId
from bot.domain.places import PlaceId
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.request import ReplyWay
from bot.domain.topics import TopicId
from storage.json import dumps, loads
from storage.reception.rows import piece_of, piece_values, text


def draft_document(draft: RequestDraft) -> str:
    """Write a draft."""
    return dumps(
        {
            "key": draft.key,
            "begun_at": draft.begun_at.isoformat(),
            "place_id": draft.place_id,
            "topic_id": draft.topic_id,
            "council_id": draft.council_id,
            "pieces": [piece_values(piece) for piece in draft.pieces],
            "reply_way": draft.reply_way and draft.reply_way.value,
            "phone": text(draft.phone),
            "name": None if draft.name is None else text(draft.name),
            "shown": draft.shown,
            "last_update": draft.last_update,
        }
    )


def draft_of(document: str) -> RequestDraft:
    """Read a draft."""
    values: dict[str, Any] = loads(document)
    return RequestDraft(
        key=values["key"],
        begun_at=datetime.fromisoformat(values["begun_at"]),
        place_id=None if values["place_id"] is None else PlaceId(values["place_id"]),
        topic_id=None if values["topic_id"] is None else TopicId(values["topic_id"]),
        council_id=None if values["council_id"] is None else CouncilId(values["council_id"]),
        pieces=tuple(piece_of(piece) for piece in values["pieces"]),
        reply_way=None if values["reply_way"] is None else ReplyWay(values["reply_way"]),
        phone=values["phone"],
        name=values["name"],
        shown=tuple(values["shown"]),
        last_update=values["last_update"],
    )
