"""SQLite through aiosqlite: one connection that writes, a few that read."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

import aiosqlite

from storage.database import DatabaseUnavailable, Dialects, Row, Statement

READERS = 2
"""Connections that only read: more gain nothing under one interpreter lock (measured)."""

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # with WAL, NORMAL may roll a commit back after a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA secure_delete = ON",  # a wiped payload is overwritten, not only unlinked
)


def _sql(statement: Statement) -> str:
    return statement.sqlite if isinstance(statement, Dialects) else statement


def _utc_text(moment: datetime) -> str:
    """Write a time as text of fixed width, which sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


async def _connect(path: str) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in PRAGMAS:
            await connection.execute_fetchall(pragma)
    except BaseException:
        await connection.close()
        raise
    return connection


class SqliteTransaction:
    """An open transaction on the writing connection."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def fetch(self, statement: Statement, /, **values: Any) -> Sequence[Row]:
        """Run a statement and give its rows."""
        return list(await self._connection.execute_fetchall(_sql(statement), values))

    async def execute_many(self, statement: Statement, rows: Iterable[Mapping[str, Any]], /) -> None:
        """Run a statement once for every mapping of values."""
        cursor = await self._connection.executemany(_sql(statement), rows)
        await cursor.close()


class SqliteDatabase:
    """A database in one file."""

    def __init__(self, writer: aiosqlite.Connection, readers: Sequence[aiosqlite.Connection]) -> None:
        self._writer = writer
        self._readers = readers
        self._next_reader = cycle(readers)
        self._writing = asyncio.Lock()

    @classmethod
    async def open(cls, path: str) -> "SqliteDatabase":
        """Open the file at `path`, made with its folder where it is not there yet.

        Raises DatabaseUnavailable.
        """
        sqlite3.register_adapter(datetime, _utc_text)
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            sqlite3.connect(path).close()  # where this fails, aiosqlite would leave a thread that complains
            async with AsyncExitStack() as opened:
                connections = []
                for _ in range(1 + READERS):
                    connections.append(connection := await _connect(path))
                    opened.push_async_callback(connection.close)
                opened.pop_all()
        except (OSError, sqlite3.Error) as error:
            raise DatabaseUnavailable(f"DATABASE_URL: {path}: {error}") from error
        return cls(connections[0], connections[1:])

    async def fetch(self, statement: Statement, /, **values: Any) -> Sequence[Row]:
        """Read: run a statement that changes nothing and give its rows."""
        return list(await next(self._next_reader).execute_fetchall(_sql(statement), values))

    async def write(self, statement: Statement, /, **values: Any) -> Sequence[Row]:
        """Run one statement as a transaction of its own and give the rows it returns.

        In autocommit mode that is one trip to the connection's thread.
        """
        async with self._writing:
            return list(await self._writer.execute_fetchall(_sql(statement), values))

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqliteTransaction]:
        """Open a transaction that takes the write lock at once, so that it cannot fail half way for it."""
        async with self._writing:
            try:
                await self._writer.execute_fetchall("BEGIN IMMEDIATE")
                yield SqliteTransaction(self._writer)
                await self._writer.commit()
            except BaseException:
                # The thread works in order: after a cancelled BEGIN this rolls back what BEGIN opened.
                await self._writer.rollback()
                raise

    async def close(self) -> None:
        """Close every connection."""
        for connection in (*self._readers, self._writer):
            await connection.close()
