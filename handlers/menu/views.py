"""What the menu shows."""

from aiogram.types import InlineKeyboardButton

from bot.domain.language import Language
from handlers.menu.callbacks import LanguageChosen
from handlers.navigation import LinkFollowed, Section, SectionOpened, button, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _

ENDONYMS = {Language.KAZAKH: "Қазақша", Language.RUSSIAN: "Русский", Language.ENGLISH: "English"}
"""Each language in its own words, so that it is found by those who read no other."""

CHOOSE_IN_ALL_LANGUAGES = (
    "Сізге қай тілде жазайын?\nНа каком языке вам писать?\nWhich language shall I write in?"
)


def greeting() -> str:
    """Say who this is and what it can do."""
    return _(
        "Hello! I am Dostyq, a bot that helps you find Houses of Friendship and language schools "
        "in Kazakhstan.\n\n"
        "Share your place or write the name of your town, and I will show what is near. "
        "The buttons below are always at hand."
    )


def menu() -> Screen:
    """Show what the bot can do."""
    return Screen(
        _("What are you looking for?"),
        keyboard(
            [
                [button(_("Find a House of Friendship"), SectionOpened(section=Section.HOUSES))],
                [button(_("Find a language school"), SectionOpened(section=Section.SCHOOLS))],
                [
                    button(_("Language"), SectionOpened(section=Section.LANGUAGE)),
                    button(_("Help"), SectionOpened(section=Section.HELP)),
                ],
                [button(_("My data"), SectionOpened(section=Section.PRIVACY))],
            ]
        ),
    )


def language_question(payload: str = "") -> Screen:
    """Ask for the language in all three: nobody knows yet which one is read."""
    return Screen(CHOOSE_IN_ALL_LANGUAGES, keyboard([_language_buttons(payload)]))


def language_switch() -> Screen:
    """Offer the languages to somebody whose language is known."""
    return Screen(
        _("In which language shall I write to you?"), keyboard([_language_buttons(), [menu_button()]])
    )


def language_chosen() -> str:
    """Confirm the language, in that language."""
    return _("I will write in English.")


def way_on(payload: str) -> Screen:
    """Offer what the deep link names to somebody who first had to choose a language."""
    return Screen(
        _("You came here by a link."), keyboard([[button(_("Open it"), LinkFollowed(payload=payload))]])
    )


def help_() -> Screen:
    """Explain what can be done and how."""
    text = _(
        "<b>What I can do</b>\n\n"
        "• Find the nearest House of Friendship: share your place, write the name of a town or village, "
        "or choose a region.\n"
        "• Find where a language is taught: write the name of the language, for example “Korean”.\n"
        "• Show the card of a house or a school to your friends: in any chat write my name and a town "
        "or a language.\n\n"
        "Old names of towns and small typing mistakes are no trouble.\n\n"
        "<b>Commands</b>\n"
        "/start – begin again\n"
        "/language – change the language\n"
        "/privacy – what I keep about you\n"
        "/help – this page\n\n"
        "What I tell comes from public sources, and every card names its source and date. "
        "If something is wrong, press “Tell us what is wrong” on the card."
    )
    return Screen(text, keyboard([[menu_button()]]))


def privacy() -> Screen:
    """Say what is kept about a person."""
    text = _(
        "<b>What I keep about you</b>\n\n"
        "• The number of your Telegram account and the language you chose: I need them to answer you.\n"
        "• What you are looking for at the moment, until you open the menu.\n"
        "• Remarks on a house or a school, without your name.\n\n"
        "<b>What I do not keep</b>\n\n"
        "• Your place. I use it to work out distances and forget it at once; it is written nowhere.\n"
        "• Your messages. Each is deleted as soon as it is answered; one that I could not handle "
        "is kept for 7 days, so that the fault can be found.\n"
        "• Your name and your phone number."
    )
    return Screen(text, keyboard([[menu_button()]]))


def _language_buttons(payload: str = "") -> list[InlineKeyboardButton]:
    return [
        button(endonym, LanguageChosen(language=language, payload=payload))
        for language, endonym in ENDONYMS.items()
    ]
