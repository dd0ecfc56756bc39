"""Who has not told their language yet."""

from aiogram.filters import Filter
from aiogram.types import TelegramObject

from bot.domain.people import Person


class LanguageUnknown(Filter):
    """The person's Telegram speaks none of our languages, and they have not chosen one."""

    async def __call__(self, _event: TelegramObject, person: Person | None = None) -> bool:
        """Tell whether the language must be asked for first."""
        return person is not None and person.language is None
