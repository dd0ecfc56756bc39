"""The composition root: settings → resources → services → routers → a running bot."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.utils.i18n import I18n
from aiohttp import web

import handlers
from bot.budget import Budget
from bot.intake.dispatching import DispatcherHandlers
from bot.intake.intake import Intake
from bot.intake.polling import Poller
from bot.ports.clock import Clock, system_clock
from bot.scheduler import create_scheduler
from bot.services.corrections import Corrections
from bot.services.people import People
from bot.services.places import Places
from bot.settings import BotMode, Settings
from bot.telegram.session import LeanSession
from bot.web import create_web_app
from handlers.middlewares import PersonMiddleware, PressMiddleware
from handlers.profile import introduce
from handlers.words import create_i18n
from storage.corrections import SqlCorrections
from storage.database import Database, open_database
from storage.drafts import Drafts
from storage.inbox import Inbox
from storage.people import SqlPeople
from storage.places import SqlDirectory
from storage.upgrade import is_current, upgrade

logger = structlog.get_logger()


@asynccontextmanager
async def opened_database(url: str) -> AsyncIterator[Database]:
    """Open the database in its newest shape, and close it at the end."""
    database = await open_database(url)
    try:
        if not await is_current(database):
            await upgrade(url)
        yield database
    finally:
        await database.close()


@dataclass(frozen=True, slots=True)
class App:
    """A bot put together but not yet running."""

    settings: Settings
    session: LeanSession
    bot: Bot
    dispatcher: Dispatcher
    intake: Intake
    places: Places
    inbox: Inbox
    i18n: I18n
    clock: Clock

    async def run(self, stop: asyncio.Event) -> None:
        """Take updates in and handle them until `stop`; raises what ends the bot before."""
        await self.places.refresh()
        await introduce(self.bot, self.i18n)
        scheduler = create_scheduler(self.places, self.inbox, self.clock)
        scheduler.start()
        # What lives until the end need not be walked by every collection: 100 ms each (measured).
        self.session.prepare()
        gc.collect()
        gc.freeze()
        try:
            async with self._updates(), asyncio.TaskGroup() as group:
                handling = group.create_task(self.intake.run(stop))
                if self.settings.bot_mode is BotMode.POLLING:
                    polling = group.create_task(self._poll())
                    handling.add_done_callback(lambda _: polling.cancel())
                    await stop.wait()
                    polling.cancel()
        finally:
            scheduler.shutdown(wait=False)
            await self.session.close()
        logger.info("stopped", left=self.intake.waiting)

    async def _poll(self) -> None:
        await self.bot.delete_webhook()
        caller, token = self.session, self.bot.token
        await Poller(caller, token, self.intake, self._allowed_updates()).run()

    @asynccontextmanager
    async def _updates(self) -> AsyncIterator[None]:
        """Keep the web server open while the bot runs, where Telegram posts to it."""
        if self.settings.bot_mode is BotMode.POLLING:
            yield
            return
        secret = self.settings.webhook_secret.get_secret_value()
        runner = web.AppRunner(
            create_web_app(self.intake, self.settings.webhook_url, secret), access_log=None
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, self.settings.web_host, self.settings.web_port).start()
            await self.bot.set_webhook(
                self.settings.webhook_url, secret_token=secret, allowed_updates=self._allowed_updates()
            )
            yield
        finally:
            await runner.cleanup()

    def _allowed_updates(self) -> list[str]:
        return self.dispatcher.resolve_used_update_types()


def create_app(settings: Settings, database: Database, clock: Clock = system_clock) -> App:
    """Put the bot together on an open database."""
    i18n = create_i18n()
    people = People(SqlPeople(database), clock)
    places = Places(SqlDirectory(database))
    inbox = Inbox(database)
    session = LeanSession(settings.bot_api_url)
    session.middleware(Budget())
    bot = Bot(
        settings.bot_token.get_secret_value(),
        session=session,
        default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True),
    )
    dispatcher = create_dispatcher(
        Drafts(database, clock),
        PersonMiddleware(people, i18n),
        people=people,
        places=places,
        corrections=Corrections(SqlCorrections(database), clock),
        clock=clock,
    )
    work = DispatcherHandlers(dispatcher, bot, people, i18n)
    intake = Intake(inbox, work, clock, settings.workers)
    return App(settings, session, bot, dispatcher, intake, places, inbox, i18n, clock)


def create_dispatcher(drafts: Drafts, person: PersonMiddleware, **services: Any) -> Dispatcher:
    """Build the Dispatcher: the intake keeps the order of a chat, so aiogram need not lock a second time."""
    dispatcher = Dispatcher(storage=drafts, **services)
    dispatcher.update.middleware(person)
    dispatcher.callback_query.outer_middleware(PressMiddleware())
    dispatcher.include_router(handlers.create_router())
    return dispatcher
