"""How somebody stands to an event after they come, wait, take an offer or leave."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.events.attendance import MOST_SEATS_OF_ONE, Attendance, AttendanceState
from bot.domain.events.errors import OfferGone
from bot.domain.events.event import Event

A_MOMENT = timedelta(microseconds=1)
"""What keeps two who join at the same moment apart on the waiting list."""


def wanted_seats(mine: Attendance | None, seats: int | None) -> int:
    """Say how many seats are meant; without a number, those that somebody has or wants already."""
    if seats is not None:
        return min(max(seats, 1), MOST_SEATS_OF_ONE)
    return 1 if mine is None or mine.state is AttendanceState.LEFT else mine.seats


def is_before(one: Attendance, mine: Attendance) -> bool:
    """Tell whether somebody who waits has been waiting longer than the person, or the person is not yet."""
    if mine.state is not AttendanceState.WAITING:
        return True
    return (one.joined_at, one.number) < (mine.joined_at, mine.number)


def coming(mine: Attendance, seats: int, event: Event, now: datetime) -> Attendance:
    """Give the seats to the person, who comes with them."""
    was_coming = mine.state is AttendanceState.COMING
    return replace(
        mine,
        state=AttendanceState.COMING,
        seats=seats,
        seats_offered=None,
        offered_until=None,
        confirmed_at=mine.confirmed_at if was_coming else now,
        told_version=mine.told_version if was_coming else event.version,
    )


def accepted(mine: Attendance, event: Event, now: datetime) -> Attendance:
    """Give the seats that are offered; raises OfferGone where none are, or no longer."""
    if mine.state is not AttendanceState.OFFERED or mine.offered_until is None or mine.offered_until <= now:
        raise OfferGone
    return coming(mine, mine.seats_offered or mine.seats, event, now)


def left(mine: Attendance) -> Attendance:
    """Take everything back that somebody who does not come has no use for."""
    return replace(
        mine,
        state=AttendanceState.LEFT,
        seats_offered=None,
        offered_until=None,
        card_message_id=None,
        checked_in_at=None,
        checked_in_by_update=None,
    )


def waiting(
    mine: Attendance, seats: int, queue: Sequence[Attendance], event: Event, now: datetime
) -> Attendance:
    """Let the person wait for so many seats: somebody new at the end of the queue."""
    is_new = mine.state is AttendanceState.LEFT
    return replace(
        mine,
        state=AttendanceState.WAITING,
        seats=seats,
        seats_offered=None,
        offered_until=None,
        joined_at=max([now, *(one.joined_at + A_MOMENT for one in queue)]) if is_new else mine.joined_at,
        told_version=event.version if is_new else mine.told_version,
    )
