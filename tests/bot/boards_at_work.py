"""Boards between a council's database and a sandbox, with a clock that every wait moves on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode

from bot.boards import Boards
from bot.boards.posting import Posting
from bot.budget import Budget
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.reception.request import Request, RequestId
from bot.domain.roles import Role
from bot.services.reception.groups import CouncilGroups
from bot.telegram.session import LeanSession
from handlers.words import create_i18n
from sandbox import Conversation, Group, Person, Rates, Sandbox, StillClock
from storage.database import Database, open_database
from storage.reception.groups import SqlCouncilGroups
from tests.conftest import MORNING
from tests.services.reception.office import ABAI, Office, office_on

TOKEN = "42:TEST"

PATIENCE = 20.0
"""Real seconds after which a test has failed."""


class BoardsAtWork:
    """A council with one person and, once it is connected, a group; requests come from new citizens."""

    def __init__(self, office: Office, sandbox: Sandbox, session: LeanSession, owner: Person) -> None:
        self.office = office
        self.sandbox = sandbox
        self.owner = owner
        self.robot = sandbox.bot(TOKEN, username="dostyq_bot")
        self.coordinator = PersonId(0)
        self.now = lambda: office.time
        self.groups = CouncilGroups(SqlCouncilGroups(office.database), office.services.places, self.now)
        self._budget = Budget(sandbox.clock.now, self._sleep)
        session.middleware(self._budget)
        self.bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
        self._posting = Posting(self.groups, office.services.places, create_i18n(), self.bot, self.now)

    async def group(self, *, is_forum: bool = False, basic: bool = False) -> Group:
        """Give a new group that is the council's."""
        group = await self.sandbox.group(
            "Council", [self.owner], [self.robot], is_forum=is_forum, basic=basic
        )
        await self.connect(group, is_forum=is_forum)
        return group

    async def connect(self, group: Group, *, is_forum: bool = False) -> None:
        token = await self.groups.link(self.coordinator, ABAI)
        await self.groups.connect(self.coordinator, token, group.id, Language.ENGLISH, is_forum=is_forum)

    async def sent(self, count: int = 1) -> list[Request]:
        return [await self.office.sent(await self.office.person()) for _ in range(count)]

    async def take(self, request_id: RequestId) -> None:
        await self.office.services.coordinating.take(request_id, self.coordinator)

    def screen(self, group: Group) -> Conversation:
        return self.owner.in_group(group, self.robot)

    def cards(self, group: Group) -> list[str]:
        """Give the texts of the bot's messages in the group."""
        return [message.text for message in self.screen(group).messages if message.text]

    async def settle(self) -> None:
        """Let the boards work until every card is true."""
        await self.run_until(self._settled)

    async def run_until(self, condition: Callable[[], Awaitable[bool]]) -> None:
        """Let the boards work until the condition holds; each wait of theirs moves the clock on."""
        stop = asyncio.Event()
        boards = Boards(self.groups, self._posting, self._budget, self.sandbox.clock.now, self._sleep)
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
            tasks.create_task(boards.run(stop))
            while not await condition():  # noqa: ASYNC110  # the database tells nobody
                await asyncio.sleep(0.005)
            stop.set()

    async def _settled(self) -> bool:
        return not await self.groups.outdated(1)

    async def _sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.sandbox.clock.advance(seconds)


@asynccontextmanager
async def boards_on(url: str, rates: Rates | None = None) -> AsyncIterator[BoardsAtWork]:
    """Open a database with everything in `content/`, and a sandbox; somebody works for the council."""
    clock = StillClock(at=MORNING.timestamp())
    database: Database = await open_database(url)
    try:
        async with Sandbox(clock=clock, rates=rates) as sandbox:
            session = LeanSession(sandbox.url)
            try:
                owner = await sandbox.person("Owner", language_code="en")
                work = BoardsAtWork(await office_on(database), sandbox, session, owner)
                work.coordinator = await work.office.holder(Role.HEAD, ABAI)
                yield work
            finally:
                await session.close()
    finally:
        await database.close()
