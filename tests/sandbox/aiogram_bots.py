"""A stock aiogram bot, run by polling or by webhook; only its server's address is set."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    ChosenInlineResult,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

SECRET = "a-secret_1"


@dataclass(slots=True, kw_only=True)
class Heard:
    """What reached the bot besides plain messages."""

    edits: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


async def start(message: Message, command: CommandObject) -> None:
    location = KeyboardButton(text="My place", request_location=True)
    keyboard = ReplyKeyboardMarkup(keyboard=[[location, KeyboardButton(text="Menu")]])
    await message.answer(f"Welcome {command.args or ''}", reply_markup=keyboard)


async def show_menu(message: Message) -> None:
    button = InlineKeyboardButton(text="Yes", callback_data="yes:1")
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
    await message.answer("<b>Choose</b>", parse_mode="HTML", reply_markup=keyboard)


async def near(message: Message) -> None:
    await message.answer_venue(latitude=43.2, longitude=76.9, title="House", address="Street 1")


async def photo(message: Message, bot: Bot) -> None:
    content = await bot.download((message.photo or [])[-1])
    await message.answer(f"{len(content.read() if content else b'')} bytes")


async def echo(message: Message) -> None:
    await message.answer(message.text or "?")


async def edited(message: Message, heard: Heard) -> None:
    heard.edits.append(message.text or "")


async def pressed(query: CallbackQuery) -> None:
    await query.answer(f"got {query.data}", show_alert=True)
    if isinstance(query.message, Message):
        await query.message.edit_text("Done")


async def offer(query: InlineQuery) -> None:
    content = InputTextMessageContent(message_text=f"About {query.query}")
    await query.answer([InlineQueryResultArticle(id="1", title="One", input_message_content=content)])


async def chosen(result: ChosenInlineResult, heard: Heard) -> None:
    heard.chosen.append(result.result_id)


async def status(event: ChatMemberUpdated, heard: Heard) -> None:
    heard.statuses.append(event.new_chat_member.status)


def dispatcher(heard: Heard) -> Dispatcher:
    dispatcher = Dispatcher(heard=heard)
    dispatcher.message.register(start, CommandStart())
    dispatcher.message.register(show_menu, F.text == "Menu")
    dispatcher.message.register(near, F.location)
    dispatcher.message.register(photo, F.photo)
    dispatcher.message.register(echo)
    dispatcher.edited_message.register(edited)
    dispatcher.callback_query.register(pressed)
    dispatcher.inline_query.register(offer)
    dispatcher.chosen_inline_result.register(chosen)
    dispatcher.my_chat_member.register(status)
    return dispatcher


@asynccontextmanager
async def running(mode: str, url: str, token: str, heard: Heard) -> AsyncIterator[Bot]:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    runner = polling if mode == "polling" else webhook
    try:
        async with runner(bot, dispatcher(heard)):
            yield bot
    finally:
        await bot.session.close()


@asynccontextmanager
async def polling(bot: Bot, dispatcher: Dispatcher) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
        try:
            yield
        finally:
            await dispatcher.stop_polling()


@asynccontextmanager
async def webhook(bot: Bot, dispatcher: Dispatcher) -> AsyncIterator[None]:
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(app, "/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port: Any = runner.addresses[0][1]
    used = dispatcher.resolve_used_update_types()
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET, allowed_updates=used)
    try:
        yield
    finally:
        await bot.delete_webhook()
        await runner.cleanup()
