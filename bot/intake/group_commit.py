"""Many small writes at once become one commit."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")


class GroupCommit(Generic[Item]):
    """Carry items to `commit`, together with whatever else came while the last commit was under way.

    A durable commit costs the same for one row as for a hundred, so under load this is what keeps the disk
    from setting the pace; without load an item is committed at once.
    """

    def __init__(self, commit: Callable[[Sequence[Item]], Awaitable[None]]) -> None:
        self._commit = commit
        self._gathered: list[tuple[Item, asyncio.Future[None]]] = []
        self._committing = asyncio.Lock()

    async def add(self, item: Item) -> None:
        """Return when `item` is committed; raises what the commit raised."""
        carried: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._gathered.append((item, carried))
        async with self._committing:
            if not carried.done():  # nobody before us in the line has taken it along
                await self._carry()
        carried.result()

    async def _carry(self) -> None:
        batch, self._gathered = self._gathered, []
        try:
            await self._commit([item for item, _ in batch])
        except asyncio.CancelledError:
            self._gathered = batch + self._gathered  # the next in the line carries them
            raise
        except Exception as error:  # noqa: BLE001  # whoever added an item hears what became of it
            for _, carried in batch:
                carried.set_exception(error)
                carried.exception()  # read here: one who was cancelled meanwhile never will
            return
        for _, carried in batch:
            carried.set_result(None)
