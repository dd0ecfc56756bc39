"""Who comes, for the editor: lists, and the door."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple

from bot.domain.events.attendance import Attendance, AttendanceState, DoorCount
from bot.domain.events.errors import (
    EventIsCancelled,
    EventUnknown,
    NotAnEditor,
    NotAtThisDoor,
    NotTheDay,
    TicketElsewhere,
)
from bot.domain.events.event import Event, EventId, EventStatus
from bot.domain.events.rights import may_edit
from bot.domain.people import PersonId
from bot.ports.clock import Clock
from bot.ports.events import EventStore, EventTransaction
from bot.services.events.editing import editable

PRESENT = (AttendanceState.COMING, AttendanceState.OFFERED, AttendanceState.WAITING)
"""In the order in which an editor looks at them."""

DOOR_IS_OPEN = timedelta(hours=12)
"""So long before the beginning, and so long after the end, guests are let in: on its day, and on no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestList:
    """Everybody who comes or waits, by when they joined."""

    event: Event
    attendances: Sequence[Attendance]

    def seats(self, state: AttendanceState) -> int:
        """Count seats: taken, offered or wanted."""
        return sum(
            one.seats_offered or one.seats if state is AttendanceState.OFFERED else one.seats
            for one in self.attendances
            if one.state is state
        )

    @property
    def arrived(self) -> int:
        """Count the seats of those who have come in."""
        return sum(one.seats for one in self.attendances if one.checked_in_at is not None)


class Arrival(NamedTuple):
    """Somebody at the door; `before` is how their ticket stood before it was shown."""

    event: Event
    attendance: Attendance
    before: Attendance


class Door:
    """The list of guests and their coming in; every act looks at the rights anew."""

    def __init__(self, store: EventStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def guests(self, event_id: EventId, person_id: PersonId) -> GuestList:
        """Give who comes and who waits; raises EventUnknown, NotAnEditor."""
        async with self._store.transaction() as transaction:
            event = await editable(transaction, event_id, person_id)
        return GuestList(event=event, attendances=await self._store.attendees(event_id, PRESENT))

    async def count(self, event_id: EventId, person_id: PersonId) -> DoorCount:
        """Count who is in, and hold up nobody who comes in meanwhile; raises EventUnknown, NotAnEditor."""
        found = await self._store.door_count(event_id)
        if found is None:
            raise EventUnknown
        if not may_edit(found.event, person_id, await self._store.grants(person_id)):
            raise NotAnEditor
        return found

    async def check_in_number(
        self, event_id: EventId, person_id: PersonId, number: int, update_id: int | None = None
    ) -> Arrival:
        """Let in whoever says that number; the update that let somebody in does so again, as one act.

        Raises EventUnknown, NotAnEditor, NotAtThisDoor, EventIsCancelled, NotTheDay.
        """
        async with self._store.transaction() as transaction:
            event = await editable(transaction, event_id, person_id)
            shown = await transaction.attendance_by_number(event_id, number)
            return await self._let_in(transaction, event, shown, update_id)

    async def check_in_code(
        self, code: str, person_id: PersonId, at: EventId | None, update_id: int | None = None
    ) -> Arrival:
        """Let in whoever shows that code at the door `at`, None where the editor stands at none yet.

        Raises EventUnknown, NotAnEditor, NotAtThisDoor, TicketElsewhere, EventIsCancelled, NotTheDay.
        """
        async with self._store.transaction() as transaction:
            shown = await transaction.attendance_by_code(code)
            if shown is None:
                raise NotAtThisDoor
            event = await editable(transaction, at or shown.event_id, person_id)
            # Read again, now that the event is held: nobody else can have been let in meanwhile.
            shown = await transaction.attendance(shown.event_id, shown.person_id)
            if shown is None or shown.event_id == event.id or shown.state is AttendanceState.LEFT:
                return await self._let_in(transaction, event, shown, update_id)
        raise await self._elsewhere(shown.event_id)

    async def _elsewhere(self, event_id: EventId) -> TicketElsewhere | NotAtThisDoor:
        card = await self._store.card(event_id, None)
        return NotAtThisDoor() if card is None else TicketElsewhere(card.event)

    async def _let_in(
        self, transaction: EventTransaction, event: Event, shown: Attendance | None, update_id: int | None
    ) -> Arrival:
        if shown is None or shown.state is AttendanceState.LEFT:
            raise NotAtThisDoor
        if update_id is not None and shown.checked_in_by_update == update_id:
            return Arrival(event, shown, replace(shown, checked_in_at=None, checked_in_by_update=None))
        now = self._clock()
        if event.status is EventStatus.CANCELLED:
            raise EventIsCancelled
        if not event.starts_at - DOOR_IS_OPEN <= now <= event.ends_at + DOOR_IS_OPEN:
            raise NotTheDay(event)
        if shown.state is not AttendanceState.COMING or shown.checked_in_at is not None:
            return Arrival(event, shown, shown)
        arrived = replace(shown, checked_in_at=now, checked_in_by_update=update_id)
        await transaction.keep(arrived)
        return Arrival(event, arrived, shown)
