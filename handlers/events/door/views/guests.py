"""Who comes to an event, by numbers and never by names."""

from collections.abc import Sequence

from bot.domain.astana_time import local
from bot.domain.events.attendance import Attendance, AttendanceState, free_seats
from bot.services.events.attendee_table import AttendeeRow, AttendeeTableWords
from bot.services.events.door import PRESENT, GuestList
from handlers import formats
from handlers.events.door.callbacks import DoorOpened, GuestsShown, GuestTableTaken
from handlers.events.editing.callbacks import EditorOpened
from handlers.events.views import lines
from handlers.navigation import Page, Rows, button, keyboard
from handlers.screens import Screen
from handlers.words import _, current_language, ngettext

A_PAGE = 15
"""Guests of one page: a line each."""


def listed(guests: GuestList, page_number: int = 0) -> Screen:
    """Count those who come, and list their numbers."""
    length = len(guests.attendances)
    page = Page(min(max(page_number, 0), max(length - 1, 0) // A_PAGE), A_PAGE, length)
    entries = [_entry(attendance) for attendance in in_order(guests)[page.slice]]
    text = "\n\n".join(filter(None, [_counts(guests), "\n".join(entries)]))
    return Screen(text, keyboard(_ways_on(guests, page)))


def in_order(guests: GuestList) -> Sequence[Attendance]:
    """Give those who come, then who has an offer, then who waits, each by when they joined."""
    return sorted(guests.attendances, key=lambda attendance: PRESENT.index(attendance.state))


def table_rows(guests: GuestList) -> list[AttendeeRow]:
    """Give the tickets as a table holds them."""
    return [
        AttendeeRow(
            number=one.number,
            seats=_seats_of(one),
            state=one.state,
            since=one.confirmed_at if one.confirmed_at and _comes(one) else one.joined_at,
            checked_in_at=one.checked_in_at,
        )
        for one in in_order(guests)
    ]


def table_words() -> AttendeeTableWords:
    """Name the columns of the table, and how somebody can stand to an event."""
    return AttendeeTableWords(
        number=_("Number"),
        seats=_("Seats"),
        state=_("State"),
        since=_("Since"),
        checked_in_at=_("Came in"),
        states={
            AttendanceState.COMING: _("coming"),
            AttendanceState.OFFERED: _("seats offered"),
            AttendanceState.WAITING: _("waiting"),
            AttendanceState.LEFT: _("not coming"),
        },
    )


def table_caption(guests: GuestList) -> str:
    """Say which event the table is of."""
    return _("Guests of “{title}”. There are no names in it.").format(title=lines.title(guests.event.details))


def _counts(guests: GuestList) -> str:
    event = guests.event
    held = sum(one.seats_held for one in guests.attendances)
    free = free_seats(event.details.capacity, held)
    said = [
        f"<b>{lines.title(event.details)}</b>",
        f"{lines.beginning(lines.when(event.details.starts_at, event.details.ends_at))}\n",
        _("Coming: {people}, {seats}").format(**_people_and_seats(guests, AttendanceState.COMING)),
    ]
    if guests.seats(AttendanceState.OFFERED):
        counts = _people_and_seats(guests, AttendanceState.OFFERED)
        said.append(_("Offered, no answer yet: {people}, {seats}").format(**counts))
    if guests.seats(AttendanceState.WAITING):
        counts = _people_and_seats(guests, AttendanceState.WAITING)
        said.append(_("Waiting: {people}, {seats}").format(**counts))
    said.append(
        _("Free: no limit on seats")
        if free is None
        else _("Free: {seats}").format(seats=seats_in_words(free))
    )
    said.append(_("Came in: {seats}").format(seats=seats_in_words(guests.arrived)))
    return "\n".join(said)


def seats_in_words(count: int) -> str:
    """Say how many seats: “2 seats”."""
    return ngettext("{count} seat", "{count} seats", count).format(count=count)


def _people_and_seats(guests: GuestList, state: AttendanceState) -> dict[str, str]:
    count = sum(one.state is state for one in guests.attendances)
    people = ngettext("{count} person", "{count} people", count).format(count=count)
    return {"people": people, "seats": seats_in_words(guests.seats(state))}


def _entry(attendance: Attendance) -> str:
    words = {"number": attendance.number, "seats": seats_in_words(_seats_of(attendance))}
    if attendance.checked_in_at is not None:
        time = formats.clock_time(local(attendance.checked_in_at), current_language())
        return _("<b>{number}</b>: {seats}, came in at {time}").format(time=time, **words)
    match attendance.state:
        case AttendanceState.OFFERED:
            return _("<b>{number}</b>: {seats} offered, no answer yet").format(**words)
        case AttendanceState.WAITING:
            return _("<b>{number}</b>: waiting for {seats}").format(**words)
    return _("<b>{number}</b>: {seats}, coming").format(**words)


def _ways_on(guests: GuestList, page: Page) -> Rows:
    event_id = guests.event.id
    turners = page.turners(
        GuestsShown(event_id=event_id, page=page.number - 1),
        GuestsShown(event_id=event_id, page=page.number + 1),
    )
    acts = [button(_("At the door"), DoorOpened(event_id=event_id))]
    if guests.attendances:
        acts.append(button(_("Table (XLSX)"), GuestTableTaken(event_id=event_id)))
    return [turners, acts, [button(_("← Back"), EditorOpened(event_id=event_id))]]


def _seats_of(attendance: Attendance) -> int:
    return (attendance.seats_offered or attendance.seats) if _is_offered(attendance) else attendance.seats


def _is_offered(attendance: Attendance) -> bool:
    return attendance.state is AttendanceState.OFFERED


def _comes(attendance: Attendance) -> bool:
    return attendance.state is AttendanceState.COMING
