"""Updates for a bot that is called: POSTs to its webhook over connections that stay open."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import orjson

from benchmarks.crowd import Crowd, Offer
from benchmarks.parameters import parameters
from benchmarks.webhook_connection import WebhookConnection
from benchmarks.wire import HttpMessage, json_post

MAX_CONNECTIONS = 40
"""Telegram's default for setWebhook's `max_connections`."""

RETRY_AFTER = 0.02
"""Seconds until a refused update is tried again; Telegram waits longer, a cold start is measured here."""

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class NotOnThisMachine(ValueError):
    """A webhook is elsewhere: load goes to loopback only."""


class WebhookPosts:
    """Posts updates, up to forty at once, each until the bot has accepted it."""

    def __init__(self, crowd: Crowd, on_call: Callable[[str, dict[str, Any]], None]) -> None:
        """Hand a method that the bot puts into its response to `on_call`."""
        self._crowd = crowd
        self._on_call = on_call
        self._queue: asyncio.Queue[Offer] = asyncio.Queue()
        self._posting = asyncio.Event()
        self._target = urlsplit("")
        self._secret = ""
        self.refused = 0

    @property
    def url(self) -> str:
        """Tell where updates go; empty where they do not."""
        return self._target.geturl()

    @property
    def waiting(self) -> int:
        """Count the updates that no connection has taken yet."""
        return self._queue.qsize()

    def start(self, url: str, secret: str) -> None:
        """Post to `url` from now on; raises NotOnThisMachine for any host but loopback."""
        target = urlsplit(url)
        if target.hostname not in LOOPBACK:
            raise NotOnThisMachine(url)
        self._target, self._secret = target, secret
        self._posting.set()

    def stop(self) -> None:
        """Post nothing until the next start; what waits goes on waiting."""
        self._target = urlsplit("")
        self._posting.clear()

    def put(self, offers: Iterable[Offer]) -> None:
        """Add updates to post."""
        for offer in offers:
            self._queue.put_nowait(offer)

    async def keep_posting(self) -> None:
        """Post one update after the other over a connection of its own, for ever."""
        connection: WebhookConnection | None = None
        try:
            while True:
                connection = await self._deliver(await self._queue.get(), connection)
        finally:
            if connection is not None:
                connection.close()

    async def _deliver(self, offer: Offer, connection: WebhookConnection | None) -> WebhookConnection:
        """Post until a response says 2xx; give the connection that can be used again."""
        while True:
            await self._posting.wait()
            try:
                if connection is None or connection.closed:
                    connection = await self._connect()
                self._crowd.delivered(offer)
                response = await connection.exchange(self._request(offer))
            except OSError:
                await asyncio.sleep(RETRY_AFTER)
                continue
            if response.words[1].startswith(b"2"):
                self._take_call(response)
                return connection
            self.refused += 1
            await asyncio.sleep(RETRY_AFTER)

    async def _connect(self) -> WebhookConnection:
        host, port = str(self._target.hostname), self._target.port or 80
        _, connection = await asyncio.get_running_loop().create_connection(WebhookConnection, host, port)
        return connection

    def _request(self, offer: Offer) -> bytes:
        return json_post(
            self._target.netloc, self._target.path or "/", self._secret, orjson.dumps(offer.update)
        )

    def _take_call(self, response: HttpMessage) -> None:
        """Take the method that a bot may put into its response; like Telegram, ignore what is none."""
        if not response.content_type.startswith((b"application/json", b"multipart/form-data")):
            return
        with suppress(ValueError, LookupError):
            values = parameters(response.content_type, b"", response.body)
            self._on_call(str(values.pop("method")).lower(), values)
