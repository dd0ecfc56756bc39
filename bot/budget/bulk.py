"""The bulk lane: so many messages in any second and no more, evenly, in the order of asking."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.budget.deadlines import Chat, Deadlines
from bot.budget.sends import A_SECOND, RecentSends

BULK_PER_SECOND = 28
"""Messages a second while bulk goes out; Telegram's limit is about 30."""


class BulkLane:
    """Gives turns, each for one message.

    A turn that was given and not yet used counts like a message, so that slow work between the two can't make
    a crowd of messages leave at once.
    """

    def __init__(
        self,
        deadlines: Deadlines,
        sends: RecentSends,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[Any]],
        per_second: int,
    ) -> None:
        self._deadlines = deadlines
        self._sends = sends
        self._clock = clock
        self._sleep = sleep
        self._per_second = per_second
        self._apart = A_SECOND / per_second
        self._last_planned = 0.0
        self._given: list[Chat] = []
        self._line = asyncio.Lock()  # whoever is first in it sleeps for all
        self._moved = asyncio.Event()

    async def give(self, chat: Chat) -> None:
        """Wait until a message may go out to `chat`; raises Held where Telegram wants none for long."""
        while True:
            self._deadlines.bearable(chat)
            await self._chat_is_free(chat)
            async with self._line:
                await self._there_is_room()
                if self._wait_for_chat(chat) <= 0 and chat not in self._given:
                    self._plan()
                    self._given.append(chat)
                    return

    def take_back(self, chat: Chat, *, used: bool) -> None:
        """Count a turn no longer; one that was not used leaves its place in the rhythm to the next."""
        self._given.remove(chat)
        if not used:
            self._last_planned -= self._apart
        self._moved.set()
        self._moved = asyncio.Event()

    async def _chat_is_free(self, chat: Chat) -> None:
        while True:
            if chat in self._given:
                await self._moved.wait()
            elif (seconds := self._wait_for_chat(chat)) > 0:
                await self._sleep(seconds)
            else:
                return

    def _wait_for_chat(self, chat: Chat) -> float:
        return max(self._deadlines.bearable(chat), self._sends.chat_is_free(chat) - self._clock())

    async def _there_is_room(self) -> None:
        while True:
            now = self._clock()
            if (seconds := self._deadlines.bearable()) > 0:
                await self._sleep(seconds)
            elif self._sends.count(now) + len(self._given) < self._per_second:
                if (seconds := self._last_planned + self._apart - now) <= 0:
                    return
                await self._sleep(seconds)
            elif (leaves := self._sends.next_leaves()) is not None:
                await self._sleep(leaves - now)
            else:
                await self._moved.wait()

    def _plan(self) -> None:
        """Keep to the even rhythm where a sleep lasted a little too long; begin anew after a silence."""
        planned, now = self._last_planned + self._apart, self._clock()
        self._last_planned = planned if now < planned + self._apart else now


class Turn:
    """One's turn in the bulk lane; used by the next message that goes out in its block."""

    def __init__(self, lane: BulkLane, chat: Chat) -> None:
        self._lane = lane
        self._chat = chat
        self._given = False

    async def ready(self) -> None:
        """Wait for another turn where this one has been used; raises Held."""
        if not self._given:
            await self._lane.give(self._chat)
            self._given = True

    def end(self, *, used: bool = False) -> None:
        """Give the turn back, unless that was done before."""
        if self._given:
            self._given = False
            self._lane.take_back(self._chat, used=used)
