"""The sandbox as a server: the bots' side, the people's side and the web chat."""

import socket
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import WSCloseCode, web

from sandbox.api import BotApi
from sandbox.bots import Bot
from sandbox.clock import RunningClock
from sandbox.errors import ApiError
from sandbox.faults import Faults
from sandbox.journal import Journal
from sandbox.people import groups
from sandbox.people.http import PeopleApi
from sandbox.people.live import SOCKETS
from sandbox.person import Group, Person
from sandbox.rates import Rates, Violation
from sandbox.world import World

_WEB = Path(__file__).with_name("web")
# Larger than the largest file a bot may send, with room for the rest of the request.
_BODY_BYTES_MAX = 60 << 20
_FRESH = {"Cache-Control": "no-cache, no-store, must-revalidate"}
_GRACE_SECONDS = 0.2


class Sandbox:
    """A Telegram on loopback; enter it to start it, leave it to stop it.

    Args:
        clock: real time that can be advanced, unless a StillClock is given.
        rates: Telegram's sending limits, or None to let everything through.
        host: the address to listen on.
        port: the port to listen on, 0 for a free one.
        seed: the source of everything that is random.
    """

    def __init__(
        self,
        *,
        clock: RunningClock | None = None,
        rates: Rates | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        seed: int = 0,
    ) -> None:
        self.clock = clock or RunningClock()
        self.world = World(clock=self.clock, rates=rates, seed=seed)
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Begin to listen; url is set from now on.

        Raises:
            OSError: when the address or the port cannot be used.
        """
        app = web.Application(client_max_size=_BODY_BYTES_MAX)
        app[SOCKETS] = set()
        app.add_routes(BotApi(self.world).routes())
        app.add_routes(PeopleApi(self.world).routes())
        app.add_routes([web.get("/", _web_file), web.get("/web/{name:.+}", _web_file)])
        app.on_shutdown.append(self._release)
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=False, shutdown_timeout=_GRACE_SECONDS
        )
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.world.webhooks.open()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    async def stop(self) -> None:
        """Stop listening and let go of whoever waits."""
        try:
            await self.world.webhooks.close()
        finally:
            if self._runner is not None:
                await self._runner.cleanup()

    @property
    def journal(self) -> Journal:
        """Every call that reached the server."""
        return self.world.journal

    @property
    def faults(self) -> Faults:
        """The faults in force."""
        return self.world.faults

    @property
    def violations(self) -> list[Violation]:
        """Every call that came faster than Telegram's limits."""
        return self.world.limiter.violations

    def bot(self, token: str, *, username: str = "", first_name: str = "") -> Bot:
        """Name a bot up front.

        Raises:
            ApiError: 401, when the token is no token or not the one that this bot is known by.
        """
        bot = self.world.authorize(token)
        bot.username = username.removeprefix("@") or bot.username
        bot.first_name = first_name or bot.first_name
        return bot

    async def person(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
        phone_number: str | None = None,
    ) -> Person:
        """Make an account and act for its owner."""
        account = self.world.open_account(
            first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
            phone_number=phone_number,
        )
        return Person(self.world, account)

    async def group(
        self,
        title: str,
        members: Iterable[Person],
        bots: Iterable[Bot | int] = (),
        *,
        is_forum: bool = False,
        basic: bool = False,
    ) -> Group:
        """Make a group; its first member is its creator, and in a forum its bots are administrators."""
        chat = groups.make(
            self.world,
            title,
            [person.id for person in members],
            [bot if isinstance(bot, int) else bot.id for bot in bots],
            is_forum=is_forum,
            kind="group" if basic else "supergroup",
        )
        return Group(self.world, chat)

    async def _release(self, app: web.Application) -> None:
        for bot in self.world.bots.values():
            bot.updates.interrupt(ApiError(503, "Service Unavailable"))
        sockets: set[web.WebSocketResponse] = app[SOCKETS]
        for live in list(sockets):
            await live.close(code=WSCloseCode.GOING_AWAY)


async def _web_file(request: web.Request) -> web.StreamResponse:
    name = request.match_info.get("name", "index.html")
    path = (_WEB / name).resolve()
    if not path.is_relative_to(_WEB) or not path.is_file():
        raise web.HTTPNotFound(text="there is no such page")
    return web.FileResponse(path, headers=_FRESH)


def free_port(host: str = "127.0.0.1") -> int:
    """Give a port that is free at this moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port
