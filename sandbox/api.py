"""The bots' side over HTTP: reads calls, applies faults, checks, carries out, answers, writes the journal."""

import inspect
import time
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import web

from sandbox.bots import Bot
from sandbox.call import Call, Noted
from sandbox.checking import Checker
from sandbox.errors import ApiError
from sandbox.faults import Fault
from sandbox.journal import JournalEntry
from sandbox.methods import METHODS
from sandbox.multipart import Upload
from sandbox.parameters import read
from sandbox.shapes import JsonObject
from sandbox.spec import load
from sandbox.world import World

_HTML = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\r\n"


@dataclass(slots=True, kw_only=True)
class _Record:
    """What the journal will say about a call."""

    method: str
    bot: int | None = None
    params: JsonObject = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    status: int = 200
    description: str | None = None
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
            web.get("/file/bot{token:[^/]*}/{path:.+}", self._download),
        ]

    async def carry_out_answer(self, bot: Bot, content_type: str, body: bytes) -> None:
        """Carry out the method that a bot put into its answer to a webhook; nobody learns the result."""
        try:
            raw, uploads = read([], content_type, body)
        except ApiError:
            return
        name = raw.pop("method", None)
        if isinstance(name, str) and name:
            await self._journaled(_Record(method=name), bot, raw, uploads)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        record = _Record(method=request.match_info["method"])
        started = time.monotonic()
        number = self._world.journal.take_number()
        try:
            return await self._answer(request, record)
        except BaseException:
            record.outcome = "cancelled"
            raise
        finally:
            self._write(number, record, started)

    async def _answer(self, request: web.Request, record: _Record) -> web.StreamResponse:
        try:
            bot = self._world.authorize(request.match_info["token"])
            record.bot = bot.id
            content_type = request.headers.get("Content-Type", "")
            raw, uploads = read(request.query.items(), content_type, await request.read())
        except ApiError as error:
            return _response(_refused(record, error))
        except web.HTTPRequestEntityTooLarge:
            return _response(_refused(record, ApiError(413, "Request Entity Too Large")))
        record.params = raw
        self._tidy(record)
        fault = self._world.faults.strike(record.method, bot.id, _chat_of(raw))
        if fault is None:
            return _response(await self._result(record, bot, raw, uploads))
        return await self._faulty(request, fault, record, bot, uploads)

    async def _faulty(
        self, request: web.Request, fault: Fault, record: _Record, bot: Bot, uploads: dict[str, Upload]
    ) -> web.StreamResponse:
        refusal = fault.refusal()
        if refusal is not None:
            return _response(_refused(record, refusal))
        if fault.kind == "html":
            record.outcome, record.status = "html", fault.status or 502
            return web.Response(body=_HTML, status=record.status, content_type="text/html")
        if fault.kind == "hang":
            await self._world.clock.sleep(fault.seconds)
        if fault.kind == "reset_before":
            return _cut(request, record)
        response = _response(await self._result(record, bot, record.params, uploads))
        if fault.kind == "hang_after":
            await self._world.clock.sleep(fault.seconds)
        if fault.kind == "reset_after":
            return _cut(request, record)
        if fault.kind == "half_answer":
            return await _halved(request, response, record)
        return response

    async def _journaled(
        self, record: _Record, bot: Bot, raw: JsonObject, uploads: dict[str, Upload]
    ) -> None:
        started = time.monotonic()
        number = self._world.journal.take_number()
        record.bot, record.params = bot.id, raw
        self._tidy(record)
        await self._result(record, bot, raw, uploads)
        self._write(number, record, started)

    async def _result(
        self, record: _Record, bot: Bot, raw: JsonObject, uploads: dict[str, Upload]
    ) -> JsonObject:
        try:
            return await self._carry_out(record, bot, raw, uploads)
        except ApiError as error:
            return _refused(record, error)

    async def _carry_out(
        self, record: _Record, bot: Bot, raw: JsonObject, uploads: dict[str, Upload]
    ) -> JsonObject:
        method = self._spec.methods.get(record.method.lower())
        if method is None:
            raise ApiError(404, "Not Found")
        params, warnings = self._checker.check(method, raw, uploads)
        record.params, record.warnings = params, warnings
        function = METHODS.get(method.name)
        if function is None:
            raise ApiError(501, f"Not Implemented: the sandbox does not simulate {method.name}")
        result: Any = function(
            Call(world=self._world, bot=bot, method=method.name, params=params, uploads=uploads)
        )
        if inspect.isawaitable(result):
            result = await result
        if isinstance(result, Noted):
            return {"ok": True, "result": result.result, "description": result.description}
        return {"ok": True, "result": result}

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            bot = self._world.authorize(request.match_info["token"])
        except ApiError as error:
            return _response(error.body())
        stored = self._world.files.at_path(request.match_info["path"], bot.id)
        if stored is None:
            return _response(ApiError(404, "Not Found").body())
        return web.Response(body=stored.content, content_type="application/octet-stream")

    def _tidy(self, record: _Record) -> None:
        method = self._spec.methods.get(record.method.lower())
        if method is not None:
            record.method = method.name

    def _write(self, number: int, record: _Record, started: float) -> None:
        ok = record.status == 200 and record.outcome != "reset"  # noqa: PLR2004  # HTTP 200
        self._world.journal.add(
            JournalEntry(
                number=number,
                at=self._world.clock.now(),
                monotonic=started,
                bot=record.bot,
                method=record.method,
                chat_id=_chat_of(record.params),
                params=record.params,
                ok=ok,
                error_code=None if record.status == 200 else record.status,  # noqa: PLR2004  # HTTP 200
                description=record.description,
                outcome=record.outcome,
                duration=time.monotonic() - started,
                warnings=tuple(record.warnings),
            )
        )


def _refused(record: _Record, error: ApiError) -> JsonObject:
    record.status, record.description, record.outcome = error.code, error.description, "refused"
    return error.body()


def _response(body: JsonObject) -> web.Response:
    status: int = body.get("error_code", 200)
    response = web.Response(body=orjson.dumps(body), status=status, content_type="application/json")
    if "parameters" in body and "retry_after" in body["parameters"]:
        response.headers["Retry-After"] = str(body["parameters"]["retry_after"])
    return response


def _cut(request: web.Request, record: _Record) -> web.StreamResponse:
    record.outcome = "reset"
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _halved(request: web.Request, whole: web.Response, record: _Record) -> web.StreamResponse:
    record.outcome = "half answer"
    body = whole.body if isinstance(whole.body, bytes) else b""
    half = web.StreamResponse(status=whole.status, headers={"Content-Length": str(len(body))})
    half.content_type = "application/json"
    await half.prepare(request)
    await half.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return half


def _chat_of(params: JsonObject) -> int | str | None:
    chat = params.get("chat_id")
    if isinstance(chat, str) and chat.removeprefix("-").isdecimal():
        return int(chat)
    return chat if isinstance(chat, int | str) else None
