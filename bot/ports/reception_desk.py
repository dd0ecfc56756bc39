"""What the desks of councils, and the clock that watches them, need from a database."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.councils import CouncilId
from bot.domain.outbox import NoticeId
from bot.domain.people import PersonId
from bot.domain.reception.desk import DeskList, DeskSummary
from bot.domain.reception.messages import Delivery, RequestMessage
from bot.domain.reception.request import Request, RequestCard, RequestId
from bot.domain.roles import Grant


class DeskStore(Protocol):
    """The requests of councils as lists, counts and figures. Days are Astana's."""

    async def listed(
        self, council_id: CouncilId, which: DeskList, person_id: PersonId, today: date, soon: date
    ) -> Sequence[RequestCard]:
        """Give a list of a council's requests; `soon` is the last day that counts as due soon."""
        ...

    async def summary(
        self, council_id: CouncilId, person_id: PersonId, today: date, soon: date
    ) -> DeskSummary:
        """Count what stands in each list."""
        ...

    async def climbed(self, region_code: str | None) -> Sequence[RequestCard]:
        """Give open requests of a region (None: of all) whose silence has climbed to the region or beyond."""
        ...

    async def desk_people(self) -> Sequence[Grant]:
        """Give everybody who works for a council, or is an admin."""
        ...

    async def silent(self, today: date) -> Sequence[Request]:
        """Give open requests, not waiting for the citizen, of which a promised day is over."""
        ...

    async def open_requests(self) -> Sequence[Request]:
        """Give every open request, the oldest first."""
        ...

    async def orphans(self) -> Sequence[RequestId]:
        """Give requests whose owner does not work for their council; a watcher may own one all the same."""
        ...

    async def deserted(self, desk: CouncilId) -> Sequence[RequestId]:
        """Give requests without owner whose council has nobody but their author, where the `desk` has."""
        ...

    async def outcomes(self, limit: int) -> Sequence[tuple[RequestMessage, Delivery]]:
        """Give messages to citizens, not told of yet, with the outcome that has become known."""
        ...

    async def new_together(self, person_id: PersonId) -> Mapping[NoticeId, RequestId]:
        """Give the notices of new requests that wait for a coordinator, and their requests."""
        ...

    async def drop(self, notices: Sequence[NoticeId], at: datetime) -> None:
        """Drop notices that wait, because one message has told of all."""
        ...

    async def to_strip(self, before: datetime) -> Sequence[RequestId]:
        """Give requests settled before that moment which still hold personal data."""
        ...

    async def strip(self, request_id: RequestId, at: datetime) -> None:
        """Delete names, contacts, words and files of a request; numbers, states and times stay."""
        ...

    async def forget_drafts(self, before: datetime) -> None:
        """Forget drafts that nobody has touched since that moment."""
        ...
