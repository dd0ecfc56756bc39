"""The editor's list of those who come, and the door: numbers that are said, tickets that are shown."""

import asyncio
import re

from aiogram import Bot, F, Router
from aiogram.filters import CommandObject, CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import BufferedInputFile, CallbackQuery, Message, Update

from bot.domain.events.errors import EventIsCancelled, EventRefusal, NotAtThisDoor, NotLetIn
from bot.domain.events.event import EventId
from bot.domain.people import Person
from bot.services.events.attendee_table import attendee_table
from bot.services.events.door import Arrival, Door
from handlers.events.door.callbacks import DoorOpened, GuestsShown, GuestTableTaken
from handlers.events.door.refusing import EditorRefusals
from handlers.events.door.states import TICKET, AtTheDoor, begin, opened, read
from handlers.events.door.views import arrivals, guests
from handlers.navigation import LinkFollowed, keyboard, keys, menu_button
from handlers.screens import Screen, show
from handlers.words import current_language

A_TICKET = f"^{TICKET}$"

ONE_NUMBER = re.compile(r"[^0-9]*([0-9]{1,9})[^0-9]*")
"""A text with one number in it, such as “№ 4712”; no ticket has more digits than fit into 31 bits."""


KEEPS_OPEN = (NotLetIn, EventIsCancelled)
"""What one guest is refused for; an editor who lost the right, or the event, leaves the door."""


async def show_guests(press: CallbackQuery, callback_data: GuestsShown, person: Person, door: Door) -> None:
    """Show how many come, and their numbers; an editor who was at the door has left it by this press."""
    found = await door.guests(EventId(callback_data.event_id), person.id)
    await show(press, guests.listed(found, callback_data.page))


async def send_table(
    press: CallbackQuery, callback_data: GuestTableTaken, person: Person, door: Door, bot: Bot
) -> None:
    """Send the list as a table that is printed for the door."""
    found = await door.guests(EventId(callback_data.event_id), person.id)
    rows, words = guests.table_rows(found), guests.table_words()
    data = await asyncio.to_thread(attendee_table, found.event, rows, current_language(), words)
    file = BufferedInputFile(data, f"guests-{found.event.id}.xlsx")
    await bot.send_document(press.from_user.id, file, caption=guests.table_caption(found))


async def open_door(
    press: CallbackQuery, callback_data: DoorOpened, person: Person, door: Door, state: FSMContext
) -> None:
    """Take the numbers that the editor types from now on."""
    found = await door.count(EventId(callback_data.event_id), person.id)
    await begin(state, found.event.id)
    await show(press, arrivals.door(found))


async def let_in_number(
    message: Message, text: str, person: Person, door: Door, state: FSMContext, event_update: Update
) -> None:
    """Let in whoever has said the number, and go on taking numbers."""
    said = ONE_NUMBER.fullmatch("".join(text.split()))
    if said is None:
        await ask_for_number(message, state)
        return
    event_id, number = await read(state), int(said[1])
    try:
        arrival = await door.check_in_number(event_id, person.id, number, event_update.update_id)
    except NotAtThisDoor:
        await show(message, arrivals.not_here(number, await door.count(event_id, person.id)))
        return
    except KEEPS_OPEN as error:
        await show(message, arrivals.not_let_in(error, event_id))
        return
    await show(message, arrivals.answered(arrival, await door.count(event_id, person.id)))


async def ask_for_number(message: Message, state: FSMContext) -> None:
    """Say that only numbers are taken here."""
    await show(message, arrivals.number_needed(await read(state)))


async def scan_ticket(
    message: Message,
    command: CommandObject,
    person: Person,
    door: Door,
    state: FSMContext,
    event_update: Update,
) -> None:
    """Let in whoever shows the ticket; tell anybody but its editor only that it is one."""
    at = await opened(state)
    try:
        arrival = await door.check_in_code(code_of(command.args or ""), person.id, at, event_update.update_id)
    except EventRefusal as error:
        if at is None:
            await message.answer(arrivals.told(error), reply_markup=keys())
            return
        if not isinstance(error, KEEPS_OPEN):
            raise
        await show(message, arrivals.not_let_in(error, at))
        return
    await show(message, await _let_in(arrival, person, door, state))


async def follow_ticket(
    press: CallbackQuery,
    callback_data: LinkFollowed,
    person: Person,
    door: Door,
    state: FSMContext,
    event_update: Update,
) -> None:
    """Do the same for somebody who first had to choose a language, and so stands at no door."""
    code = code_of(callback_data.payload)
    try:
        arrival = await door.check_in_code(code, person.id, None, event_update.update_id)
    except EventRefusal as error:
        await show(press, Screen(arrivals.told(error), keyboard([[menu_button()]])))
        return
    await show(press, await _let_in(arrival, person, door, state))


def code_of(payload: str) -> str:
    """Give the code of a ticket by the payload of its link."""
    return payload.removeprefix("door_")


async def _let_in(arrival: Arrival, person: Person, door: Door, state: FSMContext) -> Screen:
    """Say who was let in; the next guest may say a number instead, so the door stays open."""
    await begin(state, arrival.event.id)
    return arrivals.shown(arrival, await door.count(arrival.event.id, person.id))


def create_router() -> Router:
    """Give the routes of the guest list and of the door."""
    router = Router(name=__name__)
    router.message.middleware(EditorRefusals())
    router.callback_query.middleware(EditorRefusals())
    router.message.register(scan_ticket, CommandStart(deep_link=True, magic=F.args.regexp(A_TICKET)))
    router.callback_query.register(follow_ticket, LinkFollowed.filter(F.payload.regexp(A_TICKET)))
    router.callback_query.register(show_guests, GuestsShown.filter())
    router.callback_query.register(send_table, GuestTableTaken.filter())
    router.callback_query.register(open_door, DoorOpened.filter())
    router.message.register(let_in_number, StateFilter(AtTheDoor.number), F.text.as_("text"))
    router.message.register(ask_for_number, StateFilter(AtTheDoor.number))
    return router
