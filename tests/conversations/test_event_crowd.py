"""A thousand people are told of a change while others go on talking with the bot."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from time import monotonic

import pytest
import pytest_asyncio

from bot.domain.events.edits import starting
from bot.domain.events.event import Event
from bot.domain.language import Language
from bot.domain.outbox import OutboxState
from sandbox import Rates, Sandbox
from sandbox.clock import RunningClock
from tests.conftest import MORNING
from tests.conversations.citizens import Citizen
from tests.conversations.events_on import an_editor, put_on
from tests.conversations.notices_due import told
from tests.conversations.running import RunningBot

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(240)]

TITLE = "Кеш"

PARTICIPANTS, WITH_CARD, WITH_CALENDAR = 1_000, slice(100), slice(50, 150)
"""Some have an earlier card that is put right, some get a calendar file, and some both."""

TALKERS, QUESTIONS, LONGEST_PAUSE = 20, 3, 13.0
"""People who write meanwhile, how often each, and the seconds that they let pass at most."""

PATIENCE = 120.0
"""Seconds after which not everybody will be told any more."""

PER_SECOND = 28
"""What the bot allows itself; an edited message counts like a new one."""


@pytest_asyncio.fixture(loop_scope="session")
async def telegram() -> AsyncIterator[Sandbox]:
    """Give a Telegram that keeps its rates, in the morning."""
    clock = RunningClock()
    clock.advance(MORNING.timestamp() - clock.now())
    async with Sandbox(clock=clock, rates=Rates()) as sandbox:
        yield sandbox


@pytest_asyncio.fixture(loop_scope="session")
async def stopped_bot(telegram: Sandbox, sqlite_facts_url: str) -> AsyncIterator[RunningBot]:
    """Give a bot that is yet to be started."""
    bot = RunningBot(telegram, sqlite_facts_url)
    try:
        yield bot
        await bot.check_manners()
    finally:
        await bot.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def crowd(stopped_bot: RunningBot) -> list[Citizen]:
    """Give people to whom the bot may write; what they said first is forgotten."""
    people = [await stopped_bot.meet("ru", Language.RUSSIAN) for _ in range(PARTICIPANTS + TALKERS)]
    for somebody in people:
        await somebody.chat.start()
    stopped_bot.telegram.updates.clear()
    return people


@pytest_asyncio.fixture(loop_scope="session")
async def crowded_bot(stopped_bot: RunningBot, crowd: list[Citizen]) -> RunningBot:
    """Give the bot at work, with nothing to answer to the crowd."""
    assert crowd
    await stopped_bot.start()
    return stopped_bot


async def come(bot: RunningBot, event: Event, participants: Sequence[Citizen]) -> None:
    attending, people = bot.app.services.attending, bot.app.services.people
    ids = [(await people.meet(one.chat.id, "ru")).id for one in participants]
    for person_id in ids:
        await attending.come(event.id, person_id, seats=1)
    for person_id in ids[WITH_CALENDAR]:
        await attending.take_calendar(event.id, person_id)
    for somebody, person_id in zip(participants[WITH_CARD], ids[WITH_CARD], strict=True):
        card = await bot.app.bot.send_message(somebody.chat.id, "card")
        await attending.remember_card(event.id, person_id, card.message_id)
        bot.sandbox.clock.advance(1)  # at Telegram's pace


async def talk(somebody: Citizen, chance: random.Random) -> list[float]:
    """Write now and then, and give how many seconds each answer took."""
    waits = []
    for _ in range(QUESTIONS):
        await asyncio.sleep(chance.random() * LONGEST_PAUSE)
        begun = monotonic()
        answer = await somebody.write("Алматы")
        waits.append(monotonic() - begun)
        assert "Алматы" in answer.text
    return waits


async def everybody_told(bot: RunningBot) -> None:
    async with asyncio.timeout(PATIENCE):
        while await bot.app.outbox.count_by_state() != {OutboxState.SENT: PARTICIPANTS}:  # noqa: ASYNC110  # the outbox tells nobody
            await asyncio.sleep(0.1)


async def test_a_thousand_are_told_once_within_telegrams_rates_and_nobody_who_writes_waits(
    crowded_bot: RunningBot, crowd: list[Citizen]
) -> None:
    participants, talkers = crowd[:PARTICIPANTS], crowd[PARTICIPANTS:]
    event = await put_on(crowded_bot, TITLE, crowded_bot.now() + timedelta(days=2))
    await come(crowded_bot, event, participants)
    moved = starting(event.starts_at + timedelta(hours=1))
    await crowded_bot.app.services.editing.change(event.id, (await an_editor(crowded_bot)).id, moved)
    crowded_bot.sandbox.clock.advance(timedelta(minutes=11).total_seconds())
    journal, chance = crowded_bot.sandbox.journal, random.Random(1)  # noqa: S311  # repeatable talk

    before = journal.last
    assert await crowded_bot.app.services.following.tell_changes() == PARTICIPANTS
    crowded_bot.app.notifier.nudge()
    async with asyncio.TaskGroup() as group:
        talks = [group.create_task(talk(somebody, chance)) for somebody in talkers]
        group.create_task(everybody_told(crowded_bot))

    calls = [call for call in journal.after(before) if call.method.startswith(("send", "editMessage"))]
    talk_of = {somebody.chat.id for somebody in talkers}
    notices = [call.monotonic for call in calls if call.chat_id not in talk_of]
    seconds = max(notices) - min(notices)
    waits = [wait for talk in talks for wait in talk.result()]
    print(  # noqa: T201  # the figures, for `pytest -s`
        f"{len(notices)} notices and edits and {len(waits)} answers in {seconds:.1f} s: "
        f"{len(calls) / seconds:.1f} a second; the slowest answer took {max(waits):.2f} s"
    )
    assert crowded_bot.sandbox.violations == []
    assert [len(told(one, "<b>Changed: {title}</b>", TITLE)) for one in participants] == [1] * PARTICIPANTS
    assert all("document" in one.chat.last.raw for one in participants[WITH_CALENDAR])
    assert all("11:00" in one.chat.messages[1].text for one in participants[WITH_CARD])
    assert len(calls) == PARTICIPANTS + 100 + TALKERS * QUESTIONS
    assert max(waits) < 1
    assert seconds < 1.25 * len(calls) / PER_SECOND
