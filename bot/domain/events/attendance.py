"""Who comes to an event, who waits for a seat, and how seats are offered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.astana_time import at, is_quiet, local
from bot.domain.events.event import Event, EventId
from bot.domain.events.reminders import Lead
from bot.domain.people import PersonId

MOST_SEATS_OF_ONE = 5
"""Seats that one person may take: a family."""

OFFER_LASTS = timedelta(hours=12)
"""How long a seat is kept for whoever is next on the waiting list."""

SHORTEST_OFFER = timedelta(minutes=30)
"""An offer lasts at least so long, however near the event is."""

LAST_OFFER = timedelta(hours=1)
"""So long before the beginning the waiting list is closed; what is free then goes to whoever comes first."""

AWAKE = time(10)
"""An offer that would run out at night lasts until this hour of the morning."""


class AttendanceState(StrEnum):
    """How somebody stands to an event."""

    COMING = "coming"
    WAITING = "waiting"
    OFFERED = "offered"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One person at one event.

    `number` is said at the door and `code` shown there as a QR code. `seats` are taken, or wanted while
    waiting; `seats_offered` are kept until `offered_until`. `joined_at` orders the waiting list;
    `confirmed_at` is since when the person comes, `lead_since` since when they want to be reminded as `lead`
    says. `told_version` is the version of the event that the person
    knows. `card_message_id` is the last card of the bot in the person's chat; `has_calendar` tells whether
    they took the calendar file. `checked_in_by_update` is the number of Telegram's update by which they came
    in: the same update again is the same act.
    """

    event_id: EventId
    person_id: PersonId
    number: int
    code: str
    state: AttendanceState
    seats: int
    seats_offered: int | None = None
    offered_until: datetime | None = None
    joined_at: datetime
    confirmed_at: datetime | None = None
    lead: Lead = Lead.DAY_BEFORE
    lead_since: datetime
    told_version: int
    card_message_id: int | None = None
    has_calendar: bool = False
    checked_in_at: datetime | None = None
    checked_in_by_update: int | None = None

    @property
    def seats_held(self) -> int:
        """Give how many seats nobody else can have because of this person."""
        if self.state is AttendanceState.COMING:
            return self.seats
        return self.seats_offered or 0 if self.state is AttendanceState.OFFERED else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorCount:
    """How many seats are taken at an event, and how many of them by people who have come in."""

    event: Event
    coming: int
    arrived: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Seats kept for somebody who waits."""

    attendance: Attendance
    seats: int


def free_seats(capacity: int | None, held: int) -> int | None:
    """Give how many seats are left; None where there is no limit, 0 where too many were promised."""
    return None if capacity is None else max(0, capacity - held)


def offers(waiting: Iterable[Attendance], free: int | None) -> Sequence[Offer]:
    """Share the free seats among those who wait, strictly in their order.

    Whoever is next but wants more seats than are free is offered those that there are.
    """
    made = []
    for attendance in waiting:
        if free == 0:
            break
        seats = attendance.seats if free is None else min(attendance.seats, free)
        made.append(Offer(attendance=attendance, seats=seats))
        free = None if free is None else free - seats
    return made


def waiting_list_is_open(now: datetime, starts_at: datetime) -> bool:
    """Tell whether seats are still offered one after the other."""
    return now < starts_at - LAST_OFFER


def offer_ends(now: datetime, starts_at: datetime) -> datetime:
    """Say until when an offer made now holds: 12 hours, not at night, and never up to the beginning."""
    ends = now + OFFER_LASTS
    if is_quiet(ends):
        shown = local(ends)
        day = shown.date() if shown.time() < AWAKE else shown.date() + timedelta(days=1)
        ends = at(day, AWAKE)
    return max(min(ends, starts_at - LAST_OFFER), now + SHORTEST_OFFER)
