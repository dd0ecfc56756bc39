"""One connection from a bot to the load server."""

import asyncio
from collections import deque
from typing import cast

from benchmarks.load_api import LoadApi
from benchmarks.wire import BrokenMessage, HttpMessage, HttpStream


class BotConnection(asyncio.Protocol):
    """One connection of the bot; a held call holds those that were sent after it."""

    def __init__(self, api: LoadApi) -> None:
        self._api = api
        self._stream = HttpStream()
        self._requests: deque[HttpMessage] = deque()
        self._is_held = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer every request that is now whole, in order."""
        try:
            self._requests.extend(self._stream.feed(data))
        except BrokenMessage:
            self._close()
            return
        self._proceed()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # asyncio's signature
        """Forget the call that was held for this connection."""
        self._transport = None
        self._api.forget(self.respond)

    def respond(self, response: bytes) -> None:
        """Send the response to the held call and go on with what came after it."""
        self._is_held = False
        self._write(response)
        self._proceed()

    def _proceed(self) -> None:
        while self._requests and not self._is_held:
            request = self._requests.popleft()
            response = self._api.handle(request, self.respond)
            if response is None:
                self._is_held = True
                return
            self._write(response)
            if request.closes:
                self._close()

    def _write(self, response: bytes) -> None:
        if self._transport is not None:
            self._transport.write(response)

    def _close(self) -> None:
        if self._transport is not None:
            self._transport.close()
