"""What is said at the door: who may come in."""

from bot.domain.astana_time import local
from bot.domain.events.attendance import AttendanceState, DoorCount
from bot.domain.events.errors import EventIsCancelled, EventRefusal, NotAtThisDoor, NotLetIn
from bot.domain.events.event import EventId, EventStatus
from bot.services.events.door import Arrival
from handlers import formats
from handlers.events.door.callbacks import DoorOpened, GuestsShown
from handlers.events.views import lines
from handlers.events.views.refusals import refusal
from handlers.navigation import Rows, button, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, current_language, ngettext


def door(count: DoorCount) -> Screen:
    """Say what is to be done at the door."""
    event = count.event
    title = (
        f"<b>{lines.title(event.details)}</b>\n"
        f"{lines.beginning(lines.when(event.details.starts_at, event.details.ends_at))}"
    )
    if event.status is EventStatus.CANCELLED:
        cancelled = _("This event has been cancelled.")
        title = f"{title}\n{cancelled}"
    act = _("At the door: type the number that a guest says. Send each number by itself.")
    return Screen("\n\n".join([title, act, _count(count)]), keyboard(_done(count.event.id)))


def answered(arrival: Arrival, count: DoorCount) -> Screen:
    """Say whether somebody may come in, and how many have."""
    return Screen(f"{_said(arrival)}\n\n{_count(count)}", keyboard(_done(count.event.id)))


def shown(arrival: Arrival, count: DoorCount) -> Screen:
    """Say the same of a ticket that was scanned, with the event that it is for."""
    to_door = [button(_("At the door"), DoorOpened(event_id=arrival.event.id))]
    text = f"{_said(arrival)}\n{lines.title(arrival.event.details)}\n\n{_count(count)}"
    return Screen(text, keyboard([to_door, *_done(count.event.id)]))


def not_here(number: int, count: DoorCount) -> Screen:
    """Say that nobody has this number."""
    text = _("⛔ <b>There is no number {number} at this event.</b>\nAsk again, or look for it in the list.")
    return Screen(f"{text.format(number=number)}\n\n{_count(count)}", keyboard(_done(count.event.id)))


def not_let_in(error: EventRefusal, event_id: EventId) -> Screen:
    """Say why a guest is not let in; the next may be."""
    return Screen(f"⛔ {told(error)}", keyboard(_done(event_id)))


def number_needed(event_id: EventId) -> Screen:
    """Say that a number is wanted, since anything else was sent."""
    return Screen(_("Send one number alone, for example 4712."), keyboard(_done(event_id)))


def refused(error: EventRefusal) -> Screen:
    """Say why the list or the door can't be shown."""
    return Screen(refusal(error), keyboard([[menu_button()]]))


def ticket() -> str:
    """Tell somebody who opens a ticket what it is for, and nothing more."""
    return _("This is a ticket. Show it at the door.")


def unknown_ticket() -> str:
    """Say that a ticket opens no door."""
    return _("I do not know this ticket. Perhaps its seats were given back.")


def told(error: EventRefusal) -> str:
    """Say why a ticket lets nobody in; to somebody who may not let anybody in, only what it is."""
    if isinstance(error, NotAtThisDoor):
        return unknown_ticket()
    return refusal(error) if isinstance(error, NotLetIn | EventIsCancelled) else ticket()


def _said(arrival: Arrival) -> str:
    before = arrival.before
    words = {"number": before.number, "count": before.seats}
    match before.state:
        case AttendanceState.WAITING:
            return _(
                "⛔ <b>Number {number} is on the waiting list.</b>\nThere is no seat for them yet."
            ).format(**words)
        case AttendanceState.OFFERED:
            return _(
                "⛔ <b>Number {number} has not taken the seats offered yet.</b>\n"
                "They can do so in this bot, on the card of the event."
            ).format(**words)
    if before.checked_in_at is not None:
        time = formats.clock_time(local(before.checked_in_at), current_language())
        return ngettext(
            "⚠️ <b>Number {number} already came in at {time}.</b>\nIt is for {count} seat.",
            "⚠️ <b>Number {number} already came in at {time}.</b>\nIt is for {count} seats.",
            before.seats,
        ).format(time=time, **words)
    return ngettext(
        "✅ <b>Number {number}: {count} seat. Come in!</b>",
        "✅ <b>Number {number}: {count} seats. Come in!</b>",
        before.seats,
    ).format(**words)


def _count(count: DoorCount) -> str:
    return ngettext(
        "Came in so far: {arrived} of {count} seat.",
        "Came in so far: {arrived} of {count} seats.",
        count.coming,
    ).format(arrived=count.arrived, count=count.coming)


def _done(event_id: EventId) -> Rows:
    return [[button(_("Finish"), GuestsShown(event_id=event_id))]]
