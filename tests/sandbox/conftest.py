"""A sandbox, a bot, a plain HTTP client that speaks to it, and a browser."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Page

from sandbox import Bot, Conversation, Sandbox, StillClock
from tests.browser import launch_browser

TOKEN = "42:TEST"
PATIENCE_SECONDS = 5


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


class Script:
    """The bot of a test: it hears one update at a time and says what the test tells it to."""

    def __init__(self, call: Wire) -> None:
        self.call = call
        self._offset = 0

    async def hear(self, kind: str) -> dict[str, Any]:
        """Give the next update, which must be of this kind."""
        [update] = await self.call.result(
            "getUpdates", offset=self._offset, limit=1, timeout=PATIENCE_SECONDS
        )
        self._offset = update["update_id"] + 1
        assert kind in update
        heard: dict[str, Any] = update[kind]
        return heard

    async def say(self, chat_id: int, text: str, **params: Any) -> dict[str, Any]:
        sent: dict[str, Any] = await self.call.result("sendMessage", chat_id=chat_id, text=text, **params)
        return sent


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
async def script(call: Wire) -> Script:
    return Script(call)


@pytest.fixture
async def chat(sandbox: Sandbox, bot: Bot, call: Wire) -> Conversation:
    person = await sandbox.person("Aigerim", last_name="S", username="aigerim", language_code="kk")
    chat = person.chat_with(bot)
    await chat.start()
    [update] = await call.result("getUpdates")
    await call.result("getUpdates", offset=update["update_id"] + 1)
    return chat


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with launch_browser() as browser:
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        assert errors == []
