"""The two bots of the load benchmark, and how each one is started."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from benchmarks.children import child, finish, free_port
from benchmarks.crowd import FIRST_PERSON
from benchmarks.load_plan import LoadPlan

SECRET = "load-benchmark"  # noqa: S105  # it guards nothing: both ends are on loopback
TOKEN = "42:load-benchmark-token-that-no-bot-has"  # noqa: S105  # the load server takes any
PREPARATION_TIME = 60.0
"""Seconds for filling the directory."""


class Mode(StrEnum):
    """How updates reach the bot."""

    POLLING = "polling"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What to start: arguments of python, and environment beside the usual."""

    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


class Contender(Protocol):
    """A bot that can be put under load."""

    @property
    def name(self) -> str:
        """Say which one it is."""
        ...

    async def prepare(self, folder: Path, plan: LoadPlan) -> None:
        """Make what the bot needs in an empty folder."""
        ...

    def start(self, folder: Path, api: str, mode: Mode) -> Start:
        """Say how to start the bot against the Bot API server at `api`."""
        ...


@dataclass(frozen=True, slots=True)
class StockBot:
    """aiogram as it comes, reading one row."""

    name: str = "stock"

    async def prepare(self, folder: Path, plan: LoadPlan) -> None:
        """Make the table that the bot reads."""
        people = range(FIRST_PERSON, FIRST_PERSON + plan.people)
        _write_people(self._database(folder), ((person, f"Person {person}", "Almaty") for person in people))

    def start(self, folder: Path, api: str, mode: Mode) -> Start:
        """Give everything as arguments."""
        database, port = str(self._database(folder)), str(free_port())
        given = {"api": api, "database": database, "mode": mode.value, "token": TOKEN, "port": port}
        options = [word for name, value in given.items() for word in (f"--{name}", value)]
        return Start(arguments=("-m", "benchmarks.stock_bot", *options, "--secret", SECRET))

    @staticmethod
    def _database(folder: Path) -> Path:
        return folder / "stock.db"


@dataclass(frozen=True, slots=True)
class Dostyq:
    """The bot itself, with its inbox on and every commit on the disk."""

    name: str = "dostyq"

    async def prepare(self, folder: Path, plan: LoadPlan) -> None:  # noqa: ARG002  # it registers people itself
        """Fill the directory from the content that is shipped."""
        log = folder / "load.log"
        async with child(
            ("-m", "bot", "load", "content/"), log=log, environment=self._environment(folder)
        ) as process:
            await finish(process, seconds=PREPARATION_TIME, log=log)

    def start(self, folder: Path, api: str, mode: Mode) -> Start:
        """Give everything in the environment."""
        port = free_port()
        return Start(
            arguments=("-m", "bot", "run"),
            environment={
                **self._environment(folder),
                "BOT_API_URL": api,
                "BOT_MODE": mode.value,
                "WEB_HOST": "127.0.0.1",
                "WEB_PORT": str(port),
                "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
                "WEBHOOK_SECRET": SECRET,
            },
        )

    @staticmethod
    def _environment(folder: Path) -> dict[str, str]:
        return {"BOT_TOKEN": TOKEN, "DATABASE_URL": f"sqlite:///{folder / 'dostyq.db'}"}


def _write_people(path: Path, people: Iterable[tuple[int, str, str]]) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, house TEXT)")
        database.executemany("INSERT INTO people VALUES (?, ?, ?)", people)
