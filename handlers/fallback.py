"""The last router: stale buttons, and what nobody asked for."""

from aiogram import Router
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from handlers.navigation import Section, SectionOpened, button, keyboard, keys
from handlers.screens import Screen, Toast, show
from handlers.words import _


async def start_anyway(message: Message) -> None:
    """Answer a link that leads nowhere with the keyboard."""
    await message.answer(_("This link no longer works. What are you looking for?"), reply_markup=keys())


async def answer_anything(message: Message) -> None:
    """Say what can be sent."""
    text = _(
        "I understand only text and locations. "
        "Write the name of a town or a language, or share your location."
    )
    await show(message, Screen(text, keyboard([_ways_on()])))


async def answer_stale_button(press: CallbackQuery, toast: Toast) -> None:
    """Say that the button has no meaning any more."""
    toast.say(_("This button no longer works."))
    await show(press, Screen(_("This button no longer works. Choose again:"), keyboard([_ways_on()])))


def _ways_on() -> list[InlineKeyboardButton]:
    return [
        button(_("Menu"), SectionOpened(section=Section.MENU)),
        button(_("Help"), SectionOpened(section=Section.HELP)),
    ]


def create_router() -> Router:
    """Give the routes that are asked last."""
    router = Router(name=__name__)
    router.message.register(start_anyway, CommandStart())
    router.message.register(answer_anything)
    router.callback_query.register(answer_stale_button)
    return router
