"""Offering free seats to those who wait, inside whatever transaction has freed them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.astana_time import after_night
from bot.domain.events.attendance import (
    Attendance,
    AttendanceState,
    free_seats,
    offer_ends,
    offers,
    waiting_list_is_open,
)
from bot.domain.events.event import Event
from bot.domain.events.notices import EventNoticeKind
from bot.domain.outbox import NewNotice
from bot.ports.events import EventTransaction


async def offer_seats(transaction: EventTransaction, event: Event, now: datetime) -> None:
    """Keep every free seat for the next who waits, and have them told; nothing shortly before the event."""
    if not event.is_published or not waiting_list_is_open(now, event.starts_at):
        return
    free = free_seats(event.details.capacity, await transaction.seats_held(event.id))
    if free == 0:
        return
    told_at = min(after_night(now), event.starts_at)
    can_wait = waiting_list_is_open(told_at, event.starts_at)
    ends = offer_ends(told_at if can_wait else now, event.starts_at)
    # Whoever was offered fewer seats than they want comes before those who still wait.
    queue = [*_offered_too_few(await transaction.offered(event.id)), *await transaction.waiting(event.id)]
    for offer in offers([_still_wanting(one) for one in queue], free):
        offered = replace(
            offer.attendance,
            state=AttendanceState.OFFERED,
            seats=offer.attendance.seats + (offer.attendance.seats_offered or 0),
            seats_offered=offer.seats + (offer.attendance.seats_offered or 0),
            offered_until=offer.attendance.offered_until or ends,
        )
        await transaction.keep(offered)
        notice = NewNotice(
            person_id=offered.person_id,
            kind=EventNoticeKind.SEAT_OFFERED,
            key=offer_key(offered),
            payload={"event_id": event.id},
            due_at=now,
            expires_at=offered.offered_until,
            holds_at_night=can_wait,
        )
        await transaction.put([notice], now)


def _offered_too_few(offered: Iterable[Attendance]) -> list[Attendance]:
    return [one for one in offered if (one.seats_offered or 0) < one.seats]


def _still_wanting(one: Attendance) -> Attendance:
    """Give somebody with the seats that they want beyond those that are kept for them."""
    return replace(one, seats=one.seats - (one.seats_offered or 0))


def offer_key(offered: Attendance) -> str:
    """Name the offer that somebody has: another, after a new wait or with more seats, may end as soon."""
    until = offered.offered_until.isoformat() if offered.offered_until else ""
    since = offered.joined_at.isoformat()
    return f"{EventNoticeKind.SEAT_OFFERED}:{offered.event_id}:{since}:{until}:{offered.seats_offered}"
