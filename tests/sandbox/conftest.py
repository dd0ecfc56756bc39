"""A sandbox, a bot and a plain HTTP client that speaks to it."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox import Bot, Conversation, Sandbox, StillClock

TOKEN = "42:TEST"


class Wire:
    """Calls methods over HTTP, without any framework."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str = TOKEN) -> None:
        self._session = session
        self._url = url
        self.token = token

    async def __call__(self, method: str, **params: Any) -> dict[str, Any]:
        async with self._session.post(f"{self._url}/bot{self.token}/{method}", json=params) as answer:
            body: dict[str, Any] = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body

    async def result(self, method: str, **params: Any) -> Any:
        body = await self(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **params: Any) -> tuple[int, str]:
        body = await self(method, **params)
        assert not body["ok"], body
        return body["error_code"], body["description"]


@pytest.fixture
async def clock() -> StillClock:
    return StillClock(at=1_800_000_000)


@pytest.fixture
async def sandbox(clock: StillClock) -> AsyncIterator[Sandbox]:
    async with Sandbox(clock=clock) as running:
        yield running


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def bot(sandbox: Sandbox) -> Bot:
    return sandbox.bot(TOKEN, username="@council_bot", first_name="Council")


@pytest.fixture
async def call(sandbox: Sandbox, http: aiohttp.ClientSession, bot: Bot) -> Wire:
    return Wire(http, sandbox.url, bot.token or "")


@pytest.fixture
async def chat(sandbox: Sandbox, bot: Bot, call: Wire) -> Conversation:
    person = await sandbox.person("Aigerim", last_name="S", username="aigerim", language_code="kk")
    chat = person.chat_with(bot)
    await chat.start()
    [update] = await call.result("getUpdates")
    await call.result("getUpdates", offset=update["update_id"] + 1)
    return chat
