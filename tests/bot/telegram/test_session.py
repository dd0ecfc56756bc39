from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from aiohttp import web

from bot.telegram import json
from bot.telegram.session import LeanSession
from sandbox import Fault, Sandbox, StillClock
from tests.sandbox.pictures import png

TOKEN = "42:TEST"

Act = Callable[[Bot, int], Awaitable[Any]]

INLINE = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Yes", callback_data="yes:1")]])
REPLY = ReplyKeyboardMarkup(
    keyboard=[[KeyboardButton(text="Place", request_location=True)]], resize_keyboard=True
)


async def _edit(bot: Bot, chat: int) -> Any:
    message = await bot.send_message(chat, "before", reply_markup=INLINE)
    return await bot.edit_message_text("<b>after</b>", chat_id=chat, message_id=message.message_id)


async def _edit_to_the_same(bot: Bot, chat: int) -> Any:
    message = await bot.send_message(chat, "same")
    return await bot.edit_message_text("same", chat_id=chat, message_id=message.message_id)


async def _delete(bot: Bot, chat: int) -> Any:
    return await (await bot.send_message(chat, "gone")).delete()


async def _album(bot: Bot, chat: int) -> Any:
    files = [BufferedInputFile(png(8, 8), f"{number}.png") for number in range(2)]
    return await bot.send_media_group(chat, [InputMediaPhoto(media=file, caption="c") for file in files])


async def _poll(bot: Bot, _chat: int) -> Any:
    return await bot.get_updates(limit=1, timeout=0, allowed_updates=["message"])


CALLS: dict[str, Act] = {
    "getMe": lambda bot, _: bot.get_me(),
    "text": lambda bot, chat: bot.send_message(chat, "<b>Сәлем</b> & \U0001f3e0"),
    "no parse mode": lambda bot, chat: bot.send_message(chat, "<b>a</b>", parse_mode=None),
    "entities": lambda bot, chat: bot.send_message(
        chat, "bold", parse_mode=None, entities=[MessageEntity(type="bold", offset=0, length=4)]
    ),
    "inline keyboard": lambda bot, chat: bot.send_message(chat, "a", reply_markup=INLINE),
    "reply keyboard": lambda bot, chat: bot.send_message(chat, "a", reply_markup=REPLY),
    "link preview": lambda bot, chat: bot.send_message(
        chat, "https://example.kz", link_preview_options=LinkPreviewOptions(is_disabled=False)
    ),
    "silent": lambda bot, chat: bot.send_message(chat, "a", disable_notification=True, protect_content=False),
    "a reply to nothing": lambda bot, chat: bot.send_message(
        chat, "a", reply_parameters=ReplyParameters(message_id=999, allow_sending_without_reply=True)
    ),
    "edit": _edit,
    "edit to the same": _edit_to_the_same,
    "delete": _delete,
    "venue": lambda bot, chat: bot.send_venue(chat, 43.25, 76.95, "House", "Abay 1"),
    "location": lambda bot, chat: bot.send_location(chat, 43.25, 76.95),
    "contact": lambda bot, chat: bot.send_contact(chat, "+77001234567", "A"),
    "photo": lambda bot, chat: bot.send_photo(chat, BufferedInputFile(png(9, 5), "a.png"), caption="<i>c"),
    "document": lambda bot, chat: bot.send_document(chat, BufferedInputFile(b"a;b", "table.csv")),
    "media group": _album,
    "commands": lambda bot, _: bot.set_my_commands([BotCommand(command="start", description="Begin")]),
    "description": lambda bot, _: bot.set_my_description("Сипаттама", language_code="kk"),
    "no description": lambda bot, _: bot.set_my_description(""),
    "chat action": lambda bot, chat: bot.send_chat_action(chat, "typing"),
    "chat": lambda bot, chat: bot.get_chat(chat),
    "updates": _poll,
    "delete webhook": lambda bot, _: bot.delete_webhook(drop_pending_updates=False),
    "pin": lambda bot, chat: bot.pin_chat_message(chat, 1),
    "unknown chat": lambda bot, _: bot.send_message(123456789, "a"),
    "empty text": lambda bot, chat: bot.send_message(chat, ""),
    "broken tags": lambda bot, chat: bot.send_message(chat, "<b>a"),
    "too long": lambda bot, chat: bot.send_message(chat, "x" * 5000),
    "old press": lambda bot, _: bot.answer_callback_query("1", "late"),
    "a file that is none": lambda bot, chat: bot.send_photo(chat, "no-such-file-id"),
    "webhook": lambda bot, _: bot.set_webhook("https://bot.example/hook", secret_token="s"),
    "a ban until": lambda bot, chat: bot.ban_chat_member(chat, 1, until_date=timedelta(days=1)),
}  # fmt: skip

REFUSALS: dict[str, Fault] = {
    "400": Fault(kind="bad_request"),
    "401": Fault(kind="unauthorized"),
    "403": Fault(kind="forbidden"),
    "429": Fault(kind="too_many_requests", retry_after=7),
    "500": Fault(kind="server_error"),
    "restart": Fault(kind="server_error", status=502, description="Bad Gateway: restart"),
    "404": Fault(kind="server_error", status=404, description="Not Found"),
    "409": Fault(kind="server_error", status=409, description="Conflict: terminated by another"),
    "413": Fault(kind="server_error", status=413, description="Request Entity Too Large"),
    "418": Fault(kind="server_error", status=418, description="I'm a teapot"),
    "HTML": Fault(kind="html"),
    "HTML with 200": Fault(kind="html", status=200),
    "reset": Fault(kind="reset_before"),
    "half": Fault(kind="half_answer"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call brought: a result, or an error with its words."""

    result: Any = None
    error: type[Exception] | None = None
    words: str = ""
    retry_after: int | None = None


@asynccontextmanager
async def _bot(session: AiohttpSession) -> AsyncIterator[Bot]:
    default = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    try:
        yield Bot(TOKEN, session=session, default=default)
    finally:
        await session.close()


def _stock(url: str) -> AiohttpSession:
    return AiohttpSession(api=TelegramAPIServer.from_base(url))


Outcomes = dict[str, Outcome]


async def _outcomes(session: Callable[[str], AiohttpSession]) -> Outcomes:
    """Do everything in the same order in a sandbox of its own, so that numbers and times are equal."""
    async with Sandbox(clock=StillClock(at=1_800_000_000)) as sandbox:
        chat = (await sandbox.person("Aigerim")).chat_with(sandbox.bot(TOKEN))
        await chat.start()
        async with _bot(session(sandbox.url)) as bot:
            found = {name: await _outcome(bot, act, chat.id) for name, act in CALLS.items()}
            for name, fault in REFUSALS.items():
                sandbox.faults.replace([fault])
                found[name] = await _outcome(bot, CALLS["text"], chat.id)
            return found


async def _outcome(bot: Bot, act: Act, chat: int) -> Outcome:
    try:
        return Outcome(result=_plain(await act(bot, chat)))
    except AiogramError as error:
        return Outcome(error=type(error), words=str(error), retry_after=getattr(error, "retry_after", None))


def _plain(result: Any) -> Any:
    if isinstance(result, list):
        return [_plain(item) for item in result]
    return result.model_dump() if hasattr(result, "model_dump") else result


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lean() -> Outcomes:
    return await _outcomes(LeanSession)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stock() -> Outcomes:
    return await _outcomes(_stock)


@pytest.mark.parametrize("name", CALLS)
def test_a_call_brings_what_the_stock_session_brings(name: str, lean: Outcomes, stock: Outcomes) -> None:
    assert lean[name] == stock[name]


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_the_same_error_with_the_same_words(name: str, lean: Outcomes, stock: Outcomes) -> None:
    assert lean[name].error is not None
    assert lean[name] == stock[name]


def test_calls_of_many_kinds_were_accepted_and_refusals_of_many_kinds_met(lean: Outcomes) -> None:
    assert sum(outcome.error is None for outcome in lean.values()) >= 20
    assert len({outcome.error for outcome in lean.values()}) >= 10


async def test_a_group_that_moved_is_told_with_its_new_number() -> None:
    found = []
    for session in (LeanSession, _stock):
        async with Sandbox() as sandbox:
            bot = sandbox.bot(TOKEN)
            group = await sandbox.group("Council", [await sandbox.person("A")], [bot], basic=True)
            moved = group.upgrade()
            async with _bot(session(sandbox.url)) as aiogram_bot:
                with pytest.raises(AiogramError) as refusal:
                    await aiogram_bot.send_message(group.id, "a")
            assert refusal.value.migrate_to_chat_id == moved.id  # type: ignore[attr-defined]  # of the error expected
            found.append((type(refusal.value), str(refusal.value)))

    assert found[0] == found[1]


async def test_an_answer_knows_its_bot_so_that_it_can_be_acted_upon() -> None:
    async with Sandbox() as sandbox:
        chat = (await sandbox.person("A")).chat_with(sandbox.bot(TOKEN))
        await chat.start()
        async with _bot(LeanSession(sandbox.url)) as bot:
            await (await bot.send_message(chat.id, "a")).reply("b")

        assert chat.last.text == "b"


async def test_a_call_may_have_a_time_limit_of_its_own() -> None:
    async with Sandbox() as sandbox:
        sandbox.faults.add(Fault(kind="hang", method="getMe", seconds=3600))
        async with _bot(LeanSession(sandbox.url)) as bot:
            with pytest.raises(AiogramError, match="timeout"):
                await bot.get_me(request_timeout=0.05)  # type: ignore[arg-type]  # fractions make a short test


@asynccontextmanager
async def _listening() -> AsyncIterator[tuple[str, list[tuple[str, bytes]]]]:
    """Run a server that keeps what is posted to it."""
    posted: list[tuple[str, bytes]] = []

    async def keep(request: web.Request) -> web.Response:
        posted.append((request.content_type, await request.read()))
        chat = {"id": 1, "type": "private"}
        return web.json_response(
            {"ok": True, "result": {"message_id": 1, "date": 0, "chat": chat, "text": "x"}}
        )

    app = web.Application()
    app.router.add_post("/{call:.*}", keep)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield "http://{}:{}".format(*runner.addresses[0][:2]), posted
    finally:
        await runner.cleanup()


async def test_ours_sends_a_small_json_body_and_the_stock_one_still_a_form() -> None:
    """Where the last line fails, aiogram sends JSON itself: see whether LeanSession is still needed."""
    async with _listening() as (url, posted):
        for session in (LeanSession(url), _stock(url)):
            async with _bot(session) as bot:
                await bot.send_message(1, "x", message_effect_id="", protect_content=False)

    (ours, our_body), (theirs, their_body) = posted
    assert ours == "application/json"
    assert json.loads(our_body)["link_preview_options"] == {"is_disabled": True}
    assert json.loads(our_body).keys() == dict(parse_qsl(their_body.decode())).keys()
    assert theirs in {"multipart/form-data", "application/x-www-form-urlencoded"}
