"""What people do with groups and their topics, over HTTP."""

from aiohttp import web

from sandbox import topics as forum
from sandbox.accounts import Account
from sandbox.chats import Chat
from sandbox.members import change_status, public
from sandbox.people import groups, topics
from sandbox.people.reading import account_of, answer, body_of, guarded, number, text
from sandbox.people.refusal import CannotDo
from sandbox.shapes import JsonObject
from sandbox.world import World

_STATUSES = ("administrator", "member", "left", "kicked")
_GROUP = "/people/groups/{group}"


class GroupApi:
    """Answers everything below /people/groups."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of groups."""
        return [
            web.post("/people/groups", guarded(self._make)),
            web.post(f"{_GROUP}/members", guarded(self._set_member)),
            web.post(f"{_GROUP}/upgrade", guarded(self._upgrade)),
            web.post(f"{_GROUP}/topics", guarded(self._create_topic)),
            web.post(f"{_GROUP}/topics/{{thread}}", guarded(self._change_topic)),
        ]

    async def _make(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        chat = groups.make(
            self._world,
            text(body, "title"),
            [number(member, "members") for member in body.get("members") or []],
            [number(bot, "bots") for bot in body.get("bots") or []],
            is_forum=bool(body.get("is_forum")),
            kind="group" if body.get("basic") else "supergroup",
        )
        return answer(public(self._world, chat))

    async def _set_member(self, request: web.Request) -> web.Response:
        chat, account, body = await self._read(request)
        member, status, anonymous = (
            number(body.get("member"), "member"), body.get("status"), body.get("is_anonymous"),
        )  # fmt: skip
        if member not in self._world.accounts and member not in self._world.bots:
            raise CannotDo(f"there is no account or bot {member}", 404)
        if status is not None or anonymous is None:
            if status not in _STATUSES:
                raise CannotDo(f"status must be one of {', '.join(_STATUSES)}")
            change_status(self._world, chat, member, status, by=account.user())
        if anonymous is not None:
            groups.set_anonymous(self._world, chat, member, anonymous=bool(anonymous))
        return answer(public(self._world, chat))

    async def _upgrade(self, request: web.Request) -> web.Response:
        chat, account, body = await self._read(request)
        grown = groups.upgrade(self._world, chat, account, is_forum=bool(body.get("is_forum")))
        return answer(public(self._world, grown))

    async def _create_topic(self, request: web.Request) -> web.Response:
        chat, account, body = await self._read(request)
        return answer(topics.create(self._world, chat, account, text(body, "name")).public())

    async def _change_topic(self, request: web.Request) -> web.Response:
        chat, account, body = await self._read(request)
        thread = number(request.match_info["thread"], "thread")
        if body.get("deleted"):
            topics.delete(self._world, chat, account, thread)
        if body.get("name") is not None:
            topics.rename(self._world, chat, account, thread, text(body, "name"))
        if body.get("closed") is not None:
            topics.set_closed(self._world, chat, account, thread, closed=bool(body["closed"]))
        return answer({"topics": forum.shown(chat)})

    async def _read(self, request: web.Request) -> tuple[Chat, Account, JsonObject]:
        body = await body_of(request)
        chat = self._world.groups.get(number(request.match_info["group"], "group"))
        if chat is None:
            raise CannotDo("there is no such group", 404)
        return chat, account_of(self._world, body), body
