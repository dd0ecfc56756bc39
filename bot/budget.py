"""Telegram's sending limits: after a 429 nothing goes out before its deadline."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

PATIENCE = 20.0
"""Seconds that a call waits inside its handler; a longer deadline puts the update back into the queue."""

SAME_MOMENT = 1.0
"""Seconds within which refusals for two different chats are taken as one for the whole bot.

Telegram's 429 does not say whether the chat or the bot has sent too much.
"""

Chat = int | str | None
"""A chat as a method names it: its number, its @name, or none at all."""


class Held(Exception):
    """Telegram wants nothing from us for `seconds` more; the call has not been made."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"held for {seconds:.0f} s")
        self.seconds = seconds


class Budget(BaseRequestMiddleware):
    """Keep the deadlines of every 429, for the bot and for each chat.

    A refusal moves the time of a call and never counts as a failed attempt.
    """

    def __init__(
        self,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._bot_deadline = 0.0
        self._chat_deadlines: dict[Chat, float] = {}
        self._last_refusal: tuple[Chat, float] = (None, -SAME_MOMENT)

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call as soon as its deadlines allow; raises Held when that is too far away."""
        chat = getattr(method, "chat_id", None)
        while True:
            await self._wait_for(chat)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as refusal:
                self.hold(chat, refusal.retry_after)

    def hold(self, chat: Chat, seconds: float) -> None:
        """Let nothing out to `chat` for `seconds`; nothing at all where the refusal concerns the bot."""
        now = self._clock()
        other_chat, at = self._last_refusal
        self._last_refusal = (chat, now)
        if chat is None or (other_chat != chat and now - at < SAME_MOMENT):
            self._bot_deadline = max(self._bot_deadline, now + seconds)
            return
        self._chat_deadlines = {held: until for held, until in self._chat_deadlines.items() if until > now}
        self._chat_deadlines[chat] = max(self._chat_deadlines.get(chat, 0.0), now + seconds)

    async def _wait_for(self, chat: Chat) -> None:
        while (seconds := self._deadline(chat) - self._clock()) > 0:
            if seconds > PATIENCE:
                raise Held(seconds)
            await self._sleep(seconds)

    def _deadline(self, chat: Chat) -> float:
        return max(self._bot_deadline, self._chat_deadlines.get(chat, 0.0))
