"""“I am coming”, “I can't after all”, and the waiting list between them."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime

from bot.domain.events.attendance import (
    Attendance,
    AttendanceState,
    free_seats,
    waiting_list_is_open,
)
from bot.domain.events.card import EventCard
from bot.domain.events.errors import (
    EventIsCancelled,
    EventOver,
    EventUnknown,
    NotAttending,
    NotSoManySeats,
    OfferGone,
)
from bot.domain.events.event import Event, EventId, EventStatus
from bot.domain.events.reminders import Lead
from bot.domain.people import PersonId
from bot.ports.clock import Clock
from bot.ports.events import EventStore, EventTransaction
from bot.services.events.numbers import Numbers
from bot.services.events.seating import accepted, coming, is_before, left, waiting, wanted_seats
from bot.services.events.seats import offer_seats


class Attending:
    """What somebody decides about coming to an event."""

    def __init__(self, store: EventStore, clock: Clock, numbers: Numbers) -> None:
        self._store = store
        self._clock = clock
        self._numbers = numbers

    async def come(
        self, event_id: EventId, person_id: PersonId, seats: int | None = None, *, sure: bool = True
    ) -> EventCard:
        """Take so many seats, or a place on the waiting list where they are not free.

        Without a number, whoever comes or waits keeps what they have or want, whoever was offered seats takes
        them, and anybody else takes one. Somebody who comes already or was offered seats, and asks for more
        than there are, keeps what they have. Raises EventUnknown, EventIsCancelled, EventOver, OfferGone, and
        NotSoManySeats where somebody new would have to wait and is not `sure` that they want to.
        """
        now = self._clock()
        async with self._transaction() as transaction:
            event = await self._open_event(transaction, event_id, now)
            mine = await transaction.attendance(event_id, person_id)
            wanted = wanted_seats(mine, seats)
            if mine is None:
                mine = await self._newcomer(transaction, event, person_id, wanted, now)
            if mine.state is AttendanceState.OFFERED and seats is None:
                seated = accepted(mine, event, now)
            else:
                seated = await self._seated(transaction, event, mine, wanted, now, sure=sure)
            await transaction.keep(seated)
            await offer_seats(transaction, event, now)
        return await self._card(event_id, person_id)

    async def leave(self, event_id: EventId, person_id: PersonId) -> EventCard:
        """Give the seats back, or the place on the waiting list; raises EventUnknown, NotAttending."""
        now = self._clock()
        async with self._transaction() as transaction:
            event, mine = await self._mine(transaction, event_id, person_id)
            await transaction.keep(left(mine))
            await offer_seats(transaction, event, now)
        return await self._card(event_id, person_id)

    async def decline(self, event_id: EventId, person_id: PersonId) -> EventCard:
        """Refuse the seats that are offered, and change nothing where none are.

        Raises EventUnknown, and NotAttending for somebody who never joined.
        """
        now = self._clock()
        async with self._transaction() as transaction:
            event = await transaction.event(event_id)
            if event is None:
                raise EventUnknown
            mine = await transaction.attendance(event_id, person_id)
            if mine is None:
                raise NotAttending
            if mine.state is AttendanceState.OFFERED:
                await transaction.keep(left(mine))
                await offer_seats(transaction, event, now)
        return await self._card(event_id, person_id)

    async def accept(self, event_id: EventId, person_id: PersonId) -> EventCard:
        """Take the seats that were offered; raises EventUnknown, EventIsCancelled, EventOver, OfferGone."""
        now = self._clock()
        async with self._transaction() as transaction:
            event = await self._open_event(transaction, event_id, now)
            mine = await transaction.attendance(event_id, person_id)
            if mine is None or mine.state is AttendanceState.LEFT:
                raise OfferGone
            if mine.state is not AttendanceState.COMING:
                await transaction.keep(accepted(mine, event, now))
        return await self._card(event_id, person_id)

    async def remind(self, event_id: EventId, person_id: PersonId, lead: Lead) -> EventCard:
        """Remind the person so long before the event; raises EventUnknown, NotAttending."""
        async with self._transaction() as transaction:
            _, mine = await self._mine(transaction, event_id, person_id)
            if mine.lead is not lead:
                await transaction.keep(replace(mine, lead=lead, lead_since=self._clock()))
        return await self._card(event_id, person_id)

    async def remember_card(self, event_id: EventId, person_id: PersonId, message_id: int) -> None:
        """Keep which message shows the event to somebody who comes, so that it can be brought up to date.

        What that message showed before is forgotten.
        """
        await self._forget(person_id, message_id, shown=event_id)
        async with self._transaction() as transaction:
            await transaction.event(event_id)  # whoever changes an attendance holds its event
            mine = await transaction.attendance(event_id, person_id)
            if mine is not None and mine.card_message_id != message_id:
                await transaction.keep(replace(mine, card_message_id=message_id))

    async def forget_cards(self, person_id: PersonId, message_id: int) -> None:
        """Leave the message alone from now on: it shows something else. Writes only where it was a card."""
        await self._forget(person_id, message_id, shown=None)

    async def take_calendar(self, event_id: EventId, person_id: PersonId) -> EventCard:
        """Give the event for a calendar file, and send whoever comes a new file when it changes."""
        async with self._transaction() as transaction:
            await transaction.event(event_id)  # whoever changes an attendance holds its event
            mine = await transaction.attendance(event_id, person_id)
            if mine is not None and not mine.has_calendar:
                await transaction.keep(replace(mine, has_calendar=True))
        return await self._card(event_id, person_id)

    async def of_person(self, person_id: PersonId) -> Sequence[EventCard]:
        """Give what the person comes to or waits for, the next first."""
        return await self._store.of_person(person_id, self._clock())

    async def _forget(self, person_id: PersonId, message_id: int, *, shown: EventId | None) -> None:
        for card in await self.of_person(person_id):  # nobody is told of what is over, or was left
            event_id = card.event.id
            if event_id == shown or card.mine is None or card.mine.card_message_id != message_id:
                continue
            async with self._transaction() as transaction:
                await transaction.event(event_id)  # as above
                mine = await transaction.attendance(event_id, person_id)
                if mine is not None and mine.card_message_id == message_id:
                    await transaction.keep(replace(mine, card_message_id=None))

    def _transaction(self) -> AbstractAsyncContextManager[EventTransaction]:
        return self._store.transaction()

    async def _card(self, event_id: EventId, person_id: PersonId) -> EventCard:
        card = await self._store.card(event_id, person_id)
        if card is None or card.event.status is EventStatus.DRAFT:
            raise EventUnknown
        return card

    async def _open_event(self, transaction: EventTransaction, event_id: EventId, now: datetime) -> Event:
        event = await transaction.event(event_id)
        if event is None or event.status is EventStatus.DRAFT:
            raise EventUnknown
        if event.status is EventStatus.CANCELLED:
            raise EventIsCancelled
        if event.ends_at <= now:
            raise EventOver
        return event

    async def _mine(
        self, transaction: EventTransaction, event_id: EventId, person_id: PersonId
    ) -> tuple[Event, Attendance]:
        event = await transaction.event(event_id)
        if event is None:
            raise EventUnknown
        mine = await transaction.attendance(event_id, person_id)
        if mine is None or mine.state is AttendanceState.LEFT:
            raise NotAttending
        return event, mine

    async def _newcomer(
        self, transaction: EventTransaction, event: Event, person_id: PersonId, seats: int, now: datetime
    ) -> Attendance:
        async def is_taken(number: int) -> bool:
            return await transaction.attendance_by_number(event.id, number) is not None

        return Attendance(
            event_id=event.id,
            person_id=person_id,
            number=await self._numbers.free(is_taken),
            code=self._numbers.code(),
            state=AttendanceState.LEFT,
            seats=seats,
            joined_at=now,
            lead_since=now,
            told_version=event.version,
        )

    async def _seated(
        self,
        transaction: EventTransaction,
        event: Event,
        mine: Attendance,
        seats: int,
        now: datetime,
        *,
        sure: bool,
    ) -> Attendance:
        others = await transaction.seats_held(event.id) - mine.seats_held
        free = free_seats(event.details.capacity, others)
        queue = await transaction.waiting(event.id) if waiting_list_is_open(now, event.starts_at) else ()
        before = [one for one in queue if one.person_id != mine.person_id and is_before(one, mine)]
        is_seated = mine.state in {AttendanceState.COMING, AttendanceState.OFFERED}
        is_less = mine.state is AttendanceState.COMING and seats <= mine.seats
        fits = free is None or seats <= free or is_less  # an editor may have taken seats away meanwhile
        if fits and (is_seated or not before):
            return coming(mine, seats, event, now)
        if is_seated:
            return mine
        if mine.state is AttendanceState.LEFT and not sure:
            raise NotSoManySeats(0 if before else free or 0)
        return waiting(mine, seats, queue, event, now)
