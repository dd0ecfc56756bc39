"""Lines and buttons that the screens of all acts have in common."""

from datetime import datetime
from html import escape

from aiogram.types import InlineKeyboardButton

from bot.domain.astana_time import local
from handlers import formats
from handlers.navigation import DeskCardShown, button
from handlers.words import _, current_language


def quoted(words: str) -> str:
    """Set words of a coordinator's apart from those of the bot."""
    return f"<blockquote>{escape(words, quote=False)}</blockquote>"


def moment(at: datetime) -> str:
    """Write the day and the hour of an appointment by Kazakhstan's clocks."""
    shown, language = local(at), current_language()
    # Translators: the day and the hour of an appointment: “Tuesday, 8 December 2026, 15:00”.
    return _("{day}, {time}").format(
        day=formats.full_date(shown.date(), language), time=formats.clock_time(shown, language)
    )


def cancel(request_id: int) -> InlineKeyboardButton:
    """Give the button that leaves the act undone."""
    return button(_("Cancel"), DeskCardShown(request_id=request_id))


def parts(*paragraphs: str) -> str:
    """Put paragraphs below each other; empty ones are left out."""
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
