import asyncio
import os
import random
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from sandbox import Sandbox
from tests.crash.bot_process import PATIENCE, ROOT, TOKEN, bot_process
from tests.crash.senders import coordinator, press_send, senders, what_was_sent

KILLS = int(os.environ.get("REQUEST_KILLS", "20"))
"""Each takes about a second; beyond some 20 in a row the intake takes what is left for poison."""

EACH = 3
"""People who press the button before each kill."""

MOST_CALLS = 8
"""Calls that a bot makes at most before it is killed: the last of a start, or the first answers."""

A_LIFE = 3.0
"""Seconds after which a bot is killed that makes no more calls."""

pytestmark = pytest.mark.timeout(120 + 3 * KILLS)


async def test_across_kills_no_request_is_lost_and_no_number_is_told_that_is_not_saved(folder: Path) -> None:
    seed = random.randrange(10**6)  # noqa: S311  # other moments in every run; a failure says which
    chance = random.Random(seed)  # noqa: S311  # the moments of the kills
    async with Sandbox() as sandbox, bot_process(folder, sandbox) as process:
        bot, url = sandbox.bot(TOKEN), f"sqlite:///{process.database}"
        await coordinator(sandbox, bot, url)
        people = await senders(sandbox, bot, KILLS * EACH, url)
        async with _nursery(sandbox, url, process.log) as nursery:
            for kill in range(KILLS):
                for citizen in people[kill * EACH : (kill + 1) * EACH]:
                    press_send(citizen)
                child = await _born(nursery)
                await _calls_more(sandbox, chance.randrange(3, 3 + MOST_CALLS))
                await asyncio.sleep(chance.random() * 0.02)
                os.kill(child, signal.SIGKILL)
                sandbox.clock.advance(4)  # Telegram keeps whoever polls again at once waiting for 3 seconds
        await process.start()
        await bot.updates.emptied()
        sent = await what_was_sent(sandbox, people, url)
        async with asyncio.timeout(PATIENCE):
            while len(sent.saved) < len(people) or sent.on_their_way:
                await asyncio.sleep(0.2)
                sent = await what_was_sent(sandbox, people, url)
        await process.stop()

    assert sent.without_one_request(people) == [], f"seed {seed}"
    assert sent.told_but_not_saved == [], f"seed {seed}"
    assert sent.told_to_others == [], f"seed {seed}"
    assert len(sent.told) == len(people), f"seed {seed}"
    assert set(sent.states.values()) <= {"sent", "uncertain", "dropped"}, f"seed {seed}: {sent.states}"


@asynccontextmanager
async def _nursery(sandbox: Sandbox, database_url: str, log: Path) -> AsyncIterator[Process]:
    settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": sandbox.url, "DATABASE_URL": database_url}
    with log.open("ab") as written:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.crash.nursery"),
            cwd=log.parent,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | settings,
            stdin=PIPE,
            stdout=PIPE,
            stderr=written,
        )
    try:
        yield process
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


async def _calls_more(sandbox: Sandbox, count: int) -> None:
    """Wait until the bot has made so many calls, or none for long."""
    wanted = len(sandbox.journal) + count
    with suppress(TimeoutError):
        async with asyncio.timeout(A_LIFE):
            while len(sandbox.journal) < wanted:  # noqa: ASYNC110  # another process does it
                await asyncio.sleep(0.002)


async def _born(nursery: Process) -> int:
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(b"one more\n")
    async with asyncio.timeout(PATIENCE):
        return int(await nursery.stdout.readline())
