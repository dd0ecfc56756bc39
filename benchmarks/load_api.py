"""The Bot API as far as a load needs it: calls in, responses out, replies counted."""

import asyncio
from collections.abc import Callable
from typing import Any

import orjson

from benchmarks.answers import Answers
from benchmarks.crowd import Crowd, Phase
from benchmarks.long_polls import LongPolls
from benchmarks.parameters import parameters
from benchmarks.webhook_posts import NotOnThisMachine, WebhookPosts
from benchmarks.wire import HttpMessage, json_response

Respond = Callable[[bytes], None]


class LoadApi:
    """Answers the calls of one bot and hands out the crowd's updates, by whichever way it takes them."""

    def __init__(self, crowd: Crowd, answers: Answers) -> None:
        """Set `measuring`, `measured` and `drained` as the crowd gets there."""
        self._crowd = crowd
        self._answers = answers
        self._polls = LongPolls(crowd)
        self._refill_is_due = False
        self.webhook = WebhookPosts(crowd, self._take)
        self.calls = 0
        self.measuring = asyncio.Event()
        self.measured = asyncio.Event()
        self.drained = asyncio.Event()

    def handle(self, request: HttpMessage, respond: Respond) -> bytes | None:
        """Give the response to a call; None where it is held and `respond` will get it."""
        self.calls += 1
        path, _, query = request.words[1].partition(b"?")
        bot, _, name = path.lstrip(b"/").partition(b"/")
        if not bot.startswith(b"bot") or not name:
            return _error(404, "Not Found")
        try:
            values = parameters(request.content_type, query, request.body)
            return self._call(name.decode().lower(), values, respond)
        except (ValueError, LookupError) as error:
            return _error(400, f"Bad Request: {error}")

    def forget(self, respond: Respond) -> None:
        """Drop the held call of a connection that is gone."""
        self._polls.forget(respond)

    def refill(self) -> None:
        """Hand out what the crowd has to say now, and tell how far it is."""
        self._refill_is_due = False
        offers = self._crowd.next_offers()
        if self.webhook.url:
            self.webhook.put(offers)
        else:
            self._polls.put(offers)
        self._announce()

    def _announce(self) -> None:
        if self._crowd.phase is Phase.MEASURING:
            self.measuring.set()
        if self._crowd.phase is Phase.DRAINING:
            self.measured.set()
            if not self._crowd.unanswered:
                self.drained.set()

    def _call(self, method: str, values: dict[str, Any], respond: Respond) -> bytes | None:
        match method:
            case "getupdates":
                return self._get_updates(values, respond)
            case "setwebhook":
                self._set_webhook(values)
                return _ok(result=True)
            case "deletewebhook":
                self.webhook.stop()
                return _ok(result=True)
            case "getwebhookinfo":
                return _ok(self._webhook_info())
            case _:
                self._take(method, values)
                return _ok(self._answers.result(method, values))

    def _take(self, method: str, values: dict[str, Any]) -> None:
        """Count a message as the reply; many replies that come in one go are followed by one refill."""
        if method != "sendmessage":
            return
        self._crowd.reply(int(values["chat_id"]))
        if not self._refill_is_due:
            self._refill_is_due = True
            asyncio.get_running_loop().call_soon(self.refill)

    def _get_updates(self, values: dict[str, Any], respond: Respond) -> bytes | None:
        if self.webhook.url:
            return _error(409, "Conflict: can't use getUpdates method while webhook is active")
        return self._polls.ask(
            offset=int(values.get("offset", 0)),
            limit=int(values.get("limit", 100)),
            timeout=float(values.get("timeout", 0)),
            respond=respond,
        )

    def _set_webhook(self, values: dict[str, Any]) -> None:
        url = str(values.get("url", ""))
        if not url:
            self.webhook.stop()
            return
        try:
            self.webhook.start(url, str(values.get("secret_token", "")))
        except NotOnThisMachine as error:
            raise ValueError(f"bad webhook: {error} is not on loopback") from None
        self.webhook.put(self._polls.take_all())

    def _webhook_info(self) -> dict[str, Any]:
        return {
            "url": self.webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": self.webhook.waiting,
        }


def _ok(result: Any) -> bytes:
    return json_response(orjson.dumps({"ok": True, "result": result}))


def _error(code: int, description: str) -> bytes:
    body = orjson.dumps({"ok": False, "error_code": code, "description": description})
    return json_response(body, status=f"{code} Error".encode())
