"""Long polling that asks for more only after what it got is safely kept."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Protocol

import structlog
from aiohttp import ClientError, ClientTimeout

from bot.intake.envelope import RawUpdate
from bot.intake.intake import Intake
from bot.telegram import json

LONG_POLL = 30
"""Seconds that Telegram holds an empty getUpdates; it allows 50 at most."""

ANSWER_MARGIN = 10
"""Seconds beyond the long poll before a connection counts as dead."""

BATCH = 100
"""Updates a call; Telegram's maximum."""

BUSY, GATHERING = 20, 0.02
"""With so many updates in hand, seconds to wait so that the next call brings a batch and not one update."""

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds between attempts while Telegram can't be reached: doubling, up to the longest.

A longer `retry_after` of Telegram's is kept all the same; nothing is asked before it is over.
"""

logger = structlog.get_logger()


class Caller(Protocol):
    """A session that can call a method of the Bot API and give its answer as it came."""

    async def call(
        self, token: str, api_method: str, fields: dict[str, Any], limit: ClientTimeout | None = None
    ) -> tuple[int, bytes]:
        """Call a method; raises ClientError or TimeoutError."""
        ...


class TokenRevoked(Exception):
    """Telegram no longer knows the bot's token."""


class Poller:
    """Asks Telegram for updates, one call at a time."""

    def __init__(
        self,
        caller: Caller,
        token: str,
        intake: Intake,
        allowed_updates: list[str],
        sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
        spread: Callable[[], float] = lambda: random.uniform(1, 1.3),  # noqa: S311  # spread, not secrecy
    ) -> None:
        self._caller = caller
        self._token = token
        self._intake = intake
        self._allowed_updates = allowed_updates
        self._sleep = sleep
        self._spread = spread
        self._offset = 0
        self._pause = FIRST_PAUSE

    async def run(self) -> None:
        """Poll until cancelled; raises TokenRevoked."""
        while True:
            await self._intake.room()
            if self._intake.waiting > BUSY:
                await asyncio.sleep(GATHERING)
            try:
                updates = await self._ask()
                await self._intake.accept(updates)
                if updates:
                    self._offset = updates[-1]["update_id"] + 1
            except TokenRevoked:
                raise
            except Exception as error:  # noqa: BLE001  # whatever it was: nothing is confirmed, ask again
                await self._rest(error)
                continue
            self._pause = FIRST_PAUSE

    async def _ask(self) -> list[RawUpdate]:
        fields = {
            "offset": self._offset,
            "limit": BATCH,
            "timeout": LONG_POLL,
            "allowed_updates": self._allowed_updates,
        }
        limit = ClientTimeout(total=LONG_POLL + ANSWER_MARGIN)
        status, body = await self._caller.call(self._token, "getUpdates", fields, limit)
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
            raise TokenRevoked
        answer = json.loads(body)
        if status != HTTPStatus.OK or not answer["ok"]:
            retry_after = answer.get("parameters", {}).get("retry_after", 0)
            self._pause = max(self._pause, float(retry_after))
            raise ClientError(f"getUpdates: {status}")
        updates: list[RawUpdate] = answer["result"]
        return updates

    async def _rest(self, error: Exception) -> None:
        logger.warning("no updates", error=type(error).__name__, pause=round(self._pause, 1))
        await self._sleep(self._pause * self._spread())
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
