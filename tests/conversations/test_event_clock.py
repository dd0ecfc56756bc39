"""Reminders beside moves of the event, and beside jumps of the clock."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.domain.events.edits import starting
from bot.domain.events.event import Event
from bot.domain.events.reminders import Lead
from bot.domain.language import Language
from sandbox import Fault, StillClock
from tests.conversations.citizens import Citizen
from tests.conversations.events_on import an_editor, call_off, put_on
from tests.conversations.notices_due import coming, look_for_what_is_due, told
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

TITLE = "Кеш"
CHANGED = "<b>Changed: {title}</b>"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)

BEGINNING = timedelta(days=4, hours=8)
"""From the morning on which a test begins to the event, on Saturday at 18:00."""


def later(clock: StillClock, time: timedelta) -> None:
    clock.advance(time.total_seconds())


async def announced(bot: RunningBot) -> Event:
    return await put_on(bot, TITLE, bot.now() + BEGINNING)


async def wanting(bot: RunningBot, event: Event, lead: Lead) -> Citizen:
    """Give somebody who comes and wants to be reminded so long before."""
    somebody = await coming(bot, event, Language.ENGLISH)
    person = await bot.app.services.people.meet(somebody.chat.id, None)
    await bot.app.services.attending.remind(event.id, person.id, lead)
    return somebody


def changes_told(somebody: Citizen) -> int:
    return len(told(somebody, CHANGED, TITLE))


def reminders(somebody: Citizen) -> list[str]:
    """Give the first lines of the reminders that somebody got."""
    return [
        message.text.splitlines()[0]
        for message in somebody.chat.messages
        if message.button(somebody.words("No more reminders for this event"))
    ]


@pytest.fixture
def expected_refusals(request: pytest.FixtureRequest) -> Counter[str]:
    """Expect the one reminder that Telegram is made to hold back."""
    return Counter(sendMessage=1) if "held_back" in request.fixturenames else Counter()


@pytest.fixture
def held_back() -> timedelta:
    """Give how long Telegram holds a reminder back."""
    return timedelta(seconds=1)


async def test_an_event_moved_while_its_reminder_is_due_is_reminded_of_at_its_new_time_alone(
    bot: RunningBot, clock: StillClock, language: Language, held_back: timedelta
) -> None:
    event = await announced(bot)
    reminded, waiting = await coming(bot, event, language), await coming(bot, event, language)
    bot.sandbox.faults.add(
        Fault(
            kind="too_many_requests",
            method="sendMessage",
            chat=waiting.chat.id,
            retry_after=round(held_back.total_seconds()),
            times=1,
        )
    )
    later(clock, BEGINNING - DAY)
    await look_for_what_is_due(bot)
    before = [reminders(reminded), reminders(waiting)]
    moved = starting(event.starts_at + 18 * HOUR)  # to Sunday at noon
    await bot.app.services.editing.change(event.id, (await an_editor(bot)).id, moved)
    later(clock, held_back)
    await look_for_what_is_due(bot)
    unsettled = changes_told(reminded) + changes_told(waiting)
    later(clock, timedelta(minutes=10))
    await look_for_what_is_due(bot)
    later(clock, 18 * HOUR - timedelta(minutes=12))
    await look_for_what_is_due(bot)
    too_early = [reminders(reminded), reminders(waiting)]
    later(clock, timedelta(minutes=2))
    await look_for_what_is_due(bot)
    await look_for_what_is_due(bot)

    tomorrow = reminded.words("Tomorrow: {title}", title=TITLE)
    assert before == too_early == [[tomorrow], []], "nobody hears of the old time once it is moved"
    assert unsettled == 0
    for one in (reminded, waiting):
        [notice] = told(one, CHANGED, TITLE)
        assert "18:00" in notice.text
        assert "12:00" in notice.text
        assert "12:00" in one.chat.last.text
    assert reminders(reminded) == [tomorrow, tomorrow]
    assert reminders(waiting) == [tomorrow]


async def test_a_reminder_dropped_with_a_cancelled_event_comes_once_it_is_on_again(
    bot: RunningBot, clock: StillClock, held_back: timedelta
) -> None:
    event, editor = await announced(bot), (await an_editor(bot)).id
    somebody = await coming(bot, event, Language.ENGLISH)
    bot.sandbox.faults.add(Fault(kind="too_many_requests", method="sendMessage", retry_after=1, times=1))
    later(clock, BEGINNING - DAY)
    await look_for_what_is_due(bot)
    await call_off(bot, event)
    later(clock, held_back)
    await look_for_what_is_due(bot)
    await bot.app.services.editing.restore(event.id, editor)
    off = reminders(somebody)
    later(clock, timedelta(minutes=11))
    await look_for_what_is_due(bot)
    await look_for_what_is_due(bot)

    assert off == []
    assert reminders(somebody) == [f"Tomorrow: {TITLE}"]


async def test_a_clock_a_day_ahead_that_passes_the_reminder_brings_it_once(
    bot: RunningBot, clock: StillClock
) -> None:
    somebody = await coming(bot, await announced(bot), Language.ENGLISH)
    later(clock, BEGINNING - DAY - HOUR)

    later(clock, DAY)
    await look_for_what_is_due(bot)
    later(clock, -DAY)
    await look_for_what_is_due(bot)
    later(clock, HOUR)
    await look_for_what_is_due(bot)

    assert reminders(somebody) == [f"Today, in 1 hour: {TITLE}"]


async def test_a_clock_a_day_ahead_that_passes_the_event_leaves_the_reminder_for_its_moment(
    bot: RunningBot, clock: StillClock
) -> None:
    somebody = await wanting(bot, await announced(bot), Lead.TWO_HOURS)
    later(clock, BEGINNING - 3 * HOUR)

    later(clock, DAY)
    await look_for_what_is_due(bot)
    later(clock, -DAY)
    await look_for_what_is_due(bot)
    before = reminders(somebody)
    later(clock, HOUR)
    await look_for_what_is_due(bot)

    assert before == []
    assert reminders(somebody) == [f"Today, in 2 hours: {TITLE}"]


async def test_a_clock_a_day_behind_delays_a_reminder_and_repeats_none(
    bot: RunningBot, clock: StillClock
) -> None:
    event = await announced(bot)
    early, late = await coming(bot, event, Language.ENGLISH), await wanting(bot, event, Lead.MORNING)
    later(clock, BEGINNING - DAY)
    await look_for_what_is_due(bot)
    later(clock, 14 * HOUR - timedelta(minutes=1))

    later(clock, -DAY)
    await look_for_what_is_due(bot)
    later(clock, timedelta(minutes=5))
    await look_for_what_is_due(bot)
    behind = reminders(late)
    later(clock, DAY)
    await look_for_what_is_due(bot)
    await look_for_what_is_due(bot)

    assert reminders(early) == [f"Tomorrow: {TITLE}"]
    assert behind == []
    assert reminders(late) == [f"Today: {TITLE}"]


async def test_an_event_moved_and_joined_while_the_clock_was_a_day_ahead_is_told_and_reminded_of(
    bot: RunningBot, clock: StillClock
) -> None:
    event = await announced(bot)
    first = await coming(bot, event, Language.ENGLISH)
    later(clock, BEGINNING - 2 * DAY)

    later(clock, DAY - timedelta(minutes=1))
    moved = starting(event.starts_at + HOUR)
    await bot.app.services.editing.change(event.id, (await an_editor(bot)).id, moved)
    second = await coming(bot, event, Language.ENGLISH)
    later(clock, timedelta(minutes=1) - DAY)
    await look_for_what_is_due(bot)
    notices = [changes_told(first), changes_told(second)]
    later(clock, DAY + HOUR)
    await look_for_what_is_due(bot)

    assert notices == [1, 0]
    assert reminders(first) == reminders(second) == [f"Tomorrow: {TITLE}"]
