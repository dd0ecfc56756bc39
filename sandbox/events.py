"""Tells everybody who watches the people's side what has just happened."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from sandbox.shapes import JsonObject

# A browser that has fallen this far behind must load the chat again anyway.
_LONGEST_BACKLOG = 10_000


class Watcher:
    """One listener: all events, or those of one account."""

    def __init__(self, account: int | None) -> None:
        self.account = account
        self.events: asyncio.Queue[JsonObject] = asyncio.Queue(maxsize=_LONGEST_BACKLOG)


class Events:
    """Hands each event to the watchers whom it concerns."""

    def __init__(self) -> None:
        self._watchers: set[Watcher] = set()

    @property
    def watched(self) -> bool:
        """Say whether anybody listens at all."""
        return bool(self._watchers)

    def watch(self, account: int | None) -> Watcher:
        """Begin to collect events for one account, or all events."""
        watcher = Watcher(account)
        self._watchers.add(watcher)
        return watcher

    def leave(self, watcher: Watcher) -> None:
        """Stop collecting events for a watcher."""
        self._watchers.discard(watcher)

    def publish(self, event: JsonObject, accounts: Iterable[int]) -> None:
        """Give an event to those who watch everything and to those who watch one of the accounts."""
        concerned = set(accounts)
        for watcher in self._watchers:
            if watcher.account is None or watcher.account in concerned:
                with suppress(asyncio.QueueFull):
                    watcher.events.put_nowait(event)
