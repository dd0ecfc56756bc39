"""Requests inside one transaction: read under a lock, changed, spoken about, written down."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.domain.councils import CouncilId
from bot.domain.outbox import NewNotice
from bot.domain.people import PersonId
from bot.domain.reception.history import Entry
from bot.domain.reception.messages import Delivery, MessageId, RequestMessage
from bot.domain.reception.request import Request, RequestId, number_of
from bot.domain.reception.states import RequestState
from bot.domain.roles import Grant
from bot.ports.reception import NewEntry, NewMessage, NewRequest
from storage import audit, outbox
from storage.database import Transaction, as_utc
from storage.json import dumps
from storage.reception import statements
from storage.reception.rows import (
    clock_values,
    entry_of,
    message_of,
    moment,
    piece_values,
    request_of,
    request_values,
    text,
)
from storage.roles import read_council, read_grants


class SqlRequestTransaction:
    """What can be read and changed of requests in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def hold(self, request_id: RequestId) -> Request | None:
        """Give the request, and let nobody else change it until the transaction ends."""
        rows = await self._transaction.fetch(statements.HOLD, request_id=request_id)
        return request_of(rows[0]) if rows else None

    async def hold_citizen(self, person_id: PersonId) -> None:
        """Let nobody else add a request of this person until the transaction ends."""
        await self._transaction.fetch(statements.HOLD_CITIZEN, person_id=person_id)

    async def made_by(self, action_key: str) -> Request | None:
        """Give the request that an act has made before."""
        rows = await self._transaction.fetch(statements.MADE_BY, action_key=action_key)
        return request_of(rows[0]) if rows else None

    async def add(self, new: NewRequest) -> Request:
        """Keep a new request under the next number of its year."""
        [count] = await self._transaction.fetch(statements.NEXT_NUMBER, year=new.year)
        [row] = await self._transaction.fetch(
            statements.ADD,
            number=number_of(new.year, count["last"]),
            action_key=new.action_key,
            citizen_id=new.citizen_id,
            language=new.language.value,
            council_id=new.council_id,
            region_code=new.region_code,
            place_id=new.place_id,
            topic_id=new.topic_id,
            care=new.care and new.care.value,
            state=RequestState.SUBMITTED.value,
            reply_way=new.reply_way.value,
            name=text(new.name),
            phone=text(new.phone),
            consent_version=new.consent_version,
            **clock_values(new.clock),
        )
        return request_of(row)

    async def save(self, request: Request, settled_at: datetime | None) -> None:
        """Keep the request as it is now."""
        await self._transaction.fetch(statements.SAVE, **request_values(request), settled_at=settled_at)
        await self._transaction.fetch(statements.CARDS_ARE_DUE, request_id=request.id)

    async def settled_at(self, request_id: RequestId) -> datetime | None:
        """Tell since when nothing more is owed."""
        [row] = await self._transaction.fetch(statements.SETTLED_AT, request_id=request_id)
        return moment(row["settled_at"])

    async def say(self, message: NewMessage, at: datetime) -> RequestMessage | None:
        """Keep a message; None where the same act has kept it before."""
        rows = await self._transaction.fetch(
            statements.SAY_ONCE,
            request_id=message.request_id,
            purpose=message.purpose.value,
            person_id=message.person_id,
            **piece_values(message.piece),
            at=at,
            action_key=message.action_key,
            delivery=Delivery.WAITING.value if message.is_carried else None,
        )
        return message_of(rows[0]) if rows else None

    async def keep_delivery(self, message_id: MessageId, delivery: Delivery) -> None:
        """Keep what became of a message to the citizen."""
        await self._transaction.fetch(
            statements.KEEP_DELIVERY, message_id=message_id, delivery=delivery.value
        )

    async def write_down(self, entry: NewEntry, at: datetime) -> Entry:
        """Add to the history of a request."""
        [row] = await self._transaction.fetch(
            statements.WRITE_DOWN,
            request_id=entry.request_id,
            at=at,
            side=entry.side.value,
            person_id=entry.person_id,
            act=entry.act and entry.act.value,
            state=entry.state.value,
            details=dumps({name: text(value) for name, value in entry.details.items()}),
        )
        return entry_of(row)

    async def grants(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do, as it stands at this moment."""
        return await read_grants(self._transaction, person_id)

    async def council(self, council_id: CouncilId) -> Sequence[Grant]:
        """Give who works for a council at this moment."""
        return await read_council(self._transaction, council_id)

    async def has_group(self, council_id: CouncilId) -> bool:
        """Tell whether a group shows the council's requests."""
        return bool(await self._transaction.fetch(statements.HAS_GROUP, council_id=council_id))

    async def open_requests(self, person_id: PersonId) -> Sequence[Request]:
        """Give the citizen's requests of which somebody still owes something."""
        rows = await self._transaction.fetch(statements.OPEN_OF_CITIZEN, person_id=person_id)
        return [request_of(row) for row in rows]

    async def sent_since(self, person_id: PersonId, since: datetime) -> Sequence[datetime]:
        """Give when the citizen sent requests since that moment, the oldest first."""
        rows = await self._transaction.fetch(statements.SENT_SINCE, person_id=person_id, since=since)
        return [as_utc(row["submitted_at"]) for row in rows]

    async def followers(self, request_id: RequestId) -> Sequence[PersonId]:
        """Give who follows the request."""
        rows = await self._transaction.fetch(statements.FOLLOWERS, request_id=request_id)
        return [PersonId(row["person_id"]) for row in rows]

    async def follow(self, request_id: RequestId, person_id: PersonId, at: datetime) -> None:
        """Keep that somebody follows the request."""
        await self._transaction.fetch(statements.FOLLOW, request_id=request_id, person_id=person_id, at=at)

    async def unfollow(self, request_id: RequestId, person_id: PersonId) -> None:
        """Keep that somebody follows the request no longer."""
        await self._transaction.fetch(statements.UNFOLLOW, request_id=request_id, person_id=person_id)

    async def drop_draft(self, person_id: PersonId) -> None:
        """Forget what the person has begun to write."""
        await self._transaction.fetch(statements.DROP_DRAFT, person_id=person_id)

    async def put(self, notices: Iterable[NewNotice], now: datetime) -> None:
        """Have messages sent once this transaction is committed."""
        await outbox.put(self._transaction, notices, now)

    async def record(
        self,
        *,
        at: datetime,
        actor_id: PersonId | None,
        act: str,
        subject: str,
        details: Mapping[str, str | int],
    ) -> None:
        """Write down who did or saw what."""
        await audit.record(
            self._transaction, at=at, actor_id=actor_id, act=act, subject=subject, details=details
        )
