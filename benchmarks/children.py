"""Programs of a benchmark: started on a processor of their own, ended by their own pid."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).parents[1]
"""Where `python -m …` finds the project."""

PATIENCE = 10.0
"""Seconds between SIGTERM and SIGKILL."""

MEGABYTE = 2**20
"""As ps, top and container limits count it."""


class ChildFailed(RuntimeError):
    """A program of the benchmark ended before it should, or with an error."""


class Cores(NamedTuple):
    """Which processor serves and which one is measured; None where there is but one."""

    server: int | None
    bot: int | None

    @classmethod
    def of_this_machine(cls) -> "Cores":
        """Take the first and the last processor that this process may use (Linux)."""
        first, *others = sorted(os.sched_getaffinity(0))
        return cls(first, others[-1]) if others else cls(None, None)


@asynccontextmanager
async def child(
    arguments: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    core: int | None = None,
    listen: bool = False,
) -> AsyncIterator[Process]:
    """Run `python` with these arguments; what it says goes to `log`, to `listen` keeps stdout as a pipe."""
    with log.open("ab") as notes:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE if listen else notes,
            stderr=notes,
        )
    if core is not None:
        os.sched_setaffinity(process.pid, {core})
    try:
        yield process
    finally:
        await _end(process)


async def finish(process: Process, *, seconds: float, log: Path) -> None:
    """Wait until a program has done its work; raises ChildFailed where it has not, or not in time."""
    try:
        async with asyncio.timeout(seconds):
            await process.communicate()
    except TimeoutError:
        raise ChildFailed(f"not done in {seconds:.0f} s: {last_lines(log)}") from None
    if process.returncode:
        raise ChildFailed(f"exit code {process.returncode}: {last_lines(log)}")


def last_lines(log: Path, count: int = 5) -> str:
    """Give the end of a log, which is where the reason stands."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])


def free_port() -> int:
    """Find a port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def resident_megabytes(pid: int) -> float:
    """Tell how much memory a program and its children hold."""
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(process.memory_info().rss for process in family) / MEGABYTE


def processor_seconds(pid: int) -> float:
    """Tell how long a program has kept processors busy since it began."""
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


def busy_seconds(core: int | None) -> float:
    """Tell how long a processor, or all of them together, has been busy since the machine began."""
    times = psutil.cpu_times() if core is None else psutil.cpu_times(percpu=True)[core]
    return float(sum(times[:3]))  # user, nice, system: interrupts belong to nobody's program


async def _end(process: Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(PATIENCE):
            await process.communicate()
    except TimeoutError:
        process.kill()
        await process.communicate()
