"""Fixtures: a fresh database of the newest shape for each test, on SQLite and on PostgreSQL.

`database` is open and `database_url` is its address; both run once on each database. `sqlite_database`
runs once, for tests whose matter is not the database. PostgreSQL is looked for at TEST_POSTGRESQL_URL;
where it cannot be reached those tests are skipped, or fail if REQUIRE_ALL is 1.
"""

import os
import secrets
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from storage.database import Database, open_database
from storage.upgrade import upgrade

SERVER = os.environ.get("TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
PATIENCE = 5.0
"""Seconds to wait for the server."""


async def _on_server(statement: str) -> None:
    connection = await asyncpg.connect(SERVER, timeout=PATIENCE)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _address(name: str) -> str:
    return f"{SERVER.rpartition('/')[0]}/{name}"


def _random_name() -> str:
    return f"dostyq_test_{secrets.token_hex(6)}"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    await upgrade(f"sqlite:///{path}")
    return path


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def postgresql_template() -> AsyncIterator[str]:
    name = _random_name()
    try:
        await _on_server(f"CREATE DATABASE {name}")
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        reason = f"no PostgreSQL at TEST_POSTGRESQL_URL: {error}"
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    try:
        await upgrade(_address(name))
        yield name
    finally:
        await _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = shutil.copy(sqlite_template, tmp_path / "dostyq.db")
    return f"sqlite:///{path}"


@pytest.fixture
async def postgresql_url(postgresql_template: str) -> AsyncIterator[str]:
    name = _random_name()
    await _on_server(f"CREATE DATABASE {name} TEMPLATE {postgresql_template}")
    yield _address(name)
    await _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = await open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = await open_database(sqlite_url)
    yield opened
    await opened.close()
