"""PostgreSQL through asyncpg, for whoever outgrows one machine."""

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

import asyncpg

from storage.database import DatabaseUnavailable, Dialects, Row, Statement

CONNECTIONS = 8
"""Connections of one process: transactions are short, so a few serve many people."""

PATIENCE = 30.0
"""Seconds to wait for a free connection: whoever waits longer waits for somebody who waits for them."""

_PARAMETER = re.compile(r"(?<!:):([a-z][a-z_]*)")


@lru_cache(maxsize=512)
def _numbered(statement: Statement) -> tuple[str, tuple[str, ...]]:
    """Turn named parameters into asyncpg's `$1, $2`, and give their names in that order."""
    sql = statement.postgresql if isinstance(statement, Dialects) else statement
    names = tuple(dict.fromkeys(_PARAMETER.findall(sql)))
    positions = {name: f"${number}" for number, name in enumerate(names, start=1)}
    return _PARAMETER.sub(lambda match: positions[match[1]], sql), names


class PostgresqlTransaction:
    """An open transaction on one connection of the pool."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def fetch(self, statement: Statement, /, **values: Any) -> Sequence[Row]:
        """Run a statement and give its rows."""
        sql, names = _numbered(statement)
        rows: Sequence[Row] = await self._connection.fetch(sql, *(values[name] for name in names))
        return rows

    async def execute_many(self, statement: Statement, rows: Iterable[Mapping[str, Any]], /) -> None:
        """Run a statement once for every mapping of values."""
        sql, names = _numbered(statement)
        await self._connection.executemany(sql, [[row[name] for name in names] for row in rows])


class PostgresqlDatabase:
    """A database on a server."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, url: str) -> "PostgresqlDatabase":
        """Connect to the server at `url`; raises DatabaseUnavailable."""
        try:
            return cls(await asyncpg.create_pool(url, min_size=1, max_size=CONNECTIONS))
        except (OSError, ValueError, asyncpg.PostgresError) as error:
            raise DatabaseUnavailable(f"DATABASE_URL: {error}") from error

    async def fetch(self, statement: Statement, /, **values: Any) -> Sequence[Row]:
        """Read: run a statement that changes nothing and give its rows."""
        sql, names = _numbered(statement)
        rows: Sequence[Row] = await self._pool.fetch(sql, *(values[name] for name in names))
        return rows

    async def write(self, statement: Statement, /, **values: Any) -> Sequence[Row]:
        """Run one statement as a transaction of its own and give the rows it returns."""
        return await self.fetch(statement, **values)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[PostgresqlTransaction]:
        """Open a short transaction."""
        async with self._pool.acquire(timeout=PATIENCE) as connection, connection.transaction():
            yield PostgresqlTransaction(connection)

    async def close(self) -> None:
        """Close the pool."""
        await self._pool.close()
