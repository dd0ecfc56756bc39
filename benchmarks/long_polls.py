"""Updates for a bot that asks: getUpdates with batches, offsets and a held request."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

import orjson

from benchmarks.crowd import Crowd, Offer
from benchmarks.wire import json_response

BATCH_LIMIT = 100
"""The most updates that one getUpdates gives, as documented for the Bot API."""

CONFLICT = json_response(
    orjson.dumps(
        {
            "ok": False,
            "error_code": 409,
            "description": "Conflict: terminated by other getUpdates request",
        }
    ),
    status=b"409 Conflict",
)


class HeldPoll(NamedTuple):
    """A getUpdates that waits for something to tell."""

    respond: Callable[[bytes], None]
    limit: int
    timer: asyncio.TimerHandle


class LongPolls:
    """Keeps updates until an offset confirms them, and one request waiting for the next."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._unconfirmed: deque[Offer] = deque()
        self._held: HeldPoll | None = None

    def put(self, offers: Iterable[Offer]) -> None:
        """Add updates; a waiting request gets them at once."""
        self._unconfirmed.extend(offers)
        if self._held is not None and self._unconfirmed:
            self._release(self._batch(self._held.limit))

    def take_all(self) -> list[Offer]:
        """Give away everything unconfirmed, for delivery by webhook."""
        offers = list(self._unconfirmed)
        self._unconfirmed.clear()
        return offers

    def ask(
        self, *, offset: int, limit: int, timeout: float, respond: Callable[[bytes], None]
    ) -> bytes | None:
        """Confirm what is below `offset` and give a batch.

        None while there is nothing to give: `respond` gets the batch, within `timeout` seconds.
        """
        self._release(CONFLICT)
        while self._unconfirmed and self._unconfirmed[0].update["update_id"] < offset:
            self._unconfirmed.popleft()
        limit = min(limit, BATCH_LIMIT)
        if self._unconfirmed or timeout <= 0:
            return self._batch(limit)
        timer = asyncio.get_running_loop().call_later(timeout, lambda: self._release(self._batch(limit)))
        self._held = HeldPoll(respond, limit, timer)
        return None

    def forget(self, respond: Callable[[bytes], None]) -> None:
        """Drop the waiting request of a connection that is gone."""
        if self._held is not None and self._held.respond == respond:
            self._held.timer.cancel()
            self._held = None

    def _release(self, response: bytes) -> None:
        if self._held is None:
            return
        held, self._held = self._held, None
        held.timer.cancel()
        held.respond(response)

    def _batch(self, limit: int) -> bytes:
        batch = list(islice(self._unconfirmed, limit))
        for offer in batch:
            self._crowd.delivered(offer)
        return json_response(orjson.dumps({"ok": True, "result": [offer.update for offer in batch]}))
