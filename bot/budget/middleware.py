"""The budget: it stands in the way of every call of the bot."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.budget.bulk import BULK_PER_SECOND, BulkLane, Turn
from bot.budget.deadlines import Chat, Deadlines, Held
from bot.budget.sends import RecentSends

NEW, CHANGED = ("send", "forward", "copy"), "editMessage"
"""How the names of the methods begin that put messages into chats, and that change them there."""

TOPICS = frozenset({"createForumTopic", "editForumTopic", "closeForumTopic", "reopenForumTopic"})
"""Methods by which a message about the topic appears in it."""

NO_MESSAGE = frozenset({"sendChatAction"})

_turn: ContextVar[Turn | None] = ContextVar("turn", default=None)


class Budget(BaseRequestMiddleware):
    """Keep the deadlines of every 429, for the bot and for each chat, and the pace of bulk.

    A refusal moves the time of a call and never counts as a failed attempt. Answers wait for deadlines alone.
    What is sent within `bulk()` goes in the bulk lane: at most `bulk_per_second` messages in any second,
    answers counted too, one a second in a chat, and 18 a minute in a group, edits counted too.
    """

    def __init__(
        self,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
        bulk_per_second: int = BULK_PER_SECOND,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._deadlines = Deadlines(clock)
        self._sends = RecentSends()
        self._bulk_lane = BulkLane(self._deadlines, self._sends, clock, sleep, bulk_per_second)

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call as soon as its lane allows; raises Held when that is too far away.

        In the bulk lane a refusal of Telegram's raises Held too, so that the call can be made later.
        """
        chat: Chat = getattr(method, "chat_id", None)
        turn = _turn.get()
        if turn is not None:
            return await self._in_bulk(turn, chat, make_request, bot, method)
        while True:
            while (seconds := self._deadlines.bearable(chat)) > 0:
                await self._sleep(seconds)
            self._write_down(method, chat)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as refusal:
                self.hold(chat, refusal.retry_after)

    @asynccontextmanager
    async def bulk(self, chat: Chat) -> AsyncIterator[Turn]:
        """Wait for a turn to send one message to `chat`; raises Held where Telegram wants none for long.

        A second message in the same block waits for another turn.
        """
        turn = Turn(self._bulk_lane, chat)
        await turn.ready()
        outer = _turn.set(turn)
        try:
            yield turn
        finally:
            _turn.reset(outer)
            turn.end()

    def hold(self, chat: Chat, seconds: float) -> None:
        """Let nothing out to `chat` for `seconds`; nothing at all where the refusal concerns the bot."""
        self._deadlines.hold(chat, seconds)

    def wait(self, chat: Chat) -> float:
        """Give the seconds until bulk may go out to `chat`; 0 or less where it may now."""
        return max(self._deadlines.left(chat), self._sends.chat_is_free(chat) - self._clock())

    def silence(self) -> float:
        """Give the seconds for which nothing at all may go out; 0 or less where something may."""
        return self._deadlines.left()

    async def _in_bulk(
        self,
        turn: Turn,
        chat: Chat,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if _messages(method):
            await turn.ready()
        if (seconds := self._deadlines.left(chat)) > 0:
            raise Held(seconds)
        if _messages(method):
            turn.end(used=True)
        self._write_down(method, chat)
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as refusal:
            self.hold(chat, refusal.retry_after)
            raise Held(self._deadlines.left(chat)) from refusal

    def _write_down(self, method: TelegramMethod[Any], chat: Chat) -> None:
        is_new = not method.__api_method__.startswith(CHANGED)
        for _ in range(_messages(method)):
            self._sends.add(chat, self._clock(), is_new=is_new)


def _messages(method: TelegramMethod[Any]) -> int:
    """Count the messages that a method puts into a chat, or changes there."""
    name = method.__api_method__
    if name in TOPICS:
        return 1
    if name in NO_MESSAGE or not name.startswith((*NEW, CHANGED)):
        return 0
    several = (
        getattr(method, "media", None) if name == "sendMediaGroup" else getattr(method, "message_ids", None)
    )
    return len(several) if several else 1
