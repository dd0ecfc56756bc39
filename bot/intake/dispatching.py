"""What the intake does with an update: aiogram's Dispatcher, or an apology."""

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from aiogram.utils.i18n import I18n

from bot.intake.envelope import RawUpdate
from bot.services.people import People
from handlers.errors import apologise


class DispatcherHandlers:
    """What the intake does with an update: aiogram's Dispatcher."""

    def __init__(self, dispatcher: Dispatcher, bot: Bot, people: People, i18n: I18n) -> None:
        self._dispatcher = dispatcher
        self._bot = bot
        self._people = people
        self._i18n = i18n

    async def handle(self, update: RawUpdate, *, position_lost: bool) -> None:
        """Give one update to the routers; raises pydantic's ValidationError where it can't be read."""
        read = Update.model_validate(update, context={"bot": self._bot})
        await self._dispatcher.feed_update(self._bot, read, position_lost=position_lost)

    async def apologise(self, update: RawUpdate) -> None:
        """Tell the person that what they sent could not be handled."""
        await apologise(update, self._bot, self._people, self._i18n)
