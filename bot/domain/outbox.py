"""Notices: what the bot tells people who have not just asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.language import Language
from bot.domain.people import PersonId

NoticeId = NewType("NoticeId", int)
"""Our own number of a notice; it grows with each that is put into the outbox."""

Scalar = str | int | float | bool | None
"""A value that JSON holds as it is."""


class OutboxState(StrEnum):
    """How far a notice has come.

    Queued and sending are on their way, all others are final. Uncertain: the call went out and nobody knows
    whether it arrived, so it is not made again. Dropped: it expired, or was no longer true.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNotice:
    """A notice to be kept until it is due.

    `key` names what the person is told, so that the same thing is told once. `payload` holds ids and short
    values, never what people said. From `expires_at` on it is not sent. `holds_at_night` tells that it can
    wait for the morning. Times are aware UTC.
    """

    person_id: PersonId
    kind: str
    key: str
    payload: Mapping[str, Scalar]
    due_at: datetime
    expires_at: datetime | None = None
    holds_at_night: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxNotice:
    """A notice that is due, and whom it is for.

    `attempts` counts the calls that failed; those that Telegram held back do not count.
    """

    id: NoticeId
    person_id: PersonId
    telegram_id: int
    language: Language | None
    kind: str
    key: str
    payload: Mapping[str, Scalar]
    due_at: datetime
    expires_at: datetime | None
    attempts: int
