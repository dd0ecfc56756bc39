"""The yearly dates: their list, their cards, and the answer to “When is the Day of Gratitude?”."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.astana_time import local
from bot.domain.calendar_days import CalendarDay, upcoming
from bot.ports.clock import Clock
from bot.services.places import Places
from handlers.events.day_callbacks import DayChosen, DaysShown
from handlers.events.day_filters import NamesDay
from handlers.events.views import days as views
from handlers.navigation import ButtonData
from handlers.screens import show


async def show_days(
    event: Message | CallbackQuery, places: Places, clock: Clock, callback_data: ButtonData | None = None
) -> None:
    """Show the yearly dates, the next one first; the first page unless a button of theirs names another."""
    today = local(clock()).date()
    page = callback_data.page if isinstance(callback_data, DaysShown) else 0
    await show(event, views.listed(upcoming(places.directory.days, today), today, page))


async def open_day(press: CallbackQuery, callback_data: DayChosen, places: Places, clock: Clock) -> None:
    """Show the card of the date in the place of the list."""
    day = places.directory.day(callback_data.day_id)
    if day is None:
        await show(press, views.gone())
        return
    await show(press, views.card(day, local(clock()).date(), callback_data.page))


async def answer_named_day(message: Message, day: CalendarDay, clock: Clock) -> None:
    """Show the card of the date that was named."""
    await show(message, views.card(day, local(clock()).date()))


def register_days(router: Router) -> None:
    """Add the routes of the buttons."""
    router.callback_query.register(show_days, DaysShown.filter())
    router.callback_query.register(open_day, DayChosen.filter())


def register_day_text(router: Router) -> None:
    """Add the route of what somebody types: to be asked after every form, and before the names of places."""
    router.message.register(answer_named_day, F.text, NamesDay())
