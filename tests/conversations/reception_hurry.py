"""A bot in haste for the long conversations about requests, whose people are hired once a language."""

import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from sandbox import Sandbox, StillClock
from tests.conftest import MORNING
from tests.conversations.reception_scene import Scene, Team, scene_of, teams_of
from tests.conversations.running import RunningBot


class Reception:
    """The bot, and those who work for the councils of each language."""

    def __init__(self, bot: RunningBot) -> None:
        self.bot = bot
        self._teams: dict[Language, dict[CouncilId, Team]] = {}

    async def scene(self, language: Language) -> Scene:
        """Let somebody new send a request."""
        if language not in self._teams:
            self._teams[language] = await teams_of(self.bot, language)
        return await scene_of(self.bot, language, self._teams[language])

    async def check_manners(self) -> None:
        """See that Telegram refused nothing but screens that were there already."""
        refused = [
            entry
            for entry in self.bot.sandbox.journal.after(0)
            if not entry.ok and "message is not modified" in str(entry.description)
        ]
        await self.bot.check_manners(Counter(entry.method for entry in refused))


@asynccontextmanager
async def reception_at_work(facts: Path, folder: Path) -> AsyncIterator[Reception]:
    """Run a bot on a copy of the facts, and look at its manners in the end."""
    path = shutil.copy(facts, folder / "dostyq.db")
    async with Sandbox(clock=StillClock(at=MORNING.timestamp())) as sandbox:
        running = RunningBot(sandbox, f"sqlite:///{path}", is_in_haste=True)
        await running.start()
        try:
            reception = Reception(running)
            yield reception
            await reception.check_manners()
        finally:
            await running.stop()
