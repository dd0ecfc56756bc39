"""What the buttons of the events say to a citizen.

`back` names the list that a card was opened from, as `handlers.events.listing` writes it, empty for a card
that stays by itself. Prefixes are short because Telegram allows 64 bytes in all, ids included.
"""

from typing import Annotated

from pydantic import Field

from bot.domain.events.attendance import MOST_SEATS_OF_ONE
from bot.domain.events.reminders import Lead
from handlers.navigation import ButtonData

EventNumber = Annotated[int, Field(ge=0, lt=2**31)]
"""An event's id as the databases hold it; a larger one was forged."""

Seats = Annotated[int, Field(ge=1, le=MOST_SEATS_OF_ONE)]


class EventOpened(ButtonData, prefix="e"):
    """The card of an event was asked for."""

    event_id: EventNumber
    back: str = ""


class ListShown(ButtonData, prefix="el"):
    """A list of events was asked for."""

    listing: str


class RegionsOfEvents(ButtonData, prefix="er"):
    """The regions were asked for; `listing` is what is to be listed in the one that is chosen."""

    listing: str
    page: int = 0


class NearAsked(ButtonData, prefix="en"):
    """Somebody wants to say near which place events are wanted."""


class MyEventsShown(ButtonData, prefix="eg"):
    """What the person comes to was asked for."""

    page: int = 0


class Coming(ButtonData, prefix="ec"):
    """The person comes with so many seats; without a number, with those that they have or are offered.

    `sure` tells that they know that there are fewer, and would rather wait.
    """

    event_id: EventNumber
    seats: Seats | None = None
    sure: bool = False
    back: str = ""


class CannotCome(ButtonData, prefix="eq"):
    """The person can't come, or waits no longer.

    `sure` spares the question whether they mean it.
    """

    event_id: EventNumber
    sure: bool = False
    back: str = ""


class SeatsAsked(ButtonData, prefix="es"):
    """Another number of seats is wanted."""

    event_id: EventNumber
    back: str = ""


class OfferTaken(ButtonData, prefix="ea"):
    """The person takes the seats that were offered to them."""

    event_id: EventNumber
    back: str = ""


class OfferDeclined(ButtonData, prefix="eo"):
    """The person does not want the seats that were offered to them."""

    event_id: EventNumber
    back: str = ""


class LeadsAsked(ButtonData, prefix="ed"):
    """Another time of the reminder is wanted."""

    event_id: EventNumber
    back: str = ""


class LeadChosen(ButtonData, prefix="em"):
    """The person wants to be reminded so long before."""

    event_id: EventNumber
    lead: Lead
    back: str = ""


class TicketAsked(ButtonData, prefix="et"):
    """The code that is shown at the door was asked for."""

    event_id: EventNumber


class CalendarAsked(ButtonData, prefix="ef"):
    """The calendar file was asked for."""

    event_id: EventNumber
