"""Fixtures of every test: databases, compiled texts, and the bot in front of a sandbox."""

import shutil
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import settings

from bot.domain.language import Language
from bot.services.content import Content
from sandbox import Sandbox, StillClock
from storage.content import SqlContentStore
from storage.database import open_database
from tests.catalogues import compile_outdated
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot

settings.register_profile("busy machine", deadline=None)  # speed is measured in benchmarks, never in tests
settings.load_profile("busy machine")

pytest_plugins = ("tests.storage.databases",)

CONTENT = Path(__file__).parents[1] / "content"

MORNING = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
"""A Tuesday, ten in the morning in Astana; nothing in Kazakhstan is closed for a holiday."""

Meet = Callable[..., Awaitable[Citizen]]


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogues() -> None:
    compile_outdated()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shipped_facts(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an SQLite file that holds everything in `content/`, to be copied."""
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("facts") / "facts.db"))
    await _load(f"sqlite:///{path}")
    return path


@pytest.fixture
def clock() -> StillClock:
    """Give the time of the bot and of its Telegram: it stands still unless `advance(seconds)` moves it."""
    return StillClock(at=MORNING.timestamp())


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox(clock: StillClock) -> AsyncIterator[Sandbox]:
    async with Sandbox(clock=clock) as running:
        yield running


@pytest.fixture
def sqlite_facts_url(shipped_facts: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(shipped_facts, tmp_path / 'dostyq.db')}"


@pytest_asyncio.fixture(loop_scope="session")
async def postgresql_facts_url(postgresql_url: str) -> str:
    await _load(postgresql_url)
    return postgresql_url


@pytest.fixture
def facts_url(request: pytest.FixtureRequest) -> str:
    """Give the address of the test's own database with everything in `content/`: SQLite unless told."""
    url: str = request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_facts_url")
    return url


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: Sandbox, facts_url: str, expected_refusals: Counter[str]) -> AsyncIterator[RunningBot]:
    """Give a bot of the test's own, for what would disturb others: restarts, other facts, another time."""
    running = RunningBot(sandbox, facts_url)
    await running.start()
    try:
        yield running
        await running.check_manners(expected_refusals)
    finally:
        await running.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def busy_bot(
    shipped_facts: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[RunningBot]:
    """Give the bot that serves the people of many tests, as it does in life."""
    path = shutil.copy(shipped_facts, tmp_path_factory.mktemp("busy") / "dostyq.db")
    async with Sandbox(clock=StillClock(at=MORNING.timestamp())) as sandbox:
        running = RunningBot(sandbox, f"sqlite:///{path}")
        await running.start()
        try:
            yield running
        finally:
            await running.stop()


@pytest.fixture
def expected_refusals() -> Counter[str]:
    """Give the count, by method, of the calls that the test will make Telegram refuse: none so far."""
    return Counter()


@pytest_asyncio.fixture(loop_scope="session")
async def citizen(busy_bot: RunningBot, expected_refusals: Counter[str]) -> AsyncIterator[Meet]:
    """Give a way to meet somebody new by the language of their Telegram: `await citizen("kk")`."""
    yield busy_bot.meet
    await busy_bot.check_manners(expected_refusals)


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    """Run the test in each language."""
    return Language(request.param)


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(citizen: Meet, language: Language) -> Citizen:
    """Give somebody, in each language, who has just pressed Start."""
    somebody = await citizen(language)
    await somebody.start()
    return somebody


async def _load(url: str) -> None:
    database = await open_database(url)
    try:
        await Content(SqlContentStore(database), lambda: MORNING).load(CONTENT)
    finally:
        await database.close()
