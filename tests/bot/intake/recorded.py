"""Handlers that record what they get, and an intake that runs around them."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from bot.intake.envelope import RawUpdate
from bot.intake.intake import Intake
from bot.intake.limits import Limits
from storage.database import Database
from storage.inbox import Inbox

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

HASTE = Limits(recoveries=3, first_pause=0.001, longest_pause=0.004, draining=0.1)
"""The bot's own limits, without the waiting."""

PATIENCE = 10.0
"""Seconds after which a test has failed."""

Act = Callable[[RawUpdate], Awaitable[None]]


def message(update_id: int, chat: int = 1, **content: Any) -> RawUpdate:
    return {"update_id": update_id, "message": {"chat": {"id": chat}, "text": "x"} | content}


async def nothing(_update: RawUpdate) -> None:
    pass


class Recorded:
    """Does `act` with every update and remembers it."""

    def __init__(self, act: Act = nothing) -> None:
        self._act = act
        self._moved = asyncio.Condition()
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.apologised: list[int] = []
        self.positions_lost: list[int] = []
        self.seen: list[RawUpdate] = []
        self.at_work = 0
        self.most_at_work = 0

    async def handle(self, update: RawUpdate, *, position_lost: bool) -> None:
        self.begun.append(update["update_id"])
        self.seen.append(update)
        if position_lost:
            self.positions_lost.append(update["update_id"])
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        await self._tell()
        try:
            await self._act(update)
        finally:
            self.at_work -= 1
        self.ended.append(update["update_id"])
        await self._tell()

    async def apologise(self, update: RawUpdate) -> None:
        self.apologised.append(update["update_id"])

    def attempts(self) -> Counter[int]:
        return Counter(self.begun)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE), self._moved:
            await self._moved.wait_for(condition)

    async def _tell(self) -> None:
        async with self._moved:
            self._moved.notify_all()


def intake_of(database: Database, handlers: Recorded, *, workers: int = 10, limits: Limits = HASTE) -> Intake:
    return Intake(Inbox(database), handlers, lambda: NOW, workers, limits)


@asynccontextmanager
async def running(intake: Intake) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(intake.run(stop))
        try:
            yield
        finally:
            stop.set()


async def emptied(intake: Intake) -> None:
    """Wait until nothing is queued or being handled."""
    async with asyncio.timeout(PATIENCE):
        while intake.waiting:  # noqa: ASYNC110  # the intake has no event for this, and needs none
            await asyncio.sleep(0.001)


async def states(database: Database) -> dict[int, str]:
    rows = await database.fetch("SELECT update_id, state FROM inbox")
    return {row["update_id"]: row["state"] for row in rows}


async def errors(database: Database) -> dict[int, str]:
    rows = await database.fetch("SELECT update_id, error FROM inbox WHERE state = 'quarantined'")
    return {row["update_id"]: row["error"] for row in rows}
