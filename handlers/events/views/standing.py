"""How somebody stands to an event, in words: coming, waiting, offered a seat."""

from datetime import datetime

from bot.domain.events.attendance import Attendance, AttendanceState, waiting_list_is_open
from bot.domain.events.card import EventCard
from handlers.events.views import lines
from handlers.words import _, ngettext

FEW_SEATS = 5
"""So few seats are worth a word in a list."""


def standing(card: EventCard) -> str:
    """Say what the card says to this person about themselves; empty for somebody who never joined."""
    mine = card.mine
    if mine is None:
        return ""
    match mine.state:
        case AttendanceState.COMING:
            return _coming(mine)
        case AttendanceState.WAITING:
            return _waiting(mine, card.ahead or 0)
        case AttendanceState.OFFERED:
            return _offered(mine)
        case AttendanceState.LEFT:
            return _("You are not coming to this event.")


def seats_line(card: EventCard, now: datetime) -> str:
    """Say how many seats are left; empty where there is no limit."""
    if card.free is None:
        return ""
    if card.free > 0:
        return ngettext("{count} seat is free.", "{count} seats are free.", card.free).format(count=card.free)
    return all_taken(card, now)


def all_taken(card: EventCard, now: datetime) -> str:
    """Say that no seat is left, and what can be done about it."""
    if waiting_list_is_open(now, card.event.starts_at):
        return _("All seats are taken. You can join the waiting list.")
    return _("All seats are taken. Look again later: a seat may become free.")


def short_standing(card: EventCard) -> str:
    """Say in a list how the person stands to the event, or else how full it is, where that matters."""
    match card.state:
        case AttendanceState.COMING:
            return _("you are coming")
        case AttendanceState.WAITING:
            return _("you are on the waiting list")
        case AttendanceState.OFFERED:
            return _("a seat is kept for you")
    if card.free is None or card.free > FEW_SEATS:
        return ""
    if card.free == 0:
        return _("all seats are taken")
    return ngettext("{count} seat left", "{count} seats left", card.free).format(count=card.free)


def _coming(mine: Attendance) -> str:
    seats = ngettext(
        "<b>You are coming.</b> One seat is yours.",
        "<b>You are coming.</b> {count} seats are yours.",
        mine.seats,
    ).format(count=mine.seats)
    number = _("Your number at the door: <code>{number}</code>").format(number=mine.number)
    return f"{seats}\n{number}"


def _waiting(mine: Attendance, ahead: int) -> str:
    return ngettext(
        "<b>You are number {place} on the waiting list</b>, for {count} seat. "
        "I will write to you when it is your turn.",
        "<b>You are number {place} on the waiting list</b>, for {count} seats. "
        "I will write to you when it is your turn.",
        mine.seats,
    ).format(place=ahead + 1, count=mine.seats)


def _offered(mine: Attendance) -> str:
    seats = mine.seats_offered or mine.seats
    until = lines.short_when(mine.offered_until) if mine.offered_until else ""
    return ngettext(
        "<b>{count} seat is kept for you</b> until {until}, Astana time. Do you take it?",
        "<b>{count} seats are kept for you</b> until {until}, Astana time. Do you take them?",
        seats,
    ).format(count=seats, until=until)
