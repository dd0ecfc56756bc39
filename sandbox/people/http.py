"""The people's side over HTTP: everybody there is, inline queries, and the means of tests."""

import asyncio

from aiohttp import web

from sandbox.faults import from_json
from sandbox.members import public
from sandbox.people import presses
from sandbox.people.chat_http import ChatApi
from sandbox.people.group_http import GroupApi
from sandbox.people.live import live
from sandbox.people.reading import account_of, answer, body_of, guarded, number, text
from sandbox.people.refusal import CannotDo
from sandbox.world import World

INLINE_WAIT_SECONDS = 10.0
UNTRUSTED = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
"""Headers of what somebody uploaded: a page among it must not run as one of ours."""


class PeopleApi:
    """Answers everything below /people."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of the people's side."""
        return [
            *ChatApi(self._world).routes(),
            *GroupApi(self._world).routes(),
            web.get("/people/world", guarded(self._everybody)),
            web.post("/people/accounts", guarded(self._open_account)),
            web.post("/people/inline/{bot}", guarded(self._ask)),
            web.get("/people/files/{file_id}", guarded(self._file)),
            web.get("/people/live", live(self._world)),
            web.post("/people/clock", guarded(self._advance)),
            web.post("/people/faults", guarded(self._set_faults)),
            web.get("/people/journal", guarded(self._journal)),
        ]

    async def _everybody(self, _request: web.Request) -> web.Response:
        world = self._world
        return answer(
            {
                "bots": [bot.public() for bot in world.bots.values()],
                "accounts": [account.public() for account in world.accounts.values()],
                "groups": [public(world, group) for group in world.groups.values() if group.is_open],
                "now": int(world.clock.now()),
            }
        )

    async def _open_account(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        names = ("last_name", "username", "language_code", "phone_number")
        given = {name: str(body[name]) for name in names if body.get(name)}
        account = self._world.open_account(text(body, "first_name"), **given)
        return answer(account.public())

    async def _ask(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        account = account_of(self._world, body)
        bot = self._world.bot(number(request.match_info["bot"], "bot"))
        query = presses.ask(
            self._world, bot, account, str(body.get("query") or ""), str(body.get("offset") or "")
        )
        try:
            async with asyncio.timeout(INLINE_WAIT_SECONDS):
                offer = await query.answer
        except TimeoutError:
            raise CannotDo("the bot said nothing for 10 seconds; try again", 504) from None
        return answer(
            {"query_id": query.query_id, "results": offer.results, "next_offset": offer.next_offset}
        )

    async def _file(self, request: web.Request) -> web.Response:
        stored = self._world.files.find(request.match_info["file_id"])
        if stored is None:
            raise CannotDo("there is no such file", 404)
        return web.Response(
            body=stored.content,
            content_type=stored.mime_type.partition(";")[0],
            headers=UNTRUSTED,
        )

    async def _advance(self, request: web.Request) -> web.Response:
        seconds = (await body_of(request)).get("advance")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds < 0:
            raise CannotDo("advance must be a number of seconds, 0 or more")
        self._world.clock.advance(seconds)
        return answer({"now": int(self._world.clock.now())})

    async def _set_faults(self, request: web.Request) -> web.Response:
        rules = (await body_of(request)).get("rules")
        if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
            raise CannotDo("rules must be a list of objects, see sandbox/faults.py")
        try:
            self._world.faults.replace([from_json(rule) for rule in rules])
        except (ValueError, TypeError) as error:
            raise CannotDo(str(error)) from error
        return answer({})

    async def _journal(self, request: web.Request) -> web.Response:
        after = number(request.query.get("after", "0"), "after")
        calls = [entry.public() for entry in self._world.journal.after(after)]
        return answer({"calls": calls, "last": self._world.journal.last})
