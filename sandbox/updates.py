"""A bot's queue of updates, with Telegram's rules on confirming, expiring and choosing kinds."""

import asyncio
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sandbox.clock import RunningClock
from sandbox.errors import ApiError
from sandbox.shapes import JsonObject
from sandbox.signals import Signal

MESSAGE_LIFETIME = 24 * 3600.0
PRESS_LIFETIME = 150.0
INLINE_LIFETIME = 30.0
# What a bot does not get unless it asks for it by allowed_updates.
_ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
# After a week of silence Telegram may begin again anywhere.
_QUIET_WEEK = 7 * 24 * 3600.0
_LARGEST_FIRST_ID = 900_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One update that waits; updates of one line are delivered one after another."""

    update_id: int
    body: JsonObject
    expires_at: float
    line: str


class UpdateQueue:
    """Updates of one bot, oldest first."""

    def __init__(self, clock: RunningClock, chance: random.Random) -> None:
        self._clock = clock
        self._chance = chance
        self._waiting: dict[int, Update] = {}
        self._next_id = chance.randrange(1, _LARGEST_FIRST_ID)
        self._last_at = clock.now()
        self._next_expiry = float("inf")
        self._allowed: frozenset[str] | None = None
        self._arrived = Signal()
        self._emptied = Signal()
        self._polling = Signal()
        self.poller: asyncio.Future[ApiError] | None = None
        self.on_arrival: Callable[[Update], None] | None = None
        self.last_offset: int | None = None
        self.last_poll_at = float("-inf")

    def __len__(self) -> int:
        self._drop_expired()
        return len(self._waiting)

    def __iter__(self) -> Iterator[Update]:
        return iter(list(self._waiting.values()))

    @property
    def allowed(self) -> list[str] | None:
        """Give the kinds that the bot asked for, or nothing for the default."""
        return None if self._allowed is None else sorted(self._allowed)

    def allow(self, kinds: Iterable[str]) -> None:
        """Choose the kinds that are queued from now on; none at all means the default."""
        self._allowed = frozenset(kinds) or None

    def add(self, kind: str, body: JsonObject, *, line: str, lifetime: float = MESSAGE_LIFETIME) -> None:
        """Queue an update unless the bot did not ask for its kind; lifetime is in seconds."""
        wanted = kind not in _ONLY_ON_REQUEST if self._allowed is None else kind in self._allowed
        if not wanted:
            return
        now = self._clock.now()
        if now - self._last_at > _QUIET_WEEK:
            self._next_id = self._chance.randrange(1, _LARGEST_FIRST_ID)
        self._last_at = now
        update = Update(
            update_id=self._next_id,
            body={"update_id": self._next_id, kind: body},
            expires_at=now + lifetime,
            line=line,
        )
        self._next_id += 1
        self._waiting[update.update_id] = update
        self._next_expiry = min(self._next_expiry, update.expires_at)
        self._arrived.fire()
        if self.on_arrival is not None:
            self.on_arrival(update)

    def confirm(self, before: int) -> None:
        """Forget the updates with an id below the given one."""
        while self._waiting and (first := next(iter(self._waiting))) < before:
            del self._waiting[first]
        self._tell_if_empty()

    def keep_last(self, count: int) -> None:
        """Forget all but the last updates."""
        self._drop_expired()
        for update_id in list(self._waiting)[:-count]:
            del self._waiting[update_id]

    def remove(self, update_id: int) -> None:
        """Forget one update, because it was delivered or is too old."""
        self._waiting.pop(update_id, None)
        self._tell_if_empty()

    def clear(self) -> None:
        """Forget everything."""
        self._waiting.clear()
        self._tell_if_empty()

    def batch(self, limit: int) -> list[JsonObject]:
        """Give the oldest updates without confirming them."""
        self._drop_expired()
        bodies: list[JsonObject] = []
        for update in self._waiting.values():
            if len(bodies) == limit:
                break
            bodies.append(update.body)
        return bodies

    async def arrival(self, within: float) -> None:
        """Wait for the next update, for so many real seconds at most."""
        await self._arrived.wait(within)

    async def polled(self) -> None:
        """Wait until a getUpdates waits for an update."""
        while self.poller is None:
            await self._polling.wait()

    async def emptied(self) -> None:
        """Wait until every update is confirmed, delivered or expired."""
        while len(self):
            await self._emptied.wait()

    def begin_poll(self, poll: asyncio.Future[ApiError]) -> None:
        """Note that a getUpdates waits."""
        self.poller = poll
        self._polling.fire()

    def interrupt(self, reason: ApiError) -> None:
        """Make a waiting getUpdates answer with an error."""
        if self.poller is not None and not self.poller.done():
            self.poller.set_result(reason)
            self._arrived.fire()

    def _tell_if_empty(self) -> None:
        if not self._waiting:
            self._emptied.fire()

    def _drop_expired(self) -> None:
        now = self._clock.now()
        if now < self._next_expiry:
            return
        self._waiting = {key: update for key, update in self._waiting.items() if update.expires_at > now}
        self._next_expiry = min(
            (update.expires_at for update in self._waiting.values()), default=float("inf")
        )
        self._tell_if_empty()
