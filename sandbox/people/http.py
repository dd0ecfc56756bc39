"""The people's side over HTTP."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import orjson
from aiohttp import web

from sandbox.accounts import Account
from sandbox.chats import Chat
from sandbox.faults import from_json
from sandbox.files import FileKind
from sandbox.members import change_status, public
from sandbox.multipart import parse
from sandbox.people import acts, groups, presses
from sandbox.people.live import live
from sandbox.people.refusal import CannotDo
from sandbox.people.view import chat_view
from sandbox.shapes import JsonObject
from sandbox.world import World

INLINE_WAIT_SECONDS = 10.0
_KINDS: tuple[FileKind, ...] = ("photo", "voice", "document")
_STATUSES = ("administrator", "member", "left", "kicked")
_Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PeopleApi:
    """Answers everything below /people."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of the people's side."""
        chat = "/people/chats/{bot}/{chat}"
        return [
            web.get("/people/world", _guarded(self._everybody)),
            web.post("/people/accounts", _guarded(self._open_account)),
            web.post("/people/groups", _guarded(self._make_group)),
            web.post("/people/groups/{group}/members", _guarded(self._set_member)),
            web.get(chat, _guarded(self._show_chat)),
            web.post(f"{chat}/messages", _guarded(self._send)),
            web.post(f"{chat}/files", _guarded(self._send_file)),
            web.post(f"{chat}/edits", _guarded(self._edit)),
            web.post(f"{chat}/presses", _guarded(self._press)),
            web.post(f"{chat}/start", _guarded(self._start)),
            web.post(f"{chat}/blocked", _guarded(self._block)),
            web.post("/people/inline/{bot}", _guarded(self._ask)),
            web.get("/people/files/{file_id}", _guarded(self._file)),
            web.get("/people/live", live(self._world)),
            web.post("/people/clock", _guarded(self._advance)),
            web.post("/people/faults", _guarded(self._set_faults)),
            web.get("/people/journal", _guarded(self._journal)),
        ]

    async def _everybody(self, _request: web.Request) -> web.Response:
        world = self._world
        return _json(
            {
                "bots": [bot.public() for bot in world.bots.values()],
                "accounts": [account.public() for account in world.accounts.values()],
                "groups": [public(world, group) for group in world.groups.values() if not group.removed],
                "now": int(world.clock.now()),
            }
        )

    async def _open_account(self, request: web.Request) -> web.Response:
        body = await _body(request)
        names = ("last_name", "username", "language_code", "phone_number")
        given = {name: str(body[name]) for name in names if body.get(name)}
        account = self._world.open_account(_text(body, "first_name"), **given)
        return _json(account.public())

    async def _make_group(self, request: web.Request) -> web.Response:
        body = await _body(request)
        chat = groups.make(
            self._world,
            _text(body, "title"),
            [_number(member, "members") for member in body.get("members") or []],
            [_number(bot, "bots") for bot in body.get("bots") or []],
            is_forum=bool(body.get("is_forum")),
        )
        return _json(public(self._world, chat))

    async def _set_member(self, request: web.Request) -> web.Response:
        body = await _body(request)
        chat = self._world.groups.get(_number(request.match_info["group"], "group"))
        if chat is None:
            raise CannotDo("there is no such group", 404)
        member, status = _number(body.get("member"), "member"), body.get("status")
        if status not in _STATUSES:
            raise CannotDo(f"status must be one of {', '.join(_STATUSES)}")
        if member not in self._world.accounts and member not in self._world.bots:
            raise CannotDo(f"there is no account or bot {member}", 404)
        change_status(self._world, chat, member, status, by=self._account(body).user())
        return _json(public(self._world, chat))

    async def _show_chat(self, request: web.Request) -> web.Response:
        account = self._account({"account": request.query.get("account")})
        chat = self._chat(request, account)
        return _json(chat_view(self._world.bot(_number(request.match_info["bot"], "bot")), chat, account))

    async def _send(self, request: web.Request) -> web.Response:
        body = await _body(request)
        account = self._account(body)
        chat = self._chat(request, account)
        inline_id = None
        if body.get("via_bot"):
            content, inline_id = self._choose(request, body["via_bot"])
        else:
            content = _content(body)
        post = acts.say(
            self._world, chat, account, content, reply_to=body.get("reply_to"), thread=body.get("thread")
        )
        self._world.keep_inline(chat, post, inline_id)
        return _json(post.public())

    def _choose(self, request: web.Request, chosen: JsonObject) -> tuple[JsonObject, str | None]:
        bot = _number(request.match_info["bot"], "bot")
        query = self._world.queries.inline(str(chosen.get("query_id")), bot)
        if query is None:
            raise CannotDo("there is no such inline query; ask again", 404)
        return presses.choose(self._world, query, str(chosen.get("result_id")))

    async def _send_file(self, request: web.Request) -> web.Response:
        try:
            fields, uploads = parse(request.headers.get("Content-Type", ""), await request.read())
        except ValueError as error:
            raise CannotDo(f"send the file as multipart/form-data: {error}") from error
        account = self._account(fields)
        chat = self._chat(request, account)
        kind, upload = fields.get("kind"), uploads.get("file")
        if kind not in _KINDS or upload is None:
            raise CannotDo("give a file, and kind: photo, voice or document")
        content = acts.file(
            self._world,
            chat,
            kind,
            upload.content,
            name=upload.name,
            mime_type=upload.content_type,
            caption=fields.get("caption", ""),
            album=fields.get("album"),
        )
        reply_to = _number(fields["reply_to"], "reply_to") if fields.get("reply_to") else None
        return _json(acts.say(self._world, chat, account, content, reply_to=reply_to).public())

    async def _edit(self, request: web.Request) -> web.Response:
        body = await _body(request)
        account = self._account(body)
        chat = self._chat(request, account)
        post = chat.find(_number(body.get("message_id"), "message_id"))
        if post is None:
            raise CannotDo("there is no such message; it may have been deleted", 404)
        acts.edit(self._world, chat, account, post, _text(body, "text"))
        return _json(post.public())

    async def _press(self, request: web.Request) -> web.Response:
        body = await _body(request)
        account = self._account(body)
        chat = self._chat(request, account)
        message_id = _number(body.get("message_id"), "message_id")
        data = body.get("data")
        if data is None:
            post = chat.find(message_id)
            if post is None:
                raise CannotDo("there is no such message; it may have been deleted", 404)
            place = _number(body.get("row"), "row"), _number(body.get("column"), "column")
            data = presses.button_at(post, *place).get("callback_data")
        if not isinstance(data, str):
            raise CannotDo("this button asks nothing of the bot; only buttons with callback data do")
        query = presses.press(self._world, chat, account, message_id, data)
        return _json({"query_id": query.query_id})

    async def _start(self, request: web.Request) -> web.Response:
        body = await _body(request)
        account = self._account(body)
        chat = self._chat(request, account)
        return _json(acts.start(self._world, chat, account, str(body.get("payload") or "")).public())

    async def _block(self, request: web.Request) -> web.Response:
        body = await _body(request)
        account = self._account(body)
        blocked = bool(body.get("blocked"))
        acts.set_blocked(self._world, self._chat(request, account), account, blocked=blocked)
        return _json({})

    async def _ask(self, request: web.Request) -> web.Response:
        body = await _body(request)
        account = self._account(body)
        bot = self._world.bot(_number(request.match_info["bot"], "bot"))
        query = presses.ask(
            self._world, bot, account, str(body.get("query") or ""), str(body.get("offset") or "")
        )
        try:
            async with asyncio.timeout(INLINE_WAIT_SECONDS):
                answer = await query.answer
        except TimeoutError:
            raise CannotDo("the bot said nothing for 10 seconds; try again", 504) from None
        return _json(
            {"query_id": query.query_id, "results": answer.results, "next_offset": answer.next_offset}
        )

    async def _file(self, request: web.Request) -> web.Response:
        stored = self._world.files.find(request.match_info["file_id"])
        if stored is None:
            raise CannotDo("there is no such file", 404)
        return web.Response(body=stored.content, content_type=stored.mime_type.partition(";")[0])

    async def _advance(self, request: web.Request) -> web.Response:
        seconds = (await _body(request)).get("advance")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds < 0:
            raise CannotDo("advance must be a number of seconds, 0 or more")
        self._world.clock.advance(seconds)
        return _json({"now": int(self._world.clock.now())})

    async def _set_faults(self, request: web.Request) -> web.Response:
        rules = (await _body(request)).get("rules")
        if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
            raise CannotDo("rules must be a list of objects, see sandbox/faults.py")
        try:
            self._world.faults.replace([from_json(rule) for rule in rules])
        except (ValueError, TypeError) as error:
            raise CannotDo(str(error)) from error
        return _json({})

    async def _journal(self, request: web.Request) -> web.Response:
        after = _number(request.query.get("after", "0"), "after")
        calls = [entry.public() for entry in self._world.journal.after(after)]
        return _json({"calls": calls, "last": self._world.journal.last})

    def _account(self, body: Any) -> Account:
        account = self._world.accounts.get(_number(body.get("account"), "account"))
        if account is None:
            raise CannotDo("there is no such account; make it first", 404)
        return account

    def _chat(self, request: web.Request, account: Account) -> Chat:
        bot = _number(request.match_info["bot"], "bot")
        number = _number(request.match_info["chat"], "chat")
        if number < 0:
            group = self._world.groups.get(number)
            if group is None:
                raise CannotDo("there is no such group", 404)
            return group
        if number != account.id:
            raise CannotDo("a private chat can only be used by its own account", 403)
        return self._world.private_chat(self._world.bot(bot), account)


def _content(body: JsonObject) -> JsonObject:
    if isinstance(body.get("location"), dict):
        where = body["location"]
        try:
            return acts.location(float(where["latitude"]), float(where["longitude"]))
        except (KeyError, TypeError, ValueError):
            raise CannotDo("a location needs latitude and longitude in degrees") from None
    if isinstance(body.get("contact"), dict):
        card = body["contact"]
        return acts.contact(_text(card, "phone_number"), _text(card, "first_name"), card.get("user_id"))
    return acts.words(_text(body, "text"))


async def _body(request: web.Request) -> JsonObject:
    try:
        body = orjson.loads(await request.read())
    except orjson.JSONDecodeError:
        raise CannotDo("send a JSON object") from None
    if not isinstance(body, dict):
        raise CannotDo("send a JSON object")
    return body


def _number(value: Any, name: str) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise CannotDo(f"{name} must be a whole number") from None


def _text(body: JsonObject, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        raise CannotDo(f"{name} must not be empty")
    return value


def _json(value: Any) -> web.Response:
    return web.Response(body=orjson.dumps(value), content_type="application/json")


def _guarded(handler: _Handler) -> _Handler:
    """Answer what a person cannot do with the reason."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except CannotDo as refusal:
            body = orjson.dumps({"error": str(refusal)})
            return web.Response(body=body, status=refusal.status, content_type="application/json")

    return guarded
