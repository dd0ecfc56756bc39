"""Why an act on an event could not be done."""

from collections.abc import Sequence

from bot.domain.events.event import Event, Gap


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


class NotLetIn(EventRefusal):
    """The ticket does not let in here and now; whoever is next may have another."""


class NotAtThisDoor(NotLetIn):
    """No such ticket for this event."""


class TicketElsewhere(NotLetIn):
    """The ticket is for `event`, and the editor stands at the door of another."""

    def __init__(self, event: Event) -> None:
        super().__init__(event.id)
        self.event = event


class NotTheDay(NotLetIn):
    """Nobody is let in to `event` yet, or any more."""

    def __init__(self, event: Event) -> None:
        super().__init__(event.id)
        self.event = event


class NotSoManySeats(EventRefusal):
    """Fewer seats are free than somebody new asked for."""

    def __init__(self, free: int) -> None:
        super().__init__(str(free))
        self.free = free
