"""What citizens and councils say to each other about a request."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.geo import Point
from bot.domain.people import PersonId
from bot.domain.reception.request import RequestId

MessageId = NewType("MessageId", int)
"""Our own number of a message; Telegram's are numbers of a chat."""

LONGEST_TEXT = 3000
"""Characters of one text: with a heading around it, it still fits into a message of Telegram (4096)."""

MOST_PIECES = 10
"""Parts of one matter: as many as an album of Telegram holds."""

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a file: what a bot may fetch from Telegram (getFile)."""

DOCUMENTS = frozenset({"application/pdf", "image/jpeg", "image/png", "image/heic", "image/webp"})
"""Types of documents that are taken: nothing that runs when a coordinator opens it."""


class PieceKind(StrEnum):
    """What a part of a message is."""

    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text, or a file with its caption, or a place that was given for the matter.

    `file_id` is Telegram's; files of one `album` were sent together.
    """

    kind: PieceKind
    text: str = ""
    file_id: str = ""
    album: str = ""
    point: Point | None = None


class Purpose(StrEnum):
    """What a message is for."""

    MATTER = "matter"
    ADDITION = "addition"
    REPLY = "reply"
    ANSWER = "answer"
    QUESTION = "question"
    MEETING = "meeting"
    NOTE = "note"

    @property
    def is_citizens(self) -> bool:
        """Whether the citizen said it."""
        return self in {Purpose.MATTER, Purpose.ADDITION, Purpose.REPLY}


class Delivery(StrEnum):
    """Whether a message of the council's reached the citizen."""

    WAITING = "waiting"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMessage:
    """One message about a request; `delivery` is None for what is not carried to the citizen."""

    id: MessageId
    request_id: RequestId
    purpose: Purpose
    person_id: PersonId
    piece: Piece
    at: datetime
    delivery: Delivery | None
