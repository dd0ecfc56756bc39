"""Who comes, for the editor: lists, and the door."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.domain.events.attendance import Attendance, AttendanceState
from bot.domain.events.errors import NotAtThisDoor
from bot.domain.events.event import Event, EventId
from bot.domain.people import PersonId
from bot.ports.clock import Clock
from bot.ports.events import EventStore, EventTransaction
from bot.services.events.editing import editable

PRESENT = (AttendanceState.COMING, AttendanceState.OFFERED, AttendanceState.WAITING)
"""In the order in which an editor looks at them."""


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

    async def check_in_number(self, event_id: EventId, person_id: PersonId, number: int) -> Arrival:
        """Let in whoever says that number; raises EventUnknown, NotAnEditor, NotAtThisDoor."""
        async with self._store.transaction() as transaction:
            event = await editable(transaction, event_id, person_id)
            return await self._let_in(
                transaction, event, await transaction.attendance_by_number(event_id, number)
            )

    async def check_in_code(self, code: str, person_id: PersonId) -> Arrival:
        """Let in whoever shows that code; raises NotAnEditor, NotAtThisDoor."""
        async with self._store.transaction() as transaction:
            shown = await transaction.attendance_by_code(code)
            if shown is None:
                raise NotAtThisDoor
            event = await editable(transaction, shown.event_id, person_id)
            # Read again, now that the event is held: nobody else can have been let in meanwhile.
            shown = await transaction.attendance(shown.event_id, shown.person_id)
            return await self._let_in(transaction, event, shown)

    async def _let_in(self, transaction: EventTransaction, event: Event, shown: Attendance | None) -> Arrival:
        if shown is None or shown.state is AttendanceState.LEFT:
            raise NotAtThisDoor
        if shown.state is not AttendanceState.COMING or shown.checked_in_at is not None:
            return Arrival(event, shown, shown)
        arrived = replace(shown, checked_in_at=self._clock())
        await transaction.keep(arrived)
        return Arrival(event, arrived, shown)
