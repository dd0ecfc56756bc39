"""The bot as a process of its own: started, killed, stopped and started again."""

import asyncio
import os
import signal
import sqlite3
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from pathlib import Path

from sandbox import Sandbox
from sandbox.server import free_port

ROOT = Path(__file__).parents[2]
TOKEN = "42:" + "a-token-of-the-sandbox"
SECRET = "a-secret-of-the-sandbox"

PATIENCE = 60.0
"""Seconds after which a test has failed."""


class BotProcess:
    """`python -m bot run` in a folder of its own, where its database and its log lie."""

    def __init__(self, folder: Path, sandbox: Sandbox, mode: str = "polling", **settings: str) -> None:
        port = str(free_port())
        self._folder = folder
        self._sandbox = sandbox
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": sandbox.url,
            "BOT_MODE": mode,
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
            "WEBHOOK_SECRET": SECRET,
            "WEB_PORT": port,
            "DATABASE_URL": f"sqlite:///{self.database}",
        } | settings
        self._process: Process | None = None

    @property
    def database(self) -> Path:
        return self._folder / "dostyq.db"

    @property
    def log(self) -> Path:
        return self._folder / "bot.log"

    async def start(self) -> None:
        """Start the process, and wait until it is about to take updates."""
        ready = self._times_ready() + 1
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        async with asyncio.timeout(PATIENCE):
            while self._times_ready() < ready:
                assert self._process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.01)
        # What Telegram posted in vain is due again long after; nobody waits for that here.
        self._sandbox.clock.advance(120)

    def _times_ready(self) -> int:
        """Count the last call that a bot makes before it takes updates."""
        journal = self._sandbox.journal
        return len(journal.calls("setWebhook")) + len(journal.calls("deleteWebhook"))

    async def kill(self) -> None:
        """End the process as a power cut would."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> tuple[int, float]:
        """Ask the process to end; give its exit code and how many seconds that took."""
        began = time.monotonic()
        return await self._end(signal.SIGTERM), time.monotonic() - began

    async def _end(self, number: signal.Signals) -> int:
        assert self._process is not None
        process, self._process = self._process, None
        if process.returncode is None:
            process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            return await process.wait()

    async def close(self) -> None:
        """Leave nothing running."""
        if self._process is not None:
            await self.kill()

    def files(self) -> list[Path]:
        """Give every file that the bot has left: the database, what belongs to it, and the log."""
        return [path for path in self._folder.rglob("*") if path.is_file()]

    def states(self) -> Mapping[str, int]:
        """Count the updates in the inbox by their state."""
        with closing(sqlite3.connect(self.database)) as connection:
            return dict(connection.execute("SELECT state, count(*) FROM inbox GROUP BY state").fetchall())

    async def until_done(self, updates: int) -> None:
        """Wait until so many updates are done, and none waits."""
        async with asyncio.timeout(PATIENCE):
            while self.states() != {"done": updates}:
                assert self._process is not None
                assert self._process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.05)


@asynccontextmanager
async def bot_process(
    folder: Path, sandbox: Sandbox, mode: str = "polling", **settings: str
) -> AsyncIterator[BotProcess]:
    """Give a bot that is not started yet, and leave nothing running."""
    process = BotProcess(folder, sandbox, mode, **settings)
    try:
        yield process
    finally:
        await process.close()
