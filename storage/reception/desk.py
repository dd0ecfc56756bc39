"""The requests of councils as lists and counts, and what the clock looks for."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.domain.councils import CouncilId
from bot.domain.outbox import NoticeId
from bot.domain.people import PersonId
from bot.domain.reception.desk import DeskList, DeskSummary
from bot.domain.reception.messages import Delivery, RequestMessage
from bot.domain.reception.request import Request, RequestCard, RequestId
from bot.domain.roles import Grant
from storage.database import Database
from storage.json import loads
from storage.reception.rows import MESSAGE_COLUMNS, REQUEST_COLUMNS, message_of, request_of
from storage.reception.statements import CARDS_ARE_DUE, OPEN_STATES
from storage.roles import grant_of

CONDITIONS = {
    DeskList.NEW: "owner_id IS NULL",
    DeskList.MINE: "owner_id = :person_id",
    DeskList.SOON: (
        "state <> 'waiting_for_citizen' AND answer_due_on >= :today AND (answer_due_on <= :soon"
        " OR (reacted_at IS NULL AND reaction_due_on >= :today AND reaction_due_on <= :soon))"
    ),
    DeskList.OVERDUE: (
        "state <> 'waiting_for_citizen'"
        " AND (answer_due_on < :today OR (reacted_at IS NULL AND reaction_due_on < :today))"
    ),
    DeskList.WAITING: "state = 'waiting_for_citizen'",
    DeskList.CLIMBED: "rung > 0",
}
"""Which open requests of a council each list holds."""

_NEEDED = "CAST(:person_id AS BIGINT) IS NOT NULL AND :today <= :soon"
"""True for every list: each statement names all parameters, as asyncpg and sqlite3 both want."""

LISTS = {
    which: f"""
        SELECT {REQUEST_COLUMNS} FROM requests
        WHERE council_id = :council_id AND state IN ({OPEN_STATES}) AND {condition} AND {_NEEDED}
        ORDER BY CASE WHEN care IS NULL THEN 1 ELSE 0 END, answer_due_on, id
    """
    for which, condition in CONDITIONS.items()
}

SUMMARY = "SELECT {counts} FROM requests WHERE council_id = :council_id AND state IN ({states})".format(
    counts=", ".join(
        f"COALESCE(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END), 0) AS {which.value}_count"
        for which, condition in CONDITIONS.items()
    ),
    states=OPEN_STATES,
)

DESK_PEOPLE = """
    SELECT id, person_id, role, region_code, council_id, shown_as, granted_at FROM grants
    WHERE withdrawn_at IS NULL AND role IN ('coordinator', 'head', 'admin') ORDER BY id
"""

SILENT = f"""
    SELECT {REQUEST_COLUMNS} FROM requests
    WHERE state IN ({OPEN_STATES}) AND {CONDITIONS[DeskList.OVERDUE]} ORDER BY id
"""

OPEN_REQUESTS = f"SELECT {REQUEST_COLUMNS} FROM requests WHERE state IN ({OPEN_STATES}) ORDER BY id"

CLIMBED = f"""
    SELECT {REQUEST_COLUMNS} FROM requests
    WHERE state IN ({OPEN_STATES}) AND rung >= 2
        AND (region_code = CAST(:region_code AS TEXT) OR CAST(:region_code AS TEXT) = '')
    ORDER BY answer_due_on, id
"""

ORPHANS = f"""
    SELECT id FROM requests
    WHERE state IN ({OPEN_STATES}) AND owner_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM grants
        WHERE grants.person_id = requests.owner_id AND withdrawn_at IS NULL
            AND grants.council_id = requests.council_id
    )
    ORDER BY id
"""

DESERTED = f"""
    SELECT id FROM requests
    WHERE state IN ({OPEN_STATES}) AND owner_id IS NULL AND council_id <> :desk
        AND NOT EXISTS (
            SELECT 1 FROM grants WHERE grants.council_id = requests.council_id AND withdrawn_at IS NULL
                AND grants.person_id <> requests.citizen_id
        )
        AND EXISTS (
            SELECT 1 FROM grants WHERE grants.council_id = :desk AND withdrawn_at IS NULL
                AND grants.person_id <> requests.citizen_id
        )
    ORDER BY id
"""

OUTCOMES = f"""
    SELECT {", ".join(f"request_messages.{name.strip()}" for name in MESSAGE_COLUMNS.split(","))},
        outbox.state AS outcome
    FROM request_messages JOIN requests ON requests.id = request_messages.request_id
        JOIN outbox ON outbox.person_id = requests.citizen_id AND outbox.key =
            'request:' || request_messages.request_id || ':' || 'message' || ':' || request_messages.id
        AND outbox.kind = 'request_message'
    WHERE request_messages.delivery = 'waiting' AND outbox.state NOT IN ('queued', 'sending')
    ORDER BY request_messages.id LIMIT :most
"""

DELIVERIES = {
    "sent": Delivery.SENT,
    "blocked": Delivery.BLOCKED,
    "failed": Delivery.FAILED,
    "uncertain": Delivery.UNCERTAIN,
    "dropped": Delivery.FAILED,
}

NEW_TOGETHER = """
    SELECT id, payload FROM outbox
    WHERE person_id = :person_id AND kind = 'request_new' AND state = 'queued' ORDER BY id
"""

DROP_NOTICE = """
    UPDATE outbox SET state = 'dropped', finished_at = :at WHERE id = :notice_id AND state = 'queued'
"""

TO_STRIP = """
    SELECT id FROM requests WHERE settled_at < :before AND stripped_at IS NULL ORDER BY id
"""

STRIP_REQUEST = """
    UPDATE requests SET name = '', phone = '', headline = '', reason = '', stripped_at = :at,
        version = version + 1
    WHERE id = :request_id
"""

STRIP_MESSAGES = """
    UPDATE request_messages
    SET text = '', file_id = '', album = '', latitude = NULL, longitude = NULL
    WHERE request_id = :request_id
"""

STRIP_HISTORY = "UPDATE request_history SET details = '{}' WHERE request_id = :request_id"

STRIP_VIEWS = "DELETE FROM request_views WHERE request_id = :request_id"

FORGET_DRAFTS = "DELETE FROM request_drafts WHERE updated_at < :before"


class SqlDesk:
    """The tables of requests, as those who work with them look at them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def listed(
        self, council_id: CouncilId, which: DeskList, person_id: PersonId, today: date, soon: date
    ) -> Sequence[RequestCard]:
        """Give a list of a council's requests, urgent ones first, then by the promised day."""
        rows = await self._database.fetch(
            LISTS[which],
            council_id=council_id,
            person_id=person_id,
            today=today.isoformat(),
            soon=soon.isoformat(),
        )
        return [request_of(row).card for row in rows]

    async def summary(
        self, council_id: CouncilId, person_id: PersonId, today: date, soon: date
    ) -> DeskSummary:
        """Count what stands in each list."""
        [row] = await self._database.fetch(
            SUMMARY,
            council_id=council_id,
            person_id=person_id,
            today=today.isoformat(),
            soon=soon.isoformat(),
        )
        return DeskSummary(**{which.value: int(row[f"{which.value}_count"]) for which in DeskList})

    async def climbed(self, region_code: str | None) -> Sequence[RequestCard]:
        """Give open requests of a region (None: of all) whose silence has climbed to the region or beyond."""
        rows = await self._database.fetch(CLIMBED, region_code=region_code or "")
        return [request_of(row).card for row in rows]

    async def desk_people(self) -> Sequence[Grant]:
        """Give everybody who works for a council, or is an admin."""
        return [grant_of(row) for row in await self._database.fetch(DESK_PEOPLE)]

    async def silent(self, today: date) -> Sequence[Request]:
        """Give open requests, not waiting for the citizen, of which a promised day is over."""
        rows = await self._database.fetch(SILENT, today=today.isoformat())
        return [request_of(row) for row in rows]

    async def open_requests(self) -> Sequence[Request]:
        """Give every open request, the oldest first."""
        return [request_of(row) for row in await self._database.fetch(OPEN_REQUESTS)]

    async def orphans(self) -> Sequence[RequestId]:
        """Give requests whose owner does not work for their council; a watcher may own one all the same."""
        return [RequestId(row["id"]) for row in await self._database.fetch(ORPHANS)]

    async def deserted(self, desk: CouncilId) -> Sequence[RequestId]:
        """Give requests without owner whose council has nobody but their author, where the `desk` has."""
        return [RequestId(row["id"]) for row in await self._database.fetch(DESERTED, desk=desk)]

    async def outcomes(self, limit: int) -> Sequence[tuple[RequestMessage, Delivery]]:
        """Give messages to citizens, not told of yet, with the outcome that has become known."""
        rows = await self._database.fetch(OUTCOMES, most=limit)
        return [(message_of(row), DELIVERIES[row["outcome"]]) for row in rows]

    async def new_together(self, person_id: PersonId) -> Mapping[NoticeId, RequestId]:
        """Give the notices of new requests that wait for a coordinator, and their requests."""
        rows = await self._database.fetch(NEW_TOGETHER, person_id=person_id)
        return {NoticeId(row["id"]): RequestId(loads(row["payload"])["request"]) for row in rows}

    async def drop(self, notices: Sequence[NoticeId], at: datetime) -> None:
        """Drop notices that wait, because one message has told of all."""
        for notice_id in notices:
            await self._database.write(DROP_NOTICE, notice_id=notice_id, at=at)

    async def to_strip(self, before: datetime) -> Sequence[RequestId]:
        """Give requests settled before that moment which still hold personal data."""
        return [RequestId(row["id"]) for row in await self._database.fetch(TO_STRIP, before=before)]

    async def strip(self, request_id: RequestId, at: datetime) -> None:
        """Delete names, contacts, words and files of a request; numbers, states and times stay."""
        async with self._database.transaction() as transaction:
            await transaction.fetch(STRIP_REQUEST, request_id=request_id, at=at)
            for statement in (STRIP_MESSAGES, STRIP_HISTORY, STRIP_VIEWS, CARDS_ARE_DUE):
                await transaction.fetch(statement, request_id=request_id)

    async def forget_drafts(self, before: datetime) -> None:
        """Forget drafts that nobody has touched since that moment."""
        await self._database.write(FORGET_DRAFTS, before=before)
