"""A bot from its first moment to its last: until a signal, or until something an operator must put right."""

import asyncio
import signal

from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.methods import SetWebhook

from bot.app import create_app
from bot.domain.astana_time import require_current_zone
from bot.domain.errors import OperatorError
from bot.intake.polling import TokenRevoked
from bot.settings import Settings
from storage.opening import opened_database


async def serve(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT; raises OperatorError for what a person must put right."""
    require_current_zone()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with opened_database(settings.database_url) as database:
        app = create_app(settings, database)
        try:
            await app.run(stop)
        except Exception as error:
            mistake = _operators_mistake(error, settings)
            if mistake is None:
                raise
            raise OperatorError(mistake) from None


def _operators_mistake(error: Exception, settings: Settings) -> str | None:
    """Say what to put right where the deployment is at fault, and not the bot."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    match error:
        case TelegramUnauthorizedError() | TelegramNotFound() | TokenRevoked():
            return "Telegram does not know this token: set BOT_TOKEN to the one that @BotFather gave you"
        case TelegramNetworkError():
            return f"Telegram can't be reached at {settings.bot_api_url}: check BOT_API_URL and the network"
        case TelegramBadRequest() if isinstance(error.method, SetWebhook):
            return f"WEBHOOK_URL: Telegram does not take it: {error.message}"
        case OperatorError():
            return str(error)
    return None
