"""aiogram's FSM storage in the database: a half-written form survives a restart."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

from storage.database import Database
from storage.json import dumps, loads

FIND_STATE = "SELECT state FROM drafts WHERE key = :key"

FIND_DATA = "SELECT data FROM drafts WHERE key = :key"

SAVE_STATE = """
    INSERT INTO drafts (key, state, data, updated_at) VALUES (:key, :state, '{}', :now)
    ON CONFLICT (key) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at
"""

SAVE_DATA = """
    INSERT INTO drafts (key, data, updated_at) VALUES (:key, :data, :now)
    ON CONFLICT (key) DO UPDATE SET data = excluded.data, updated_at = excluded.updated_at
"""

DROP_EMPTY = "DELETE FROM drafts WHERE key = :key AND state IS NULL AND data = '{}'"


class Drafts(BaseStorage):
    """Where aiogram keeps what a person has begun to fill in."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._keys = DefaultKeyBuilder(with_bot_id=True, with_destiny=True)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Keep the step of the form; None ends it."""
        name = state.state if isinstance(state, State) else state
        await self._database.write(SAVE_STATE, key=self._keys.build(key), state=name, now=self._clock())
        if name is None:
            await self._database.write(DROP_EMPTY, key=self._keys.build(key))

    async def get_state(self, key: StorageKey) -> str | None:
        """Give the step of the form."""
        rows = await self._database.fetch(FIND_STATE, key=self._keys.build(key))
        return rows[0]["state"] if rows else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep what has been filled in; raises aiogram's DataNotDictLikeError for what is no mapping."""
        if not isinstance(data, Mapping):
            raise DataNotDictLikeError(f"the data of a draft must be a mapping, not {type(data).__name__}")
        await self._database.write(
            SAVE_DATA, key=self._keys.build(key), data=dumps(dict(data)), now=self._clock()
        )
        if not data:
            await self._database.write(DROP_EMPTY, key=self._keys.build(key))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Give what has been filled in."""
        rows = await self._database.fetch(FIND_DATA, key=self._keys.build(key))
        data: dict[str, Any] = loads(rows[0]["data"]) if rows else {}
        return data

    async def close(self) -> None:
        """Nothing to do: the database is closed by whoever opened it."""
