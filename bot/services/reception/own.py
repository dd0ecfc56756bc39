"""What citizens do with requests of their own, and with those they follow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.people import PersonId
from bot.domain.reception.drafts import fitting
from bot.domain.reception.errors import NotNow, RequestUnknown, TooLateToReopen
from bot.domain.reception.history import Entry, Side
from bot.domain.reception.messages import Piece, Purpose, RequestMessage
from bot.domain.reception.request import MOST_STARS, Request, RequestCard, RequestId, Rung
from bot.domain.reception.states import Act, RequestState
from bot.ports.clock import Clock as Time
from bot.ports.reception import NewMessage, RequestStore
from bot.services.places import Places
from bot.services.reception.acting import Acting, Deed
from bot.services.reception.owning import has_owner
from bot.services.reception.promising import renewed
from bot.services.reception.telling import moved, said, tell_council


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRequest:
    """A request as its author sees it: everything but the notes of the council."""

    request: Request
    messages: Sequence[RequestMessage]
    history: Sequence[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class MyRequests:
    """All that somebody sent, and all that they follow."""

    own: Sequence[Request]
    followed: Sequence[RequestCard]


class OwnRequests:
    """The author's side of a request."""

    def __init__(self, store: RequestStore, acting: Acting, places: Places, clock: Time) -> None:
        self._store = store
        self._acting = acting
        self._places = places
        self._clock = clock

    async def mine(self, person_id: PersonId) -> MyRequests:
        """Give the requests that somebody sent or follows."""
        return MyRequests(
            own=await self._store.of_citizen(person_id), followed=await self._store.followed_by(person_id)
        )

    async def open(self, request_id: RequestId, person_id: PersonId) -> OwnRequest:
        """Give a request to its author; raises RequestUnknown for everybody else."""
        request = await self._store.request(request_id)
        if request is None or request.citizen_id != person_id:
            raise RequestUnknown
        messages = await self._store.messages(request_id)
        return OwnRequest(
            request=request,
            messages=[message for message in messages if message.purpose is not Purpose.NOTE],
            history=await self._store.history(request_id),
        )

    async def find(self, number: str, person_id: PersonId) -> OwnRequest:
        """Give the request with that number to its author; raises RequestUnknown for everybody else."""
        request = await self._store.numbered(number)
        if request is None:
            raise RequestUnknown
        return await self.open(request.id, person_id)

    async def say(self, request_id: RequestId, person_id: PersonId, piece: Piece, action_key: str) -> Request:
        """Add to a request, or reply where the council has asked; the same key says it once.

        Raises RequestUnknown, NotAllowed, NotNow, TextTooLong.
        """
        fitting(piece.text)
        async with self._acting.act(request_id, person_id, _adding) as deed:
            if deed.state is RequestState.ANSWERED and not await self._has_owner(deed, deed.request):
                raise NotNow(deed.state, deed.act)
            purpose = Purpose.REPLY if deed.act is Act.REPLY else Purpose.ADDITION
            message = await deed.transaction.say(
                NewMessage(
                    request_id=request_id,
                    purpose=purpose,
                    person_id=person_id,
                    piece=piece,
                    action_key=action_key,
                ),
                deed.now,
            )
            if message is not None:
                await deed.settle(Side.CITIZEN)
                if deed.request.owner_id is not None:
                    await deed.transaction.put([said(deed.request.owner_id, message, deed.now)], deed.now)
        return await self._as_it_is(request_id)

    async def withdraw(self, request_id: RequestId, person_id: PersonId) -> Request:
        """End a request because its author no longer needs it; raises RequestUnknown, NotNow."""
        async with self._acting.act(request_id, person_id, Act.WITHDRAW) as deed:
            await self._tell_owner(deed, await deed.settle(Side.CITIZEN))
        return await self._as_it_is(request_id)

    async def confirm(self, request_id: RequestId, person_id: PersonId) -> Request:
        """Say that the matter is solved; raises RequestUnknown, NotNow."""
        async with self._acting.act(request_id, person_id, Act.CONFIRM) as deed:
            clock = replace(deed.request.clock, confirmed_at=deed.now)
            await self._tell_owner(deed, await deed.settle(Side.CITIZEN, clock=clock))
        return await self._as_it_is(request_id)

    async def reopen(self, request_id: RequestId, person_id: PersonId) -> Request:
        """Say that the matter is not solved: it goes on with a new promise.

        Its owner keeps it if they still work for a council; if not, it waits to be taken again. Raises
        RequestUnknown, NotNow, TooLateToReopen.
        """
        async with self._acting.act(request_id, person_id, Act.REOPEN) as deed:
            settled_at = await deed.transaction.settled_at(request_id)
            if settled_at is not None and deed.now > settled_at + deed.rules.reopen_within:
                raise TooLateToReopen
            rung, owner_id = await self._where_it_goes_on(deed)
            entry = await deed.settle(
                Side.CITIZEN,
                rung=rung,
                owner_id=owner_id,
                owner_name=deed.request.owner_name if owner_id else "",
                clock=renewed(deed.request.clock, deed.now, deed.rules.terms, deed.calendar),
                close_reason=None,
                door_id=None,
                reason="",
                times_reopened=deed.request.times_reopened + 1,
            )
            if owner_id is not None:
                await deed.transaction.put([moved(owner_id, entry, deed.now)], deed.now)
            else:
                await tell_council(deed.transaction, deed.request, f"entry:{entry.id}", deed.now)
        return await self._as_it_is(request_id)

    async def rate(self, request_id: RequestId, person_id: PersonId, stars: int) -> Request:
        """Keep how satisfied the author is, 1 to 5 stars; raises RequestUnknown, NotNow."""
        async with self._acting.act(request_id, person_id, Act.RATE) as deed:
            await deed.settle(Side.CITIZEN, rating=min(max(stars, 1), MOST_STARS))
        return await self._as_it_is(request_id)

    async def follow(self, request_id: RequestId, person_id: PersonId) -> RequestCard:
        """Hear of an open request of somebody else's; raises RequestUnknown where there is none to follow."""
        async with self._store.transaction() as transaction:
            request = await transaction.hold(request_id)
            if request is None or not request.is_open or request.care is not None:
                raise RequestUnknown
            if request.citizen_id != person_id:
                await transaction.follow(request_id, person_id, self._clock())
        return request.card

    async def unfollow(self, request_id: RequestId, person_id: PersonId) -> None:
        """Hear of a request no longer."""
        async with self._store.transaction() as transaction:
            await transaction.unfollow(request_id, person_id)

    async def shown_in(self, person_id: PersonId, message_id: int) -> Request | None:
        """Give the request that a message in the author's chat is about; None where it is not theirs."""
        request_id = await self._store.shown_in(person_id, message_id)
        request = None if request_id is None else await self._store.request(request_id)
        return request if request is not None and request.citizen_id == person_id else None

    async def keep_shown(self, request_id: RequestId, person_id: PersonId, message_id: int) -> None:
        """Keep which request a message is about, so that a reply to it finds its way."""
        await self._store.keep_shown(request_id, person_id, message_id, self._clock())

    async def _tell_owner(self, deed: Deed, entry: Entry) -> None:
        if deed.request.owner_id is not None:
            await deed.transaction.put([moved(deed.request.owner_id, entry, deed.now)], deed.now)

    async def _where_it_goes_on(self, deed: Deed) -> tuple[Rung, PersonId | None]:
        """Give the rung and the owner of a reopened request: its silence begins anew.

        Somebody who owns it only because it had climbed to them keeps it, and it stays where it was.
        """
        request = deed.request
        if await self._has_owner(deed, replace(request, rung=Rung.COORDINATORS)):
            return Rung.COORDINATORS, request.owner_id
        if await self._has_owner(deed, request):
            return request.rung, request.owner_id
        return Rung.COORDINATORS, None

    async def _has_owner(self, deed: Deed, request: Request) -> bool:
        return await has_owner(deed.transaction, request, self._places.directory)

    async def _as_it_is(self, request_id: RequestId) -> Request:
        request = await self._store.request(request_id)
        if request is None:
            raise RequestUnknown
        return request


def _adding(request: Request) -> Act:
    """Say what it is when the author says something more: a reply where the council has asked."""
    return Act.REPLY if request.state is RequestState.WAITING_FOR_CITIZEN else Act.ADD
