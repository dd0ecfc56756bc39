import asyncio
import random
from pathlib import Path

import pytest

from bot.domain.outbox import OutboxState
from bot.notifier.notifier import WORKERS
from sandbox import Fault, Sandbox
from tests.crash.bot_process import PATIENCE, TOKEN, bot_process
from tests.crash.guests import guests, move_an_event_of, outcome, states

pytestmark = pytest.mark.timeout(180)

ON_THE_WAY = {OutboxState.QUEUED, OutboxState.SENDING}

LATENCY = 0.08
"""Seconds, about Telegram's own, so that a kill finds several calls under way."""


LAST_STATEMENTS = 0.2
"""Seconds in which PostgreSQL ends what a process that is dead had asked of it."""


@pytest.mark.parametrize(
    ("facts_url", "people", "kills"),
    [("sqlite", 400, 4), ("postgresql", 80, 1)],
    indirect=["facts_url"],
    ids=["sqlite", "postgresql"],
)
async def test_across_kills_nobody_is_told_twice_and_whoever_may_be_missed_is_named(
    facts_url: str, people: int, kills: int, tmp_path: Path
) -> None:
    seed = random.randrange(10**6)  # noqa: S311  # other moments in every run; a failure says which
    chance = random.Random(seed)  # noqa: S311  # the moments of the kills
    settings = {"DATABASE_URL": facts_url, "EVENT_SETTLING_SECONDS": "0"}
    async with Sandbox() as sandbox, bot_process(tmp_path, sandbox, **settings) as process:
        crowd = await guests(sandbox, sandbox.bot(TOKEN), people)
        await move_an_event_of(crowd, facts_url)
        _slow_down(sandbox)
        await process.start()
        cut_off: set[int] = set()
        for _ in range(kills):
            await _notices_more(sandbox, chance.randrange(1, 60))
            await asyncio.sleep(chance.random() * LATENCY)
            await process.kill()
            await asyncio.sleep(LAST_STATEMENTS)
            sending = {chat for chat, state in (await states(facts_url)).items() if state == "sending"}
            assert len(sending) <= WORKERS
            cut_off |= sending
            await process.start()
        await _until_nothing_waits(facts_url, people)
        await process.stop()
        told = await outcome(crowd, facts_url)

    assert told.told_twice == [], f"seed {seed}: {told}"
    assert set(told.told_nothing) <= set(told.uncertain), f"seed {seed}: {told}"
    assert set(told.uncertain) == cut_off, f"seed {seed}: {told}"
    assert told.by_state[OutboxState.SENT] + len(cut_off) == people, f"seed {seed}: {told}"


def _slow_down(sandbox: Sandbox) -> None:
    """Let calls take as long as over the real network: some on the way there, others on the way back."""
    there = Fault(kind="hang", method="sendMessage", seconds=LATENCY, probability=0.5)
    back = Fault(kind="hang_after", method="sendMessage", seconds=LATENCY)
    sandbox.faults.add(there, back)


async def _notices_more(sandbox: Sandbox, count: int) -> None:
    """Wait until the bot has sent so many more."""
    wanted = len(sandbox.journal.calls("sendMessage")) + count
    async with asyncio.timeout(PATIENCE):
        while len(sandbox.journal.calls("sendMessage")) < wanted:  # noqa: ASYNC110  # another process does it
            await asyncio.sleep(0.002)


async def _until_nothing_waits(database_url: str, people: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await _nothing_waits(database_url, people):  # noqa: ASYNC110  # another process does it
            await asyncio.sleep(0.2)


async def _nothing_waits(database_url: str, people: int) -> bool:
    found = await states(database_url)
    return len(found) == people and ON_THE_WAY.isdisjoint(found.values())
