"""The bots' side over HTTP: reads calls, applies faults, checks, carries out, answers, writes the journal."""

import inspect
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any

import orjson
from aiohttp import web

from sandbox.bots import Bot
from sandbox.call import Call, Noted
from sandbox.checking import Checker
from sandbox.errors import ApiError, bad_request
from sandbox.journal import JournalEntry
from sandbox.methods import METHODS
from sandbox.multipart import Upload
from sandbox.parameters import read
from sandbox.sabotage import sabotaged
from sandbox.shapes import JsonObject
from sandbox.spec import load
from sandbox.world import World

# The journal's name for a download, which is no method of the Bot API.
DOWNLOAD = "file"
_LONGEST_ID = 18


@dataclass(slots=True, kw_only=True)
class _Record:
    """What the journal will say about a call."""

    method: str
    bot: int | None = None
    params: JsonObject = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    error: ApiError | None = None
    outcome: str = "ok"


class BotApi:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._spec = load()
        self._checker = Checker(self._spec)
        world.webhooks.answer = self.carry_out_answer

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of the bots' side."""
        return [
            web.route("*", "/bot{token:[^/]*}/{method:.*}", self._handle),
            web.get("/file/bot{token:[^/]*}/{path:.+}", self._handle),
        ]

    async def carry_out_answer(self, bot: Bot, content_type: str, body: bytes) -> None:
        """Carry out the method that a bot put into its answer to a webhook; nobody learns the result."""
        try:
            raw, uploads = read([], content_type, body)
        except ApiError:
            return
        name = raw.pop("method", None)
        if isinstance(name, str) and name:
            record = _Record(method=self._spelled(name), bot=bot.id, params=raw)
            number, started = self._world.journal.take_number(), time.monotonic()
            await self._result(record, bot, raw, uploads)
            self._write(number, record, started)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        record = _Record(method=self._spelled(request.match_info.get("method", DOWNLOAD)))
        number, started = self._world.journal.take_number(), time.monotonic()
        try:
            return await self._answer(request, record)
        except BaseException:
            record.outcome = "failed"
            raise
        finally:
            self._write(number, record, started)

    async def _answer(self, request: web.Request, record: _Record) -> web.StreamResponse:
        try:
            bot = self._world.authorize(request.match_info["token"])
            record.bot = bot.id
            carry_out = await self._prepared(request, record, bot)
        except ApiError as error:
            return _refused(record, error)
        except web.HTTPRequestEntityTooLarge:
            return _refused(record, ApiError(413, "Request Entity Too Large"))
        fault = self._world.faults.strike(record.method, bot.id, _chat_of(record.params))
        if fault is None:
            return await carry_out()
        refusal = fault.refusal()
        if refusal is not None:
            return _refused(record, refusal)
        answer, outcome = await sabotaged(fault, request, self._world.clock, carry_out)
        record.outcome = outcome or record.outcome
        return answer

    async def _prepared(
        self, request: web.Request, record: _Record, bot: Bot
    ) -> Callable[[], Awaitable[web.Response]]:
        if "path" in request.match_info:
            return partial(self._download, request.match_info["path"], record, bot)
        content_type = request.headers.get("Content-Type", "")
        raw, uploads = read(request.query.items(), content_type, await request.read())
        record.params = raw
        return partial(self._result, record, bot, raw, uploads)

    async def _result(
        self, record: _Record, bot: Bot, raw: JsonObject, uploads: dict[str, Upload]
    ) -> web.Response:
        try:
            return _json(await self._carry_out(record, bot, raw, uploads))
        except ApiError as error:
            return _refused(record, error)

    async def _carry_out(
        self, record: _Record, bot: Bot, raw: JsonObject, uploads: dict[str, Upload]
    ) -> JsonObject:
        method = self._spec.methods.get(record.method.lower())
        if method is None:
            raise ApiError(404, "Not Found")
        params, record.warnings = self._checker.check(method, raw, uploads)
        record.params = params
        function = METHODS.get(method.name)
        if function is None:
            raise ApiError(501, f"Not Implemented: the sandbox does not simulate {method.name}")
        if "business_connection_id" in params:
            raise bad_request("business connection not found")
        result: Any = function(
            Call(world=self._world, bot=bot, method=method.name, params=params, uploads=uploads)
        )
        if inspect.isawaitable(result):
            result = await result
        if isinstance(result, Noted):
            return {"ok": True, "result": result.result, "description": result.description}
        return {"ok": True, "result": result}

    async def _download(self, path: str, record: _Record, bot: Bot) -> web.Response:
        stored = self._world.files.at_path(path, bot.id)
        if stored is None:
            return _refused(record, ApiError(404, "Not Found"))
        return web.Response(body=stored.content, content_type="application/octet-stream")

    def _spelled(self, name: str) -> str:
        method = self._spec.methods.get(name.lower())
        return name if method is None else method.name

    def _write(self, number: int, record: _Record, started: float) -> None:
        self._world.journal.add(
            JournalEntry(
                number=number,
                at=self._world.clock.now(),
                monotonic=started,
                bot=record.bot,
                method=record.method,
                chat_id=_chat_of(record.params),
                params=record.params,
                ok=record.error is None and record.outcome == "ok",
                error_code=None if record.error is None else record.error.code,
                description=None if record.error is None else record.error.description,
                outcome=record.outcome,
                duration=time.monotonic() - started,
                warnings=tuple(record.warnings),
            )
        )


def _refused(record: _Record, error: ApiError) -> web.Response:
    record.error, record.outcome = error, "refused"
    answer = _json(error.body(), status=error.code)
    if error.code == HTTPStatus.TOO_MANY_REQUESTS and error.parameters:
        answer.headers["Retry-After"] = str(error.parameters["retry_after"])
    return answer


def _json(body: JsonObject, status: int = HTTPStatus.OK) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")


def _chat_of(params: JsonObject) -> int | str | None:
    chat = params.get("chat_id")
    if isinstance(chat, str) and chat.removeprefix("-").isdecimal() and len(chat) <= _LONGEST_ID:
        return int(chat)
    return chat if isinstance(chat, int | str) else None
