"""Opening the database for a command: in its newest shape, and closed again at the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.database import Database, open_database
from storage.upgrade import is_current, upgrade


@asynccontextmanager
async def opened_database(url: str) -> AsyncIterator[Database]:
    """Open the database at `url`, upgraded where it is older; raises DatabaseUnavailable."""
    database = await open_database(url)
    try:
        if not await is_current(database):
            await upgrade(url)
        yield database
    finally:
        await database.close()
