"""What the services of the reception need from a database to read and change requests."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.care import CareKind
from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.outbox import NewNotice
from bot.domain.people import PersonId
from bot.domain.places import PlaceId, RegionCode
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.history import Entry, Side
from bot.domain.reception.messages import Delivery, MessageId, Piece, Purpose, RequestMessage
from bot.domain.reception.request import Clock, ReplyWay, Request, RequestCard, RequestId
from bot.domain.reception.states import Act, RequestState
from bot.domain.roles import Grant
from bot.domain.topics import TopicId


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A request that is not kept yet; the same `action_key` a second time adds nothing."""

    action_key: str
    year: int
    citizen_id: PersonId
    language: Language
    council_id: CouncilId
    region_code: RegionCode
    place_id: PlaceId
    topic_id: TopicId
    care: CareKind | None
    reply_way: ReplyWay
    name: str
    phone: str
    consent_version: str
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message that is not kept yet; `is_carried` tells that it is on its way to the citizen."""

    request_id: RequestId
    purpose: Purpose
    person_id: PersonId
    piece: Piece
    action_key: str
    is_carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """Something that happened to a request and is not written down yet."""

    request_id: RequestId
    side: Side
    person_id: PersonId | None
    act: Act | None
    state: RequestState
    details: Mapping[str, str] = field(default_factory=dict)


class RequestTransaction(Protocol):
    """What can be read and changed in one short transaction."""

    async def hold(self, request_id: RequestId) -> Request | None:
        """Give the request, and let nobody else change it until the transaction ends."""
        ...

    async def hold_citizen(self, person_id: PersonId) -> None:
        """Let nobody else add a request of this person until the transaction ends."""
        ...

    async def made_by(self, action_key: str) -> Request | None:
        """Give the request that an act has made before."""
        ...

    async def add(self, new: NewRequest) -> Request:
        """Keep a new request under the next number of its year."""
        ...

    async def save(self, request: Request, settled_at: datetime | None) -> None:
        """Keep the request as it is now; `settled_at` is since when nothing more is owed."""
        ...

    async def settled_at(self, request_id: RequestId) -> datetime | None:
        """Tell since when nothing more is owed."""
        ...

    async def say(self, message: NewMessage, at: datetime) -> RequestMessage | None:
        """Keep a message; None where the same act has kept it before."""
        ...

    async def keep_delivery(self, message_id: MessageId, delivery: Delivery) -> None:
        """Keep what became of a message to the citizen."""
        ...

    async def write_down(self, entry: NewEntry, at: datetime) -> Entry:
        """Add to the history of a request."""
        ...

    async def grants(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do, as it stands at this moment."""
        ...

    async def council(self, council_id: CouncilId) -> Sequence[Grant]:
        """Give who works for a council at this moment."""
        ...

    async def has_group(self, council_id: CouncilId) -> bool:
        """Tell whether a group shows the council's requests."""
        ...

    async def open_requests(self, person_id: PersonId) -> Sequence[Request]:
        """Give the citizen's requests of which somebody still owes something."""
        ...

    async def sent_since(self, person_id: PersonId, since: datetime) -> Sequence[datetime]:
        """Give when the citizen sent requests since that moment, the oldest first."""
        ...

    async def followers(self, request_id: RequestId) -> Sequence[PersonId]:
        """Give who follows the request."""
        ...

    async def follow(self, request_id: RequestId, person_id: PersonId, at: datetime) -> None:
        """Keep that somebody follows the request."""
        ...

    async def unfollow(self, request_id: RequestId, person_id: PersonId) -> None:
        """Keep that somebody follows the request no longer."""
        ...

    async def drop_draft(self, person_id: PersonId) -> None:
        """Forget what the person has begun to write."""
        ...

    async def put(self, notices: Iterable[NewNotice], now: datetime) -> None:
        """Have messages sent once this transaction is committed."""
        ...

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
        ...


class RequestStore(Protocol):
    """Where requests are kept."""

    def transaction(self) -> AbstractAsyncContextManager[RequestTransaction]:
        """Open a short transaction; an error in its block undoes everything."""
        ...

    async def request(self, request_id: RequestId) -> Request | None:
        """Give a request."""
        ...

    async def numbered(self, number: str) -> Request | None:
        """Give the request with that number."""
        ...

    async def messages(self, request_id: RequestId) -> Sequence[RequestMessage]:
        """Give what was said, the oldest first."""
        ...

    async def message(self, message_id: MessageId) -> RequestMessage | None:
        """Give one message."""
        ...

    async def history(self, request_id: RequestId) -> Sequence[Entry]:
        """Give what has happened, the oldest first."""
        ...

    async def of_citizen(self, person_id: PersonId) -> Sequence[Request]:
        """Give the citizen's requests, open ones first, then the newest first."""
        ...

    async def followed_by(self, person_id: PersonId) -> Sequence[RequestCard]:
        """Give the requests that somebody follows, the newest first."""
        ...

    async def similar(self, place_id: PlaceId, topic_id: TopicId, limit: int) -> Sequence[RequestCard]:
        """Give open requests on the same topic in the same place, but urgent ones, the newest first."""
        ...

    async def grants(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do."""
        ...

    async def council(self, council_id: CouncilId) -> Sequence[Grant]:
        """Give who works for a council."""
        ...

    async def draft(self, person_id: PersonId) -> RequestDraft | None:
        """Give what the person has begun to write."""
        ...

    async def keep_draft(self, person_id: PersonId, draft: RequestDraft, at: datetime) -> None:
        """Keep what the person has written so far."""
        ...

    async def drop_draft(self, person_id: PersonId) -> None:
        """Forget what the person has begun to write."""
        ...

    async def shown_in(self, person_id: PersonId, message_id: int) -> RequestId | None:
        """Give the request that a message in somebody's private chat is about."""
        ...

    async def keep_shown(
        self, request_id: RequestId, person_id: PersonId, message_id: int, at: datetime
    ) -> None:
        """Keep which request a message in somebody's private chat is about."""
        ...

    async def count_door(self, month: str, region_code: str, door_id: str, *, taken: bool) -> None:
        """Count that another door was shown (or taken) in a month (`2026-11`)."""
        ...
