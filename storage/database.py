"""The door to the database: three ways in, whichever database stands behind it."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

from bot.domain.errors import OperatorError


class Row(Protocol):
    """One row: columns by name. It never leaves `storage/`."""

    def __getitem__(self, column: str, /) -> Any:
        """Give the value of a column."""
        ...


class Dialects(NamedTuple):
    """One statement for which the two databases have different words."""

    sqlite: str
    postgresql: str


Statement = str | Dialects
"""SQL with named parameters (`:chat_id`), in the tongue both databases speak or in each one's own."""


class Transaction(Protocol):
    """What can be done inside one transaction; it commits when its block ends and rolls back on an error."""

    async def fetch(self, statement: Statement, /, **values: Any) -> Sequence[Row]:
        """Run a statement and give its rows."""
        ...

    async def execute_many(self, statement: Statement, rows: Iterable[Mapping[str, Any]], /) -> None:
        """Run a statement once for every mapping of values."""
        ...


class Database(Protocol):
    """An open database."""

    async def fetch(self, statement: Statement, /, **values: Any) -> Sequence[Row]:
        """Read: run a statement that changes nothing and give its rows."""
        ...

    async def write(self, statement: Statement, /, **values: Any) -> Sequence[Row]:
        """Run one statement as a transaction of its own and give the rows it returns."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Open a short transaction; nothing that waits for a network belongs into its block."""
        ...

    async def close(self) -> None:
        """Finish what is under way and close every connection."""
        ...


class DatabaseUnavailable(OperatorError):
    """The database at the given address can't be used."""


async def open_database(url: str) -> Database:
    """Open the database at `url`: `sqlite:///path`, `postgresql://user@host/name`.

    SQLAlchemy's spellings with a driver (`postgresql+asyncpg://`) are understood too.
    Raises DatabaseUnavailable where there is none that can be used.
    """
    scheme, _, rest = url.partition("://")
    match scheme.partition("+")[0]:
        case "sqlite":
            from storage.sqlite import SqliteDatabase  # noqa: PLC0415  # only the driver in use is loaded

            return await SqliteDatabase.open(rest.removeprefix("/"))
        case "postgresql" | "postgres":
            from storage.postgresql import PostgresqlDatabase  # noqa: PLC0415  # the same

            return await PostgresqlDatabase.open(f"postgresql://{rest}")
        case _:
            raise DatabaseUnavailable(
                f"DATABASE_URL: {scheme}: only sqlite:///path and postgresql://… are known"
            )


def as_utc(value: str | datetime) -> datetime:
    """Read a time column: SQLite keeps ISO 8601 text, PostgreSQL gives an aware datetime."""
    if isinstance(value, str):
        return datetime.fromisoformat(value)
    return value.astimezone(UTC)
