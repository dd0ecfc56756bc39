"""Where requests are read, and what citizens have begun to write is kept."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from bot.domain.councils import CouncilId
from bot.domain.people import PersonId
from bot.domain.places import PlaceId
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.history import Entry
from bot.domain.reception.messages import MessageId, RequestMessage
from bot.domain.reception.request import Request, RequestCard, RequestId
from bot.domain.roles import Grant
from bot.domain.topics import TopicId
from storage.database import Database
from storage.reception.draft_documents import draft_document, draft_of
from storage.reception.requests import SqlRequestTransaction
from storage.reception.rows import (
    ENTRY_COLUMNS,
    MESSAGE_COLUMNS,
    REQUEST_COLUMNS,
    entry_of,
    message_of,
    request_of,
)
from storage.reception.statements import DROP_DRAFT, OPEN_STATES
from storage.roles import read_council, read_grants

REQUEST = f"SELECT {REQUEST_COLUMNS} FROM requests WHERE id = :request_id"

NUMBERED = f"SELECT {REQUEST_COLUMNS} FROM requests WHERE number = :number"

MESSAGES = f"SELECT {MESSAGE_COLUMNS} FROM request_messages WHERE request_id = :request_id ORDER BY id"

MESSAGE = f"SELECT {MESSAGE_COLUMNS} FROM request_messages WHERE id = :message_id"

HISTORY = f"SELECT {ENTRY_COLUMNS} FROM request_history WHERE request_id = :request_id ORDER BY id"

OF_CITIZEN = f"""
    SELECT {REQUEST_COLUMNS} FROM requests WHERE citizen_id = :person_id
    ORDER BY CASE WHEN state IN ({OPEN_STATES}) THEN 0 WHEN state = 'answered' THEN 1 ELSE 2 END, id DESC
"""

FOLLOWED_BY = f"""
    SELECT {REQUEST_COLUMNS} FROM requests
    WHERE id IN (SELECT request_id FROM request_followers WHERE person_id = :person_id) ORDER BY id DESC
"""

SIMILAR = f"""
    SELECT {REQUEST_COLUMNS} FROM requests
    WHERE place_id = :place_id AND topic_id = :topic_id AND state IN ({OPEN_STATES}) AND care IS NULL
        AND stripped_at IS NULL
    ORDER BY id DESC LIMIT :most
"""

DRAFT = "SELECT document FROM request_drafts WHERE person_id = :person_id"

KEEP_DRAFT = """
    INSERT INTO request_drafts (person_id, document, updated_at) VALUES (:person_id, :document, :at)
    ON CONFLICT (person_id) DO UPDATE SET document = excluded.document, updated_at = excluded.updated_at
"""

SHOWN_IN = """
    SELECT request_id FROM request_views WHERE person_id = :person_id AND message_id = :message_id
"""

KEEP_SHOWN = """
    INSERT INTO request_views (person_id, message_id, request_id, at)
    VALUES (:person_id, :message_id, :request_id, :at)
    ON CONFLICT (person_id, message_id) DO UPDATE SET request_id = excluded.request_id, at = excluded.at
"""

COUNT_DOOR = """
    INSERT INTO door_counts (month, region_code, door_id, shown, taken)
    VALUES (:month, :region_code, :door_id, :shown, :taken)
    ON CONFLICT (month, region_code, door_id)
    DO UPDATE SET shown = door_counts.shown + excluded.shown, taken = door_counts.taken + excluded.taken
"""


class SqlRequests:
    """The tables of requests."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqlRequestTransaction]:
        """Open a short transaction."""
        async with self._database.transaction() as transaction:
            yield SqlRequestTransaction(transaction)

    async def request(self, request_id: RequestId) -> Request | None:
        """Give a request."""
        rows = await self._database.fetch(REQUEST, request_id=request_id)
        return request_of(rows[0]) if rows else None

    async def numbered(self, number: str) -> Request | None:
        """Give the request with that number."""
        rows = await self._database.fetch(NUMBERED, number=number)
        return request_of(rows[0]) if rows else None

    async def messages(self, request_id: RequestId) -> Sequence[RequestMessage]:
        """Give what was said, the oldest first."""
        rows = await self._database.fetch(MESSAGES, request_id=request_id)
        return [message_of(row) for row in rows]

    async def message(self, message_id: MessageId) -> RequestMessage | None:
        """Give one message."""
        rows = await self._database.fetch(MESSAGE, message_id=message_id)
        return message_of(rows[0]) if rows else None

    async def history(self, request_id: RequestId) -> Sequence[Entry]:
        """Give what has happened, the oldest first."""
        return [entry_of(row) for row in await self._database.fetch(HISTORY, request_id=request_id)]

    async def of_citizen(self, person_id: PersonId) -> Sequence[Request]:
        """Give the citizen's requests, open ones first, then the newest first."""
        return [request_of(row) for row in await self._database.fetch(OF_CITIZEN, person_id=person_id)]

    async def followed_by(self, person_id: PersonId) -> Sequence[RequestCard]:
        """Give the requests that somebody follows, the newest first."""
        rows = await self._database.fetch(FOLLOWED_BY, person_id=person_id)
        return [request_of(row).card for row in rows]

    async def similar(self, place_id: PlaceId, topic_id: TopicId, limit: int) -> Sequence[RequestCard]:
        """Give open requests on the same topic in the same place, but urgent ones, the newest first."""
        rows = await self._database.fetch(SIMILAR, place_id=place_id, topic_id=topic_id, most=limit)
        return [request_of(row).card for row in rows]

    async def grants(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do."""
        return await read_grants(self._database, person_id)

    async def council(self, council_id: CouncilId) -> Sequence[Grant]:
        """Give who works for a council."""
        return await read_council(self._database, council_id)

    async def draft(self, person_id: PersonId) -> RequestDraft | None:
        """Give what the person has begun to write."""
        rows = await self._database.fetch(DRAFT, person_id=person_id)
        return draft_of(rows[0]["document"]) if rows else None

    async def keep_draft(self, person_id: PersonId, draft: RequestDraft, at: datetime) -> None:
        """Keep what the person has written so far."""
        await self._database.write(KEEP_DRAFT, person_id=person_id, document=draft_document(draft), at=at)

    async def drop_draft(self, person_id: PersonId) -> None:
        """Forget what the person has begun to write."""
        await self._database.write(DROP_DRAFT, person_id=person_id)

    async def shown_in(self, person_id: PersonId, message_id: int) -> RequestId | None:
        """Give the request that a message in somebody's private chat is about."""
        rows = await self._database.fetch(SHOWN_IN, person_id=person_id, message_id=message_id)
        return RequestId(rows[0]["request_id"]) if rows else None

    async def keep_shown(
        self, request_id: RequestId, person_id: PersonId, message_id: int, at: datetime
    ) -> None:
        """Keep which request a message in somebody's private chat is about."""
        await self._database.write(
            KEEP_SHOWN, request_id=request_id, person_id=person_id, message_id=message_id, at=at
        )

    async def count_door(self, month: str, region_code: str, door_id: str, *, taken: bool) -> None:
        """Count that another door was shown (or taken) in a month (`2026-11`)."""
        await self._database.write(
            COUNT_DOOR,
            month=month,
            region_code=region_code,
            door_id=door_id,
            shown=0 if taken else 1,
            taken=1 if taken else 0,
        )
