"""How the screens of an act get in front of somebody."""

from aiogram.types import CallbackQuery, Message

from handlers import screens
from handlers.coordination.showing import show_beside
from handlers.screens import Screen


async def show(event: Message | CallbackQuery, screen: Screen) -> int | None:
    """Answer a message; put the screen in place of the pressed one, but below a citizen's words."""
    if isinstance(event, CallbackQuery):
        return await show_beside(event, screen)
    return await screens.show(event, screen)
