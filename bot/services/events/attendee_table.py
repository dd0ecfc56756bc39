"""Who comes to an event, as a table for the door: tickets, never names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.astana_time import local
from bot.domain.events.attendance import AttendanceState
from bot.domain.events.event import Event
from bot.domain.language import Language
from bot.services.events.text_sheet import text_sheet

WIDTHS = (10, 8, 22, 18, 18)
"""Characters: two short numbers, words, two times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeRow:
    """One ticket, without whose it is; `since` is when the person took the seats or began to wait."""

    number: int
    seats: int
    state: AttendanceState
    since: datetime
    checked_in_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeTableWords:
    """The words of the table in the reader's language: the header, and a name for every state."""

    number: str
    seats: str
    state: str
    since: str
    checked_in_at: str
    states: Mapping[AttendanceState, str]


def attendee_table(
    event: Event, rows: Sequence[AttendeeRow], language: Language, words: AttendeeTableWords
) -> bytes:
    """Give the tickets of an event as XLSX, in the order of the rows; times are Astana's, YYYY-MM-DD HH:MM.

    The sheet is named after the number of the event and its title in `language`.
    """
    return text_sheet(
        f"{event.id} {event.details.title.in_language(language)}",
        (words.number, words.seats, words.state, words.since, words.checked_in_at),
        (
            (
                str(row.number),
                str(row.seats),
                words.states[row.state],
                _time(row.since),
                _time(row.checked_in_at) if row.checked_in_at else "",
            )
            for row in rows
        ),
        WIDTHS,
    )


def _time(moment: datetime) -> str:
    return f"{local(moment):%Y-%m-%d %H:%M}"
