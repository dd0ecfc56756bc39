"""What is kept while an editor stands at a door: which one."""

import re

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

from bot.domain.events.event import EventId

TICKET = r"door_[A-Za-z0-9_-]{22}"
"""The payload of a ticket's link: 128 random bits in base64url."""

SCANNED = re.compile(rf"/start {TICKET}")
"""What Telegram sends when an editor scans a ticket with the camera."""


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


async def opened(state: FSMContext) -> EventId | None:
    """Give the same, or None where they stand at no door."""
    return await read(state) if await state.get_state() == AtTheDoor.number.state else None


def is_shown_at_door(raw_state: str, text: str) -> bool:
    """Tell whether the text is a ticket that is shown at the open door: a command that does not leave it."""
    return raw_state == AtTheDoor.number.state and SCANNED.fullmatch(text) is not None
