"""Bring the database to the newest shape, once, whoever else tries at the same moment."""

from pathlib import Path
from typing import TYPE_CHECKING

from storage.database import Database, DatabaseUnavailable

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

MIGRATIONS = Path(__file__).parent / "migrations"

LOCK = 7_321_914_552
"""PostgreSQL's advisory lock under which one process upgrades; any number of our own will do."""

CURRENT_REVISION = "SELECT version_num FROM alembic_version"


def newest_revision() -> str:
    """Give the number of the last step in `migrations/versions`, by its file name."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


async def is_current(database: Database) -> bool:
    """Tell whether the database has the newest shape; asking is cheaper than loading Alembic."""
    try:
        rows = await database.fetch(CURRENT_REVISION)
    except Exception:  # noqa: BLE001  # each driver has its own error for a table that is not there
        return False
    return [row["version_num"] for row in rows] == [newest_revision()]


async def upgrade(url: str, target: str = "head") -> None:
    """Run the missing steps on the database at `url` in one transaction: all of them or none.

    Raises DatabaseUnavailable where the database is ahead of this version.
    """
    engine = _engine(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_run_steps, target)
    finally:
        await engine.dispose()


def _engine(url: str) -> "AsyncEngine":
    from sqlalchemy import event, text  # noqa: PLC0415  # half a second that a start without upgrade saves
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415  # the same

    scheme, _, rest = url.partition("://")
    if scheme.startswith("postgres"):
        engine = create_async_engine(f"postgresql+asyncpg://{rest}")
        event.listen(
            engine.sync_engine,
            "begin",
            lambda connection: connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})")),
        )
        return engine
    # In its own mode sqlite3 commits before a CREATE TABLE; with none, our BEGIN holds to the end.
    engine = create_async_engine(f"sqlite+aiosqlite://{rest}", connect_args={"isolation_level": None})
    event.listen(
        engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE")
    )
    return engine


def _run_steps(connection: "Connection", target: str) -> None:
    from alembic import command  # noqa: PLC0415  # see _engine
    from alembic.config import Config  # noqa: PLC0415  # see _engine
    from alembic.util import CommandError  # noqa: PLC0415  # see _engine

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, target)
    except CommandError as error:  # the database names a step that is not among ours
        raise DatabaseUnavailable(f"DATABASE_URL: made by a newer version of the bot: {error}") from error
