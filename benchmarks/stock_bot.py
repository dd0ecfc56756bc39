"""The baseline: an aiogram bot as it comes, which reads one row and answers one message."""

import argparse
import asyncio
from collections.abc import Sequence

import aiosqlite
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

WEBHOOK_PATH = "/telegram"

PERSON = "SELECT name, house FROM people WHERE id = ?"


async def answer(message: Message, database: aiosqlite.Connection) -> None:
    """Read who writes and answer."""
    async with database.execute(PERSON, (message.chat.id,)) as cursor:
        row = await cursor.fetchone()
    name, house = row or ("Unknown", "none")
    await message.answer(f"{name}, the nearest House of Friendship: {house}")


def create_dispatcher(path: str) -> Dispatcher:
    """Make the dispatcher; it opens the database at `path` when it starts and closes it when it stops."""
    dispatcher = Dispatcher()
    dispatcher.message.register(answer)

    async def open_database(dispatcher: Dispatcher) -> None:
        dispatcher["database"] = await aiosqlite.connect(path)

    async def close_database(dispatcher: Dispatcher) -> None:
        await dispatcher["database"].close()

    dispatcher.startup.register(open_database)
    dispatcher.shutdown.register(close_database)
    return dispatcher


def run_webhook(bot: Bot, dispatcher: Dispatcher, *, port: int, secret: str) -> None:
    """Register the webhook and serve it until a signal comes."""

    async def register() -> None:
        await bot.set_webhook(f"http://127.0.0.1:{port}{WEBHOOK_PATH}", secret_token=secret)

    dispatcher.startup.register(register)
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(application, path=WEBHOOK_PATH)
    setup_application(application, dispatcher, bot=bot)
    web.run_app(application, host="127.0.0.1", port=port, print=None)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the bot as a program."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stock_bot", description=__doc__)
    parser.add_argument("--api", required=True, help="address of the Bot API server")
    parser.add_argument("--database", required=True, help="SQLite file with the table people")
    parser.add_argument("--mode", choices=("polling", "webhook"), default="polling")
    parser.add_argument("--token", default="42:load")
    parser.add_argument("--port", type=int, default=0, help="where to serve the webhook")
    parser.add_argument("--secret", default="load", help="secret token of the webhook")
    given = parser.parse_args(arguments)
    bot = Bot(given.token, session=AiohttpSession(api=TelegramAPIServer.from_base(given.api)))
    dispatcher = create_dispatcher(given.database)
    if given.mode == "webhook":
        run_webhook(bot, dispatcher, port=given.port, secret=given.secret)
    else:
        asyncio.run(dispatcher.start_polling(bot))


if __name__ == "__main__":
    main()
