"""Wakes whoever waits for something to happen."""

import asyncio


class Signal:
    """Something that happens now and then; each wait is for the next time."""

    def __init__(self) -> None:
        self._waits: set[asyncio.Future[None]] = set()

    @property
    def waiting(self) -> int:
        """Count those who wait now."""
        return sum(not wait.done() for wait in self._waits)

    async def wait(self, within: float | None = None) -> None:
        """Wait until it happens, or for so many real seconds."""
        wait = asyncio.get_running_loop().create_future()
        self._waits.add(wait)
        try:
            await asyncio.wait({wait}, timeout=within)
        finally:
            self._waits.discard(wait)

    def fire(self) -> None:
        """Let it happen."""
        for wait in self._waits:
            if not wait.done():
                wait.set_result(None)
