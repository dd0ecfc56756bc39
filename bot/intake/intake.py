"""The way of an update: inbox, queue of its chat, handler, done."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog
from aiogram.exceptions import ClientDecodeError, TelegramForbiddenError, TelegramNetworkError
from aiohttp import ClientConnectorError
from pydantic import ValidationError

from bot.budget import Held
from bot.intake.envelope import RawUpdate, Unidentified, kept
from bot.intake.group_commit import GroupCommit
from bot.intake.limits import Limits
from bot.intake.queues import ChatQueues
from bot.logs import stack
from bot.telegram import json
from storage.inbox import Inbox, InboxUpdate

logger = structlog.get_logger()


class Handlers(Protocol):
    """What is done with an update."""

    async def handle(self, update: RawUpdate, *, position_lost: bool) -> None:
        """Handle one update; `position_lost` where it held a position that a crash took from memory."""
        ...

    async def apologise(self, update: RawUpdate) -> None:
        """Tell the person that what they sent could not be handled."""
        ...


@dataclass(slots=True, kw_only=True)
class _Work:
    """An update on its way; `error` says why one that has been `handled` goes into quarantine."""

    update_id: int
    update: RawUpdate
    position_lost: bool
    failures: int = 0
    postponed: int = 0
    handled: bool = False
    error: str = ""


class Intake:
    """Takes updates in, keeps them, and has each handled once its predecessors in the chat are done."""

    def __init__(
        self,
        inbox: Inbox,
        handlers: Handlers,
        clock: Callable[[], datetime],
        workers: int,
        limits: Limits = Limits(),  # noqa: B008  # a frozen value
    ) -> None:
        self._inbox = inbox
        self._handlers = handlers
        self._clock = clock
        self._workers = workers
        self._limits = limits
        self._queues: ChatQueues[_Work] = ChatQueues()
        self._room = asyncio.Event()
        self._room.set()
        self._accepting = GroupCommit(self._keep)
        self._finishing = GroupCommit(self._finish)
        self._recovering = asyncio.Lock()
        self._recovered = False

    @property
    def crowded(self) -> bool:
        """Whether so many updates wait that no more should be taken in for now."""
        return len(self._queues) >= self._limits.most_waiting

    async def room(self) -> None:
        """Wait until more updates may be taken in."""
        await self._room.wait()

    @property
    def waiting(self) -> int:
        """How many updates are queued or being handled."""
        return len(self._queues)

    async def accept(self, updates: Sequence[RawUpdate]) -> None:
        """Return when every update is safely kept; from then on Telegram may forget them."""
        if updates:
            await self._accepting.add(updates)

    async def run(self, stop: asyncio.Event) -> None:
        """Handle what an earlier run left, then what comes, until `stop`; leave the rest in the inbox."""
        await self._recover()
        async with asyncio.TaskGroup() as group:
            workers = [group.create_task(self._work()) for _ in range(self._workers)]
            await stop.wait()
            self._queues.close()
            _, late = await asyncio.wait(workers, timeout=self._limits.draining)
            for worker in late:
                worker.cancel()

    async def _recover(self) -> None:
        """Queue what an earlier run left, once, and before anything new, which would look like left too."""
        async with self._recovering:
            if self._recovered:
                return
            for left in await self._inbox.recover(self._limits.recoveries, self._clock()):
                self._queues.put(left.chat_key, _recovered(left))
            self._recovered = True
            self._mark_room()

    async def _keep(self, batches: Sequence[Sequence[RawUpdate]]) -> None:
        await self._recover()
        received: dict[int, tuple[RawUpdate, InboxUpdate]] = {}
        for update in (update for batch in batches for update in batch):
            try:
                row = kept(update)
            except Unidentified:
                logger.warning("update without an id dropped")
                continue
            received.setdefault(row.update_id, (update, row))
        new = await self._inbox.accept([row for _, row in received.values()], self._clock())
        for update_id, (update, row) in received.items():
            if update_id in new:
                self._queues.put(row.chat_key, _Work(update_id=update_id, update=update, position_lost=False))
        self._mark_room()

    def _mark_room(self) -> None:
        if self.crowded:
            self._room.clear()
        elif not self._room.is_set():
            self._room.set()

    async def _finish(self, update_ids: Sequence[int]) -> None:
        await self._inbox.finish(update_ids, self._clock())

    async def _work(self) -> None:
        while (taken := await self._queues.take()) is not None:
            chat, work = taken
            pause = await self._attempt(work)
            if pause is None:
                self._queues.done(chat)
                self._mark_room()
            else:
                self._queues.postpone(chat, pause)

    async def _attempt(self, work: _Work) -> float | None:
        """Try once to get the update done; give the seconds until the next try, or None when it is done."""
        if not work.handled:
            pause = await self._handle(work)
            if pause is not None:
                return pause
            work.handled, work.postponed = True, 0
        return await self._record(work)

    async def _handle(self, work: _Work) -> float | None:
        """Handle once; give the seconds until the next attempt, or None when there is to be none."""
        try:
            await self._handlers.handle(work.update, position_lost=work.position_lost)
        except Held as held:
            return held.seconds
        except ValidationError as error:
            self._give_up(work, error)
        except (TelegramForbiddenError, ClientDecodeError) as error:
            # Blocked by the person, or delivered with an answer we can't read: a repeat would not help.
            logger.warning("answer not usable", update_id=work.update_id, error=type(error).__name__)
        except Exception as error:  # noqa: BLE001  # the edge: whatever it was, it must not take others along
            return await self._fail(work, error)
        return None

    async def _fail(self, work: _Work, error: Exception) -> float | None:
        name, at = type(error).__name__, stack(error)
        logger.warning("handling failed", update_id=work.update_id, error=name, at=at)
        if _unreachable(error):
            return self._postpone(work)
        work.failures += 1
        if work.failures < self._limits.attempts:
            return self._limits.pause(work.failures)
        await self._apologise(work)
        self._give_up(work, error)
        return None

    async def _record(self, work: _Work) -> float | None:
        """Write down what became of the update; where the database fails, only this is tried again."""
        try:
            if work.error:
                await self._inbox.quarantine(work.update_id, work.error, self._clock())
            else:
                await self._finishing.add(work.update_id)
        except Exception as error:  # noqa: BLE001  # each driver has its own; one bad moment must not end the bot
            logger.error("update not finished", update_id=work.update_id, error=type(error).__name__)  # noqa: TRY400  # a traceback may quote a person
            return self._postpone(work)
        return None

    def _postpone(self, work: _Work) -> float:
        work.postponed += 1
        return self._limits.pause(work.postponed)

    def _give_up(self, work: _Work, error: Exception) -> None:
        work.error = type(error).__name__
        logger.error("update quarantined", update_id=work.update_id, error=work.error, at=stack(error))

    async def _apologise(self, work: _Work) -> None:
        try:
            await self._handlers.apologise(work.update)
        except Exception as error:  # noqa: BLE001  # the apology met the same trouble; the row is kept anyway
            logger.warning("apology failed", update_id=work.update_id, error=type(error).__name__)


def _recovered(left: InboxUpdate) -> _Work:
    return _Work(
        update_id=left.update_id, update=json.loads(left.payload), position_lost=left.position_withheld
    )


def _unreachable(error: Exception) -> bool:
    """Tell whether no connection came about, so that nothing can have been sent."""
    return isinstance(error, TelegramNetworkError) and isinstance(error.__cause__, ClientConnectorError)
