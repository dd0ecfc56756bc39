"""Everything that belongs to one person: counted, given out, deleted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.people import PersonId
from bot.domain.privacy import Consent, KeptData
from bot.ports.privacy import Section
from storage import audit
from storage.database import Database, Row, as_utc
from storage.json import dumps, loads
from storage.kept_about import JSON_COLUMNS, SECTIONS
from storage.reception.statements import OPEN_STATES

COUNTS = f"""
    SELECT people.met_at,
        (SELECT COUNT(*) FROM requests WHERE citizen_id = people.id) AS requests,
        (SELECT COUNT(*) FROM requests WHERE citizen_id = people.id AND state IN ({OPEN_STATES})) AS open,
        (SELECT COUNT(*) FROM attendances WHERE person_id = people.id AND state <> 'left') AS events,
        (SELECT COUNT(*) FROM subscriptions WHERE person_id = people.id) AS subscriptions,
        (SELECT COUNT(*) FROM grants WHERE person_id = people.id AND withdrawn_at IS NULL) AS roles
    FROM people WHERE people.id = :person_id
"""  # noqa: S608  # the states are the domain's

CONSENTS = """
    SELECT consent_version, MIN(submitted_at) AS at FROM requests WHERE citizen_id = :person_id
    GROUP BY consent_version ORDER BY 2
"""

NAMES = "SELECT shown_as FROM grants WHERE person_id = :person_id AND shown_as <> ''"

FORGET_NAME = "UPDATE request_history SET details = '{}' WHERE act = 'hand' AND details = :details"

_ACCOUNT = "(SELECT telegram_id FROM people WHERE id = :person_id AND telegram_id > 0)"

DELETIONS = (
    "DELETE FROM subscriptions WHERE person_id = :person_id",
    "DELETE FROM digests WHERE person_id = :person_id",
    "DELETE FROM request_drafts WHERE person_id = :person_id",
    "DELETE FROM request_followers WHERE person_id = :person_id",
    "DELETE FROM request_views WHERE person_id = :person_id",
    "DELETE FROM group_links WHERE person_id = :person_id",
    "DELETE FROM outbox WHERE person_id = :person_id",
    "DELETE FROM attendances WHERE person_id = :person_id AND state <> 'coming'",
    "UPDATE attendances SET card_message_id = NULL WHERE person_id = :person_id",
    """
    UPDATE request_messages SET delivery = 'blocked'
    WHERE delivery = 'waiting' AND request_id IN (SELECT id FROM requests WHERE citizen_id = :person_id)
    """,
    "UPDATE requests SET version = version + 1 WHERE citizen_id = :person_id",
    "UPDATE requests SET owner_name = '', version = version + 1 WHERE owner_id = :person_id",
    """
    UPDATE request_cards SET is_due = TRUE
    WHERE request_id IN (
        SELECT id FROM requests WHERE citizen_id = :person_id OR owner_id = :person_id
    )
    """,
    f"DELETE FROM drafts WHERE key LIKE '%:' || CAST({_ACCOUNT} AS TEXT) || ':%'",  # noqa: S608  # no value
    f"""
    UPDATE inbox SET payload = NULL, chat_key = 0 WHERE chat_key = {_ACCOUNT} AND state <> 'waiting'
    """,  # noqa: S608  # the same
)
"""What goes. A coming that stays is one to an event that is over: it is counted, and tells of nobody.

Cards in groups are drawn anew by their version. What waits in the inbox, as the press itself, is wiped when
it is done.
"""

END_ROLES = """
    UPDATE grants SET shown_as = '', withdrawn_at = COALESCE(withdrawn_at, :at) WHERE person_id = :person_id
"""

FORGET_ACCOUNT = """
    UPDATE people SET telegram_id = -id, language = NULL, blocked_at = :at
    WHERE id = :person_id AND telegram_id > 0
    RETURNING id
"""
"""Blocked, so that nothing is ever sent to what is no account; whoever comes back is met anew."""


class SqlPrivacy:
    """All tables, as far as they hold somebody's data."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self, person_id: PersonId) -> KeptData:
        """Count what is kept."""
        [row] = await self._database.fetch(COUNTS, person_id=person_id)
        consents = await self._database.fetch(CONSENTS, person_id=person_id)
        return KeptData(
            met_at=as_utc(row["met_at"]),
            requests=row["requests"],
            open_requests=row["open"],
            consents=[Consent(version=one["consent_version"], at=as_utc(one["at"])) for one in consents],
            events=row["events"],
            subscriptions=row["subscriptions"],
            roles=row["roles"],
        )

    async def everything(self, person_id: PersonId) -> Mapping[str, Section]:
        """Give all that is kept, but what councils noted for themselves and the names of other people."""
        return {
            section.name: _readable(
                await self._database.fetch(section.statement, person_id=person_id), section.columns
            )
            for section in SECTIONS
        }

    async def erase(self, person_id: PersonId, at: datetime) -> None:
        """Delete the person in one transaction; what others need stays and tells of nobody."""
        async with self._database.transaction() as transaction:
            for row in await transaction.fetch(NAMES, person_id=person_id):
                await transaction.fetch(FORGET_NAME, details=dumps({"to": row["shown_as"]}))
            for statement in DELETIONS:
                await transaction.fetch(statement, person_id=person_id)
            await transaction.fetch(END_ROLES, person_id=person_id, at=at)
            if await transaction.fetch(FORGET_ACCOUNT, person_id=person_id, at=at):
                subject = f"person/{person_id}"
                await audit.record(
                    transaction, at=at, actor_id=person_id, act="person.erased", subject=subject, details={}
                )


def _readable(rows: Sequence[Row], columns: Sequence[str]) -> Section:
    return [{column: _value(column, row[column]) for column in columns} for row in rows]


def _value(column: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return as_utc(value).isoformat()
    return loads(value) if column in JSON_COLUMNS and value else value
