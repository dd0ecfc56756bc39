"""Clocks that can be moved by hand, so that a day passes in a test at once."""

import time

from sandbox.signals import Signal


class RunningClock:
    """The machine's time, plus whatever it was advanced by."""

    def __init__(self) -> None:
        self._shift = 0.0
        self._moved = Signal()
        self._joined = Signal()

    def now(self) -> float:
        """Give the time in unix seconds."""
        return time.time() + self._shift

    def advance(self, seconds: float) -> None:
        """Move the clock forward and wake whoever waits for a moment that has now passed."""
        self._shift += seconds
        self._moved.fire()

    async def sleep(self, seconds: float) -> None:
        """Wait until this clock has moved on by so many seconds."""
        due = self.now() + seconds
        while (left := due - self.now()) > 0:
            self._joined.fire()
            await self._moved.wait(within=self._real(left))

    async def waited_for(self, sleepers: int = 1) -> None:
        """Wait until so many sleep by this clock, so that a test moves it neither too early nor in vain."""
        while self._moved.waiting < sleepers:
            await self._joined.wait()

    def _real(self, seconds: float) -> float | None:
        return seconds


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
        self._moved.fire()

    def _real(self, seconds: float) -> float | None:
        """However long the machine waits, this clock does not move by itself."""
        del seconds
        return None
