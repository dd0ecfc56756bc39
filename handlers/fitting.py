"""How long a text is as Telegram counts it, and how it is made to fit."""

import re
from collections.abc import Callable
from html import unescape

LONGEST_CAPTION = 1024
"""Characters under a picture, after the formatting is read (Telegram's limit)."""

LONGEST_MESSAGE = 4096
"""Characters of a message (the same)."""

_TAG = re.compile(r"</?[a-z][^>]*>")


def length(html: str) -> int:
    """Count what a reader sees, in UTF-16 units as Telegram does."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2


def fitted(write: Callable[[str], str], words: str, longest: int) -> str:
    """Write a text around `words`, which lose their end where the whole would be longer than that."""
    whole = write(words)
    over = length(whole) - longest
    if over <= 0:
        return whole
    return write(f"{words[: max(0, len(words) - over - 1)].rstrip()}…")
