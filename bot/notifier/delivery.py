"""The way of one notice: its turn, its words, the call, its outcome."""

import asyncio
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import Message

from bot.budget import Budget, Held
from bot.domain.astana_time import is_quiet
from bot.domain.outbox import OutboxNotice
from bot.logs import stack
from bot.notifier.composing import Composer
from bot.notifier.outcomes import Outcomes
from bot.notifier.plain_text import as_plain_text, is_about_markup
from bot.notifier.retrying import Between
from bot.ports.clock import Clock
from bot.ports.outbox import Outbox
from handlers.notices import Outgoing

logger = structlog.get_logger()


class Delivery:
    """Delivers notices, in each task one at a time; the bot's calls must go through the same budget."""

    def __init__(
        self, outbox: Outbox, composer: Composer, budget: Budget, bot: Bot, clock: Clock, between: Between
    ) -> None:
        self._outbox = outbox
        self._composer = composer
        self._budget = budget
        self._bot = bot
        self._clock = clock
        self._outcomes = Outcomes(outbox, clock, between)
        self._sending: set[asyncio.Task[Any] | None] = set()

    def may_be_left(self, task: asyncio.Task[Any]) -> bool:
        """Tell whether the task can end here and now without leaving a notice in doubt."""
        return task not in self._sending

    async def deliver(self, notice: OutboxNotice) -> None:
        """Send one notice and keep its outcome; raises TelegramUnauthorizedError and the database's own."""
        try:
            message = await self._send_in_turn(notice)
            if message is not None:
                await self._outcomes.sent(notice, message.message_id)
                await self._tell(notice, message)
        except (AiogramError, Held) as error:
            await self._outcomes.refused(notice, error)
        finally:
            self._sending.discard(asyncio.current_task())

    async def _send_in_turn(self, notice: OutboxNotice) -> Message | None:
        async with self._budget.bulk(notice.telegram_id) as turn:
            composed = await self._compose(notice)
            if composed is None:
                return None
            for edit in composed.edits:
                await self._edit(notice, edit)
            await turn.ready()
            self._sending.add(asyncio.current_task())
            now = self._clock()
            if not await self._outbox.claim(notice.id, now, at_night=is_quiet(now)):
                return None
            return await self._send(notice, composed.message)

    async def _compose(self, notice: OutboxNotice) -> Outgoing | None:
        try:
            composed = await self._composer.compose(notice)
        except Exception as error:  # noqa: BLE001  # the edge: one notice must not stop the others
            await self._outcomes.not_composed(notice, error)
            return None
        if composed is None:
            await self._outcomes.untrue(notice)
        return composed

    async def _edit(self, notice: OutboxNotice, edit: TelegramMethod[Any]) -> None:
        try:
            await self._bot(edit)
        except (TelegramForbiddenError, TelegramUnauthorizedError):
            raise
        except AiogramError as error:  # too old, gone, or just as it should be
            logger.info("earlier message not edited", notice_id=notice.id, error=type(error).__name__)

    async def _send(self, notice: OutboxNotice, method: TelegramMethod[Message]) -> Message | None:
        try:
            return await self._call(notice, method)
        except (AiogramError, Held):
            raise
        except Exception as error:  # noqa: BLE001  # whatever it was: the call may have gone out
            await self._outcomes.unclear(notice, error)
            return None

    async def _call(self, notice: OutboxNotice, method: TelegramMethod[Message]) -> Message:
        try:
            return await self._bot(method)
        except TelegramBadRequest as refusal:
            if not is_about_markup(refusal):
                raise
            logger.error("markup refused", notice_id=notice.id, kind=notice.kind)  # noqa: TRY400  # a traceback would quote the text
            return await self._bot(as_plain_text(method))

    async def _tell(self, notice: OutboxNotice, message: Message) -> None:
        try:
            await self._composer.delivered(notice, message)
        except Exception as error:  # noqa: BLE001  # the edge: the message has arrived all the same
            name, at = type(error).__name__, stack(error)
            logger.error("delivery not told", notice_id=notice.id, error=name, at=at)  # noqa: TRY400  # a traceback may quote a person
