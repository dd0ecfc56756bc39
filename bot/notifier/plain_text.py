"""A message without its markup, for when Telegram does not take it."""

import html
import re

from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import TelegramMethod
from aiogram.types import Message

MARKUP_REFUSED = "can't parse entities"
"""What Telegram says of a text that is not its HTML: an escaping mistake of ours."""

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def is_about_markup(refusal: TelegramBadRequest) -> bool:
    """Tell whether Telegram refused the text because of its markup."""
    return MARKUP_REFUSED in refusal.message


def as_plain_text(method: TelegramMethod[Message]) -> TelegramMethod[Message]:
    """Give the same message with its words alone."""
    words = {
        name: html.unescape(TAG.sub("", text))
        for name in ("text", "caption")
        if isinstance(text := getattr(method, name, None), str)
    }
    return method.model_copy(update={**words, "parse_mode": None})
