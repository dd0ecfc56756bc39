"""Clocks that can be moved by hand, so that a day passes in a test at once."""

import asyncio
import time


class RunningClock:
    """The machine's time, plus whatever it was advanced by."""

    def __init__(self) -> None:
        self._shift = 0.0
        self._waiting: set[asyncio.Future[None]] = set()
        self._watching: set[asyncio.Future[None]] = set()

    def now(self) -> float:
        """Give the time in unix seconds."""
        return time.time() + self._shift

    def advance(self, seconds: float) -> None:
        """Move the clock forward and wake whoever waits for a moment that has now passed."""
        self._shift += seconds
        self._wake()

    async def sleep(self, seconds: float) -> None:
        """Wait until this clock has moved on by so many seconds."""
        due = self.now() + seconds
        while (left := due - self.now()) > 0:
            await self._moved(within=left)

    async def waited_for(self, sleepers: int = 1) -> None:
        """Wait until so many sleep by this clock, so that a test moves it neither too early nor in vain."""
        while sum(not sleeper.done() for sleeper in self._waiting) < sleepers:
            joined = asyncio.get_running_loop().create_future()
            self._watching.add(joined)
            try:
                await joined
            finally:
                self._watching.discard(joined)

    async def _moved(self, within: float | None) -> None:
        moved = asyncio.get_running_loop().create_future()
        self._waiting.add(moved)
        _resolve(self._watching)
        try:
            await asyncio.wait({moved}, timeout=within)
        finally:
            self._waiting.discard(moved)

    def _wake(self) -> None:
        _resolve(self._waiting)


class StillClock(RunningClock):
    """A clock that stands still until it is advanced."""

    def __init__(self, at: float) -> None:
        super().__init__()
        self._at = at

    def now(self) -> float:
        """Give the time in unix seconds."""
        return self._at

    def advance(self, seconds: float) -> None:
        """Move the clock forward and wake whoever waits for a moment that has now passed."""
        self._at += seconds
        self._wake()

    async def sleep(self, seconds: float) -> None:
        """Wait until this clock has been moved by so many seconds."""
        due = self.now() + seconds
        while self.now() < due:
            await self._moved(within=None)


def _resolve(futures: set[asyncio.Future[None]]) -> None:
    for future in futures:
        if not future.done():
            future.set_result(None)
