"""The inbox: every update from Telegram, kept until it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Database, Dialects
from storage.json import dumps

ADD_NEW_UPDATES = Dialects(
    sqlite="""
        INSERT INTO inbox (update_id, chat_key, payload, position_withheld, state, attempts, received_at)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'waiting', 0, :now
        FROM json_each(:updates)
        WHERE true
        ON CONFLICT (update_id) DO NOTHING
        RETURNING update_id
    """,
    postgresql="""
        INSERT INTO inbox (update_id, chat_key, payload, position_withheld, state, attempts, received_at)
        SELECT (value ->> 0)::bigint, (value ->> 1)::bigint, value ->> 2, (value ->> 3)::boolean,
               'waiting', 0, :now::timestamptz
        FROM json_array_elements(:updates::json)
        ON CONFLICT (update_id) DO NOTHING
        RETURNING update_id
    """,
)

FINISH_AND_WIPE = Dialects(
    sqlite="""
        UPDATE inbox SET state = 'done', payload = NULL, finished_at = :now
        WHERE update_id IN (SELECT value FROM json_each(:update_ids))
    """,
    postgresql="""
        UPDATE inbox SET state = 'done', payload = NULL, finished_at = :now
        WHERE update_id IN (SELECT value::bigint FROM json_array_elements_text(:update_ids::json))
    """,
)

QUARANTINE = """
    UPDATE inbox SET state = 'quarantined', error = :error, finished_at = :now WHERE update_id = :update_id
"""

COUNT_ONE_MORE_ATTEMPT = "UPDATE inbox SET attempts = attempts + 1 WHERE state = 'waiting'"

QUARANTINE_EXHAUSTED = """
    UPDATE inbox SET state = 'quarantined', error = 'attempts', finished_at = :now
    WHERE state = 'waiting' AND attempts > :most
"""

LEFT_WAITING = """
    SELECT update_id, chat_key, payload, position_withheld
    FROM inbox WHERE state = 'waiting' ORDER BY received_at, update_id
"""

DROP_OLD = "DELETE FROM inbox WHERE state <> 'waiting' AND finished_at < :before"

COUNT_BY_STATE = "SELECT state, count(*) AS updates FROM inbox GROUP BY state"


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxUpdate:
    """An update as it is kept: its JSON without any position.

    Updates of one `chat_key` are handled in the order in which they came. `position_withheld` tells that a
    position was taken out of `payload`.
    """

    update_id: int
    chat_key: int
    payload: str
    position_withheld: bool


class Inbox:
    """The table of updates; each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def accept(self, updates: Sequence[InboxUpdate], now: datetime) -> set[int]:
        """Keep the updates in one commit; give the ids of those that were not known before."""
        rows = [[u.update_id, u.chat_key, u.payload, u.position_withheld] for u in updates]
        added = await self._database.write(ADD_NEW_UPDATES, updates=dumps(rows), now=now)
        return {row["update_id"] for row in added}

    async def finish(self, update_ids: Sequence[int], now: datetime) -> None:
        """Mark the updates as done and wipe what they said; their ids stay, to know a repeat by."""
        await self._database.write(FINISH_AND_WIPE, update_ids=dumps(update_ids), now=now)

    async def quarantine(self, update_id: int, error: str, now: datetime) -> None:
        """Put an update aside for a person to look at; `error` names what happened, never what was said."""
        await self._database.write(QUARANTINE, update_id=update_id, error=error, now=now)

    async def recover(self, most_attempts: int, now: datetime) -> list[InboxUpdate]:
        """Give what an earlier run left undone, in order.

        Each recovery counts as an attempt; after `most_attempts` an update is put into quarantine, so that
        one which kills the process cannot do so for ever.
        """
        async with self._database.transaction() as transaction:
            await transaction.fetch(COUNT_ONE_MORE_ATTEMPT)
            await transaction.fetch(QUARANTINE_EXHAUSTED, most=most_attempts, now=now)
            rows = await transaction.fetch(LEFT_WAITING)
        return [
            InboxUpdate(
                update_id=row["update_id"],
                chat_key=row["chat_key"],
                payload=row["payload"],
                position_withheld=bool(row["position_withheld"]),
            )
            for row in rows
        ]

    async def drop_finished(self, before: datetime) -> None:
        """Forget updates that were finished before that moment."""
        await self._database.write(DROP_OLD, before=before)

    async def count_by_state(self) -> dict[str, int]:
        """Count the updates that wait, are done, or are in quarantine."""
        return {row["state"]: row["updates"] for row in await self._database.fetch(COUNT_BY_STATE)}
