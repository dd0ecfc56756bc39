"""Delivers updates to bots that have set a webhook, with Telegram's order and retries."""

import asyncio
import ipaddress
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import aiohttp
import orjson

from sandbox.bots import Bot
from sandbox.clock import RunningClock
from sandbox.shapes import JsonObject
from sandbox.tasks import Tasks
from sandbox.updates import Update

CONNECTIONS_DEFAULT = 40
_ANSWER_SECONDS = 60.0
_LONGEST_PAUSE = (60.0, 120.0)
_LONGEST_RETRY_AFTER = 3600
# A server that says 410 Gone for so long loses its webhook.
_GONE_SECONDS = 23 * 3600.0
_OK = range(200, 300)
_GONE = 410


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where a bot wants its updates."""

    url: str
    secret: str
    max_connections: int
    ip_address: str | None
    has_certificate: bool


@dataclass(slots=True, kw_only=True)
class _Delivery:
    """The state of one bot's webhook."""

    webhook: Webhook
    connections: asyncio.Semaphore
    lines: dict[str, deque[Update]] = field(default_factory=dict)
    error_message: str = ""
    error_at: float = 0.0
    gone_since: float | None = None
    ended: bool = False


Answer = Callable[[Bot, str, bytes], Awaitable[None]]


class Webhooks:
    """All webhooks; answer carries out a method that a bot puts into its answer."""

    def __init__(self, clock: RunningClock, chance: random.Random) -> None:
        self._clock = clock
        self._chance = chance
        self._deliveries: dict[int, _Delivery] = {}
        self._tasks = Tasks()
        self._session: aiohttp.ClientSession | None = None
        self.answer: Answer | None = None

    def open(self) -> None:
        """Make ready to send; a connection is kept for as long as the bot keeps it."""
        timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
        self._session = aiohttp.ClientSession(
            timeout=timeout, connector=aiohttp.TCPConnector(limit=0), auto_decompress=True
        )

    async def close(self) -> None:
        """Stop sending."""
        try:
            await self._tasks.close()
        finally:
            if self._session is not None:
                await self._session.close()

    def get(self, bot: Bot) -> Webhook | None:
        """Give a bot's webhook."""
        delivery = self._deliveries.get(bot.id)
        return None if delivery is None else delivery.webhook

    def last_error(self, bot: Bot) -> JsonObject:
        """Give the last error as getWebhookInfo shows it."""
        delivery = self._deliveries[bot.id]
        if not delivery.error_message:
            return {}
        return {"last_error_date": int(delivery.error_at), "last_error_message": delivery.error_message}

    def set(self, bot: Bot, webhook: Webhook) -> bool:
        """Send a bot's updates to this address from now on; give False if they go there already."""
        current = self._deliveries.get(bot.id)
        if current is not None and current.webhook == webhook:
            return False
        self.remove(bot)
        delivery = _Delivery(webhook=webhook, connections=asyncio.Semaphore(webhook.max_connections))
        self._deliveries[bot.id] = delivery
        bot.updates.on_arrival = lambda update: self._take(bot, delivery, update)
        for update in bot.updates:
            self._take(bot, delivery, update)
        return True

    def remove(self, bot: Bot) -> bool:
        """Stop sending a bot's updates; those that wait go on waiting."""
        bot.updates.on_arrival = None
        delivery = self._deliveries.pop(bot.id, None)
        if delivery is None:
            return False
        delivery.ended = True
        return True

    def _take(self, bot: Bot, delivery: _Delivery, update: Update) -> None:
        line = delivery.lines.get(update.line)
        if line is not None:
            line.append(update)
            return
        delivery.lines[update.line] = deque([update])
        self._tasks.start(self._work(bot, delivery, update.line))

    async def _work(self, bot: Bot, delivery: _Delivery, name: str) -> None:
        """Deliver one line's updates one after another; the next only after a 2xx for the one before."""
        line = delivery.lines[name]
        while line and not delivery.ended:
            await self._deliver(bot, delivery, line[0])
            line.popleft()
        delivery.lines.pop(name, None)

    async def _deliver(self, bot: Bot, delivery: _Delivery, update: Update) -> None:
        failures = 0
        while not delivery.ended and self._clock.now() < update.expires_at:
            async with delivery.connections:
                pause = await self._send(bot, delivery, update)
            if pause is None:
                break
            # At once, then 2, 4, 8 … seconds up to a random cap, unless the bot names a time itself.
            backoff = 2.0**failures if failures else 0.0
            failures += 1
            await self._clock.sleep(pause or min(backoff, self._chance.uniform(*_LONGEST_PAUSE)))
        if not delivery.ended:
            bot.updates.remove(update.update_id)

    async def _send(self, bot: Bot, delivery: _Delivery, update: Update) -> float | None:
        """Send an update once; give nothing for success, otherwise the Retry-After in seconds or 0."""
        if self._session is None:
            raise RuntimeError("webhooks are not open")
        headers = {"Content-Type": "application/json"}
        if delivery.webhook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = delivery.webhook.secret
        try:
            async with self._session.post(
                delivery.webhook.url, data=orjson.dumps(update.body), headers=headers, allow_redirects=False
            ) as answer:
                body = await answer.read()
                status, reason, answer_headers = answer.status, answer.reason, answer.headers.copy()
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            self._note(delivery, _connection_error(error))
            return 0.0
        if status in _OK:
            delivery.gone_since = None
            await self._carry_out(bot, answer_headers.get("Content-Type", ""), body)
            return None
        self._note(delivery, f"Wrong response from the webhook: {status} {reason}")
        self._forget_if_gone(bot, delivery, status)
        return _retry_after(answer_headers.get("Retry-After", ""))

    async def _carry_out(self, bot: Bot, content_type: str, body: bytes) -> None:
        if self.answer is not None and body:
            await self.answer(bot, content_type, body)

    def _note(self, delivery: _Delivery, message: str) -> None:
        delivery.error_message, delivery.error_at = message, self._clock.now()

    def _forget_if_gone(self, bot: Bot, delivery: _Delivery, status: int) -> None:
        now = self._clock.now()
        if status != _GONE:
            delivery.gone_since = None
        elif delivery.gone_since is None:
            delivery.gone_since = now
        elif now - delivery.gone_since >= _GONE_SECONDS:
            self.remove(bot)


def is_deliverable(url: str) -> bool:
    """Say whether a webhook may be here: HTTPS anywhere, plain HTTP on this machine and private networks."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    if parts.scheme != "http" or not parts.hostname:
        return False
    try:
        address = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return parts.hostname == "localhost" or "." not in parts.hostname
    return address.is_loopback or address.is_private


def _connection_error(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "Read timeout expired"
    if isinstance(error, aiohttp.ClientConnectorError):
        return "Connection refused"
    return "Connection reset by peer"


def _retry_after(header: str) -> float:
    return float(min(int(header), _LONGEST_RETRY_AFTER)) if header.isascii() and header.isdigit() else 0.0
