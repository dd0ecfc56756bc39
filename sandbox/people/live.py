"""Events as they happen, over a WebSocket."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import orjson
from aiohttp import WSMsgType, web

from sandbox.events import Watcher
from sandbox.world import World

_HEARTBEAT_SECONDS = 30.0
SOCKETS = web.AppKey("sockets", set[web.WebSocketResponse])


Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


def live(world: World) -> Handler:
    """Give the handler that sends one JSON event a frame until the other side leaves."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return await _serve(request, world)

    return handle


async def _serve(request: web.Request, world: World) -> web.StreamResponse:
    account = request.query.get("account", "")
    if account and not account.isdecimal():
        return web.json_response({"error": "account must be a whole number"}, status=400)
    socket = web.WebSocketResponse(heartbeat=_HEARTBEAT_SECONDS)
    watcher = world.events.watch(int(account) if account else None)
    request.app[SOCKETS].add(socket)
    try:
        await socket.prepare(request)
        async with asyncio.TaskGroup() as both:
            sending = both.create_task(_send(socket, watcher))
            both.create_task(_listen(socket, sending))
    finally:
        request.app[SOCKETS].discard(socket)
        world.events.leave(watcher)
    return socket


async def _send(socket: web.WebSocketResponse, watcher: Watcher) -> None:
    while True:
        event = await watcher.events.get()
        try:
            await socket.send_str(orjson.dumps(event).decode())
        except ConnectionError:
            return


async def _listen(socket: web.WebSocketResponse, sending: asyncio.Task[None]) -> None:
    """Read until the other side closes; what it says is not wanted."""
    async for message in socket:
        if message.type is WSMsgType.ERROR:
            break
    sending.cancel()
