import asyncio
import random
from pathlib import Path

import pytest

from sandbox import Bot, Fault, Sandbox
from tests.crash.bot_process import PATIENCE, TOKEN, bot_process
from tests.crash.crowd import Answers, crowd, unanswered, write_all

pytestmark = pytest.mark.timeout(180)

LONGEST_STOP = 10.0
"""Seconds after which supervisors lose their patience."""


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_stop_under_load_leaves_the_rest_for_the_next_start(
    mode: str, folder: Path, answers: Answers
) -> None:
    async with Sandbox() as sandbox, bot_process(folder, sandbox, mode, WORKERS="2") as process:
        bot = sandbox.bot(TOKEN)
        people = await crowd(sandbox, bot, 20)
        await write_all(people, 300, random.Random(1))  # noqa: S311  # a repeatable crowd
        await process.start()
        await _first_answer(sandbox)
        code, seconds = await process.stop()
        left = process.states().get("waiting", 0) + len(bot.updates)
        await process.start()
        await process.until_done(300)
        await process.stop()

    assert code == 0
    assert seconds < LONGEST_STOP
    assert left > 0
    assert unanswered(people, answers) == []
    assert len(sandbox.journal.calls("sendMessage")) == 300


async def test_a_stop_does_not_wait_for_a_telegram_that_hangs(folder: Path, answers: Answers) -> None:
    async with Sandbox() as sandbox, bot_process(folder, sandbox) as process:
        bot = sandbox.bot(TOKEN)
        people = await crowd(sandbox, bot, 5)
        sandbox.faults.add(Fault(kind="hang", method="sendMessage", seconds=3600))
        await write_all(people, 20, random.Random(2))  # noqa: S311  # a repeatable crowd
        await process.start()
        await _taken(bot)
        code, seconds = await process.stop()
        left = process.states()
        sandbox.faults.clear()
        await process.start()
        await process.until_done(20)
        await process.stop()

    assert code == 0
    assert seconds < LONGEST_STOP
    assert left == {"waiting": 20}
    assert unanswered(people, answers) == []


async def _first_answer(sandbox: Sandbox) -> None:
    async with asyncio.timeout(PATIENCE):
        while not sandbox.journal.calls("sendMessage"):  # noqa: ASYNC110  # another process does it
            await asyncio.sleep(0.002)


async def _taken(bot: Bot) -> None:
    async with asyncio.timeout(PATIENCE):
        await bot.updates.emptied()
