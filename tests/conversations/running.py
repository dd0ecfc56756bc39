"""The real bot at work in front of a sandbox."""

import asyncio
import gc
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from pydantic import SecretStr

from bot.app import App, create_app
from bot.budget import Budget
from bot.domain.corrections import Correction
from bot.domain.directory import Directory
from bot.domain.language import Language
from bot.domain.places import House, Place, School
from bot.services.content import Content
from bot.services.people import spoken
from bot.settings import BotMode, Settings
from sandbox import Sandbox
from storage.content import SqlContentStore
from storage.corrections import SqlCorrections
from storage.database import Database
from storage.opening import opened_database
from tests.conversations.citizens import Citizen

TOKEN = "1000001:a-bot-in-the-sandbox-of-a-test"

PATIENCE = 20.0
"""Seconds for a bot to start or to stop."""

HASTE = 100
"""Times as fast as life a bot in haste sends what nobody waits for."""

QUARANTINED = "SELECT error FROM inbox WHERE state = 'quarantined'"

BLOCKED = "SELECT blocked_at FROM people WHERE telegram_id = :telegram_id"


class RunningBot:
    """A bot on its own database; owns the one task in which it runs, and may be stopped and started anew.

    One in haste counts a second of Telegram's pace as a hundredth: the sandbox does not mind.
    """

    def __init__(self, sandbox: Sandbox, database_url: str, *, is_in_haste: bool = False) -> None:
        self.sandbox = sandbox
        self.telegram = sandbox.bot(TOKEN, username="dostyq_bot", first_name="Dostyq")
        self._database_url = database_url
        self._haste = HASTE if is_in_haste else 1
        self._app: App | None = None
        self._database: Database | None = None
        self._running: asyncio.Task[None] | None = None
        self._stop = asyncio.Event()
        self._looked_at = 0

    async def start(self) -> None:
        self._stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        self._running = loop.create_task(self._run(self._stop))
        polled = loop.create_task(self.telegram.updates.polled())
        await asyncio.wait({self._running, polled}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        polled.cancel()
        if self._running.done():
            await self._running

    async def stop(self) -> None:
        if self._running is not None:
            self._stop.set()
            async with asyncio.timeout(PATIENCE):
                await self._running
            gc.unfreeze()  # a bot freezes what is there when it starts, the remains of earlier tests too

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def load(self, folder: Path) -> None:
        """Bring other facts into the directory of the running bot."""
        await Content(SqlContentStore(self.database), self.now).load(folder)
        await self.app.services.places.refresh()

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.sandbox.clock.now(), UTC)

    async def meet(self, client_language: str, language: Language | None = None) -> Citizen:
        """Give somebody new whose Telegram speaks `client_language`; `language` is the one they then read."""
        person = await self.sandbox.person("Citizen", language_code=client_language)
        read = language or spoken(client_language) or Language.RUSSIAN
        return Citizen(person.chat_with(self.telegram), read)

    @property
    def app(self) -> App:
        assert self._app is not None, "the bot has not been started"
        return self._app

    @property
    def database(self) -> Database:
        assert self._database is not None, "the bot has not been started"
        return self._database

    @property
    def directory(self) -> Directory:
        return self.app.services.places.directory

    def house(self, house_id: str) -> House:
        house = self.directory.house(house_id)
        assert house is not None, house_id
        return house

    def school(self, school_id: str) -> School:
        school = self.directory.school(school_id)
        assert school is not None, school_id
        return school

    def place(self, place_id: str) -> Place:
        place = self.directory.place(place_id)
        assert place is not None, place_id
        return place

    def region(self, code: str) -> Place:
        region = self.directory.region(code)
        assert region is not None, code
        return region

    async def introduced(self) -> None:
        """Wait until the bot has set its commands and descriptions, which it does beside its work."""
        last = "setMyShortDescription"
        async with asyncio.timeout(PATIENCE):
            while len(self.sandbox.journal.calls(last)) <= len(Language):  # noqa: ASYNC110  # the journal tells nobody
                await asyncio.sleep(0.01)

    async def settled(self) -> None:
        """Wait until everything that people did has been handled."""
        await self.telegram.updates.emptied()
        async with asyncio.timeout(PATIENCE):
            while self.app.intake.waiting:  # noqa: ASYNC110  # nobody but a test wants to know this moment
                await asyncio.sleep(0.01)

    async def corrections(self) -> Sequence[Correction]:
        return await SqlCorrections(self.database).list_all()

    async def has_blocked(self, citizen: Citizen) -> bool:
        [row] = await self.database.fetch(BLOCKED, telegram_id=citizen.chat.id)
        return row["blocked_at"] is not None

    async def check_manners(self, expected_refusals: Counter[str] | None = None) -> None:
        """See that Telegram refused nothing since the last look but what was expected, nor ignored anything.

        `expected_refusals` counts methods. Answers to getUpdates end with the bot and are not counted.
        """
        entries = [
            entry
            for entry in self.sandbox.journal.after(self._looked_at)
            if entry.bot == self.telegram.id and entry.method != "getUpdates"
        ]
        self._looked_at = self.sandbox.journal.last
        refused = Counter(entry.method for entry in entries if not entry.ok)
        assert refused == (expected_refusals or Counter()), [
            (entry.method, entry.description) for entry in entries if not entry.ok
        ]
        assert [warning for entry in entries for warning in entry.warnings] == []
        assert [row["error"] for row in await self.database.fetch(QUARANTINED)] == []

    async def _run(self, stop: asyncio.Event) -> None:
        settings = Settings(
            bot_token=SecretStr(TOKEN),
            bot_api_url=self.sandbox.url,
            bot_mode=BotMode.POLLING,
            database_url=self._database_url,
        )
        async with opened_database(self._database_url) as database:
            self._database = database
            self._app = create_app(settings, database, self.now, self._budget())
            await self._app.run(stop)

    def _budget(self) -> Budget:
        return Budget(lambda: monotonic() * self._haste, lambda seconds: asyncio.sleep(seconds / self._haste))
