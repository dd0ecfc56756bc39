import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest

from bot.intake.intake import Intake
from bot.intake.polling import LONGEST_PAUSE, Poller, TokenRevoked
from bot.telegram.session import LeanSession
from sandbox import Bot, Conversation, Fault, Sandbox, StillClock
from storage.database import Database
from tests.bot.intake.recorded import HASTE, PATIENCE, Recorded, emptied, intake_of, running

pytest_plugins = ("tests.storage.databases",)

TOKEN = "42:TEST"


@dataclass(slots=True)
class Pauses:
    """Remembers for how long the poller would have slept."""

    seconds: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0.001)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(clock=StillClock(at=1_800_000_000)) as running_sandbox:
        yield running_sandbox


@pytest.fixture
async def bot(sandbox: Sandbox) -> Bot:
    return sandbox.bot(TOKEN)


@pytest.fixture
async def chat(sandbox: Sandbox, bot: Bot) -> Conversation:
    return (await sandbox.person("Aigerim")).chat_with(bot)


@asynccontextmanager
async def polling(sandbox: Sandbox, intake: Intake, pauses: Pauses | None = None) -> AsyncIterator[None]:
    session = LeanSession(sandbox.url)
    rest = (pauses or Pauses()).sleep
    poller = Poller(session, TOKEN, intake, ["message"], sleep=rest, spread=lambda: 1.0)
    try:
        async with running(intake), asyncio.TaskGroup() as group:
            asking = group.create_task(poller.run())
            try:
                yield
            finally:
                asking.cancel()
    finally:
        await session.close()


async def _until_confirmed(bot: Bot) -> None:
    async with asyncio.timeout(PATIENCE):
        await bot.updates.emptied()


async def test_what_people_send_is_handled_and_confirmed(
    sandbox: Sandbox, bot: Bot, chat: Conversation, sqlite_database: Database
) -> None:
    handlers = Recorded()
    intake = intake_of(sqlite_database, handlers)
    for number in range(250):
        await chat.send(str(number))
    async with polling(sandbox, intake):
        await _until_confirmed(bot)
        await emptied(intake)

    assert [update["message"]["text"] for update in handlers.seen] == [str(number) for number in range(250)]


async def test_what_could_not_be_kept_is_not_confirmed_and_asked_for_again(
    sandbox: Sandbox, bot: Bot, chat: Conversation, sqlite_database: Database, sqlite_url: str
) -> None:
    outside = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    handlers, pauses = Recorded(), Pauses()
    intake = intake_of(sqlite_database, handlers)
    try:
        async with polling(sandbox, intake, pauses):
            await chat.send("while all is well")
            await _until_confirmed(bot)
            await emptied(intake)
            outside.execute("ALTER TABLE inbox RENAME TO elsewhere")
            await chat.send("hello")
            await _rested(pauses, 3)
            assert len(bot.updates) == 1
            assert len(handlers.begun) == 1
            outside.execute("ALTER TABLE elsewhere RENAME TO inbox")
            await _until_confirmed(bot)
            await emptied(intake)
    finally:
        outside.close()

    assert [update["message"]["text"] for update in handlers.seen] == ["while all is well", "hello"]


@pytest.mark.parametrize(
    "kind", ["server_error", "html", "reset_before", "reset_after", "half_answer", "too_many_requests"]
)
async def test_after_trouble_everything_arrives_once(
    kind: str, sandbox: Sandbox, bot: Bot, chat: Conversation, sqlite_database: Database
) -> None:
    sandbox.faults.add(Fault(kind=kind, method="getUpdates", times=5))  # type: ignore[arg-type]  # one of its kinds
    for number in range(20):
        await chat.send(str(number))
    handlers, pauses = Recorded(), Pauses()
    intake = intake_of(sqlite_database, handlers)
    async with polling(sandbox, intake, pauses):
        await _until_confirmed(bot)
        await emptied(intake)

    assert [update["message"]["text"] for update in handlers.seen] == [str(number) for number in range(20)]
    assert len(pauses.seconds) == 5


async def test_pauses_double_up_to_the_longest_and_begin_anew_after_success(
    sandbox: Sandbox, bot: Bot, chat: Conversation, sqlite_database: Database
) -> None:
    sandbox.faults.add(
        Fault(kind="server_error", method="getUpdates", times=8),
        Fault(kind="server_error", method="getUpdates", nth=10),
    )
    await chat.send("hello")
    pauses = Pauses()
    async with polling(sandbox, intake_of(sqlite_database, Recorded()), pauses):
        await _until_confirmed(bot)
        await _rested(pauses, 9)

    assert pauses.seconds == [0.5, 1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE, 0.5]


async def _rested(pauses: Pauses, times: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(pauses.seconds) < times:  # noqa: ASYNC110  # the pauses have no event
            await asyncio.sleep(0.001)


async def test_nothing_is_asked_before_the_deadline_that_telegram_names(
    sandbox: Sandbox, bot: Bot, chat: Conversation, sqlite_database: Database
) -> None:
    sandbox.faults.add(Fault(kind="too_many_requests", method="getUpdates", times=3, retry_after=35))
    await chat.send("hello")
    pauses = Pauses()
    async with polling(sandbox, intake_of(sqlite_database, Recorded()), pauses):
        await _until_confirmed(bot)

    assert pauses.seconds == [35, 35, 35]


@pytest.mark.parametrize("token", ["42:another", "nonsense"])
async def test_a_token_that_telegram_does_not_know_ends_the_polling(
    token: str, sandbox: Sandbox, bot: Bot, sqlite_database: Database
) -> None:
    assert bot.token != token
    session = LeanSession(sandbox.url)
    try:
        with pytest.raises(TokenRevoked):
            await Poller(session, token, intake_of(sqlite_database, Recorded()), []).run()
    finally:
        await session.close()


async def test_numbers_may_fall_after_an_idle_week(
    sandbox: Sandbox, bot: Bot, chat: Conversation, sqlite_database: Database
) -> None:
    handlers = Recorded()
    intake = intake_of(sqlite_database, handlers)
    async with polling(sandbox, intake):
        for _ in range(6):
            await chat.send("hello")
            await _until_confirmed(bot)
            sandbox.clock.advance(8 * 24 * 3600)
        await emptied(intake)

    assert len(handlers.ended) == 6
    assert handlers.begun != sorted(handlers.begun)


async def test_in_a_crowd_telegram_keeps_what_has_not_been_asked_for(
    sandbox: Sandbox, bot: Bot, chat: Conversation, sqlite_database: Database
) -> None:
    gate = asyncio.Event()

    async def wait(_update: object) -> None:
        await gate.wait()

    handlers = Recorded(wait)
    intake = intake_of(sqlite_database, handlers, limits=replace(HASTE, most_waiting=100))
    for number in range(150):
        await chat.send(str(number))
    async with polling(sandbox, intake):
        await handlers.until(lambda: len(handlers.begun) == 1)
        calls = len(sandbox.journal)
        await asyncio.sleep(0.02)
        assert len(sandbox.journal) == calls
        assert len(bot.updates) == 150
        gate.set()
        await _until_confirmed(bot)
        await emptied(intake)

    assert len(handlers.ended) == 150
