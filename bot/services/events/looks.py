"""Which looks for reminders need no repeat, so that a beat is cheap where nothing has changed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain.events.event import Event
from bot.domain.events.reminders import Lead

LATE_COMMITS = timedelta(minutes=1)
"""So long after its moment a look is repeated: who came just before it may not be kept yet."""


class Look(NamedTuple):
    """At an event as it stands, for those who are to be reminded of it at that moment."""

    event: Event
    lead: Lead
    planned: datetime


class DoneLooks:
    """Remembers in memory what has been looked at; to forget it costs one look more and nothing else.

    Whoever comes, comes back or wishes otherwise after the moment is not reminded any more, so a second look
    finds somebody new only where the event is another than it was, or the clock has gone back.
    """

    def __init__(self) -> None:
        self._done: set[Look] = set()
        self._last_asked: datetime | None = None

    def still_wanted(self, due: Iterable[Look], now: datetime) -> Sequence[Look]:
        """Give what is due and has not been looked at, and forget whatever is no longer due."""
        if self._last_asked is None or now < self._last_asked:
            self._done.clear()
        self._last_asked = now
        looks = list(due)
        self._done.intersection_update(looks)
        return [look for look in looks if look not in self._done]

    def finish(self, look: Look, now: datetime) -> None:
        """Keep that everybody was found who can be."""
        if look.planned + LATE_COMMITS < now:
            self._done.add(look)
