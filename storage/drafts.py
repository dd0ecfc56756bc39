"""aiogram's FSM storage in the database: a half-written form survives a restart."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

from storage.database import Database
from storage.json import dumps, loads

FIND = "SELECT state, data FROM drafts WHERE key = :key"

SAVE = """
    INSERT INTO drafts (key, state, data, updated_at) VALUES (:key, :state, :data, :now)
    ON CONFLICT (key) DO UPDATE
    SET state = excluded.state, data = excluded.data, updated_at = excluded.updated_at
"""

DROP = "DELETE FROM drafts WHERE key = :key"

REMEMBERED = 10_000
"""Drafts whose last reading is remembered; many more than updates are ever handled at one time."""


@dataclass(frozen=True, slots=True)
class _Draft:
    state: str | None = None
    data: str = "{}"


NOTHING = _Draft()


class Drafts(BaseStorage):
    """Where aiogram keeps what a person has begun to fill in.

    aiogram asks for the state at the beginning of every update. What that finds is remembered, so that the
    rest of the update, the only one of its chat that is being handled, need neither ask again nor write what
    would change nothing.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._keys = DefaultKeyBuilder(with_bot_id=True, with_destiny=True)
        self._known: OrderedDict[str, _Draft] = OrderedDict()

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Keep the step of the form; None ends it."""
        name = state.state if isinstance(state, State) else state
        draft = await self._recall(self._keys.build(key))
        await self._write(self._keys.build(key), replace(draft, state=name))

    async def get_state(self, key: StorageKey) -> str | None:
        """Give the step of the form."""
        return (await self._read(self._keys.build(key))).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep what has been filled in; raises aiogram's DataNotDictLikeError for what is no mapping."""
        if not isinstance(data, Mapping):
            raise DataNotDictLikeError(f"the data of a draft must be a mapping, not {type(data).__name__}")
        draft = await self._recall(self._keys.build(key))
        await self._write(self._keys.build(key), replace(draft, data=dumps(dict(data))))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Give what has been filled in."""
        data: dict[str, Any] = loads((await self._recall(self._keys.build(key))).data)
        return data

    async def close(self) -> None:
        """Nothing to do: the database is closed by whoever opened it."""

    async def _recall(self, key: str) -> _Draft:
        return self._known.get(key) or await self._read(key)

    async def _read(self, key: str) -> _Draft:
        rows = await self._database.fetch(FIND, key=key)
        draft = _Draft(rows[0]["state"], rows[0]["data"]) if rows else NOTHING
        self._remember(key, draft)
        return draft

    async def _write(self, key: str, draft: _Draft) -> None:
        if draft == self._known.get(key):
            return
        self._known.pop(key, None)  # unknown until the write is through
        if draft == NOTHING:
            await self._database.write(DROP, key=key)
        else:
            await self._database.write(SAVE, key=key, state=draft.state, data=draft.data, now=self._clock())
        self._remember(key, draft)

    def _remember(self, key: str, draft: _Draft) -> None:
        self._known[key] = draft
        self._known.move_to_end(key)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
