"""What a citizen is asked for by the events."""

from aiogram.fsm.state import State, StatesGroup


class EventsNear(StatesGroup):
    """The one question of “Near a place”."""

    where = State()
