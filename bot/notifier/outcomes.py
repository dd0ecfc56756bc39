"""What becomes of a notice, by how its call ended."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.budget import Held
from bot.domain.outbox import OutboxNotice
from bot.logs import stack
from bot.notifier.retrying import UNREACHABLE_PAUSE, Between, never_left, next_attempt
from bot.ports.clock import Clock
from bot.ports.outbox import Outbox

WRITING_PAUSES = (0.1, 0.5, 2.0)
"""Seconds between attempts to write an outcome down; without it the next start would take it as uncertain."""

LONGEST_REASON = 100
"""Characters of Telegram's own words that are kept."""

QUOTED = re.compile(r"([\"']).*\1", re.DOTALL)
"""What Telegram quotes may be somebody's words."""

logger = structlog.get_logger()


class Outcomes:
    """Writes down how calls ended."""

    def __init__(self, outbox: Outbox, clock: Clock, between: Between) -> None:
        self._outbox = outbox
        self._clock = clock
        self._between = between

    async def sent(self, notice: OutboxNotice, message_id: int) -> None:
        """Keep that the message arrived."""
        await _written(lambda: self._outbox.sent(notice.id, message_id, self._clock()))

    async def refused(self, notice: OutboxNotice, error: AiogramError | Held) -> None:
        """Keep what the error means for the notice; raises TelegramUnauthorizedError, which ends the bot."""
        match error:
            case Held():
                await self._put_back(notice, error.seconds)
            case TelegramUnauthorizedError():
                await self._put_back(notice, 0.0)
                raise error
            case TelegramForbiddenError():
                logger.info("person has blocked the bot", person_id=notice.person_id)
                await _written(lambda: self._outbox.blocked(notice.person_id, self._clock()))
            case TelegramServerError():
                await self._try_again(notice, _reason(error))
            case TelegramNetworkError() if never_left(error):
                logger.warning("Telegram out of reach", notice_id=notice.id)
                await self._put_back(notice, self._between(0.0, UNREACHABLE_PAUSE))
            case TelegramAPIError() if _is_refusal(error):
                await self._fail(notice, _reason(error))
            case _:  # the request went out, and what came back does not say whether it was carried out
                await self.unclear(notice, error)

    async def unclear(self, notice: OutboxNotice, error: Exception) -> None:
        """Keep that nobody knows whether the message arrived; it is not sent again by itself."""
        name = type(error).__name__
        logger.error("notice uncertain", notice_id=notice.id, kind=notice.kind, error=name, at=stack(error))
        await _written(lambda: self._outbox.uncertain(notice.id, name, self._clock()))

    async def not_composed(self, notice: OutboxNotice, error: Exception) -> None:
        """Try again later where there were no words: the database may have had a bad moment."""
        name = type(error).__name__
        logger.error(
            "notice not composed", notice_id=notice.id, kind=notice.kind, error=name, at=stack(error)
        )
        await self._try_again(notice, name)

    async def untrue(self, notice: OutboxNotice) -> None:
        """Keep that the notice is no longer true."""
        await _written(lambda: self._outbox.dropped(notice.id, self._clock()))

    async def _put_back(self, notice: OutboxNotice, seconds: float) -> None:
        due_at = self._clock() + timedelta(seconds=seconds)
        await _written(lambda: self._outbox.retry(notice.id, due_at, count_attempt=False))

    async def _try_again(self, notice: OutboxNotice, reason: str) -> None:
        due_at = next_attempt(self._clock(), notice.attempts + 1, notice.expires_at, self._between)
        if due_at is None:
            await self._fail(notice, reason)
            return
        logger.warning("notice put back", notice_id=notice.id, attempts=notice.attempts + 1)
        await _written(lambda: self._outbox.retry(notice.id, due_at, count_attempt=True))

    async def _fail(self, notice: OutboxNotice, reason: str) -> None:
        logger.error("notice failed", notice_id=notice.id, kind=notice.kind, error=reason)
        await _written(lambda: self._outbox.failed(notice.id, reason, self._clock()))


def _is_refusal(error: TelegramAPIError) -> bool:
    """Tell whether Telegram said no; aiogram counts one way of saying so among the errors of the network."""
    return not isinstance(error, TelegramNetworkError) or isinstance(error, TelegramEntityTooLarge)


def _reason(error: TelegramAPIError) -> str:
    return QUOTED.sub("…", error.message)[:LONGEST_REASON]


async def _written(write: Callable[[], Awaitable[None]]) -> None:
    """Write, also where the database has a bad moment; raises its error where that does not pass."""
    for pause in WRITING_PAUSES:
        try:
            return await write()
        except Exception as error:  # noqa: BLE001  # each driver has its own
            logger.warning("outcome not written", error=type(error).__name__)
            await asyncio.sleep(pause)
    return await write()
