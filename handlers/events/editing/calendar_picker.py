"""Choosing when an event begins: a day of a month, an hour, a minute."""

from datetime import date, time

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from handlers.events.editing import views
from handlers.events.editing.asking import ask, keep
from handlers.events.editing.callbacks import DayPicked, HourPicked, MonthShown, StartPicked
from handlers.events.editing.desk import Desk
from handlers.events.editing.fields import Field
from handlers.events.editing.times import start
from handlers.events.editing.unsettled import HourWanted, MinuteWanted, MonthTurned, Unsettled
from handlers.screens import Toast


async def turn_month(press: CallbackQuery, callback_data: MonthShown, state: FSMContext, desk: Desk) -> None:
    """Show another month."""
    asked = desk.asking(callback_data.event_id, Field.START, callback_data.way)
    await ask(press, state, desk, asked, unsettled=MonthTurned(date.fromordinal(callback_data.day)))


async def pick_day(press: CallbackQuery, callback_data: DayPicked, state: FSMContext, desk: Desk) -> None:
    """Keep the day in mind and ask for the hour, which may be typed too."""
    day = date.fromordinal(callback_data.day)
    asked = desk.asking(callback_data.event_id, Field.START, callback_data.way, day)
    await ask(press, state, desk, asked, unsettled=HourWanted(day))


async def pick_hour(press: CallbackQuery, callback_data: HourPicked, state: FSMContext, desk: Desk) -> None:
    """Ask for the minute."""
    day = date.fromordinal(callback_data.day)
    asked = desk.asking(callback_data.event_id, Field.START, callback_data.way, day)
    await ask(press, state, desk, asked, unsettled=MinuteWanted(day, callback_data.hour))


async def pick_start(press: CallbackQuery, callback_data: StartPicked, state: FSMContext, desk: Desk) -> None:
    """Let the event begin at the moment that was chosen."""
    asked = desk.asking(callback_data.event_id, Field.START, callback_data.way)
    hour = time(callback_data.hour, callback_data.minute)
    found = start(date.fromordinal(callback_data.day), hour, desk.now)
    if isinstance(found, Unsettled):
        await ask(press, state, desk, asked, unsettled=found)
        return
    await keep(press, state, desk, asked, found)


async def say_nothing_there(_press: CallbackQuery, toast: Toast) -> None:
    """Answer a cell of the calendar that holds no day."""
    toast.say(views.starts.no_day())
