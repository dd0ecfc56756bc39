"""What the notifier needs to know and keep of notices."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.outbox import NoticeId, OutboxNotice
from bot.domain.people import PersonId


class Outbox(Protocol):
    """Where notices are kept until their outcome is known."""

    async def recover(self, now: datetime) -> int:
        """Mark what was being sent when the last run ended as uncertain, and count it."""
        ...

    async def due(
        self, now: datetime, limit: int, *, at_night: bool, but_not_for: Collection[PersonId] = ()
    ) -> Sequence[OutboxNotice]:
        """Give notices to send now, the longest due first."""
        ...

    async def drop_expired(self, now: datetime) -> int:
        """Drop what was not sent in time, and count it."""
        ...

    async def queue_again(self, now: datetime) -> int:
        """Queue what was dropped at a moment that is yet to come, by a clock that was ahead, and count it."""
        ...

    async def claim(self, notice_id: NoticeId, now: datetime, *, at_night: bool) -> bool:
        """Mark the notice as being sent; False where it must not be."""
        ...

    async def sent(self, notice_id: NoticeId, message_id: int, now: datetime) -> None:
        """Keep that the message arrived."""
        ...

    async def dropped(self, notice_id: NoticeId, now: datetime) -> None:
        """Keep that the notice is no longer true."""
        ...

    async def failed(self, notice_id: NoticeId, error: str, now: datetime) -> None:
        """Keep that the notice can't be sent; `error` names why."""
        ...

    async def uncertain(self, notice_id: NoticeId, error: str, now: datetime) -> None:
        """Keep that nobody knows whether the message arrived."""
        ...

    async def retry(self, notice_id: NoticeId, due_at: datetime, *, count_attempt: bool) -> None:
        """Put the notice back until `due_at`, and what the person is due before then behind it."""
        ...

    async def blocked(self, person_id: PersonId, now: datetime) -> None:
        """Keep that the person has blocked the bot, and send them nothing that waits."""
        ...
