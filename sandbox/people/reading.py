"""Reads what the web chat sends and answers in JSON."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import orjson
from aiohttp import web

from sandbox.accounts import Account
from sandbox.people.refusal import CannotDo
from sandbox.shapes import JsonObject
from sandbox.world import World

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def body_of(request: web.Request) -> JsonObject:
    """Read a JSON object.

    Raises:
        CannotDo: when the body is something else.
    """
    try:
        body = orjson.loads(await request.read())
    except orjson.JSONDecodeError:
        raise CannotDo("send a JSON object") from None
    if not isinstance(body, dict):
        raise CannotDo("send a JSON object")
    return body


def number(value: Any, name: str) -> int:
    """Read a whole number.

    Raises:
        CannotDo: when it is none, by the given name.
    """
    try:
        return int(value)
    except (TypeError, ValueError):
        raise CannotDo(f"{name} must be a whole number") from None


def text(body: JsonObject, name: str) -> str:
    """Read a text that must not be empty.

    Raises:
        CannotDo: when it is, or is no text.
    """
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        raise CannotDo(f"{name} must not be empty")
    return value


def answer(value: Any) -> web.Response:
    """Answer with JSON."""
    return web.Response(body=orjson.dumps(value), content_type="application/json")


def guarded(handler: Handler) -> Handler:
    """Answer what a person cannot do with the reason."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except CannotDo as refusal:
            body = orjson.dumps({"error": str(refusal)})
            return web.Response(body=body, status=refusal.status, content_type="application/json")

    return guarded


def account_of(world: World, body: Any) -> Account:
    """Give the account that a body or a query names.

    Raises:
        CannotDo: when there is none.
    """
    account = world.accounts.get(number(body.get("account"), "account"))
    if account is None:
        raise CannotDo("there is no such account; make it first", 404)
    return account
