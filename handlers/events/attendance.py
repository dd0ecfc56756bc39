"""“I am coming”, “I can't after all”, seats, offers and reminders: what the buttons of a card do."""

from aiogram.types import CallbackQuery

from bot.domain.events.attendance import AttendanceState
from bot.domain.events.card import EventCard
from bot.domain.events.errors import NotAttending, NotSoManySeats
from bot.domain.events.event import EventId
from bot.domain.people import Person
from bot.services.events.attending import Attending
from bot.services.events.browsing import Browsing
from bot.services.places import Places
from handlers.events import views
from handlers.events.callbacks import (
    CannotCome,
    Coming,
    LeadChosen,
    LeadsAsked,
    OfferDeclined,
    OfferTaken,
    SeatsAsked,
)
from handlers.events.cards import show_card
from handlers.screens import Toast, show
from handlers.words import _


async def come(
    press: CallbackQuery,
    callback_data: Coming,
    person: Person,
    browsing: Browsing,
    attending: Attending,
    places: Places,
    toast: Toast,
) -> None:
    """Take the seats, or a place on the waiting list; ask first where fewer are free than are wanted."""
    event_id, seats, back = EventId(callback_data.event_id), callback_data.seats, callback_data.back
    try:
        card = await attending.come(event_id, person.id, seats, sure=callback_data.sure)
    except NotSoManySeats as refusal:
        card, now = await browsing.card(event_id, person.id), browsing.now()
        await show(press, views.acts.too_few_seats(card, refusal.free, seats or 1, now, back))
        return
    if seats and card.state is AttendanceState.COMING and card.mine is not None and card.mine.seats < seats:
        await show(press, views.acts.no_more_seats(card, back))
        return
    _say_how_it_stands(card, toast)
    await show_card(press, card, back, person, browsing, attending, places)


async def ask_seats(
    press: CallbackQuery, callback_data: SeatsAsked, person: Person, browsing: Browsing
) -> None:
    """Ask how many come together."""
    card = await browsing.card(EventId(callback_data.event_id), person.id)
    await show(press, views.acts.ask_seats(card, callback_data.back))


async def leave(
    press: CallbackQuery,
    callback_data: CannotCome,
    person: Person,
    browsing: Browsing,
    attending: Attending,
    places: Places,
    toast: Toast,
) -> None:
    """Give the seats back; ask first where one could not simply take them again."""
    event_id, back = EventId(callback_data.event_id), callback_data.back
    before = await browsing.card(event_id, person.id)
    if not callback_data.sure and _is_not_to_be_undone(before):
        await show(press, views.acts.ask_whether_sure(before, back))
        return
    card = await attending.leave(event_id, person.id)
    toast.say(_("You are not coming to this event."))
    await show_card(press, card, back, person, browsing, attending, places)


async def take_offer(
    press: CallbackQuery,
    callback_data: OfferTaken,
    person: Person,
    browsing: Browsing,
    attending: Attending,
    places: Places,
    toast: Toast,
) -> None:
    """Take the seats that were kept."""
    card = await attending.accept(EventId(callback_data.event_id), person.id)
    toast.say(_("You are coming."))
    await show_card(press, card, callback_data.back, person, browsing, attending, places)


async def decline(
    press: CallbackQuery,
    callback_data: OfferDeclined,
    person: Person,
    browsing: Browsing,
    attending: Attending,
    places: Places,
    toast: Toast,
) -> None:
    """Let the next have the seats that were kept; say how things stand where none are."""
    card = await attending.decline(EventId(callback_data.event_id), person.id)
    _say_how_it_stands(card, toast)
    await show_card(press, card, callback_data.back, person, browsing, attending, places)


async def ask_lead(
    press: CallbackQuery, callback_data: LeadsAsked, person: Person, browsing: Browsing
) -> None:
    """Ask when to remind."""
    card = await browsing.card(EventId(callback_data.event_id), person.id)
    if card.state in {None, AttendanceState.LEFT}:
        raise NotAttending
    await show(press, views.acts.ask_lead(card, browsing.now(), callback_data.back))


async def choose_lead(
    press: CallbackQuery, callback_data: LeadChosen, person: Person, browsing: Browsing, attending: Attending
) -> None:
    """Remind so long before from now on, and say when exactly that is."""
    card = await attending.remind(EventId(callback_data.event_id), person.id, callback_data.lead)
    await show(press, views.acts.ask_lead(card, browsing.now(), callback_data.back))


def _say_how_it_stands(card: EventCard, toast: Toast) -> None:
    match card.state:
        case AttendanceState.COMING:
            toast.say(_("You are coming."))
        case AttendanceState.WAITING:
            toast.say(_("You are on the waiting list."))
        case AttendanceState.LEFT:
            toast.say(_("You are not coming to this event."))


def _is_not_to_be_undone(card: EventCard) -> bool:
    if card.state is AttendanceState.COMING and card.mine is not None:
        return card.event.is_published and (card.mine.seats > 1 or card.free == 0)
    return card.state is AttendanceState.WAITING
