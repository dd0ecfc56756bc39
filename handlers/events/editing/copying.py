"""One event made from another: a copy, or the same every week."""

from collections.abc import Sequence
from datetime import date

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.astana_time import local
from bot.domain.dates import read_moment, read_period
from bot.domain.events.event import Event, EventId, EventStatus
from handlers.events.editing import states, views
from handlers.events.editing.asking import show_page
from handlers.events.editing.callbacks import EventCopied, EventRepeated, RepeatAsked, RepeatUntil
from handlers.events.editing.desk import Desk
from handlers.events.editing.page import EditorPage
from handlers.screens import show


async def copy(press: CallbackQuery, callback_data: EventCopied, state: FSMContext, desk: Desk) -> None:
    """Begin a draft with the words of the event, and show it."""
    event_id = EventId(callback_data.event_id)
    key = f"copy:{event_id}:{desk.person_id}:{callback_data.screen}"
    event = await desk.repeating.copy(event_id, desk.person_id, key)
    if event.version > 1:  # the button of an old screen, whose copy has been changed since
        event = await desk.repeating.copy(event_id, desk.person_id, f"copy:{desk.person_id}:{desk.update_id}")
    await show_page(press, state, desk, await desk.page(event.id), views.confirming.copied())


async def ask_until(press: CallbackQuery, callback_data: RepeatAsked, state: FSMContext, desk: Desk) -> None:
    """Ask until when the event is to be held every week."""
    page = await desk.page(callback_data.event_id)
    if (trouble := _trouble(page)) is not None:
        await show_page(press, state, desk, page, trouble)
        return
    await show(press, views.confirming.repeat_until(page))
    await states.ask_until(state, page.event.id)


async def take_until(message: Message, text: str, state: FSMContext, desk: Desk) -> None:
    """Read the last day, and ask whether to make the events."""
    page = await desk.page(await states.read_repeated(state))
    if (trouble := _trouble(page)) is not None:
        await show_page(message, state, desk, page, trouble)
        return
    until = _day(text, desk)
    if until is None:
        await show(message, views.confirming.repeat_until(page, views.confirming.until_unread()))
        return
    await show(
        message, views.confirming.repeat(page, until, await desk.repeating.open_weeks(page.event, until))
    )


async def refuse_until(message: Message, state: FSMContext, desk: Desk) -> None:
    """Say that a day is to be written."""
    page = await desk.page(await states.read_repeated(state))
    await show(message, views.confirming.repeat_until(page, views.confirming.until_unread()))


async def choose_until(
    press: CallbackQuery, callback_data: RepeatUntil, state: FSMContext, desk: Desk
) -> None:
    """Ask whether to make the events up to the day that was chosen."""
    page = await desk.page(callback_data.event_id)
    if (trouble := _trouble(page)) is not None:
        await show_page(press, state, desk, page, trouble)
        return
    until = date.fromordinal(callback_data.day)
    await show(
        press, views.confirming.repeat(page, until, await desk.repeating.open_weeks(page.event, until))
    )


async def repeat(press: CallbackQuery, callback_data: EventRepeated, state: FSMContext, desk: Desk) -> None:
    """Make the events; one button makes a week of an event once, however often it is pressed."""
    event_id, until = EventId(callback_data.event_id), date.fromordinal(callback_data.day)
    act = f"repeat:{event_id}:{desk.person_id}"
    made = await desk.repeating.repeat(event_id, desk.person_id, until, f"{act}:{callback_data.screen}")
    if made and not _held(made):  # the button of an old screen, whose events have been called off since
        made = await desk.repeating.repeat(event_id, desk.person_id, until, f"{act}:{desk.update_id}")
    page = await desk.page(event_id)
    await show_page(press, state, desk, page, views.confirming.repeated(len(_held(made))))


def _held(made: Sequence[Event]) -> list[Event]:
    return [event for event in made if event.status is not EventStatus.CANCELLED]


def _trouble(page: EditorPage) -> str | None:
    """Say why an event can't be repeated."""
    if page.event.details.starts_at is None:
        return views.confirming.start_wanted()
    if page.later:
        return views.confirming.already_weekly()
    return views.page.has_begun() if page.is_over else None


def _day(text: str, desk: Desk) -> date | None:
    moment = read_moment(text, desk.now)
    if moment is not None:
        return moment.day
    period = read_period(text, local(desk.now).date())
    return period.last if period else None
