"""The outbox: notices kept until their outcome is known."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from bot.domain.language import Language
from bot.domain.outbox import NewNotice, NoticeId, OutboxNotice, OutboxState
from bot.domain.people import PersonId
from storage.database import Database, Dialects, Row, Transaction, as_utc
from storage.json import dumps, loads

PUT_ONCE = """
    INSERT INTO outbox (
        person_id, kind, key, payload, due_at, expires_at, holds_at_night, state, attempts, created_at
    )
    VALUES (:person_id, :kind, :key, :payload, :due_at, :expires_at, :holds_at_night, 'queued', 0, :now)
    ON CONFLICT (person_id, key) DO NOTHING
"""

DUE = Dialects(
    sqlite="""
        SELECT outbox.id, person_id, telegram_id, language, kind, key, payload, due_at, expires_at, attempts
        FROM outbox JOIN people ON people.id = person_id
        WHERE state = 'queued' AND due_at <= :now AND (expires_at IS NULL OR expires_at > :now)
            AND NOT (:at_night AND holds_at_night)
            AND person_id NOT IN (SELECT value FROM json_each(:but_not_for))
        ORDER BY due_at, outbox.id LIMIT :most
    """,
    postgresql="""
        SELECT outbox.id, person_id, telegram_id, language, kind, key, payload, due_at, expires_at, attempts
        FROM outbox JOIN people ON people.id = person_id
        WHERE state = 'queued' AND due_at <= :now AND (expires_at IS NULL OR expires_at > :now)
            AND NOT (:at_night AND holds_at_night)
            AND person_id <> ALL (ARRAY(SELECT json_array_elements_text(:but_not_for::json)::bigint))
        ORDER BY due_at, outbox.id LIMIT :most
    """,
)

NEXT_DUE = "SELECT min(due_at) AS due_at FROM outbox WHERE state = 'queued'"

CLAIM = """
    UPDATE outbox
    SET state = CASE
            WHEN expires_at <= :now THEN 'dropped'
            WHEN (SELECT blocked_at FROM people WHERE people.id = person_id) IS NULL THEN 'sending'
            ELSE 'blocked'
        END,
        finished_at = CASE
            WHEN expires_at <= :now THEN :now
            WHEN (SELECT blocked_at FROM people WHERE people.id = person_id) IS NULL THEN NULL
            ELSE :now
        END
    WHERE id = :id AND state = 'queued' AND NOT (:at_night AND holds_at_night)
    RETURNING state
"""

KEEP_SENT = """
    UPDATE outbox SET state = 'sent', message_id = :message_id, finished_at = :now WHERE id = :id
"""

FINISH = """
    UPDATE outbox SET state = :state, error = :error, finished_at = :now
    WHERE id = :id AND state IN ('queued', 'sending')
"""

PUT_BACK = """
    UPDATE outbox SET state = 'queued', due_at = :due_at, attempts = attempts + :counted
    WHERE id = :id AND state IN ('queued', 'sending')
    RETURNING person_id
"""

LET_OTHERS_WAIT_TOO = """
    UPDATE outbox SET due_at = :due_at WHERE person_id = :person_id AND state = 'queued' AND due_at < :due_at
"""

SET_BLOCKED = "UPDATE people SET blocked_at = :now WHERE id = :person_id AND blocked_at IS NULL"

FINISH_BLOCKED = """
    UPDATE outbox SET state = 'blocked', finished_at = :now
    WHERE person_id = :person_id AND state IN ('queued', 'sending')
"""

MARK_UNCERTAIN = """
    UPDATE outbox SET state = 'uncertain', error = 'interrupted', finished_at = :now
    WHERE state = 'sending' RETURNING id
"""

DROP_EXPIRED = """
    UPDATE outbox SET state = 'dropped', finished_at = :now
    WHERE state = 'queued' AND expires_at <= :now RETURNING id
"""

QUEUE_AGAIN = """
    UPDATE outbox SET state = 'queued', finished_at = NULL
    WHERE state = 'dropped' AND finished_at > :now AND expires_at > :now RETURNING id
"""

FORGET_OLD = "DELETE FROM outbox WHERE finished_at < :before AND state NOT IN ('queued', 'sending')"

COUNT_BY_STATE = "SELECT state, count(*) AS notices FROM outbox GROUP BY state"


async def put(transaction: Transaction, notices: Iterable[NewNotice], now: datetime) -> None:
    """Keep notices together with the change that causes them; a key that the person has is left as it is."""
    await transaction.execute_many(
        PUT_ONCE,
        [
            {
                "person_id": notice.person_id,
                "kind": notice.kind,
                "key": notice.key,
                "payload": dumps(dict(notice.payload)),
                "due_at": notice.due_at,
                "expires_at": notice.expires_at,
                "holds_at_night": notice.holds_at_night,
                "now": now,
            }
            for notice in notices
        ],
    )


class SqlOutbox:
    """The table of notices; each method is one transaction, and there is one sender at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(
        self, now: datetime, limit: int, *, at_night: bool, but_not_for: Collection[PersonId] = ()
    ) -> Sequence[OutboxNotice]:
        """Give notices to send now, the longest due first; at night none that can wait for the morning.

        Those of people in `but_not_for` are left out.
        """
        rows = await self._database.fetch(
            DUE, now=now, most=limit, at_night=at_night, but_not_for=dumps(list(but_not_for))
        )
        return [_notice(row) for row in rows]

    async def next_due(self) -> datetime | None:
        """Tell when the first notice that waits is due, or was; None where none waits."""
        [row] = await self._database.fetch(NEXT_DUE)
        return as_utc(row["due_at"]) if row["due_at"] else None

    async def claim(self, notice_id: NoticeId, now: datetime, *, at_night: bool = False) -> bool:
        """Mark the notice as being sent, in the last moment before it is; False where it must not be.

        One that has expired is dropped, and that of a person who has blocked the bot is finished.
        """
        rows = await self._database.write(CLAIM, id=notice_id, now=now, at_night=at_night)
        return bool(rows) and rows[0]["state"] == OutboxState.SENDING

    async def sent(self, notice_id: NoticeId, message_id: int, now: datetime) -> None:
        """Keep that the message arrived, whatever was thought of it before."""
        await self._database.write(KEEP_SENT, id=notice_id, message_id=message_id, now=now)

    async def dropped(self, notice_id: NoticeId, now: datetime) -> None:
        """Keep that the notice is no longer true."""
        await self._finish(notice_id, OutboxState.DROPPED, None, now)

    async def failed(self, notice_id: NoticeId, error: str, now: datetime) -> None:
        """Keep that the notice can't be sent; `error` names why and quotes nobody."""
        await self._finish(notice_id, OutboxState.FAILED, error, now)

    async def uncertain(self, notice_id: NoticeId, error: str, now: datetime) -> None:
        """Keep that nobody knows whether the message arrived; a person decides what to do."""
        await self._finish(notice_id, OutboxState.UNCERTAIN, error, now)

    async def retry(self, notice_id: NoticeId, due_at: datetime, *, count_attempt: bool) -> None:
        """Put the notice back until `due_at`, and what the person is due before then behind it."""
        async with self._database.transaction() as transaction:
            rows = await transaction.fetch(
                PUT_BACK, id=notice_id, due_at=due_at, counted=1 if count_attempt else 0
            )
            for row in rows:
                await transaction.fetch(LET_OTHERS_WAIT_TOO, person_id=row["person_id"], due_at=due_at)

    async def blocked(self, person_id: PersonId, now: datetime) -> None:
        """Keep that the person has blocked the bot, and finish every notice that waits for them."""
        async with self._database.transaction() as transaction:
            await transaction.fetch(SET_BLOCKED, person_id=person_id, now=now)
            await transaction.fetch(FINISH_BLOCKED, person_id=person_id, now=now)

    async def recover(self, now: datetime) -> int:
        """Mark what was being sent when the last run ended as uncertain, and count it."""
        return len(await self._database.write(MARK_UNCERTAIN, now=now))

    async def drop_expired(self, now: datetime) -> int:
        """Drop what was not sent in time, and count it."""
        return len(await self._database.write(DROP_EXPIRED, now=now))

    async def queue_again(self, now: datetime) -> int:
        """Queue what was dropped at a moment that is yet to come, by a clock that was ahead, and count it."""
        return len(await self._database.write(QUEUE_AGAIN, now=now))

    async def drop_finished(self, before: datetime) -> None:
        """Forget notices that were finished before that moment; their keys may be put in again."""
        await self._database.write(FORGET_OLD, before=before)

    async def count_by_state(self) -> dict[OutboxState, int]:
        """Count the notices in each state that has any."""
        rows = await self._database.fetch(COUNT_BY_STATE)
        return {OutboxState(row["state"]): row["notices"] for row in rows}

    async def _finish(
        self, notice_id: NoticeId, state: OutboxState, error: str | None, now: datetime
    ) -> None:
        await self._database.write(FINISH, id=notice_id, state=state, error=error, now=now)


def _notice(row: Row) -> OutboxNotice:
    return OutboxNotice(
        id=NoticeId(row["id"]),
        person_id=PersonId(row["person_id"]),
        telegram_id=row["telegram_id"],
        language=Language(row["language"]) if row["language"] else None,
        kind=row["kind"],
        key=row["key"],
        payload=loads(row["payload"]),
        due_at=as_utc(row["due_at"]),
        expires_at=as_utc(row["expires_at"]) if row["expires_at"] else None,
        attempts=row["attempts"],
    )
