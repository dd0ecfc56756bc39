"""What is kept while an editor stands at a door: which one."""

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

from bot.domain.events.event import EventId


class AtTheDoor(StatesGroup):
    """Numbers are typed one after the other, until the editor is done."""

    number = State()


async def begin(state: FSMContext, event_id: EventId) -> None:
    """Take every text for a number at the door of that event."""
    await state.set_state(AtTheDoor.number)
    await state.set_data({"event_id": event_id})


async def read(state: FSMContext) -> EventId:
    """Give the event at whose door the editor stands."""
    return EventId(int((await state.get_data())["event_id"]))
