"""An event as one person sees it."""

from dataclasses import dataclass

from bot.domain.events.attendance import Attendance, AttendanceState, free_seats
from bot.domain.events.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCard:
    """An event, how full it is, and how one person stands to it.

    `held` counts seats that are taken or kept for an offer; `ahead` the people before this one on the
    waiting list, None for somebody who does not wait.
    """

    event: Event
    held: int
    mine: Attendance | None = None
    ahead: int | None = None

    @property
    def free(self) -> int | None:
        """Give how many seats are left; None where there is no limit."""
        return free_seats(self.event.details.capacity, self.held)

    @property
    def state(self) -> AttendanceState | None:
        """Give how the person stands to the event; None for somebody who never joined it."""
        return self.mine.state if self.mine else None
