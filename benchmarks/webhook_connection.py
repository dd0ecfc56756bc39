"""One connection from the load server to a bot's webhook."""

import asyncio
from typing import cast

from benchmarks.wire import BrokenMessage, HttpMessage, HttpStream


class WebhookConnection(asyncio.Protocol):
    """One connection to the bot, with at most one request under way."""

    def __init__(self) -> None:
        self._stream = HttpStream()
        self._response: asyncio.Future[HttpMessage] | None = None
        self._transport: asyncio.Transport | None = None

    @property
    def closed(self) -> bool:
        """Tell whether the next exchange would need a new connection."""
        return self._transport is None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Hand the response to whoever waits for it."""
        try:
            for response in self._stream.feed(data):
                self._take(response)
        except BrokenMessage:
            self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits that no response will come."""
        self._transport = None
        if self._response is not None and not self._response.done():
            self._response.set_exception(exc or ConnectionResetError("the bot closed the connection"))

    async def exchange(self, request: bytes) -> HttpMessage:
        """Send a request and wait for its response; raises ConnectionError where none comes."""
        if self._transport is None:
            raise ConnectionResetError("the connection is closed")
        self._response = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._response

    def _take(self, response: HttpMessage) -> None:
        if response.closes:
            self.close()
        if self._response is not None and not self._response.done():
            self._response.set_result(response)

    def close(self) -> None:
        """Close the connection; the next exchange raises."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None
