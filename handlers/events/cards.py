"""The card of an event, and the files that it gives: the ticket, and the entry of a calendar."""

import asyncio

from aiogram import Bot
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.domain.events.attendance import AttendanceState
from bot.domain.events.card import EventCard
from bot.domain.events.errors import EventUnknown, NotAttending
from bot.domain.events.event import EventId, EventStatus
from bot.domain.people import Person
from bot.services.events.attending import Attending
from bot.services.events.browsing import Browsing
from bot.services.events.calendar_file import calendar_file, file_name
from bot.services.events.tickets import ticket_picture
from bot.services.places import Places
from handlers.events import views
from handlers.events.callbacks import CalendarAsked, EventOpened, TicketAsked
from handlers.events.views.ways import NEAR_ME
from handlers.navigation import keyboard, menu_button
from handlers.screens import show, show_below, still_shows_it
from handlers.words import current_language


async def open_event(
    press: CallbackQuery,
    callback_data: EventOpened,
    person: Person,
    browsing: Browsing,
    attending: Attending,
    places: Places,
) -> None:
    """Show the card; below a list that can't be made again, else in its place."""
    card = await browsing.card(EventId(callback_data.event_id), person.id)
    await show_card(press, card, callback_data.back, person, browsing, attending, places)


async def show_card(
    event: Message | CallbackQuery,
    card: EventCard,
    back: str,
    person: Person,
    browsing: Browsing,
    attending: Attending,
    places: Places,
) -> None:
    """Show the card as the person sees it, and remember where, so that it can follow the event."""
    may_edit = await browsing.may_edit(card.event, person.id)
    stays = back == NEAR_ME
    screen = views.card.card(
        card, places.directory, browsing.now(), may_edit=may_edit, back="" if stays else back
    )
    if stays and isinstance(event, CallbackQuery):
        message_id = await show_below(event, screen)
    else:
        message_id = await show(event, screen)
    if message_id is None or card.mine is None or card.state is AttendanceState.LEFT:
        return
    if card.mine.card_message_id != message_id:
        await attending.remember_card(card.event.id, person.id, message_id)
    still_shows_it(message_id)


async def send_ticket(
    press: CallbackQuery, callback_data: TicketAsked, person: Person, browsing: Browsing, bot: Bot
) -> None:
    """Send the code for the door as a picture, below the card."""
    card = await browsing.card(EventId(callback_data.event_id), person.id)
    if card.mine is None or card.mine.state is not AttendanceState.COMING:
        raise NotAttending
    link = await _link(bot, f"door_{card.mine.code}")
    picture = await asyncio.to_thread(ticket_picture, link)
    await bot.send_photo(
        press.from_user.id,
        BufferedInputFile(picture, "ticket.png"),
        caption=views.acts.ticket_caption(card),
        reply_markup=keyboard([[menu_button()]]),
    )


async def send_calendar_file(
    press: CallbackQuery,
    callback_data: CalendarAsked,
    person: Person,
    browsing: Browsing,
    attending: Attending,
    places: Places,
    bot: Bot,
) -> None:
    """Send the event as a calendar file, below the card."""
    event_id = EventId(callback_data.event_id)
    if (await browsing.card(event_id, person.id)).event.status is EventStatus.DRAFT:
        raise EventUnknown
    card = await attending.take_calendar(event_id, person.id)
    file = calendar_file(
        card.event,
        current_language(),
        views.lines.plain_where(card.event.details, places.directory),
        await _link(bot, f"event_{event_id}"),
        browsing.now(),
    )
    await bot.send_document(
        press.from_user.id,
        BufferedInputFile(file, file_name(card.event)),
        caption=views.acts.calendar_caption(card),
        reply_markup=keyboard([[menu_button()]]),
    )


async def _link(bot: Bot, payload: str) -> str:
    return f"https://t.me/{(await bot.me()).username}?start={payload}"
