"""The composition root: settings → resources → services → routers → a running bot."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError
from aiogram.types import LinkPreviewOptions
from aiogram.utils.i18n import I18n
from aiohttp import web

import handlers
from bot.assembly import Services, create_services
from bot.boards import Boards
from bot.boards.posting import Posting
from bot.budget import Budget, Held
from bot.domain.errors import OperatorError
from bot.intake.dispatching import DispatcherHandlers
from bot.intake.intake import Intake
from bot.intake.polling import Poller
from bot.notifier import Notifier
from bot.ports.clock import Clock, system_clock
from bot.scheduler import create_scheduler
from bot.services.events.notices import KINDS as EVENT_KINDS
from bot.settings import BotMode, Settings
from bot.telegram.filters import evaluate_in_place
from bot.telegram.session import LeanSession
from bot.web import create_web_app
from handlers.coordination.notices import KINDS as COUNCILS_KINDS
from handlers.coordination.notices import CoordinationNoticeComposer
from handlers.events.notices import EventNoticeComposer
from handlers.middlewares import PersonMiddleware, PressMiddleware
from handlers.notices import NoticeComposer
from handlers.profile import introduce
from handlers.reception.notices import KINDS as CITIZENS_KINDS
from handlers.reception.notices import ReceptionNoticeComposer
from handlers.words import create_i18n
from storage.database import Database
from storage.drafts import Drafts
from storage.inbox import Inbox
from storage.outbox import SqlOutbox

LAST_REQUESTS = 2.0
"""Seconds that posts of updates under way get to be kept after a stop."""

logger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class App:
    """A bot put together but not yet running."""

    settings: Settings
    session: LeanSession
    bot: Bot
    dispatcher: Dispatcher
    intake: Intake
    notifier: Notifier
    boards: Boards
    services: Services
    inbox: Inbox
    outbox: SqlOutbox
    i18n: I18n
    clock: Clock

    async def run(self, stop: asyncio.Event) -> None:
        """Take updates in and handle them until `stop`; raises what ends the bot before."""
        scheduler = create_scheduler(self.services, self.inbox, self.outbox, self.notifier, self.clock)
        try:
            await self.bot.me()  # whether the token and the address are right
            await self.services.places.refresh()
            self._settle()
            async with asyncio.TaskGroup() as group:
                group.create_task(self.intake.run(stop))
                group.create_task(self.notifier.run(stop))
                group.create_task(self.boards.run(stop))
                introducing = group.create_task(self._introduce())
                async with self._taking_updates():
                    scheduler.start()
                    await stop.wait()
                introducing.cancel()
        finally:
            if scheduler.running:
                scheduler.shutdown(wait=False)
            await self.session.close()
        logger.info("stopped", left=self.intake.waiting)

    def _settle(self) -> None:
        """Build what lasts, and keep it out of the garbage collector's rounds: 100 ms each (measured)."""
        self.session.prepare()
        gc.collect()
        gc.freeze()

    async def _introduce(self) -> None:
        try:
            await introduce(self.bot, self.i18n)
        except (TelegramAPIError, Held) as refusal:
            # Texts of the profile: people are answered without them, and the next start tries again.
            logger.warning("profile not updated", error=type(refusal).__name__)

    @asynccontextmanager
    async def _taking_updates(self) -> AsyncIterator[None]:
        allowed = self.dispatcher.resolve_used_update_types()
        if self.settings.bot_mode is BotMode.WEBHOOK:
            async with self._webhook(allowed):
                yield
            return
        await self.bot.delete_webhook()
        poller = Poller(self.session, self.bot.token, self.intake, allowed)
        async with asyncio.TaskGroup() as group:
            polling = group.create_task(poller.run())
            yield
            polling.cancel()

    @asynccontextmanager
    async def _webhook(self, allowed: list[str]) -> AsyncIterator[None]:
        settings, secret = self.settings, self.settings.webhook_secret.get_secret_value()
        app = create_web_app(self.intake, settings.webhook_url, secret)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=LAST_REQUESTS)
        await runner.setup()
        try:
            await _listen(runner, settings)
            await self.bot.set_webhook(settings.webhook_url, secret_token=secret, allowed_updates=allowed)
            yield
        finally:
            await runner.cleanup()


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    try:
        await web.TCPSite(runner, settings.web_host, settings.web_port).start()
    except OSError as error:
        raise OperatorError(f"WEB_HOST, WEB_PORT: {error.strerror or error}") from error


def create_app(
    settings: Settings, database: Database, clock: Clock = system_clock, budget: Budget | None = None
) -> App:
    """Put the bot together on an open database; with a `budget` of its own it keeps another pace."""
    i18n = create_i18n()
    settling = timedelta(seconds=settings.event_settling_seconds)
    services = create_services(database, clock, settling, settings.reception_rules)
    budget = budget or Budget()
    session = LeanSession(settings.bot_api_url)
    session.middleware(budget)
    bot = Bot(
        settings.bot_token.get_secret_value(),
        session=session,
        default=DefaultBotProperties(
            parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True)
        ),
    )
    dispatcher = create_dispatcher(
        Drafts(database, clock),
        PersonMiddleware(services.people, i18n),
        clock=clock,
        settling=settling,
        **services.by_name(),
    )
    inbox, outbox = Inbox(database), SqlOutbox(database)
    work = DispatcherHandlers(dispatcher, bot, services.people, i18n)
    return App(
        settings=settings,
        session=session,
        bot=bot,
        dispatcher=dispatcher,
        intake=Intake(inbox, work, clock, settings.workers),
        notifier=Notifier(outbox, _composer(services, bot, i18n, clock), budget, bot, clock),
        boards=Boards(
            services.council_groups,
            Posting(services.council_groups, services.places, i18n, bot, clock),
            budget,
        ),
        services=services,
        inbox=inbox,
        outbox=outbox,
        i18n=i18n,
        clock=clock,
    )


def _composer(services: Services, bot: Bot, i18n: I18n, clock: Clock) -> NoticeComposer:
    async def username() -> str:
        return (await bot.me()).username or ""

    places, requests = services.places, services.reception_notices
    events = EventNoticeComposer(services.event_notices, places, clock, username)
    citizens = ReceptionNoticeComposer(requests, places, clock)
    councils = CoordinationNoticeComposer(requests, services.coordinating, places, clock)
    return NoticeComposer(
        i18n,
        {
            **dict.fromkeys(EVENT_KINDS, events),
            **dict.fromkeys(CITIZENS_KINDS, citizens),
            **dict.fromkeys(COUNCILS_KINDS, councils),
        },
    )


def create_dispatcher(drafts: Drafts, person: PersonMiddleware, **services: Any) -> Dispatcher:
    """Build the Dispatcher: the intake keeps the order of a chat, so aiogram need not lock a second time."""
    dispatcher = Dispatcher(storage=drafts, **services)
    dispatcher.update.middleware(person)
    dispatcher.callback_query.outer_middleware(PressMiddleware())
    dispatcher.include_router(handlers.create_router())
    evaluate_in_place(dispatcher)
    return dispatcher
