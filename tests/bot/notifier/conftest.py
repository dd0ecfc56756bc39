"""A post for each test."""

from collections.abc import AsyncIterator

import pytest

from sandbox import Sandbox
from storage.database import open_database
from tests.bot.notifier.post import Post


@pytest.fixture
def post_url(request: pytest.FixtureRequest) -> str:
    """Give the address of the test's own database: SQLite unless told."""
    url: str = request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url")
    return url


@pytest.fixture
async def post(post_url: str) -> AsyncIterator[Post]:
    database = await open_database(post_url)
    async with Sandbox() as telegram:
        opened = Post(database, telegram)
        yield opened
        await opened.session.close()
    await database.close()
