import asyncio
import random
from pathlib import Path

import pytest

from sandbox import Bot, Sandbox
from tests.crash.bot_process import PATIENCE, TOKEN, bot_process
from tests.crash.crowd import Answers, crowd, unanswered, write_all

pytestmark = pytest.mark.timeout(180)

PEOPLE, MESSAGES, KILLS = 50, 1000, 4


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_across_kills_every_message_is_answered(mode: str, folder: Path, answers: Answers) -> None:
    chance = random.Random(f"kill {mode}")  # noqa: S311  # repeatable kills
    async with Sandbox() as sandbox, bot_process(folder, sandbox, mode) as process:
        bot = sandbox.bot(TOKEN)
        people = await crowd(sandbox, bot, PEOPLE)
        await write_all(people, MESSAGES // 2, chance)
        await process.start()
        for kill in range(KILLS):
            await _answers_more(sandbox, chance.randrange(1, 150))
            await asyncio.sleep(chance.random() * 0.03)
            await process.kill()
            if kill == 1:
                await write_all(people, MESSAGES // 2, chance)
            await process.start()
        await _taken(bot)
        await process.until_done(MESSAGES)
        code, _ = await process.stop()

    assert code == 0
    assert unanswered(people, answers) == []
    assert process.states() == {"done": MESSAGES}


async def _answers_more(sandbox: Sandbox, count: int) -> None:
    """Wait until the bot has sent so many messages more."""
    wanted = len(sandbox.journal.calls("sendMessage")) + count
    async with asyncio.timeout(PATIENCE):
        while len(sandbox.journal.calls("sendMessage")) < wanted:  # noqa: ASYNC110  # another process does it
            await asyncio.sleep(0.002)


async def _taken(bot: Bot) -> None:
    async with asyncio.timeout(PATIENCE):
        await bot.updates.emptied()
