"""Offering free seats to those who wait, inside whatever transaction has freed them."""

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
    for offer in offers(await transaction.waiting(event.id), free):
        told_at = min(after_night(now), event.starts_at)
        ends = offer_ends(told_at if waiting_list_is_open(told_at, event.starts_at) else now, event.starts_at)
        offered = replace(
            offer.attendance,
            state=AttendanceState.OFFERED,
            seats_offered=offer.seats,
            offered_until=ends,
        )
        await transaction.keep(offered)
        notice = NewNotice(
            person_id=offered.person_id,
            kind=EventNoticeKind.SEAT_OFFERED,
            key=offer_key(offered),
            payload={"event_id": event.id},
            due_at=now,
            expires_at=ends,
            holds_at_night=waiting_list_is_open(told_at, event.starts_at),
        )
        await transaction.put([notice], now)


def offer_key(offered: Attendance) -> str:
    """Name the offer that somebody has: whoever waits anew may get another that ends at the same moment."""
    until = offered.offered_until.isoformat() if offered.offered_until else ""
    return f"{EventNoticeKind.SEAT_OFFERED}:{offered.event_id}:{offered.joined_at.isoformat()}:{until}"
