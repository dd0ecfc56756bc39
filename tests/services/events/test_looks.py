from datetime import timedelta

from bot.domain.events.reminders import Lead
from bot.services.events.looks import LATE_COMMITS, DoneLooks, Look
from tests.services.events.an_event import NOW, an_event

PLANNED = NOW - timedelta(hours=1)

LOOK = Look(an_event(), Lead.DAY_BEFORE, PLANNED)


def test_what_has_been_looked_at_is_spared() -> None:
    looks = DoneLooks()

    assert looks.still_wanted([LOOK], NOW) == [LOOK]
    assert looks.still_wanted([LOOK], NOW) == [LOOK]
    looks.finish(LOOK, NOW)
    assert looks.still_wanted([LOOK], NOW) == []


def test_in_the_first_minute_somebody_may_still_turn_up() -> None:
    looks = DoneLooks()
    for moment in (PLANNED, PLANNED + LATE_COMMITS):
        looks.still_wanted([LOOK], moment)
        looks.finish(LOOK, moment)

        assert looks.still_wanted([LOOK], moment) == [LOOK]


def test_an_event_that_is_another_than_it_was_is_looked_at_again() -> None:
    looks = DoneLooks()
    looks.still_wanted([LOOK], NOW)
    looks.finish(LOOK, NOW)
    edited = LOOK._replace(event=an_event(capacity=41))

    assert looks.still_wanted([LOOK, edited], NOW) == [edited]


def test_what_was_not_due_for_a_while_is_looked_at_again() -> None:
    looks = DoneLooks()
    looks.still_wanted([LOOK], NOW)
    looks.finish(LOOK, NOW)
    looks.still_wanted([], NOW)

    assert looks.still_wanted([LOOK], NOW) == [LOOK]


def test_a_clock_that_has_gone_back_makes_everything_new() -> None:
    looks = DoneLooks()
    looks.still_wanted([LOOK], NOW)
    looks.finish(LOOK, NOW)

    assert looks.still_wanted([LOOK], NOW - timedelta(minutes=1)) == [LOOK]
