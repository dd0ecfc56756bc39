"""What would keep a deployment from working, found before it starts."""

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramUnauthorizedError

from bot.domain.astana_time import OldTimeZones, require_current_zone
from bot.settings import Settings
from bot.telegram.session import LeanSession
from handlers.words import missing_catalogues
from storage.database import open_database
from storage.inbox import Inbox
from storage.places import SqlDirectory
from storage.upgrade import is_current

OLDEST_SQLITE = (3, 38, 0)
"""The first SQLite with the operator ->>."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `problem` says what is wrong and what to do, empty where all is well."""

    subject: str
    problem: str = ""


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Look at everything that the bot needs, one finding after the other."""
    yield _time_zone()
    yield _catalogues()
    yield _operator(settings)
    async for finding in _database(settings.database_url):
        yield finding
    yield await _telegram(settings)


def _time_zone() -> Finding:
    subject = "time zone of Kazakhstan"
    try:
        require_current_zone()
    except OldTimeZones as problem:
        return Finding(subject, str(problem))
    return Finding(subject)


def _catalogues() -> Finding:
    missing = ", ".join(missing_catalogues())
    return Finding("texts", f"not compiled: {missing}; run make messages" if missing else "")


def _operator(settings: Settings) -> Finding:
    unnamed = "not named: set OPERATOR_NAME, which the consent of citizens has to name (Law 94-V, art. 8)"
    return Finding("operator of personal data", "" if settings.operator_name else unnamed)


async def _database(url: str) -> AsyncIterator[Finding]:
    if url.startswith("sqlite") and sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield Finding("SQLite", f"{sqlite3.sqlite_version} is too old: version 3.38 is needed")
        return
    try:
        database = await open_database(url)
    except Exception as error:  # noqa: BLE001  # each driver has its own errors, all of which mean the same here
        yield Finding("database", f"can't be opened ({error}): check DATABASE_URL")
        return
    try:
        if not await is_current(database):
            yield Finding("database", "has an older shape: python -m bot load content/ brings it up to date")
            return
        yield Finding("database")
        aside = (await Inbox(database).count_by_state()).get("quarantined", 0)
        yield Finding("inbox", f"{aside} updates could not be handled: see the log" if aside else "")
        empty = await SqlDirectory(database).version() == 0
        yield Finding("directory", "is empty: run python -m bot load content/" if empty else "")
    finally:
        await database.close()


async def _telegram(settings: Settings) -> Finding:
    session = LeanSession(settings.bot_api_url)
    try:
        me = await Bot(settings.bot_token.get_secret_value(), session=session).me()
    except TelegramUnauthorizedError:
        return Finding("Telegram", "does not know the token: set BOT_TOKEN to the one @BotFather gave you")
    except TelegramAPIError as error:
        return Finding(
            "Telegram",
            f"can't be reached at {settings.bot_api_url} ({type(error).__name__}): check BOT_API_URL",
        )
    finally:
        await session.close()
    if not me.supports_inline_queries:
        return Finding("Telegram", "inline mode is off: send /setinline to @BotFather")
    return Finding("Telegram")
