"""Telegram's sending limits."""

import math
from collections import deque
from dataclasses import dataclass

from sandbox.errors import too_many_requests


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How fast a bot may send.

    Telegram publishes "about" one message a second in a chat with short bursts, 20 a minute in a group and 30
    a second in all; the bursts here are a model of what bots observe. hasty_poll_seconds is how soon the same
    getUpdates must not be repeated.
    """

    per_second: float = 30.0
    burst: int = 30
    chat_per_second: float = 1.0
    chat_burst: int = 5
    group_per_minute: int = 20
    hasty_poll_seconds: float = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A call that came too soon; at is unix seconds by the sandbox's clock."""

    at: float
    bot: int
    chat_id: int
    method: str
    limit: str
    retry_after: int


class _Bucket:
    """Tokens that come back at a steady rate."""

    __slots__ = ("_at", "_burst", "_rate", "_tokens")

    def __init__(self, rate: float, burst: int, now: float) -> None:
        self._rate = rate
        self._burst = burst
        self._tokens = float(burst)
        self._at = now

    def wait(self, count: int, now: float) -> float:
        """Give the seconds until so many tokens are there; what can never fit waits for a full bucket."""
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        return max(0.0, (min(count, self._burst) - self._tokens) / self._rate)

    def take(self, count: int) -> None:
        self._tokens -= count


class Limiter:
    """Counts messages per bot, per chat and per group; without rates it lets everything through."""

    def __init__(self, rates: Rates | None) -> None:
        self.rates = rates
        self.violations: list[Violation] = []
        self._bots: dict[int, _Bucket] = {}
        self._chats: dict[tuple[int, int], _Bucket] = {}
        self._minutes: dict[tuple[int, int, str], deque[float]] = {}

    def admit(
        self, *, bot: int, chat_id: int, method: str, count: int, now: float, edit: bool = False
    ) -> None:
        """Count messages, or note a violation.

        Raises:
            ApiError: 429 with retry_after in whole seconds.
        """
        if self.rates is None:
            return
        waits = {"group": self._group_wait(bot, chat_id, count, now, edit=edit)} if chat_id < 0 else {}
        buckets = {} if edit else self._buckets(self.rates, bot, chat_id, now)
        waits |= {name: bucket.wait(count, now) for name, bucket in buckets.items()}
        limit = max(waits, key=lambda name: waits[name], default=None)
        if limit is not None and waits[limit] > 0:
            retry_after = max(1, math.ceil(waits[limit]))
            self.violations.append(
                Violation(
                    at=now, bot=bot, chat_id=chat_id, method=method, limit=limit, retry_after=retry_after
                )
            )
            raise too_many_requests(retry_after)
        for bucket in buckets.values():
            bucket.take(count)
        if chat_id < 0:
            self._minute(bot, chat_id, edit=edit).extend([now] * count)

    def _buckets(self, rates: Rates, bot: int, chat_id: int, now: float) -> dict[str, _Bucket]:
        whole = self._bots.setdefault(bot, _Bucket(rates.per_second, rates.burst, now))
        chat = self._chats.get((bot, chat_id))
        if chat is None:
            chat = self._chats[bot, chat_id] = _Bucket(rates.chat_per_second, rates.chat_burst, now)
        return {"bot": whole, "chat": chat}

    def _minute(self, bot: int, chat_id: int, *, edit: bool) -> deque[float]:
        return self._minutes.setdefault((bot, chat_id, "edit" if edit else "message"), deque())

    def _group_wait(self, bot: int, chat_id: int, count: int, now: float, *, edit: bool) -> float:
        if self.rates is None:
            return 0.0
        minute = self._minute(bot, chat_id, edit=edit)
        while minute and minute[0] <= now - 60:
            minute.popleft()
        allowed = self.rates.group_per_minute
        over = len(minute) + min(count, allowed) - allowed
        return minute[over - 1] + 60 - now if over > 0 else 0.0
