"""A notifier with a made-up composer between a database and a sandbox."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.methods import SendMessage
from aiogram.types import Message

from bot.budget import Budget
from bot.domain.language import Language
from bot.domain.outbox import NewNotice, OutboxNotice
from bot.domain.people import PersonId
from bot.notifier import Notifier
from bot.telegram.session import LeanSession
from handlers.notices import Outgoing
from sandbox import Sandbox
from sandbox.person import Person
from storage.database import Database
from storage.outbox import SqlOutbox, put
from storage.people import SqlPeople

TOKEN = "42:TEST"

MORNING = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
"""Ten in the morning in Astana."""

PATIENCE = 20.0
"""Seconds after which a test has failed."""

Words = Callable[[OutboxNotice], Outgoing | None]


def its_key(notice: OutboxNotice) -> Outgoing:
    return message(notice, notice.key)


def message(notice: OutboxNotice, text: str, **fields: Any) -> Outgoing:
    return Outgoing(message=SendMessage(chat_id=notice.telegram_id, text=text), **fields)


class MadeUp:
    """Says what `words` tell it to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.words: Words = its_key
        self.composed: list[str] = []
        self.delivered_ids: dict[str, int] = {}
        self.tells: Callable[[], None] = lambda: None

    async def compose(self, notice: OutboxNotice) -> Outgoing | None:
        self.composed.append(notice.key)
        return self.words(notice)

    async def delivered(self, notice: OutboxNotice, message: Message) -> None:
        self.tells()
        self.delivered_ids[notice.key] = message.message_id


class MovableClock:
    """The machine's time, seen from another day, and moved at will."""

    def __init__(self, at: datetime = MORNING) -> None:
        self._shift = at - datetime.fromtimestamp(monotonic(), UTC)

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(monotonic(), UTC) + self._shift

    def move_to(self, moment: datetime) -> None:
        self._shift = moment - datetime.fromtimestamp(monotonic(), UTC)


def at_once(_least: float, _most: float) -> float:
    """Draw no pause between attempts."""
    return 0.0


class Post:
    """An outbox, a notifier, and people who get what it sends."""

    def __init__(self, database: Database, sandbox: Sandbox, url: str = "") -> None:
        self.sandbox = sandbox
        self.clock = MovableClock()
        self.composer = MadeUp()
        self.outbox = SqlOutbox(database)
        self.budget = Budget()
        self.session = LeanSession(url or sandbox.url)
        self.session.middleware(self.budget)
        self.bot = Bot(TOKEN, session=self.session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
        self._database = database

    async def meet(self, count: int = 1) -> list[Person]:
        """Have people press Start; the first is our person number 1."""
        people = [await self.sandbox.person(f"P{number}") for number in range(count)]
        for person in people:
            await person.chat_with(self.sandbox.bot(TOKEN)).start()
            await SqlPeople(self._database).add(person.id, Language.KAZAKH, MORNING)
        return people

    async def put(self, key: str, person: int = 1, **changes: Any) -> None:
        """Keep a notice that is due now."""
        due: dict[str, Any] = {"due_at": MORNING, "expires_at": None, "holds_at_night": True}
        notice = NewNotice(person_id=PersonId(person), kind="made up", key=key, payload={}, **(due | changes))
        async with self._database.transaction() as transaction:
            await put(transaction, [notice], MORNING)

    def notifier(self, **how: Any) -> Notifier:
        parts = (self.outbox, self.composer, self.budget, self.bot, self.clock)
        return Notifier(*parts, **({"between": at_once} | how))

    @asynccontextmanager
    async def running(self, **how: Any) -> AsyncIterator[Notifier]:
        stop, notifier = asyncio.Event(), self.notifier(**how)
        async with asyncio.TaskGroup() as group:
            group.create_task(notifier.run(stop))
            try:
                yield notifier
            finally:
                stop.set()

    async def run_until(self, **counts: int) -> None:
        """Run until there are so many notices in each of these states."""
        async with self.running():
            await self.until(**counts)

    async def until(self, **counts: int) -> None:
        async def reached() -> bool:
            return await self.counts() == counts

        await until(reached)

    async def counts(self) -> dict[str, int]:
        return {state.value: count for state, count in (await self.outbox.count_by_state()).items()}

    async def rows(self) -> dict[str, Any]:
        return {row["key"]: row for row in await self._database.fetch("SELECT * FROM outbox")}

    def texts(self, person: Person) -> list[str]:
        """Give what arrived at the person's, in order."""
        calls = self.sandbox.journal.calls("sendMessage", person.id)
        return [call.params["text"] for call in calls if call.ok]

    def calls(self, person: Person | None = None) -> int:
        return len(self.sandbox.journal.calls("sendMessage", person.id if person else None))


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await condition():  # noqa: ASYNC110  # a database has no event for this
            await asyncio.sleep(0.01)


def in_a(**time: float) -> datetime:
    """Give the moment so long after the morning."""
    return MORNING + timedelta(**time)
