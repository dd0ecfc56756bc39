"""The buttons of an event's card: each state of event and person has its own."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.events.attendance import AttendanceState, waiting_list_is_open
from bot.domain.events.card import EventCard
from handlers.events.callbacks import (
    CalendarAsked,
    CannotCome,
    Coming,
    EventOpened,
    LeadsAsked,
    OfferDeclined,
    OfferTaken,
    SeatsAsked,
    TicketAsked,
)
from handlers.events.editing.callbacks import EditorOpened
from handlers.events.views.ways import back_button, what_is_on_button
from handlers.navigation import LinkFollowed, Rows, button, menu_button, share_button
from handlers.words import _, ngettext


def rows(card: EventCard, directory: Directory, now: datetime, *, may_edit: bool, back: str) -> Rows:
    """Give the rows of buttons under the card."""
    event = card.event
    is_ahead = event.is_published and event.ends_at > now
    house = directory.house(event.details.house_id) if event.details.house_id else None
    leads_to_house = LinkFollowed(payload=f"house_{house.id}") if house else None
    return [
        *(_acts(card, now, back) if is_ahead else []),
        [
            *([share_button(f"event_{event.id}")] if is_ahead else []),
            *([button(_("The House of Friendship"), leads_to_house)] if leads_to_house else []),
        ],
        [button(_("Edit"), EditorOpened(event_id=event.id))] if may_edit else [],
        [back_button(back) if back else what_is_on_button(), menu_button()],
    ]


def _acts(card: EventCard, now: datetime, back: str) -> Rows:
    event_id = card.event.id
    seats = button(_("Number of seats"), SeatsAsked(event_id=event_id, back=back))
    match card.state:
        case AttendanceState.COMING:
            return [
                [
                    button(_("My ticket"), TicketAsked(event_id=event_id)),
                    button(_("Add to my calendar"), CalendarAsked(event_id=event_id)),
                ],
                [seats, button(_("Reminder"), LeadsAsked(event_id=event_id, back=back))],
                [button(_("I can't after all"), CannotCome(event_id=event_id, back=back))],
            ]
        case AttendanceState.WAITING:
            return [[seats, button(_("Leave the waiting list"), CannotCome(event_id=event_id, back=back))]]
        case AttendanceState.OFFERED:
            return [offer_buttons(card, back)]
    return _ways_in(card, now, back)


def offer_buttons(card: EventCard, back: str = "") -> list[InlineKeyboardButton]:
    """Give the two answers to an offer of seats."""
    count = (card.mine.seats_offered or card.mine.seats) if card.mine else 1
    label = ngettext("Take the seat", "Take the {count} seats", count).format(count=count)
    return [
        button(label, OfferTaken(event_id=card.event.id, back=back)),
        button(_("No, thanks"), OfferDeclined(event_id=card.event.id, back=back)),
    ]


def _ways_in(card: EventCard, now: datetime, back: str) -> Rows:
    event_id = card.event.id
    if card.free == 0:
        if waiting_list_is_open(now, card.event.starts_at):
            join = Coming(event_id=event_id, sure=True, back=back)
            return [[button(_("Join the waiting list"), join)]]
        return [[button(_("Look again"), EventOpened(event_id=event_id, back=back))]]
    return [
        [button(_("I am coming"), Coming(event_id=event_id, back=back))],
        [button(_("Several of us are coming"), SeatsAsked(event_id=event_id, back=back))]
        if card.free is None or card.free > 1
        else [],
    ]
