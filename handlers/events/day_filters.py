"""Messages that name a yearly date."""

from aiogram.filters import Filter
from aiogram.types import Message

from bot.domain.calendar_days import CalendarDay
from bot.services.places import Places


class NamesDay(Filter):
    """The message is a text that names a yearly date; the handler gets it as `day`."""

    async def __call__(self, message: Message, places: Places) -> dict[str, CalendarDay] | bool:
        """Find the date in the text."""
        text = message.text or ""
        day = None if text.startswith("/") else places.directory.day_named_in(text)
        return {"day": day} if day else False
