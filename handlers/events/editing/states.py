"""What is kept while an editor writes: what was asked; answers go into the event at once."""

from dataclasses import dataclass
from datetime import date

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

from bot.domain.events.event import EventId
from handlers.events.editing.fields import Field, Way


class EditForm(StatesGroup):
    """What the next message answers: a field, or until when an event is repeated."""

    value = State()
    until = State()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A field of an event that is being asked for; `day` is one that was chosen before its hour.

    `update_id` is the update that brought the question: should it be handled again after a crash, its text
    is the answer to the question before.
    """

    event_id: EventId
    field: Field
    way: Way
    update_id: int
    day: date | None = None


async def ask(state: FSMContext, asked: Asked) -> None:
    """Take the next message for the answer."""
    await state.set_state(EditForm.value)
    await state.set_data(
        {
            "event_id": asked.event_id,
            "field": asked.field,
            "way": asked.way,
            "update_id": asked.update_id,
            "day": asked.day.isoformat() if asked.day else "",
        }
    )


async def read(state: FSMContext) -> Asked:
    """Give what was asked."""
    data = await state.get_data()
    return Asked(
        event_id=EventId(int(data["event_id"])),
        field=Field(data["field"]),
        way=Way(data["way"]),
        update_id=int(data["update_id"]),
        day=date.fromisoformat(data["day"]) if data["day"] else None,
    )


async def ask_until(state: FSMContext, event_id: EventId) -> None:
    """Take the next message for the last day of a weekly event."""
    await state.set_state(EditForm.until)
    await state.set_data({"event_id": event_id})


async def read_repeated(state: FSMContext) -> EventId:
    """Give the event that is to be held every week."""
    return EventId(int((await state.get_data())["event_id"]))
