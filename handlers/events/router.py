"""What is on, and who comes: the table of routes."""

from aiogram import F, Router
from aiogram.filters import Command, CommandStart, MagicData, StateFilter

from handlers.events.attendance import ask_lead, ask_seats, choose_lead, come, decline, leave, take_offer
from handlers.events.callbacks import (
    CalendarAsked,
    CannotCome,
    Coming,
    EventOpened,
    LeadChosen,
    LeadsAsked,
    ListShown,
    MyEventsShown,
    NearAsked,
    OfferDeclined,
    OfferTaken,
    RegionsOfEvents,
    SeatsAsked,
    TicketAsked,
)
from handlers.events.cards import open_event, send_calendar_file, send_ticket
from handlers.events.days import register_day_text, register_days
from handlers.events.door import router as door
from handlers.events.editing import router as editing
from handlers.events.filters import NamesPeriod
from handlers.events.links import PAYLOAD, follow_link, offer_event, offer_list, open_link
from handlers.events.lists import (
    show_home,
    show_list,
    show_list_of_house,
    show_my_events,
    show_regions,
    show_typed_list,
)
from handlers.events.near import ask_again, ask_where, share_place, share_venue, type_place
from handlers.events.refusing import RefusalMiddleware
from handlers.events.states import EventsNear
from handlers.events.subscriptions import register_subscriptions
from handlers.events.tables import router as tables
from handlers.navigation import EventsOfHouse, IsKey, Key, LinkFollowed, Section, SectionOpened


def create_early_router() -> Router:
    """Give the routes that stand before those of the places, which take any place and any inline words."""
    router = Router(name=f"{__name__}.early")
    router.message.filter(StateFilter(EventsNear.where))
    router.message.register(ask_again, MagicData(F.position_lost))
    router.inline_query.register(offer_event, F.query.regexp(PAYLOAD).as_("named"))
    router.inline_query.register(offer_list, NamesPeriod())
    return router


def create_router() -> Router:
    """Give the routes of the events, but for those that take any text."""
    router = Router(name=__name__)
    router.include_routers(
        _create_citizens_router(),
        editing.create_router(),
        door.create_router(),
        tables.create_router(),
    )
    return router


def create_text_router() -> Router:
    """Give the routes of what somebody types: to be asked after every command, key and form."""
    router = Router(name=f"{__name__}.text")
    router.message.register(show_typed_list, F.text, NamesPeriod())
    register_day_text(router)
    return router


def _create_citizens_router() -> Router:
    router = Router(name=f"{__name__}.citizens")
    router.callback_query.middleware(RefusalMiddleware())
    _register_lists(router)
    _register_cards(router)
    register_days(router)
    register_subscriptions(router)
    return router


def _register_lists(router: Router) -> None:
    for start in (Command("events"), IsKey(Key.EVENTS)):
        router.message.register(show_home, start)
    router.callback_query.register(show_home, SectionOpened.filter(F.section == Section.EVENTS))
    router.callback_query.register(show_my_events, SectionOpened.filter(F.section == Section.MY_EVENTS))
    router.callback_query.register(show_my_events, MyEventsShown.filter())
    router.callback_query.register(show_list, ListShown.filter())
    router.callback_query.register(show_regions, RegionsOfEvents.filter())
    router.callback_query.register(show_list_of_house, EventsOfHouse.filter())
    router.callback_query.register(ask_where, NearAsked.filter())
    near = StateFilter(EventsNear.where)
    router.message.register(share_venue, near, F.venue.as_("venue"))
    router.message.register(share_place, near, F.location.as_("location"))
    router.message.register(type_place, near, F.text.as_("text"), ~F.text.startswith("/"))


def _register_cards(router: Router) -> None:
    router.message.register(open_link, CommandStart(deep_link=True, magic=F.args.regexp(PAYLOAD)))
    router.callback_query.register(follow_link, LinkFollowed.filter(F.payload.regexp(PAYLOAD)))
    router.callback_query.register(open_event, EventOpened.filter())
    router.callback_query.register(come, Coming.filter())
    router.callback_query.register(leave, CannotCome.filter())
    router.callback_query.register(ask_seats, SeatsAsked.filter())
    router.callback_query.register(take_offer, OfferTaken.filter())
    router.callback_query.register(decline, OfferDeclined.filter())
    router.callback_query.register(ask_lead, LeadsAsked.filter())
    router.callback_query.register(choose_lead, LeadChosen.filter())
    router.callback_query.register(send_ticket, TicketAsked.filter())
    router.callback_query.register(send_calendar_file, CalendarAsked.filter())
