"""Cards as they go into other chats."""

from datetime import date

from aiogram.types import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions

from bot.domain.directory import Directory
from bot.domain.places import House, School
from bot.services.opening_hours import Opening
from handlers import formats, languages
from handlers.navigation import keyboard, link
from handlers.places.views import houses, schools
from handlers.words import _, current_language


def welcome() -> str:
    """Greet somebody who came by a link, in one line."""
    return _("Hello! I am Dostyq. Here is what you came for:")


def house_article(
    house: House, directory: Directory, opening: Opening | None, today: date, username: str
) -> InlineQueryResultArticle:
    """Offer the card of a house."""
    return _article(
        payload=f"house_{house.id}",
        title=house.name.in_language(current_language()),
        description=house.address.in_language(current_language())
        or house.locality.in_language(current_language()),
        text=houses.text(house, directory.region(house.region_code), opening, today),
        username=username,
    )


def school_article(
    school: School, directory: Directory, today: date, username: str
) -> InlineQueryResultArticle:
    """Offer the card of a school."""
    taught = formats.listed(
        (languages.name(code, current_language()) for code in school.languages), current_language()
    )
    house = directory.house(school.house_id) if school.house_id else None
    return _article(
        payload=f"school_{school.id}",
        title=school.name.in_language(current_language()),
        description=f"{school.locality.in_language(current_language())} · {taught}",
        text=schools.text(school, house, directory.region(school.region_code), today),
        username=username,
    )


def _article(
    *, payload: str, title: str, description: str, text: str, username: str
) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=payload,
        title=title,
        description=description,
        input_message_content=InputTextMessageContent(
            message_text=text, parse_mode="HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=keyboard([[link(_("Open in Dostyq"), f"https://t.me/{username}?start={payload}")]]),
    )
