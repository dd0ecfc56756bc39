"""An appointment: the day, the hour, and where it is."""

from dataclasses import replace
from datetime import date, datetime, time

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.reception.states import Act
from handlers.coordination.acts import meetings, states
from handlers.coordination.acts.callbacks import MeetingDayPicked, MeetingHourPicked
from handlers.coordination.acts.desk import Desk
from handlers.coordination.acts.meetings import NoMoment, WhyNot
from handlers.coordination.acts.showing import show
from handlers.coordination.acts.states import ActDraft
from handlers.coordination.acts.views import questions


async def take_moment(message: Message, state: FSMContext, desk: Desk) -> None:
    """Read a day and an hour; where something is missing or wrong, say what and ask again."""
    draft = await states.read(state)
    await _take(message, draft, meetings.read(message.text or "", draft.day, desk.now), state, desk)


async def pick_day(
    press: CallbackQuery, callback_data: MeetingDayPicked, state: FSMContext, desk: Desk
) -> None:
    """Keep the day, and ask for the hour."""
    day = date.fromordinal(callback_data.day)
    draft = desk.draft(callback_data.request_id, Act.PROPOSE)
    await ask_moment(press, draft, NoMoment(why=WhyNot.HOUR_WANTED, day=day), state, desk)


async def pick_hour(
    press: CallbackQuery, callback_data: MeetingHourPicked, state: FSMContext, desk: Desk
) -> None:
    """Keep day and hour, and ask where the appointment is."""
    day, hour = date.fromordinal(callback_data.day), time(callback_data.hour)
    draft = desk.draft(callback_data.request_id, Act.PROPOSE)
    await _take(press, draft, meetings.moment(day, hour, desk.now), state, desk)


async def ask_moment(
    event: Message | CallbackQuery, draft: ActDraft, missing: NoMoment, state: FSMContext, desk: Desk
) -> None:
    """Ask for what is missing of the moment; the day that is known stays."""
    seen = await desk.about(draft.request_id, draft.act)
    await states.ask_moment(state, replace(draft, day=missing.day))
    await show(event, questions.moment(seen.card, desk.directory, desk.now, missing))


async def _take(
    event: Message | CallbackQuery, draft: ActDraft, found: datetime | NoMoment, state: FSMContext, desk: Desk
) -> None:
    if isinstance(found, NoMoment):
        await ask_moment(event, draft, found, state, desk)
        return
    seen = await desk.about(draft.request_id, draft.act)
    placed = replace(draft, at=found)
    await states.ask_words(state, placed)
    await show(event, questions.words(placed, seen.card, desk.directory))
