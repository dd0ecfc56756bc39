"""Webhooks: order, retries, secrets and answers."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from sandbox import Bot, Conversation, Sandbox, StillClock
from tests.sandbox.conftest import Wire


class Hook:
    """A bot's own server: it notes what comes and answers as it is told."""

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.busy = 0
        self.busiest = 0
        self.hold = asyncio.Event()
        self.hold.set()
        self.url = ""
        self._arrived = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.Response:
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        async with self._arrived:
            self.received.append(await request.json())
            self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
            self._arrived.notify_all()
        await self.hold.wait()
        self.busy -= 1
        return self.answers.pop(0) if self.answers else web.Response()

    async def wait_for(self, count: int) -> None:
        async with asyncio.timeout(5), self._arrived:
            await self._arrived.wait_for(lambda: len(self.received) >= count)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.received if "message" in update]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    hook.hold.set()
    await runner.cleanup()


async def test_updates_come_in_order_with_the_secret(
    call: Wire, chat: Conversation, hook: Hook, bot: Bot
) -> None:
    await chat.send("waiting")
    answer = await call("setWebhook", url=hook.url, secret_token="s-1")
    assert answer["description"] == "Webhook was set"
    for number in range(10):
        await chat.send(str(number))
    await hook.wait_for(11)
    await bot.updates.emptied()

    assert hook.texts == ["waiting", *map(str, range(10))]
    assert set(hook.secrets) == {"s-1"}
    assert hook.busiest == 1


async def test_the_next_update_of_a_chat_waits_for_a_2xx_and_other_chats_do_not(
    sandbox: Sandbox, call: Wire, chat: Conversation, hook: Hook, clock: StillClock, bot: Bot
) -> None:
    hook.answers = [web.Response(status=500) for _ in range(5)]
    await call.result("setWebhook", url=hook.url)
    await chat.send("first")
    await chat.send("second")
    await hook.wait_for(2)
    for pause, seen in ((2, 3), (4, 4), (8, 5)):
        await clock.waited_for()
        clock.advance(pause - 0.1)
        await clock.waited_for()
        assert len(hook.received) == seen - 1
        clock.advance(0.1)
        await hook.wait_for(seen)
    assert hook.texts == ["first"] * 5
    other = (await sandbox.person("Daniyar")).chat_with(bot)
    await other.send("elsewhere")
    await hook.wait_for(6)

    info = await call.result("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["last_error_date"] == int(clock.now())
    assert info["pending_update_count"] == 2
    await clock.waited_for()
    clock.advance(16)
    await hook.wait_for(8)
    assert hook.texts[-2:] == ["first", "second"]


async def test_retry_after_is_honoured(call: Wire, chat: Conversation, hook: Hook, clock: StillClock) -> None:
    hook.answers = [web.Response(status=503, headers={"Retry-After": "300"})]
    await call.result("setWebhook", url=hook.url)
    await chat.send("later")
    await hook.wait_for(1)
    await clock.waited_for()
    clock.advance(299)
    await clock.waited_for()
    assert len(hook.received) == 1

    clock.advance(1)

    await hook.wait_for(2)


async def test_a_press_does_not_wait_behind_a_message(call: Wire, chat: Conversation, hook: Hook) -> None:
    keyboard = {"inline_keyboard": [[{"text": "b", "callback_data": "d"}]]}
    await call.result("sendMessage", chat_id=chat.id, text="x", reply_markup=keyboard)
    await call.result("setWebhook", url=hook.url)
    hook.hold.clear()
    await chat.send("slow")
    async with asyncio.TaskGroup() as tasks:
        press = tasks.create_task(chat.press("b"))
        await hook.wait_for(2)
        [query] = [update["callback_query"] for update in hook.received if "callback_query" in update]
        assert await call.result("answerCallbackQuery", callback_query_id=query["id"], text="hi")
        assert (await press).text == "hi"
        hook.hold.set()


async def test_connections_are_limited(sandbox: Sandbox, call: Wire, hook: Hook, bot: Bot) -> None:
    await call.result("setWebhook", url=hook.url, max_connections=2)
    hook.hold.clear()
    for number in range(5):
        await (await sandbox.person(f"P{number}")).chat_with(bot).send("x")
    await hook.wait_for(2)
    assert (await call.result("getWebhookInfo"))["max_connections"] == 2
    hook.hold.set()
    await bot.updates.emptied()

    assert hook.busiest == 2


async def test_an_expired_update_is_dropped(
    call: Wire, chat: Conversation, hook: Hook, clock: StillClock
) -> None:
    hook.answers = [web.Response(status=500) for _ in range(2)]
    await call.result("setWebhook", url=hook.url)
    await chat.send("old")
    await hook.wait_for(2)
    await clock.waited_for()
    clock.advance(24 * 3600)
    await chat.send("new")
    await hook.wait_for(3)

    assert hook.texts == ["old", "old", "new"]


async def test_a_day_of_410_removes_the_webhook(
    call: Wire, chat: Conversation, hook: Hook, clock: StillClock
) -> None:
    hook.answers = [web.Response(status=410) for _ in range(3)]
    await call.result("setWebhook", url=hook.url)
    await chat.send("anybody?")
    await hook.wait_for(2)
    await clock.waited_for()
    clock.advance(23 * 3600)
    await hook.wait_for(3)
    while (await call.result("getWebhookInfo"))["url"]:
        pass

    assert len(await call.result("getUpdates")) == 1


async def test_a_method_in_the_answer_is_carried_out(call: Wire, chat: Conversation, hook: Hook) -> None:
    hook.answers = [
        web.json_response({"method": "sendMessage", "chat_id": chat.id, "text": "from the answer"})
    ]
    await call.result("setWebhook", url=hook.url)
    await chat.send("hello")

    assert (await chat.reply()).text == "from the answer"


async def test_a_server_that_is_not_there_is_reported(call: Wire, chat: Conversation) -> None:
    await call.result("setWebhook", url="http://127.0.0.1:9/hook")
    await chat.send("hello")
    while "last_error_message" not in (info := await call.result("getWebhookInfo")):
        pass

    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] == 1


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (
            {"url": "http://example.kz/hook"},
            "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            {"url": "https://example.kz", "secret_token": "кілт"},
            "Bad Request: secret token contains unallowed characters",
        ),
        ({"url": "https://example.kz", "secret_token": "x" * 257}, "Bad Request: secret token is too long"),
    ],
)
async def test_what_a_webhook_may_not_be(call: Wire, given: dict[str, str], reason: str) -> None:
    assert await call.refusal("setWebhook", **given) == (400, reason)
