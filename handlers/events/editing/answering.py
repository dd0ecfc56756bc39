"""Answering what was asked, by a text, a photo or a button."""

from dataclasses import replace
from datetime import timedelta

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, PhotoSize

from bot.domain.events.edits import with_fields
from bot.domain.places import HouseId, PlaceId
from handlers.events.editing import answers, states, views
from handlers.events.editing.asking import ask, keep
from handlers.events.editing.callbacks import (
    FieldAsked,
    FieldCleared,
    HousePicked,
    LanguageTicked,
    LengthPicked,
    SeatsPicked,
    TopicPicked,
    TownPicked,
)
from handlers.events.editing.desk import Desk
from handlers.events.editing.fields import CLEARED, Field, Way
from handlers.events.editing.unsettled import HourWanted, StartWanted, TextWanted, Unsettled
from handlers.events.editing.whereabouts import held_at
from handlers.screens import show


async def ask_field(press: CallbackQuery, callback_data: FieldAsked, state: FSMContext, desk: Desk) -> None:
    """Ask for a field; where later events of a series may follow, ask that first."""
    if callback_data.way is Way.UNSETTLED:
        page = await desk.page(callback_data.event_id)
        if page.later and not page.has_begun:
            await show(press, views.confirming.scope(page, callback_data.field))
            return
    asked = desk.asking(callback_data.event_id, callback_data.field, callback_data.way)
    await ask(press, state, desk, asked, page_number=callback_data.page)


async def take_text(message: Message, text: str, state: FSMContext, desk: Desk) -> None:
    """Read what was typed and keep it; where it can't be read, say why and ask again."""
    asked = await states.read(state)
    if asked.update_id == desk.update_id:  # a repeat after a crash: this text was the answer before
        await ask(message, state, desk, asked)
        return
    page = await desk.page(asked.event_id)
    typed = answers.Typed(
        text=text, details=page.event.details, directory=desk.directory, now=desk.now, day=asked.day
    )
    found = answers.read(asked.field, typed)
    if isinstance(found, Unsettled):
        day = found.day if isinstance(found, HourWanted) else asked.day
        await ask(message, state, desk, replace(asked, day=day), unsettled=found)
        return
    await keep(message, state, desk, asked, found)


async def take_photo(message: Message, photo: list[PhotoSize], state: FSMContext, desk: Desk) -> None:
    """Keep the picture, where one was asked for; Telegram gives its largest size last."""
    asked = await states.read(state)
    if asked.field is not Field.PICTURE:
        await ask(message, state, desk, asked, unsettled=TextWanted())
        return
    await keep(message, state, desk, asked, with_fields(picture=photo[-1].file_id))


async def refuse_anything_else(message: Message, state: FSMContext, desk: Desk) -> None:
    """Say what can be taken."""
    await ask(message, state, desk, await states.read(state), unsettled=TextWanted())


async def clear_field(
    press: CallbackQuery, callback_data: FieldCleared, state: FSMContext, desk: Desk
) -> None:
    """Take away what the event says about a field that it can do without."""
    asked = desk.asking(callback_data.event_id, callback_data.field, callback_data.way)
    if asked.field not in CLEARED:
        await ask(press, state, desk, asked)
        return
    await keep(press, state, desk, asked, CLEARED[asked.field])


async def pick_house(press: CallbackQuery, callback_data: HousePicked, state: FSMContext, desk: Desk) -> None:
    """Hold the event in a house."""
    asked = desk.asking(callback_data.event_id, Field.PLACE, callback_data.way)
    if desk.directory.house(callback_data.house_id) is None:
        await ask(press, state, desk, asked)
        return
    await keep(press, state, desk, asked, held_at(house_id=HouseId(callback_data.house_id)))


async def pick_town(press: CallbackQuery, callback_data: TownPicked, state: FSMContext, desk: Desk) -> None:
    """Hold the event in a town, at an address of its own."""
    asked = desk.asking(callback_data.event_id, Field.PLACE, callback_data.way)
    if desk.directory.place(callback_data.place_id) is None:
        await ask(press, state, desk, asked)
        return
    await keep(press, state, desk, asked, held_at(place_id=PlaceId(callback_data.place_id)))


async def pick_length(
    press: CallbackQuery, callback_data: LengthPicked, state: FSMContext, desk: Desk
) -> None:
    """Let the event end so long after its beginning."""
    asked = desk.asking(callback_data.event_id, Field.END, callback_data.way)
    starts_at = (await desk.page(callback_data.event_id)).event.details.starts_at
    if starts_at is None:
        await ask(press, state, desk, asked, unsettled=StartWanted())
        return
    ends_at = starts_at + timedelta(minutes=callback_data.minutes)
    await keep(press, state, desk, asked, with_fields(ends_at=ends_at))


async def pick_seats(press: CallbackQuery, callback_data: SeatsPicked, state: FSMContext, desk: Desk) -> None:
    """Give the event so many seats."""
    asked = desk.asking(callback_data.event_id, Field.SEATS, callback_data.way)
    await keep(press, state, desk, asked, with_fields(capacity=callback_data.seats))


async def tick_language(
    press: CallbackQuery, callback_data: LanguageTicked, state: FSMContext, desk: Desk
) -> None:
    """Hold the event in a language too, or no longer."""
    asked = desk.asking(callback_data.event_id, Field.LANGUAGES, callback_data.way)
    order = answers.languages_of_events(desk.directory)
    if callback_data.code not in order:
        await ask(press, state, desk, asked)
        return
    edit = answers.ticked(callback_data.code, order, wanted=callback_data.wanted)
    await keep(press, state, desk, asked, edit, page_number=callback_data.page)


async def pick_topic(press: CallbackQuery, callback_data: TopicPicked, state: FSMContext, desk: Desk) -> None:
    """Say what the event is about."""
    asked = desk.asking(callback_data.event_id, Field.TOPIC, callback_data.way)
    await keep(press, state, desk, asked, with_fields(topic=callback_data.topic))
