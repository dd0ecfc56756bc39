"""The notifier: looks for due notices and has several delivered at a time, in each chat one after another."""

import asyncio
import random
from datetime import datetime, timedelta

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramUnauthorizedError

from bot.budget import Budget
from bot.domain.astana_time import is_quiet
from bot.domain.outbox import OutboxNotice
from bot.domain.people import PersonId
from bot.logs import stack
from bot.notifier.composing import Composer
from bot.notifier.delivery import Delivery
from bot.notifier.retrying import Between
from bot.ports.clock import Clock
from bot.ports.outbox import Outbox

WORKERS = 16
"""Notices in delivery at one time: they keep the pace while Telegram answers within half a second."""

BATCH = 64
"""Notices that are read at a time."""

IDLE = 1.0
"""Seconds between looks at an outbox in which nothing is due."""

DRAINING = 10.0
"""Seconds that calls under way get to finish after a stop."""

SWEEP = timedelta(minutes=1)
"""How often what has expired is dropped; sooner where the clock was put back, and that is put right too."""

logger = structlog.get_logger()


class Notifier:
    """Sends what is due in the outbox; there is one at a time."""

    def __init__(
        self,
        outbox: Outbox,
        composer: Composer,
        budget: Budget,
        bot: Bot,
        clock: Clock,
        workers: int = WORKERS,
        between: Between = random.uniform,
        draining: float = DRAINING,
    ) -> None:
        self._outbox = outbox
        self._delivery = Delivery(outbox, composer, budget, bot, clock, between)
        self._budget = budget
        self._clock = clock
        self._workers = workers
        self._draining = draining
        self._queue: asyncio.Queue[OutboxNotice] = asyncio.Queue()
        self._in_hand: set[PersonId] = set()
        self._nudged = asyncio.Event()
        self._swept_at: datetime | None = None
        self._stopping = False
        self._revoked: TelegramUnauthorizedError | None = None

    def nudge(self) -> None:
        """Look into the outbox now: something may have become due."""
        self._nudged.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop`, then finish the calls under way and leave the rest.

        Raises TelegramUnauthorizedError where Telegram no longer knows the token.
        """
        left = await self._outbox.recover(self._clock())
        if left:
            logger.error("notices uncertain after a restart", notices=left)
        async with asyncio.TaskGroup() as group:
            workers = [group.create_task(self._work()) for _ in range(self._workers)]
            feeding = group.create_task(self._feed())
            stopping = group.create_task(stop.wait())
            await asyncio.wait([stopping, *workers], return_when=asyncio.FIRST_COMPLETED)
            self._stopping = True
            stopping.cancel()
            feeding.cancel()
            await self._drain(workers)
        if self._revoked is not None:
            raise self._revoked

    async def _drain(self, workers: list[asyncio.Task[None]]) -> None:
        for worker in workers:
            if self._delivery.may_be_left(worker):
                worker.cancel()
        _, late = await asyncio.wait(workers, timeout=self._draining)
        for worker in late:
            worker.cancel()

    async def _feed(self) -> None:
        while True:
            self._nudged.clear()
            try:
                found = await self._take_up()
            except Exception as error:  # noqa: BLE001  # each driver has its own; one bad moment must not end the bot
                logger.error("outbox not read", error=type(error).__name__, at=stack(error))  # noqa: TRY400  # a traceback may quote a person
                found = False
            if not found:
                await self._idle()

    async def _take_up(self) -> bool:
        """Put due notices into the queue, unless enough are in hand; tell whether there were any."""
        now = self._clock()
        await self._sweep(now)
        if len(self._in_hand) >= BATCH or self._budget.silence() > 0:
            return False
        due = await self._outbox.due(now, BATCH, at_night=is_quiet(now), but_not_for=self._in_hand)
        for notice in due:
            if notice.person_id not in self._in_hand:  # a person's next one waits until this one is through
                self._in_hand.add(notice.person_id)
                self._queue.put_nowait(notice)
        return bool(due)

    async def _sweep(self, now: datetime) -> None:
        if self._swept_at is not None and self._swept_at <= now < self._swept_at + SWEEP:
            return
        if self._swept_at is None or now < self._swept_at:
            again = await self._outbox.queue_again(now)
            if again:
                logger.warning("notices dropped too soon", notices=again)
        self._swept_at = now
        expired = await self._outbox.drop_expired(now)
        if expired:
            logger.warning("notices expired", notices=expired)

    async def _idle(self) -> None:
        try:
            async with asyncio.timeout(IDLE):
                await self._nudged.wait()
        except TimeoutError:
            return

    async def _work(self) -> None:
        """Deliver one notice after another; end where there is no use in going on."""
        while not self._stopping:
            notice = await self._queue.get()
            try:
                await self._delivery.deliver(notice)
            except TelegramUnauthorizedError as error:
                self._revoked = error
                return
            except Exception as error:  # noqa: BLE001  # the edge: one bad moment of the database must not end the bot
                logger.error("notice left", notice_id=notice.id, error=type(error).__name__, at=stack(error))  # noqa: TRY400  # a traceback may quote a person
                await asyncio.sleep(IDLE)
            self._in_hand.discard(notice.person_id)
            if len(self._in_hand) < self._workers:
                self.nudge()
