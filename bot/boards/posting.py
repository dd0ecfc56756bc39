"""One card: sent where it is not shown yet, edited where it shows an earlier version; its topic with it."""

from contextlib import suppress
from dataclasses import replace

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramMigrateToChat,
    TelegramUnauthorizedError,
)
from aiogram.utils.i18n import I18n

from bot.boards.refusals import Meaning, meaning
from bot.domain.astana_time import is_quiet
from bot.domain.reception.groups import ShownCard
from bot.domain.reception.states import RequestState
from bot.ports.clock import Clock
from bot.services.places import Places
from bot.services.reception.groups import CouncilGroups
from handlers.coordination.groups import views

logger = structlog.get_logger()


class Unreachable(Exception):
    """Telegram could not be reached, or had an error of its own; the call may be made again."""


class Posting:
    """Brings cards up to date, at least once each: one that a kill cut off after its call is sent again.

    A card that stands twice in a group does no harm, since a request has one owner whichever of them is
    pressed; a card that is missing would be a request that nobody sees (promise P2).
    """

    def __init__(self, groups: CouncilGroups, places: Places, i18n: I18n, bot: Bot, clock: Clock) -> None:
        self._groups = groups
        self._places = places
        self._i18n = i18n
        self._bot = bot
        self._clock = clock

    async def bring_up_to_date(self, shown: ShownCard) -> None:
        """Show the present version; raises Unreachable, Held, TelegramUnauthorizedError."""
        try:
            with self._i18n.context(), self._i18n.use_locale(shown.language):
                await (self._send(shown) if shown.message_id is None else self._edit(shown, shown.message_id))
        except TelegramUnauthorizedError:
            raise
        except TelegramMigrateToChat as moved:
            logger.info("group became a supergroup", chat_id=shown.chat_id)
            await self._groups.move(shown.chat_id, moved.migrate_to_chat_id)
        except AiogramError as error:
            await self._refused(shown, error)

    async def _send(self, shown: ShownCard) -> None:
        placed = await self._in_its_topic(shown)
        screen = views.card(placed, self._places.directory)
        sent = await self._bot.send_message(
            placed.chat_id,
            screen.text,
            message_thread_id=placed.thread_id,
            reply_markup=screen.keyboard,
            disable_notification=is_quiet(self._clock()) and not placed.card.is_urgent,
        )
        await self._groups.keep(
            replace(placed, message_id=sent.message_id, shown_version=placed.card.version)
        )

    async def _edit(self, shown: ShownCard, message_id: int) -> None:
        screen = views.card(shown, self._places.directory)
        is_changed = True
        try:
            await self._bot.edit_message_text(
                screen.text, chat_id=shown.chat_id, message_id=message_id, reply_markup=screen.keyboard
            )
        except TelegramBadRequest as refusal:
            if meaning(refusal) is not Meaning.NOTHING:
                raise
            is_changed = False
        if shown.has_left:
            await self._groups.forget(shown)
        else:
            await self._groups.keep(replace(shown, shown_version=shown.card.version))
        if is_changed and shown.thread_id is not None:
            await self._turn_topic(shown, shown.thread_id)

    async def _in_its_topic(self, shown: ShownCard) -> ShownCard:
        """Open a topic in a forum, if the bot may; its number is kept at once, so that there is one."""
        if not shown.is_forum or shown.thread_id is not None:
            return shown
        name = views.topic_name(shown.card, self._places.directory)
        try:
            topic = await self._bot.create_forum_topic(shown.chat_id, name)
        except TelegramBadRequest as refusal:
            if meaning(refusal) is Meaning.LEAVE_CHAT:
                raise
            logger.info("no topic opened", chat_id=shown.chat_id)
            return shown
        placed = replace(shown, thread_id=topic.message_thread_id)
        await self._groups.keep(placed)
        return placed

    async def _turn_topic(self, shown: ShownCard, thread_id: int) -> None:
        """Close the topic of a settled request, and open it again with the request, if the bot may."""
        turned = None
        if shown.has_left or not shown.card.is_open:
            turned = self._bot.close_forum_topic
        elif shown.card.state is RequestState.REOPENED:
            turned = self._bot.reopen_forum_topic
        if turned is not None:
            with suppress(TelegramBadRequest):
                await turned(shown.chat_id, thread_id)

    async def _refused(self, shown: ShownCard, error: AiogramError) -> None:
        match meaning(error):
            case Meaning.TRY_LATER:
                raise Unreachable from error
            case Meaning.SEND_ANEW if shown.message_id is not None or shown.thread_id is not None:
                logger.info("card gone", chat_id=shown.chat_id, request_id=shown.card.id)
                await self._groups.forget(shown)
            case Meaning.LEAVE_CHAT if shown.is_private:
                await self._groups.forget(shown)
            case Meaning.LEAVE_CHAT:
                logger.warning("group lost", chat_id=shown.chat_id, error=type(error).__name__)
                await self._groups.lose(shown.chat_id)
            case _:
                name = type(error).__name__
                logger.error("card refused", chat_id=shown.chat_id, request_id=shown.card.id, error=name)
                await self._groups.give_up(shown)
