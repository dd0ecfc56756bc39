"""What people do in one chat, over HTTP."""

from aiohttp import web

from sandbox.accounts import Account
from sandbox.chats import Chat
from sandbox.files import FileKind
from sandbox.multipart import parse
from sandbox.people import acts, groups, presses
from sandbox.people.reading import account_of, answer, body_of, guarded, number, text
from sandbox.people.refusal import CannotDo
from sandbox.people.view import chat_view
from sandbox.shapes import JsonObject
from sandbox.world import World

_CHAT = "/people/chats/{bot}/{chat}"
_KINDS: tuple[FileKind, ...] = ("photo", "voice", "document")


class ChatApi:
    """Answers everything below /people/chats."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of chats."""
        return [
            web.get(_CHAT, guarded(self._show_chat)),
            web.post(f"{_CHAT}/messages", guarded(self._send)),
            web.post(f"{_CHAT}/files", guarded(self._send_file)),
            web.post(f"{_CHAT}/edits", guarded(self._edit)),
            web.post(f"{_CHAT}/presses", guarded(self._press)),
            web.post(f"{_CHAT}/start", guarded(self._start)),
            web.post(f"{_CHAT}/blocked", guarded(self._block)),
        ]

    async def _show_chat(self, request: web.Request) -> web.Response:
        account = account_of(self._world, {"account": request.query.get("account")})
        chat = self._chat(request, account)
        if not chat.is_member(account.id):
            raise CannotDo("this account is not in the group; add it first", 403)
        return answer(chat_view(self._world.bot(number(request.match_info["bot"], "bot")), chat, account))

    async def _send(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        account = account_of(self._world, body)
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
        return answer(post.public())

    def _choose(self, request: web.Request, chosen: JsonObject) -> tuple[JsonObject, str | None]:
        bot = number(request.match_info["bot"], "bot")
        query = self._world.queries.inline(str(chosen.get("query_id")), bot)
        if query is None:
            raise CannotDo("there is no such inline query; ask again", 404)
        return presses.choose(self._world, query, str(chosen.get("result_id")))

    async def _send_file(self, request: web.Request) -> web.Response:
        try:
            fields, uploads = parse(request.headers.get("Content-Type", ""), await request.read())
        except ValueError as error:
            raise CannotDo(f"send the file as multipart/form-data: {error}") from error
        account = account_of(self._world, fields)
        chat = self._chat(request, account)
        kind, upload = fields.get("kind"), uploads.get("file")
        if kind not in _KINDS or upload is None:
            raise CannotDo("give a file, and kind: photo, voice or document")
        content = acts.file(
            self._world,
            chat,
            kind,
            upload,
            caption=fields.get("caption", ""),
            album=fields.get("album"),
        )
        reply_to, thread = (
            number(fields[name], name) if fields.get(name) else None for name in ("reply_to", "thread")
        )
        return answer(
            acts.say(self._world, chat, account, content, reply_to=reply_to, thread=thread).public()
        )

    async def _edit(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        account = account_of(self._world, body)
        chat = self._chat(request, account)
        post = chat.find(number(body.get("message_id"), "message_id"))
        if post is None:
            raise CannotDo("there is no such message; it may have been deleted", 404)
        acts.edit(self._world, chat, account, post, text(body, "text"))
        return answer(post.public())

    async def _press(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        account = account_of(self._world, body)
        chat = self._chat(request, account)
        message_id = number(body.get("message_id"), "message_id")
        data = body.get("data")
        if data is None:
            post = chat.find(message_id)
            if post is None:
                raise CannotDo("there is no such message; it may have been deleted", 404)
            place = number(body.get("row"), "row"), number(body.get("column"), "column")
            data = presses.button_at(post, *place).get("callback_data")
        if not isinstance(data, str):
            raise CannotDo("this button asks nothing of the bot; only buttons with callback data do")
        query = presses.press(self._world, chat, account, message_id, data)
        return answer({"query_id": query.query_id})

    async def _start(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        account = account_of(self._world, body)
        chat = self._chat(request, account)
        payload = str(body.get("payload") or "")
        if chat.kind == "private":
            return answer(acts.start(self._world, chat, account, payload).public())
        bot = self._world.bot(number(request.match_info["bot"], "bot"))
        as_administrator = bool(body.get("as_administrator"))
        post = groups.follow_link(self._world, chat, account, bot, payload, as_administrator=as_administrator)
        return answer(post.public())

    async def _block(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        account = account_of(self._world, body)
        blocked = bool(body.get("blocked"))
        acts.set_blocked(self._world, self._chat(request, account), account, blocked=blocked)
        return answer({})

    def _chat(self, request: web.Request, account: Account) -> Chat:
        bot = number(request.match_info["bot"], "bot")
        chat = number(request.match_info["chat"], "chat")
        if chat < 0:
            group = self._world.groups.get(chat)
            if group is None:
                raise CannotDo("there is no such group", 404)
            return group
        if chat != account.id:
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
        return acts.contact(text(card, "phone_number"), text(card, "first_name"), card.get("user_id"))
    return acts.words(text(body, "text"))
