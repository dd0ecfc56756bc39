"""What the buttons of the guest list and of the door say."""

from handlers.events.callbacks import EventNumber
from handlers.navigation import ButtonData


class GuestsShown(ButtonData, prefix="dg"):
    """The list of those who come to an event was asked for."""

    event_id: EventNumber
    page: int = 0


class GuestTableTaken(ButtonData, prefix="dx"):
    """The list was asked for as a table."""

    event_id: EventNumber


class DoorOpened(ButtonData, prefix="dd"):
    """An editor stands at the door and is about to type numbers."""

    event_id: EventNumber
