"""The boards: look for cards that are not true any more, and bring them up to date chat by chat."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import monotonic
from typing import Any

import structlog
from aiogram.exceptions import TelegramUnauthorizedError

from bot.boards.posting import Posting, Unreachable
from bot.budget import Budget, Held
from bot.domain.reception.groups import ShownCard
from bot.logs import stack
from bot.services.reception.groups import CouncilGroups

AT_ONCE = 16
"""Chats whose cards are brought up to date at one time."""

LOOK = 1.0
"""Seconds between looks at cards while there is nothing to do."""

FIRST_REST, LONGEST_REST = 5.0, 300.0
"""Seconds that a chat is left alone after a call that failed; from one to the next it doubles."""

DRAINING = 10.0
"""Seconds that calls under way get to finish after a stop."""

logger = structlog.get_logger()


class Boards:
    """Keeps cards true; there is one at a time.

    In each chat one card follows the other, the most urgent and oldest first, and chats do not wait for each
    other. A chat that may get nothing now is passed over until it may.
    """

    def __init__(
        self,
        groups: CouncilGroups,
        posting: Posting,
        budget: Budget,
        now: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
    ) -> None:
        self._groups = groups
        self._posting = posting
        self._budget = budget
        self._now = now
        self._sleep = sleep
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        self._calling: set[int] = set()
        self._failures: dict[int, int] = {}
        self._resting: dict[int, float] = {}
        self._finished = asyncio.Event()
        self._revoked: TelegramUnauthorizedError | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`, then finish the calls under way and leave the rest.

        Raises TelegramUnauthorizedError where Telegram no longer knows the token.
        """
        async with asyncio.TaskGroup() as group:
            looking = group.create_task(self._look_again_and_again(group))
            stopping = group.create_task(stop.wait())
            await asyncio.wait([stopping, looking], return_when=asyncio.FIRST_COMPLETED)
            for one in (stopping, looking):
                one.cancel()
            await self._drain()
        if self._revoked is not None:
            raise self._revoked

    async def _drain(self) -> None:
        for chat_id, task in self._in_hand.items():
            if chat_id not in self._calling:
                task.cancel()
        if self._in_hand:
            _, late = await asyncio.wait(self._in_hand.values(), timeout=DRAINING)
            for task in late:
                task.cancel()

    async def _look_again_and_again(self, group: asyncio.TaskGroup) -> None:
        while self._revoked is None:
            self._finished.clear()
            try:
                pause = await self._look(group)
            except Exception as error:  # noqa: BLE001  # each driver has its own; one bad moment must not end the bot
                logger.error("cards not read", error=type(error).__name__, at=stack(error))  # noqa: TRY400  # a traceback may quote a person
                pause = LOOK
            if not self._in_hand:
                await self._sleep(pause)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._finished.wait()

    async def _look(self, group: asyncio.TaskGroup) -> float:
        """Take up a card for each chat that may get something; give the seconds until another look is due."""
        now = self._now()
        self._resting = {chat_id: until for chat_id, until in self._resting.items() if until > now}
        busy = self._in_hand.keys() | self._resting.keys()
        pause = LOOK
        for shown in await self._groups.outdated(4 * AT_ONCE, busy):
            if len(self._in_hand) >= AT_ONCE:
                break
            if (seconds := self._budget.wait(shown.chat_id)) > 0:
                pause = min(pause, seconds)
                continue
            self._in_hand[shown.chat_id] = group.create_task(self._bring_up_to_date(shown))
        return pause

    async def _bring_up_to_date(self, shown: ShownCard) -> None:
        chat_id = shown.chat_id
        try:
            async with self._budget.bulk(chat_id):
                self._calling.add(chat_id)
                await self._posting.bring_up_to_date(shown)
            self._failures.pop(chat_id, None)
        except Held as held:
            self._resting[chat_id] = self._now() + held.seconds
        except TelegramUnauthorizedError as error:
            self._revoked = error
        except Unreachable as error:
            logger.warning("card put off", chat_id=chat_id, error=type(error.__cause__).__name__)
            self._rest(chat_id)
        except Exception as error:  # noqa: BLE001  # the edge: one card must not stop the others
            logger.error("card left", chat_id=chat_id, error=type(error).__name__, at=stack(error))  # noqa: TRY400  # a traceback may quote a person
            self._rest(chat_id)
        finally:
            self._calling.discard(chat_id)
            del self._in_hand[chat_id]
            self._finished.set()

    def _rest(self, chat_id: int) -> None:
        failures = self._failures[chat_id] = self._failures.get(chat_id, 0) + 1
        self._resting[chat_id] = self._now() + min(FIRST_REST * 2 ** (failures - 1), LONGEST_REST)
