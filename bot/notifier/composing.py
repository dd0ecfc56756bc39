"""What the notifier needs from the features that put notices in."""

from typing import Protocol

from aiogram.types import Message

from bot.domain.outbox import OutboxNotice
from handlers.notices import Outgoing


class Composer(Protocol):
    """Words for notices, from what is true when they go out."""

    async def compose(self, notice: OutboxNotice) -> Outgoing | None:
        """Give the message in the person's language; None where the notice is no longer true."""
        ...

    async def delivered(self, notice: OutboxNotice, message: Message, /) -> None:
        """Keep what the feature needs to know of the message, in a transaction of its own."""
        ...
