"""Turns the address of a marked-up link into an entity."""

from sandbox.entities.spans import Span
from sandbox.urls import checked, mentioned_user


def link(url: str, start: int, end: int) -> Span | None:
    """Give a link or a mention of a person, or nothing where Telegram drops the link and keeps its text."""
    user = mentioned_user(url)
    if user is not None:
        return Span(kind="text_mention", start=start, end=end, extra={"user": {"id": user}})
    try:
        return Span(kind="text_link", start=start, end=end, extra={"url": checked(url)})
    except ValueError:
        return None
