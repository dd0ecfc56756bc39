"""Why an act on an event could not be done."""

from collections.abc import Sequence

from bot.domain.events.event import Gap


class EventRefusal(Exception):
    """The event, or the person's rights, do not allow this."""


class EventUnknown(EventRefusal):
    """There is no such event, or it is somebody's draft."""


class EventOver(EventRefusal):
    """The event has begun or is over."""


class EventIsCancelled(EventRefusal):
    """The event was called off."""


class OfferGone(EventRefusal):
    """The seats that were offered are no longer kept."""


class NotAttending(EventRefusal):
    """The person is not coming to this event, nor waiting for a seat."""


class NotAnEditor(EventRefusal):
    """The person may not edit events of this region."""


class NotComplete(EventRefusal):
    """The event lacks what it needs before it may be published."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        super().__init__(", ".join(gaps))
        self.gaps = tuple(gaps)


class NotAtThisDoor(EventRefusal):
    """No such ticket for this event."""
