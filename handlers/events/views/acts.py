"""What is asked and said when somebody comes to an event, or can't: seats, reminder, ticket, calendar."""

from datetime import datetime

from bot.domain.events.attendance import MOST_SEATS_OF_ONE, AttendanceState, waiting_list_is_open
from bot.domain.events.card import EventCard
from bot.domain.events.reminders import Lead, planned_at
from handlers.events.callbacks import CannotCome, Coming, EventOpened, LeadChosen
from handlers.events.views import lines, standing
from handlers.navigation import Rows, button, keyboard
from handlers.screens import Screen
from handlers.words import _, ngettext


def ask_seats(card: EventCard, back: str) -> Screen:
    """Ask how many come together, and say how many seats there are."""
    event_id, mine = card.event.id, card.mine
    question = _("How many of you are coming, with you?")
    if mine is not None and mine.state is AttendanceState.COMING:
        question = ngettext(
            "You have {count} seat. How many do you want in all?",
            "You have {count} seats. How many do you want in all?",
            mine.seats,
        ).format(count=mine.seats)
    numbers = [
        button(str(seats), Coming(event_id=event_id, seats=seats, back=back))
        for seats in range(1, MOST_SEATS_OF_ONE + 1)
    ]
    return _asked(card, [question, _free_now(card)], [numbers], back)


def too_few_seats(card: EventCard, free: int, wanted: int, now: datetime, back: str) -> Screen:
    """Say that fewer seats are free than are wanted, and offer those, or to wait for all of them."""
    event_id, may_wait = card.event.id, waiting_list_is_open(now, card.event.starts_at)
    take = ngettext("Take {count} seat", "Take {count} seats", free).format(count=free)
    wait = ngettext("Wait for {count} seat", "Wait for {count} seats", wanted).format(count=wanted)
    rows = [
        [button(take, Coming(event_id=event_id, seats=free, back=back))] if free else [],
        [button(wait, Coming(event_id=event_id, seats=wanted, sure=True, back=back))] if may_wait else [],
    ]
    if not free:
        return _asked(card, [standing.all_taken(card, now)], rows, back)
    said = ngettext(
        "You asked for {wanted} seats, but only {count} is free.",
        "You asked for {wanted} seats, but only {count} are free.",
        free,
    ).format(wanted=wanted, count=free)
    return _asked(card, [said], rows, back)


def no_more_seats(card: EventCard, back: str) -> Screen:
    """Tell somebody who comes already that there are not so many seats, and what they have."""
    event_id, had = card.event.id, card.mine.seats if card.mine else 0
    most = available(card)
    kept = ngettext(
        "There are not so many free seats. You keep your {count} seat.",
        "There are not so many free seats. You keep your {count} seats.",
        had,
    ).format(count=had)
    take = ngettext("Have {count} seat in all", "Have {count} seats in all", most).format(count=most)
    rows = [[button(take, Coming(event_id=event_id, seats=most, back=back))]] if most > had else []
    return _asked(card, [kept], rows, back)


def ask_lead(card: EventCard, now: datetime, back: str) -> Screen:
    """Ask when to remind, and say when the reminder comes now."""
    event_id = card.event.id
    names = {
        Lead.DAY_BEFORE: _("A day before"),
        Lead.TWO_HOURS: _("Two hours before"),
        Lead.MORNING: _("In the morning of that day"),
        Lead.NONE: _("No reminder"),
    }
    rows = [
        [button(name, LeadChosen(event_id=event_id, lead=lead, back=back))] for lead, name in names.items()
    ]
    chosen = card.mine.lead if card.mine else Lead.NONE
    question = _("When shall I remind you?")
    return _asked(card, [reminder_line(card.event.starts_at, chosen, now), question], rows, back)


def reminder_line(starts_at: datetime, lead: Lead, now: datetime) -> str:
    """Say when exactly the reminder comes."""
    planned = planned_at(starts_at, lead)
    if planned is None:
        return _("I will not remind you.")
    if planned <= now:
        return _("It is too late for this reminder: its time has passed.")
    return _("I will remind you on {when}, Astana time.").format(when=lines.short_when(planned))


def ask_whether_sure(card: EventCard, back: str) -> Screen:
    """Ask once more before seats are given away."""
    event_id, mine = card.event.id, card.mine
    if mine is not None and mine.state is AttendanceState.WAITING:
        said = _("Do you want to leave the waiting list? Your place in it goes to the next person.")
        label = _("Leave the waiting list")
    else:
        count = mine.seats if mine else 1
        said = ngettext(
            "Do you want to give back {count} seat? Somebody else may take it at once.",
            "Do you want to give back {count} seats? Somebody else may take them at once.",
            count,
        ).format(count=count)
        label = ngettext("Give back {count} seat", "Give back {count} seats", count).format(count=count)
    give = button(label, CannotCome(event_id=event_id, sure=True, back=back))
    return _asked(card, [said], [[give]], back)


def ticket_caption(card: EventCard) -> str:
    """Write what stands under the code for the door."""
    number = card.mine.number if card.mine else 0
    said = _("Show this picture at the door, or say your number: <b>{number}</b>").format(number=number)
    return f"{_heading(card)}\n\n{said}"


def calendar_caption(card: EventCard) -> str:
    """Write what stands under the calendar file."""
    said = _("Open this file, and your telephone adds the event to its calendar.")
    if card.state in {AttendanceState.COMING, AttendanceState.WAITING, AttendanceState.OFFERED}:
        said = _(
            "Open this file, and your telephone adds the event to its calendar. "
            "If the event changes, I will send you a new file."
        )
    return f"<b>{lines.title(card.event.details)}</b>\n{said}"


def available(card: EventCard) -> int:
    """Count the seats that the person can have now: those that are free, and those kept for them already."""
    held = card.mine.seats_held if card.mine else 0
    return MOST_SEATS_OF_ONE if card.free is None else min(card.free + held, MOST_SEATS_OF_ONE)


def _free_now(card: EventCard) -> str:
    if card.free is None:
        return ""
    if card.free == 0:
        return _("All seats are taken.")
    return ngettext("{count} seat is free.", "{count} seats are free.", card.free).format(count=card.free)


def _asked(card: EventCard, paragraphs: list[str], rows: Rows, back: str) -> Screen:
    """Put a question in the place of the card, under the same picture."""
    details = card.event.details
    to_card = [button(_("← Back"), EventOpened(event_id=card.event.id, back=back))]
    text = "\n\n".join(filter(None, [_heading(card), *paragraphs]))
    return Screen(text, keyboard([*rows, to_card]), details.picture)


def _heading(card: EventCard) -> str:
    """Name the event and its time."""
    when = lines.beginning(lines.short_when(card.event.starts_at))
    return f"<b>{lines.title(card.event.details)}</b>\n{when}"
