"""What people see of the bot before they write to it: its description and its commands."""

from aiogram import Bot
from aiogram.types import BotCommand
from aiogram.utils.i18n import I18n

from bot.domain.language import Language
from handlers.words import _


async def introduce(bot: Bot, i18n: I18n) -> None:
    """Set the commands and the description, for each language and for everybody else in Russian.

    The three languages are set at each start, so that a changed text reaches people with the release.
    """
    for language in (None, *Language):
        with i18n.context(), i18n.use_locale(language or Language.RUSSIAN):
            await bot.set_my_commands(commands(), language_code=language)
            await bot.set_my_description(description(), language_code=language)
            await bot.set_my_short_description(short_description(), language_code=language)


def commands() -> list[BotCommand]:
    """Give the commands that Telegram offers behind the menu button."""
    return [
        BotCommand(command="start", description=_("Start again")),
        BotCommand(command="houses", description=_("Find a House of Friendship")),
        BotCommand(command="schools", description=_("Find language lessons")),
        BotCommand(command="events", description=_("What is on")),
        BotCommand(command="request", description=_("Write to a council")),
        BotCommand(command="my", description=_("My requests and events")),
        BotCommand(command="language", description=_("Change the language")),
        BotCommand(command="privacy", description=_("What I keep about you")),
        BotCommand(command="help", description=_("What I can do")),
    ]


def description() -> str:
    """Say what the bot does, to somebody who has not started it yet."""
    return _(
        "Dostyq helps you find a House of Friendship, a Sunday school, a language class or an event in "
        "Kazakhstan, and takes requests to the elders’ councils. "
        "Share your location, write the name of your town, or write to a council."
    )


def short_description() -> str:
    """Say the same in one line, for the bot's profile."""
    return _("Houses of Friendship, language lessons, events, and requests to elders’ councils")
