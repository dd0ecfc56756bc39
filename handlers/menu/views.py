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


CARD_PREFIXES = ("house_", "school_", "event_")
"""How the payloads begin that name a card; the others lead elsewhere."""


def greeting() -> str:
    """Say who this is and what it can do."""
    return _(
        "Hello! I am Dostyq. I help you find Houses of Friendship, language lessons and events in "
        "Kazakhstan, and I take requests to the elders’ councils.\n\n"
        "Share your location or write the name of your town, and I will show the nearest Houses of "
        "Friendship. For lessons, press “Language lessons” below, for events “What is on”, for a request "
        "“Write to a council”."
    )


def menu() -> Screen:
    """Show what the bot can do."""
    return Screen(
        _("What are you looking for?"),
        keyboard(
            [
                [button(_("Find a House of Friendship"), SectionOpened(section=Section.HOUSES))],
                [button(_("Find language lessons"), SectionOpened(section=Section.SCHOOLS))],
                [
                    button(_("What is on"), SectionOpened(section=Section.EVENTS)),
                    button(_("My events"), SectionOpened(section=Section.MY_EVENTS)),
                ],
                [button(_("Write to a council"), SectionOpened(section=Section.REQUEST))],
                [button(_("My requests"), SectionOpened(section=Section.MY_REQUESTS))],
                [button(_("Change the language"), SectionOpened(section=Section.LANGUAGE))],
                [button(_("What I keep about you"), SectionOpened(section=Section.PRIVACY))],
                [button(_("Help"), SectionOpened(section=Section.HELP))],
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
    label = _("Show the card") if payload.startswith(CARD_PREFIXES) else _("Go on")
    return Screen(_("You came here by a link."), keyboard([[button(label, LinkFollowed(payload=payload))]]))


def help_() -> Screen:
    """Explain what can be done and how."""
    text = _(
        "<b>What I can do</b>\n\n"
        "• Find the nearest House of Friendship: share your location, write the name of a town or village, "
        "or choose a region.\n"
        "• Find where a language is taught: write the name of the language, for example “Korean”.\n"
        "• Tell what is on: press “What is on”, or write a day, for example “Saturday” or “25 December”. "
        "On the card of an event press “I am coming”: I will remind you and write if anything changes.\n"
        "• Take a request to an elders’ council: press “Write to a council”. You get a number and the day "
        "by which the council promises to answer.\n"
        "• Show a House of Friendship, a school or an event to your friends: open its card and press "
        "“Share with friends”.\n\n"
        "I understand old town names and small typing mistakes.\n\n"
        "<b>Commands</b>\n"
        "/houses – find a House of Friendship\n"
        "/schools – find language lessons\n"
        "/events – what is on\n"
        "/request – write to a council\n"
        "/my – my requests and events\n"
        "/language – change the language\n"
        "/privacy – what I keep about you\n"
        "/start – start again\n"
        "/help – this page\n\n"
        "The information comes from public sources. Every card names its source and, if known, its date. "
        "If something is wrong, press “Tell us what is wrong” on the card.\n\n"
        "Places on the map: GeoNames (geonames.org), CC BY 4.0."
    )
    return Screen(text, keyboard([[menu_button()]]))


def _language_buttons(payload: str = "") -> list[InlineKeyboardButton]:
    return [
        button(endonym, LanguageChosen(language=language, payload=payload))
        for language, endonym in ENDONYMS.items()
    ]
