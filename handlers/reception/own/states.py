"""What a citizen is asked for about a request of their own."""

from aiogram.fsm.state import State, StatesGroup


class OwnForm(StatesGroup):
    """The one question: what is to be added, or replied."""

    addition = State()
