"""One run of the load benchmark: a bot, a load server, and what was measured between them."""

import asyncio
import shutil
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from benchmarks.children import (
    ChildFailed,
    Cores,
    busy_seconds,
    child,
    last_lines,
    processor_seconds,
    resident_megabytes,
)
from benchmarks.contenders import Contender, Mode, Start
from benchmarks.load_plan import LoadPlan
from benchmarks.load_report import LoadReport

LONGEST_RUN = 120.0
"""Seconds that a run may take, from the first update to the last."""

MICROSECONDS = 1_000_000

Events = AsyncIterator[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRun:
    """What one run found: seconds to the first answer, megabytes afterwards, microseconds an update.

    `others` is the percentage of the bot's processor that other programs took from it while it was
    measured: where that is much, the run says little.
    """

    report: LoadReport
    cold_start: float
    memory: float
    processor: float
    others: float


async def run_load(contender: Contender, mode: Mode, plan: LoadPlan, cores: Cores, prepared: Path) -> LoadRun:
    """Load a fresh bot, on a copy of the folder `prepared` for it, from a fresh server; end both.

    Databases lie where TMPDIR says; in memory (tmpfs) durable commits would cost nothing.
    Raises ChildFailed where the bot ends by itself or does not get through in time.
    """
    with tempfile.TemporaryDirectory(prefix="load-") as name:
        folder = Path(name)
        shutil.copytree(prepared, folder, dirs_exist_ok=True)
        command = ("-m", "benchmarks.load_server", *plan.as_options(), f"--seconds={LONGEST_RUN}")
        log = folder / "server.log"
        async with child(command, log=log, core=cores.server, listen=True) as server:
            events = _events(server, log)
            listening = await anext(events)
            start = contender.start(folder, listening["url"], mode)
            return await _run_bot(start, events, log=folder / "bot.log", core=cores.bot)


async def _run_bot(start: Start, events: Events, *, log: Path, core: int | None) -> LoadRun:
    began = time.monotonic()
    async with child(start.arguments, environment=start.environment, log=log, core=core) as bot:
        try:
            async with asyncio.TaskGroup() as group:
                watch = group.create_task(_stay_alive(bot, log))
                run = await _follow(events, bot.pid, core, began)
                watch.cancel()
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from failures
    if not run.report.complete:
        raise ChildFailed(f"only {run.report.measured} answers in time: {last_lines(log)}")
    return run


async def _follow(events: Events, bot: int, core: int | None, began: float) -> LoadRun:
    """Read processor times at both ends of what is measured, and the bot's memory at the end."""
    own = busy = 0.0
    while (event := await anext(events))["event"] != "report":
        sign = -1 if event["event"] == "measuring" else 1
        own += sign * processor_seconds(bot)
        busy += sign * busy_seconds(core)
    del event["event"]
    report = LoadReport(**event)
    return LoadRun(
        report=report,
        cold_start=(report.first_reply_at or began) - began,
        memory=resident_megabytes(bot),
        processor=own * MICROSECONDS / max(report.measured, 1),
        others=max(0.0, busy - own) * 100 / (report.seconds or 1),
    )


async def _stay_alive(bot: Process, log: Path) -> None:
    code = await bot.wait()
    raise ChildFailed(f"the bot ended with code {code}: {last_lines(log)}")


async def _events(server: Process, log: Path) -> Events:
    assert server.stdout is not None  # noqa: S101  # the child was started with `listen`
    async for line in server.stdout:
        yield orjson.loads(line)
    raise ChildFailed(f"the load server ended: {last_lines(log)}")
