"""What a request is promised on the day it is sent, or comes back."""

from dataclasses import replace
from datetime import datetime

from bot.domain.reception.promise import Terms, pause_length, promise, registered_on
from bot.domain.reception.request import Clock
from bot.domain.working_days import WorkingCalendar


def promised(now: datetime, terms: Terms, calendar: WorkingCalendar) -> Clock:
    """Give the clock of a request that is sent now."""
    due = promise(registered_on(now, calendar), 0, terms, calendar)
    return Clock(
        submitted_at=now,
        counted_from=due.counted_from,
        days_paused=0,
        paused_at=None,
        reaction_due_on=due.reaction_due_on,
        answer_due_on=due.answer_due_on,
        reacted_at=None,
        answered_at=None,
        confirmed_at=None,
    )


def renewed(clock: Clock, now: datetime, terms: Terms, calendar: WorkingCalendar) -> Clock:
    """Give the clock of a request that is reopened now: it starts anew, and remembers when it was sent.

    A first reaction that was given keeps the day by which it was due: figures tell whether it came in time.
    """
    again = promised(now, terms, calendar)
    reaction_due_on = clock.reaction_due_on if clock.reacted_at else again.reaction_due_on
    return replace(
        again, submitted_at=clock.submitted_at, reacted_at=clock.reacted_at, reaction_due_on=reaction_due_on
    )


def resumed(clock: Clock, now: datetime, terms: Terms, calendar: WorkingCalendar) -> Clock:
    """Give the clock of a request for whose citizen the council waits no longer: the answer is due later."""
    if clock.paused_at is None:
        return clock
    days = clock.days_paused + pause_length(clock.paused_at, now, calendar)
    due = promise(clock.counted_from, days, terms, calendar)
    return replace(clock, paused_at=None, days_paused=days, answer_due_on=due.answer_due_on)
