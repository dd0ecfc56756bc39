"""Updates that lost their place on the way."""

from aiogram.filters import Filter
from aiogram.types import TelegramObject


class PositionLost(Filter):
    """The update held a place that was only in memory when the bot stopped."""

    async def __call__(self, _event: TelegramObject, *, position_lost: bool = False) -> bool:
        """Tell whether the place must be asked for again."""
        return position_lost
