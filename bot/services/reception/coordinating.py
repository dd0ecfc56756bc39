"""What coordinators do with a request: take it, read it, speak with the citizen, leave notes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.reception.drafts import fitting
from bot.domain.reception.errors import RequestUnknown, TakenByAnother
from bot.domain.reception.history import Entry, Side
from bot.domain.reception.messages import Piece, PieceKind, Purpose, RequestMessage
from bot.domain.reception.policy import Look, Standing, require, standings_of
from bot.domain.reception.request import LONGEST_HEADLINE, Request, RequestCard, RequestId
from bot.domain.reception.routing import watching
from bot.domain.reception.states import Act
from bot.ports.clock import Clock as Time
from bot.ports.reception import NewMessage, RequestStore
from bot.services.places import Places
from bot.services.reception.acting import Acting, Deed
from bot.services.reception.owning import has_owner
from bot.services.reception.telling import carried, news, opened


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedRequest:
    """A request with the citizen's words, for its owner alone; that it was opened has been written down."""

    request: Request
    messages: Sequence[RequestMessage]
    history: Sequence[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCard:
    """A request as everybody of its council may see it, and what the reader is to it."""

    card: RequestCard
    standings: frozenset[Standing]
    history: Sequence[Entry]
    notes: Sequence[RequestMessage]


class Coordinating:
    """The council's side of a request."""

    def __init__(self, store: RequestStore, acting: Acting, places: Places, clock: Time) -> None:
        self._store = store
        self._acting = acting
        self._places = places
        self._clock = clock

    async def take(
        self, request_id: RequestId, person_id: PersonId, *, sends_words: bool = False
    ) -> RequestCard:
        """Make the person the one owner of a request; whoever is it already gets the same answer.

        With `sends_words` the citizen's words are sent to the owner's private chat. Raises RequestUnknown,
        NotAllowed, NotNow, TakenByAnother.
        """
        async with self._acting.act(request_id, person_id, Act.TAKE) as deed:
            owner_id = deed.request.owner_id
            if owner_id == person_id:
                return deed.request.card
            if await has_owner(deed.transaction, deed.request, self._places.directory):
                raise TakenByAnother(deed.request.owner_name)
            grant = deed.colleague()
            clock = deed.request.clock
            entry = await deed.settle(
                Side.COUNCIL,
                owner_id=person_id,
                owner_name=grant.shown_as if grant else "",
                clock=replace(clock, reacted_at=clock.reacted_at or deed.now),
            )
            notices = [news(deed.request, entry, deed.now)]
            if sends_words:
                notices.append(opened(person_id, request_id, f"entry:{entry.id}", deed.now))
            await deed.transaction.put(notices, deed.now)
        return await self._card(request_id)

    async def card(self, request_id: RequestId, person_id: PersonId) -> SeenCard:
        """Give the card to whoever may see it; raises RequestUnknown for everybody else."""
        request, standings = await self._seen(request_id, person_id)
        require(Look.CARD, standings)
        notes = [one for one in await self._store.messages(request_id) if one.purpose is Purpose.NOTE]
        return SeenCard(
            card=request.card,
            standings=standings,
            history=await self._store.history(request_id),
            notes=notes,
        )

    async def numbered(self, number: str, person_id: PersonId) -> SeenCard:
        """Give the card of the request with that number; raises RequestUnknown."""
        request = await self._store.numbered(number)
        if request is None:
            raise RequestUnknown
        return await self.card(request.id, person_id)

    async def open(self, request_id: RequestId, person_id: PersonId) -> OpenedRequest:
        """Give the citizen's words, name and contact to the owner, and write down that they were opened.

        Raises RequestUnknown, NotAllowed.
        """
        now, directory = self._clock(), self._places.directory
        async with self._store.transaction() as transaction:
            request = await transaction.hold(request_id)
            if request is None:
                raise RequestUnknown
            watched = watching(directory, request)
            standings = standings_of(person_id, request, await transaction.grants(person_id), watched)
            if not standings:
                raise RequestUnknown
            require(Look.WORDS, standings)
            await transaction.record(
                at=now,
                actor_id=person_id,
                act="request.opened",
                subject=f"request/{request_id}",
                details={"council": request.council_id},
            )
        return OpenedRequest(
            request=request,
            messages=await self._store.messages(request_id),
            history=await self._store.history(request_id),
        )

    async def language(self, request_id: RequestId, person_id: PersonId) -> Language:
        """Give the owner the language in which the citizen reads; raises RequestUnknown, NotAllowed."""
        request, standings = await self._seen(request_id, person_id)
        require(Look.WORDS, standings)
        return request.language

    async def answer(
        self, request_id: RequestId, person_id: PersonId, piece: Piece, action_key: str
    ) -> Request:
        """Say the council's last word; more may follow.

        Raises RequestUnknown, NotAllowed, NotNow, TextTooLong.
        """
        return await self._speak(request_id, person_id, Act.ANSWER, Purpose.ANSWER, piece, action_key)

    async def ask(self, request_id: RequestId, person_id: PersonId, piece: Piece, action_key: str) -> Request:
        """Ask the citizen; the clock stands still until they reply. Raises as `answer`."""
        return await self._speak(request_id, person_id, Act.ASK, Purpose.QUESTION, piece, action_key)

    async def propose(
        self, request_id: RequestId, person_id: PersonId, at: datetime, words: str, action_key: str
    ) -> Request:
        """Propose an appointment at a moment (aware UTC), with a line on where. Raises as `answer`."""
        piece = Piece(kind=PieceKind.TEXT, text=words)
        return await self._speak(
            request_id, person_id, Act.PROPOSE, Purpose.MEETING, piece, action_key, meeting_at=at
        )

    async def note(
        self, request_id: RequestId, person_id: PersonId, piece: Piece, action_key: str
    ) -> SeenCard:
        """Leave a note that only the council sees. Raises RequestUnknown, NotAllowed, TextTooLong."""
        fitting(piece.text)
        async with self._acting.act(request_id, person_id, Act.NOTE) as deed:
            await self._say(deed, Purpose.NOTE, piece, action_key, is_carried=False)
        return await self.card(request_id, person_id)

    async def entitle(self, request_id: RequestId, person_id: PersonId, headline: str) -> Request:
        """Name the matter in a line that all may read; raises RequestUnknown, NotAllowed, TextTooLong."""
        fitting(headline, LONGEST_HEADLINE)
        async with self._acting.act(request_id, person_id, Act.ENTITLE) as deed:
            await deed.settle(Side.COUNCIL, headline=headline)
        return await self._as_it_is(request_id)

    async def shown_in(self, person_id: PersonId, message_id: int) -> RequestCard | None:
        """Give the request that a message in somebody's chat is about, unless they sent it themselves."""
        request_id = await self._store.shown_in(person_id, message_id)
        if request_id is None:
            return None
        request = await self._store.request(request_id)
        return None if request is None or request.citizen_id == person_id else request.card

    async def keep_shown(self, request_id: RequestId, person_id: PersonId, message_id: int) -> None:
        """Keep which request a message is about, so that a reply to it is an answer."""
        await self._store.keep_shown(request_id, person_id, message_id, self._clock())

    async def _speak(
        self,
        request_id: RequestId,
        person_id: PersonId,
        act: Act,
        purpose: Purpose,
        piece: Piece,
        action_key: str,
        *,
        meeting_at: datetime | None = None,
    ) -> Request:
        fitting(piece.text)
        async with self._acting.act(request_id, person_id, act) as deed:
            message = await self._say(deed, purpose, piece, action_key, is_carried=True)
            if message is not None:
                clock = deed.request.clock
                answered = clock.answered_at or deed.now if act is Act.ANSWER else clock.answered_at
                clock = replace(clock, reacted_at=clock.reacted_at or deed.now, answered_at=answered)
                meeting = meeting_at or deed.request.meeting_at
                await deed.settle(Side.COUNCIL, clock=clock, meeting_at=meeting)
                await deed.transaction.put([carried(deed.request, message, deed.now)], deed.now)
        return await self._as_it_is(request_id)

    async def _say(
        self, deed: Deed, purpose: Purpose, piece: Piece, action_key: str, *, is_carried: bool
    ) -> RequestMessage | None:
        new = NewMessage(
            request_id=deed.request.id,
            purpose=purpose,
            person_id=deed.person_id,
            piece=piece,
            action_key=action_key,
            is_carried=is_carried,
        )
        return await deed.transaction.say(new, deed.now)

    async def _seen(self, request_id: RequestId, person_id: PersonId) -> tuple[Request, frozenset[Standing]]:
        request = await self._as_it_is(request_id)
        watched = watching(self._places.directory, request)
        standings = standings_of(person_id, request, await self._store.grants(person_id), watched)
        if not standings:
            raise RequestUnknown
        return request, standings

    async def _card(self, request_id: RequestId) -> RequestCard:
        return (await self._as_it_is(request_id)).card

    async def _as_it_is(self, request_id: RequestId) -> Request:
        request = await self._store.request(request_id)
        if request is None:
            raise RequestUnknown
        return request
