"""Owns the tasks that run beside the requests of the server."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class Tasks:
    """A set of tasks that ends with the server; a failure is kept and raised when it closes."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()
        self._failures: list[BaseException] = []

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something until it ends or the server closes."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)

    async def close(self) -> None:
        """Cancel what still runs and raise the first failure, if there was one."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        if self._failures:
            raise self._failures[0]

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (failure := task.exception()) is not None:
            self._failures.append(failure)
