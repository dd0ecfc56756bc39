"""Where a request goes that its owner does not answer: a colleague, another council or door, the end."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.councils import Council, CouncilId
from bot.domain.doors import DoorId
from bot.domain.people import PersonId
from bot.domain.reception.drafts import fitting
from bot.domain.reception.errors import NobodyThere, RequestUnknown
from bot.domain.reception.history import Entry, Side
from bot.domain.reception.request import LONGEST_REASON, CloseReason, Request, RequestId, Rung
from bot.domain.reception.routing import councils_for
from bot.domain.reception.states import Act
from bot.domain.roles import Grant
from bot.ports.reception import RequestStore
from bot.services.places import Places
from bot.services.reception.acting import Acting, Deed
from bot.services.reception.telling import moved, news, opened, tell_council


class Moving:
    """Hands requests on, and closes them."""

    def __init__(self, store: RequestStore, acting: Acting, places: Places) -> None:
        self._store = store
        self._acting = acting
        self._places = places

    async def colleagues(self, request_id: RequestId, person_id: PersonId) -> Sequence[Grant]:
        """Give who else of the council could own the request, each once."""
        request = await self._as_it_is(request_id)
        found: dict[PersonId, Grant] = {}
        for grant in await self._store.council(request.council_id):
            if grant.person_id not in {person_id, request.owner_id, request.citizen_id}:
                found.setdefault(grant.person_id, grant)
        return list(found.values())

    async def councils(self, request_id: RequestId) -> list[Council]:
        """Give the other councils that have anybody, those on the way of the matter first."""
        request, directory = await self._as_it_is(request_id), self._places.directory
        nearest = councils_for(directory, request.place_id, request.topic_id)
        ordered = dict.fromkeys([*nearest, *directory.councils])
        staffed = [
            council_id
            for council_id in ordered
            if council_id != request.council_id and await self._store.council(council_id)
        ]
        return [council for one in staffed if (council := directory.council(one)) is not None]

    async def hand(self, request_id: RequestId, person_id: PersonId, to: PersonId) -> Request:
        """Make a colleague the owner; raises RequestUnknown, NotAllowed, NotNow, NobodyThere."""
        async with self._acting.act(request_id, person_id, Act.HAND) as deed:
            of_council = await deed.transaction.council(deed.request.council_id)
            grant = next((one for one in of_council if one.person_id == to), None)
            if grant is None or to == deed.request.citizen_id:
                raise NobodyThere
            if to == deed.request.owner_id:
                return deed.request
            entry = await deed.settle(
                Side.COUNCIL, {"to": grant.shown_as}, owner_id=to, owner_name=grant.shown_as
            )
            await self._tell_owner(deed, entry)
            handed = opened(to, request_id, f"entry:{entry.id}", deed.now)
            await deed.transaction.put([handed], deed.now)
        return await self._as_it_is(request_id)

    async def release(self, request_id: RequestId, person_id: PersonId) -> Request:
        """Give the request back to the council; raises RequestUnknown, NotAllowed, NotNow."""
        async with self._acting.act(request_id, person_id, Act.RELEASE) as deed:
            entry = await deed.settle(Side.COUNCIL, owner_id=None, owner_name="")
            await self._tell_owner(deed, entry)
            await deed.transaction.put([news(deed.request, entry, deed.now)], deed.now)
            await tell_council(deed.transaction, deed.request, f"entry:{entry.id}", deed.now, but=person_id)
        return await self._as_it_is(request_id)

    async def transfer(
        self, request_id: RequestId, person_id: PersonId, to: CouncilId, reason: str
    ) -> Request:
        """Give the request to another council, with a reason that the citizen reads.

        The promised days stay. Raises RequestUnknown, NotAllowed, NotNow, NobodyThere, TextTooLong.
        """
        fitting(reason, LONGEST_REASON)
        council = self._places.directory.council(to)
        async with self._acting.act(request_id, person_id, Act.TRANSFER) as deed:
            staffed = await deed.transaction.council(to)
            if council is None or to == deed.request.council_id or not staffed:
                raise NobodyThere
            entry = await deed.settle(
                Side.COUNCIL,
                {"to": to, "from": deed.request.council_id, "reason": reason},
                council_id=to,
                rung=Rung.COORDINATORS,
                owner_id=None,
                owner_name="",
            )
            await self._tell_owner(deed, entry)
            given = replace(deed.request, council_id=to)
            await deed.transaction.put([news(deed.request, entry, deed.now)], deed.now)
            await tell_council(deed.transaction, given, f"entry:{entry.id}", deed.now)
        return await self._as_it_is(request_id)

    async def redirect(
        self, request_id: RequestId, person_id: PersonId, door_id: DoorId, reason: str
    ) -> Request:
        """Say that the matter is not the council's, which door is the right one, and why.

        Raises RequestUnknown, NotAllowed, NotNow, NobodyThere, TextTooLong.
        """
        fitting(reason, LONGEST_REASON)
        if self._places.directory.door(door_id) is None or not reason:
            raise NobodyThere
        async with self._acting.act(request_id, person_id, Act.REDIRECT) as deed:
            clock = replace(deed.request.clock, answered_at=deed.now)
            details = {"door": door_id, "reason": reason}
            entry = await deed.settle(Side.COUNCIL, details, clock=clock, door_id=door_id, reason=reason)
            await deed.transaction.put([news(deed.request, entry, deed.now)], deed.now)
        return await self._as_it_is(request_id)

    async def close(
        self, request_id: RequestId, person_id: PersonId, why: CloseReason, reason: str
    ) -> Request:
        """Close the request with a reason that the citizen reads; they may say that it is not solved.

        Raises RequestUnknown, NotAllowed, NotNow, TextTooLong.
        """
        fitting(reason, LONGEST_REASON)
        async with self._acting.act(request_id, person_id, Act.CLOSE) as deed:
            clock = replace(deed.request.clock, answered_at=deed.now)
            details = {"why": why.value, "reason": reason}
            entry = await deed.settle(Side.COUNCIL, details, clock=clock, close_reason=why, reason=reason)
            await deed.transaction.put([news(deed.request, entry, deed.now)], deed.now)
        return await self._as_it_is(request_id)

    async def _tell_owner(self, deed: Deed, entry: Entry) -> None:
        """Tell whoever owned the request that somebody else has moved it."""
        before = deed.request.owner_id
        if before is not None and before != deed.person_id:
            await deed.transaction.put([moved(before, entry, deed.now)], deed.now)

    async def _as_it_is(self, request_id: RequestId) -> Request:
        request = await self._store.request(request_id)
        if request is None:
            raise RequestUnknown
        return request
