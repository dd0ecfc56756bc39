"""The first conversation: /start, the menu, the language and help."""

import re

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import I18n

from bot.domain.people import Person
from bot.services.people import People
from handlers.menu import views
from handlers.menu.callbacks import LanguageChosen
from handlers.menu.filters import LanguageUnknown
from handlers.menu.mine import show_mine
from handlers.navigation import IsKey, Key, Section, SectionOpened, keys
from handlers.screens import say_below, show, show_below

DEEP_LINK = re.compile(r"[A-Za-z0-9_-]{1,48}")
"""Payloads that fit into a button beside the language; Telegram allows 64 characters of these."""


async def ask_language(message: Message, command: CommandObject | None = None) -> None:
    """Ask for the language before anything else, and keep the deep link for afterwards."""
    payload = (command and command.args) or ""
    await show(message, views.language_question(payload if DEEP_LINK.fullmatch(payload) else ""))


async def ask_language_again(press: CallbackQuery) -> None:
    """Ask for the language, since the button that was pressed can't be answered without one."""
    await show(press, views.language_question())


async def start(message: Message, state: FSMContext) -> None:
    """Greet, and put the keyboard under the field where one types."""
    await message.answer(views.greeting(), reply_markup=keys())
    await state.clear()


async def open_menu(event: Message | CallbackQuery, state: FSMContext) -> None:
    """Show what the bot can do; whatever was begun is dropped."""
    await show(event, views.menu())
    await state.clear()


async def offer_languages(event: Message | CallbackQuery) -> None:
    """Offer the three languages."""
    await show(event, views.language_switch())


async def choose_language(
    press: CallbackQuery,
    callback_data: LanguageChosen,
    person: Person,
    people: People,
    i18n: I18n,
) -> None:
    """Keep the language and greet in it, with the keyboard in its words."""
    await people.choose_language(person, callback_data.language)
    with i18n.use_locale(callback_data.language):
        words = views.greeting() if person.language is None else views.language_chosen()
        await say_below(press, words, keys())
        if callback_data.payload:
            await show_below(press, views.way_on(callback_data.payload))


async def explain(event: Message | CallbackQuery) -> None:
    """Explain what can be done and how."""
    await show(event, views.help_())


def create_gate() -> Router:
    """Give the routes of somebody whose language is not known: nothing is answered before it is."""
    router = Router(name=f"{__name__}.gate")
    router.message.filter(LanguageUnknown())
    router.callback_query.filter(LanguageUnknown())
    router.message.register(ask_language, CommandStart())
    router.message.register(ask_language)
    router.callback_query.register(choose_language, LanguageChosen.filter())
    router.callback_query.register(ask_language_again)
    return router


def create_router() -> Router:
    """Give the routes of the menu."""
    router = Router(name=__name__)
    router.message.register(start, CommandStart(deep_link=False))
    router.message.register(offer_languages, Command("language"))
    router.message.register(explain, Command("help"))
    router.message.register(show_mine, Command("my"))
    router.message.register(open_menu, Command("menu"))
    router.message.register(open_menu, IsKey(Key.MENU))
    router.callback_query.register(choose_language, LanguageChosen.filter())
    router.callback_query.register(open_menu, SectionOpened.filter(F.section == Section.MENU))
    router.callback_query.register(offer_languages, SectionOpened.filter(F.section == Section.LANGUAGE))
    router.callback_query.register(explain, SectionOpened.filter(F.section == Section.HELP))
    return router
