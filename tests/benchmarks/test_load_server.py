"""The load server speaks the Bot API properly, and counts what it sees."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BotCommand
from aiohttp import web
from aiohttp.test_utils import TestServer

from benchmarks.children import Cores
from benchmarks.contenders import Mode, StockBot
from benchmarks.crowd import FIRST_PERSON
from benchmarks.load_plan import LoadPlan
from benchmarks.load_report import LoadReport
from benchmarks.load_run import run_load
from benchmarks.load_server import LoadServer

SMALL = LoadPlan(people=20, in_flight=10, warm_up=20, updates=50)


class BareBot:
    """A bot that makes the calls it is told to make, and nothing else."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self._url = url

    async def call(self, method: str, **values: Any) -> Any:
        async with self._http.post(f"{self._url}/bot42:load/{method}", json=values) as response:
            return await response.json()

    async def updates(self, offset: int = 0) -> list[dict[str, Any]]:
        answer = await self.call("getUpdates", offset=offset, timeout=1)
        updates: list[dict[str, Any]] = answer["result"]
        return updates


@asynccontextmanager
async def loading(plan: LoadPlan) -> AsyncIterator[tuple[LoadServer, BareBot]]:
    async with LoadServer(plan).listening() as server, aiohttp.ClientSession() as http:
        yield server, BareBot(http, server.url)
    await asyncio.sleep(0)  # the server's side of the connections closes in the next turn of the loop


async def report_on(server: LoadServer) -> LoadReport:
    return await server.run(seconds=20, say=lambda _: None)


@pytest.mark.parametrize("mode", Mode)
async def test_a_stock_bot_answers_every_update_once(mode: Mode, tmp_path: Path) -> None:
    await StockBot().prepare(tmp_path, SMALL)
    run = await run_load(StockBot(), mode, SMALL, Cores(None, None), tmp_path)

    assert run.report.complete
    assert run.report.measured >= SMALL.updates
    assert run.report.unanswered == run.report.extra == run.report.redelivered == run.report.refused == 0
    assert 0 < run.report.after_delivery_p50 <= run.report.after_delivery_p99
    assert run.report.after_delivery_p99 <= run.report.after_offer_p99
    assert run.cold_start > 0


async def test_what_other_methods_give_is_valid_for_aiogram() -> None:
    async with (
        LoadServer(SMALL).listening() as server,
        Bot("42:load", session=AiohttpSession(api=TelegramAPIServer.from_base(server.url))) as bot,
    ):
        assert (await bot.get_me()).is_bot
        assert await bot.set_my_commands([BotCommand(command="start", description="Begin")])
        assert await bot.get_my_commands() == []
        assert (await bot.get_webhook_info()).url == ""
        assert await bot.send_chat_action(FIRST_PERSON, "typing")
        sent = await bot.send_message(FIRST_PERSON, "Сәлем")
        assert sent.text == "Сәлем"
        edited = await bot.edit_message_text("Rahmet", chat_id=FIRST_PERSON, message_id=sent.message_id)
        assert isinstance(edited, type(sent))
        assert edited.message_id == sent.message_id
        assert (await bot.send_venue(FIRST_PERSON, 43.2, 76.9, "House", "Street")).chat.id == FIRST_PERSON


async def test_a_second_reply_to_the_same_person_is_counted_as_extra() -> None:
    async with loading(SMALL) as (server, bot), asyncio.TaskGroup() as group:
        report = group.create_task(report_on(server))
        offset = replies = 0
        while not report.done() and (updates := await bot.updates(offset)):
            for update in updates:
                offset = update["update_id"] + 1
                chat = update["message"]["chat"]["id"]
                await bot.call("sendMessage", chat_id=chat, text="once")
                await bot.call("sendMessage", chat_id=chat, text="twice")
                replies += 1

    assert report.result().complete
    assert report.result().extra == replies


async def test_an_update_comes_again_until_an_offset_confirms_it() -> None:
    async with loading(SMALL) as (_, bot):
        first = await bot.updates()
        again = await bot.updates()
        await bot.call("sendMessage", chat_id=first[0]["message"]["chat"]["id"], text="hello")
        after = await bot.updates(offset=first[0]["update_id"] + 1)

    assert first == again
    assert len(first) == 1
    assert len(after) == SMALL.in_flight
    assert len({update["message"]["chat"]["id"] for update in after}) == SMALL.in_flight


async def test_the_second_of_two_pollers_takes_over() -> None:
    async with loading(SMALL) as (_, bot), asyncio.TaskGroup() as group:
        offset = (await bot.updates())[0]["update_id"] + 1
        earlier = group.create_task(bot.call("getUpdates", offset=offset, timeout=30))
        await asyncio.sleep(0.1)
        later = await bot.call("getUpdates", offset=offset, timeout=0)

    assert later == {"ok": True, "result": []}
    assert earlier.result()["error_code"] == 409


async def test_an_answer_inside_the_webhook_response_counts_as_the_reply() -> None:
    async def answer(request: web.Request) -> web.Response:
        assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == "secret"
        chat = (await request.json())["message"]["chat"]["id"]
        return web.json_response({"method": "sendMessage", "chat_id": chat, "text": "hello"})

    application = web.Application()
    application.router.add_post("/telegram", answer)
    async with loading(SMALL) as (server, bot), TestServer(application) as webhook:
        await bot.call("setWebhook", url=str(webhook.make_url("/telegram")), secret_token="secret")
        assert (await bot.call("getUpdates"))["error_code"] == 409
        report = await report_on(server)

    assert report.complete
    assert report.unanswered == report.extra == report.refused == 0


async def test_an_update_that_the_webhook_refuses_is_posted_again() -> None:
    seen: set[int] = set()

    async def refuse_once(request: web.Request) -> web.Response:
        update = await request.json()
        if update["update_id"] not in seen:
            seen.add(update["update_id"])
            return web.Response(status=503)
        chat = update["message"]["chat"]["id"]
        return web.json_response({"method": "sendMessage", "chat_id": chat, "text": "hello"})

    application = web.Application()
    application.router.add_post("/telegram", refuse_once)
    async with loading(SMALL) as (server, bot), TestServer(application) as webhook:
        await bot.call("setWebhook", url=str(webhook.make_url("/telegram")))
        report = await report_on(server)

    assert report.complete
    assert report.unanswered == 0
    assert report.refused == report.redelivered == len(seen)


async def test_load_goes_to_no_other_machine() -> None:
    async with loading(SMALL) as (_, bot):
        answer = await bot.call("setWebhook", url="https://example.org/telegram")

    assert answer["error_code"] == 400
    assert "loopback" in answer["description"]


async def test_calls_sent_ahead_are_answered_in_order() -> None:
    async with LoadServer(SMALL).listening() as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rpartition(":")[2]))
        calls = (b"getUpdates", b"getUpdates?offset=2&timeout=1", b"getMe")
        writer.write(b"".join(b"GET /bot42:load/%b HTTP/1.1\r\nHost: here\r\n\r\n" % call for call in calls))
        answers = []
        for _ in calls:
            head = await reader.readuntil(b"\r\n\r\n")
            answers.append(await reader.readexactly(int(head.rpartition(b": ")[2])))
        writer.close()
        await writer.wait_closed()

    assert b'"/start"' in answers[0]
    assert answers[1] == b'{"ok":true,"result":[]}'
    assert b'"is_bot":true' in answers[2]


def test_a_plan_that_would_let_somebody_write_twice_at_once_is_refused() -> None:
    with pytest.raises(ValueError, match="in_flight"):
        LoadPlan(people=10, in_flight=11)
