"""Records of the content sheets, kept in a table each."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from bot.domain.content import Record, Sheet
from bot.domain.content_sheets import SHEETS
from storage.database import Database, Dialects, Statement, Transaction

HOLD_FOR_READING = Dialects(
    sqlite="SELECT version FROM directory",
    postgresql="SELECT version FROM directory FOR SHARE",
)
"""The version, and no load until the transaction ends: every load begins with HOLD_FOR_LOAD.

SQLite's transactions exclude each other anyway.
"""

HOLD_FOR_LOAD = Dialects(
    sqlite="SELECT version FROM directory",
    postgresql="SELECT version FROM directory FOR UPDATE",
)

RAISE_VERSION = "UPDATE directory SET version = version + 1, loaded_at = :loaded_at RETURNING version"


def _records_of(sheet: Sheet) -> Statement:
    columns = ", ".join(column.name for column in sheet.columns)
    return f"SELECT {columns} FROM {sheet.table} ORDER BY position"  # noqa: S608  # names from SHEETS alone


def _save_in(sheet: Sheet) -> Statement:
    names = ["position", *(column.name for column in sheet.columns)]
    updated = ", ".join(f"{name} = excluded.{name}" for name in names if name != sheet.key)
    return (
        f"INSERT INTO {sheet.table} ({', '.join(names)})"  # noqa: S608  # names from SHEETS alone
        f" VALUES ({', '.join(f':{name}' for name in names)})"
        f" ON CONFLICT ({sheet.key}) DO UPDATE SET {updated}"
    )


RECORDS_OF: Mapping[Sheet, Statement] = {sheet: _records_of(sheet) for sheet in SHEETS}
SAVE_IN: Mapping[Sheet, Statement] = {sheet: _save_in(sheet) for sheet in SHEETS}
REMOVE_FROM: Mapping[Sheet, Statement] = {
    sheet: f"DELETE FROM {sheet.table} WHERE {sheet.key} = :id"  # noqa: S608  # names from SHEETS alone
    for sheet in SHEETS
}


class SqlContentTransaction:
    """A transaction on the sheets; it serves reading and writing alike."""

    def __init__(self, transaction: Transaction, version: int) -> None:
        self._transaction = transaction
        self._version = version

    @property
    def version(self) -> int:
        """The directory's version when the transaction began."""
        return self._version

    async def records(self, sheet: Sheet) -> Sequence[Record]:
        """Give the records of a sheet in the order of its file."""
        rows = await self._transaction.fetch(RECORDS_OF[sheet])
        return [
            Record(id=row[sheet.key], cells={column.name: row[column.name] for column in sheet.columns})
            for row in rows
        ]

    async def save(self, sheet: Sheet, records: Sequence[Record]) -> None:
        """Add or overwrite records; their order is the sheet's order from now on."""
        rows = [{**record.cells, "position": place} for place, record in enumerate(records, start=1)]
        await self._transaction.execute_many(SAVE_IN[sheet], rows)

    async def remove(self, sheet: Sheet, ids: Sequence[str]) -> None:
        """Delete the records with these ids."""
        await self._transaction.execute_many(REMOVE_FROM[sheet], [{"id": id_} for id_ in ids])

    async def raise_version(self, loaded_at: datetime) -> int:
        """Count the directory's version up by one, so that running bots reload, and give it."""
        rows = await self._transaction.fetch(RAISE_VERSION, loaded_at=loaded_at)
        version: int = rows[0]["version"]
        return version


class SqlContentStore:
    """The sheets in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqlContentTransaction]:
        """Open a short transaction that reads while nobody loads."""
        async with self._database.transaction() as transaction:
            rows = await transaction.fetch(HOLD_FOR_READING)
            yield SqlContentTransaction(transaction, rows[0]["version"])

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[SqlContentTransaction]:
        """Open a short transaction that holds the directory alone."""
        async with self._database.transaction() as transaction:
            rows = await transaction.fetch(HOLD_FOR_LOAD)
            yield SqlContentTransaction(transaction, rows[0]["version"])
