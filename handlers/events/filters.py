"""What somebody types about the days of events."""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import InlineQuery, Message

from bot.services.events.browsing import Browsing
from bot.services.places import Places
from handlers.events.typed import read_listing


class NamesPeriod(Filter):
    """The text names a period, and nothing else but a place; gives the `listing` that is asked for."""

    async def __call__(
        self, event: Message | InlineQuery, browsing: Browsing, places: Places
    ) -> bool | dict[str, Any]:
        """Read the days."""
        text = (event.query if isinstance(event, InlineQuery) else event.text) or ""
        if text.startswith("/"):
            return False
        listing = read_listing(text, browsing.today(), places.directory)
        return {"listing": listing} if listing else False
