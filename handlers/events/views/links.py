"""Events as they go into other chats."""

from datetime import datetime

from aiogram.types import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions

from bot.domain.directory import Directory
from bot.domain.events.card import EventCard
from handlers.events.views import card as cards
from handlers.events.views import lines
from handlers.navigation import keyboard, link
from handlers.words import _, current_language


def welcome() -> str:
    """Greet somebody who came by a link, in one line."""
    return _("Hello! I am Dostyq. Here is what you came for:")


def article(card: EventCard, directory: Directory, now: datetime, username: str) -> InlineQueryResultArticle:
    """Offer the card of an event that has a time."""
    event, payload = card.event, f"event_{card.event.id}"
    town = lines.plain_town(event.details, directory)
    return InlineQueryResultArticle(
        id=payload,
        title=event.details.title.in_language(current_language()),
        description=" · ".join(filter(None, (lines.short_when(event.starts_at), town))),
        input_message_content=InputTextMessageContent(
            message_text=cards.text(card, directory, now),
            parse_mode="HTML",
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
        reply_markup=keyboard([[link(_("Open in Dostyq"), f"https://t.me/{username}?start={payload}")]]),
    )
