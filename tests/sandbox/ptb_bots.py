"""A python-telegram-bot application, run by polling or by webhook; only its server's address is set."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from sandbox.server import free_port

SECRET = "another-secret_2"
App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    keyboard = ReplyKeyboardMarkup([[KeyboardButton("My place", request_location=True), "Menu"]])
    if update.message:
        await update.message.reply_text(f"Welcome {' '.join(context.args or [])}", reply_markup=keyboard)


async def menu(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes:1")]])
    if update.message:
        await update.message.reply_html("<b>Choose</b>", reply_markup=keyboard)


async def near(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message:
        await update.message.reply_venue(43.2, 76.9, "House", "Street 1")


async def photo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message:
        file = await update.message.photo[-1].get_file()
        await update.message.reply_text(f"{len(await file.download_as_bytearray())} bytes")


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message:
        await update.message.reply_text(update.message.text or "?")


async def pressed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.callback_query:
        await update.callback_query.answer(f"got {update.callback_query.data}", show_alert=True)
        await update.callback_query.edit_message_text("Done")


async def offer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.inline_query:
        content = InputTextMessageContent(f"About {update.inline_query.query}")
        await update.inline_query.answer([InlineQueryResultArticle("1", "One", content)])


def application(url: str, token: str) -> App:
    app: App = (
        Application.builder().token(token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    )
    app.add_handler(CommandHandler("start", start))
    app.add_handler(MessageHandler(filters.Regex("^Menu$"), menu))
    app.add_handler(MessageHandler(filters.LOCATION, near))
    app.add_handler(MessageHandler(filters.PHOTO, photo))
    app.add_handler(MessageHandler(filters.TEXT & ~filters.UpdateType.EDITED, echo))
    app.add_handler(CallbackQueryHandler(pressed))
    app.add_handler(InlineQueryHandler(offer))
    return app


@asynccontextmanager
async def running(mode: str, url: str, token: str) -> AsyncIterator[App]:
    app = application(url, token)
    async with app:
        if app.updater is None:
            raise RuntimeError("the application has no updater")
        await app.start()
        if mode == "polling":
            await app.updater.start_polling(poll_interval=0.0, allowed_updates=Update.ALL_TYPES)
        else:
            port = free_port()
            await app.updater.start_webhook(
                listen="127.0.0.1",
                port=port,
                url_path="hook",
                webhook_url=f"http://127.0.0.1:{port}/hook",
                secret_token=SECRET,
            )
        try:
            yield app
        finally:
            await app.updater.stop()
            await app.stop()
