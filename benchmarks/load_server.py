"""A small, fast Bot API server that loads one bot with updates and times its replies."""

import argparse
import asyncio
import gc
import signal
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, fields
from typing import Any

import orjson
import uvloop

from benchmarks.answers import Answers
from benchmarks.bot_connection import BotConnection
from benchmarks.crowd import Crowd
from benchmarks.load_api import LoadApi
from benchmarks.load_plan import LoadPlan
from benchmarks.load_report import LoadReport, report
from benchmarks.webhook_posts import MAX_CONNECTIONS

DRAIN_TIME = 5.0
"""Seconds that updates still in flight are given at the end."""

LINGER = 0.3
"""Seconds to wait for replies that nobody asked for, when every update has its own."""

Say = Callable[[dict[str, Any]], None]


class LoadServer:
    """One run: a listening server, its crowd, and the report at the end."""

    def __init__(self, plan: LoadPlan, *, clock: Callable[[], float] = time.monotonic) -> None:
        epoch = int(time.time())
        self._crowd = Crowd(plan, clock=clock, epoch=epoch)
        self._api = LoadApi(self._crowd, Answers(epoch))
        self.url = ""

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["LoadServer"]:
        """Listen on a free port of loopback, `url`, and post to the bot's webhook if it sets one."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: BotConnection(self._api), "127.0.0.1", 0)
        self.url = "http://{}:{}".format(*server.sockets[0].getsockname())
        self._api.refill()
        async with asyncio.TaskGroup() as group:
            posters = [group.create_task(self._api.webhook.keep_posting()) for _ in range(MAX_CONNECTIONS)]
            try:
                yield self
            finally:
                for poster in posters:
                    poster.cancel()
                server.close()

    async def run(self, *, seconds: float, say: Say) -> LoadReport:
        """Load the bot that comes, for at most so many `seconds`, and sum up.

        Say `measuring` and `measured` at the ends of what counts, so that the bot's processor time can be
        read there.
        """
        complete, busy = False, 0.0
        try:
            async with asyncio.timeout(seconds):
                await self._api.measuring.wait()
                say({"event": "measuring"})
                began, processor = time.monotonic(), time.process_time()
                await self._api.measured.wait()
                say({"event": "measured"})
                busy = (time.process_time() - processor) / (time.monotonic() - began)
                complete = True
            async with asyncio.timeout(DRAIN_TIME):
                await self._api.drained.wait()
            await asyncio.sleep(LINGER)
        except TimeoutError:
            pass  # the report tells: not complete, or so many unanswered
        webhook, calls = self._api.webhook, self._api.calls
        return report(self._crowd, complete=complete, refused=webhook.refused, calls=calls, server_busy=busy)


async def serve(plan: LoadPlan, *, seconds: float, say: Say) -> None:
    """Do one run, tell its report, and answer the bot until the process is asked to end.

    It ends by itself after `seconds` more, for nobody may be left to ask.
    """
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with LoadServer(plan).listening() as server:
        say({"event": "listening", "url": server.url})
        found = await server.run(seconds=seconds, say=say)
        say({"event": "report", **asdict(found)})
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await stop.wait()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the server as a program: a line of JSON for every event, the report last."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load_server", description=__doc__)
    for field in fields(LoadPlan):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=int, default=field.default)
    parser.add_argument("--seconds", type=float, default=120, help="the longest that the run may take")
    given = vars(parser.parse_args(arguments))
    seconds = given.pop("seconds")
    gc.freeze()  # a collection of the server would count as the bot's latency
    uvloop.run(serve(LoadPlan(**given), seconds=seconds, say=_print_line))


def _print_line(event: dict[str, Any]) -> None:
    print(orjson.dumps(event).decode(), flush=True)


if __name__ == "__main__":
    main()
