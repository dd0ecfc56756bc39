"""The promise clock: by which working day a council reacts to a request, and by which it answers."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.astana_time import local
from bot.domain.working_days import WorkingCalendar

REACTION_DAYS = 3
"""Working days until somebody of the council reacts.

The yardstick is the term in which a state body passes on what is not its own: Administrative Procedural and
Process-Related Code No. 350-VI of 29 June 2020, in force since 1 July 2021.
"""

ANSWER_DAYS = 15
"""Working days until the answer, as art. 76 of the same code has it for state bodies; it binds no council."""

OFFICE_HOURS_END = time(18)
"""From this hour on, Astana time, a request is registered as one of the next working day (art. 64)."""

SOON_DAYS = 2
"""Working days before the due date at which a coordinator is warned."""


class DueState(StrEnum):
    """How a due date stands."""

    ON_TIME = "on_time"
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Within how many working days a council reacts and answers."""

    reaction_days: int = REACTION_DAYS
    answer_days: int = ANSWER_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a citizen is promised; all dates are Astana's, both due dates are working days.

    `counted_from` is the day of registration; counting starts the day after it (art. 76(2)). `days_paused`
    are the working days for which the council waited for the citizen.
    """

    counted_from: date
    days_paused: int
    reaction_due_on: date
    answer_due_on: date


def registered_on(submitted_at: datetime, calendar: WorkingCalendar) -> date:
    """Give the working day from which a request counts.

    What comes at 18:00 Astana time or later, or on a day off, counts from the next working day (art. 64).
    """
    shown = local(submitted_at)
    day = shown.date()
    if shown.time() >= OFFICE_HOURS_END:
        day += timedelta(days=1)
    return calendar.next_working(day)


def promise(counted_from: date, days_paused: int, terms: Terms, calendar: WorkingCalendar) -> Promise:
    """Work out the due dates of a request.

    Pauses put off the answer alone: asking the citizen is a reaction already.
    """
    return Promise(
        counted_from=counted_from,
        days_paused=days_paused,
        reaction_due_on=calendar.add(counted_from, terms.reaction_days),
        answer_due_on=calendar.add(counted_from, terms.answer_days + days_paused),
    )


def pause_length(paused_at: datetime, resumed_at: datetime, calendar: WorkingCalendar) -> int:
    """Count the working days that a council spent waiting for the citizen.

    The day on which it asked does not count, the day on which it was answered does; within a day it is 0.
    """
    return calendar.between(local(paused_at).date(), local(resumed_at).date())


def days_left(due_on: date, today: date, calendar: WorkingCalendar) -> int:
    """Count the working days from today to a due date: 0 on the date itself, negative once it is past.

    A day off after the date counts as the working day that follows it, so that nothing past seems in time.
    """
    if today > due_on:
        return -calendar.between(due_on, calendar.next_working(today))
    return calendar.between(today, due_on)


def due_state(due_on: date, today: date, calendar: WorkingCalendar) -> DueState:
    """Tell whether a due date is past, at most two working days away, or further."""
    left = days_left(due_on, today, calendar)
    if left < 0:
        return DueState.OVERDUE
    return DueState.SOON if left <= SOON_DAYS else DueState.ON_TIME
