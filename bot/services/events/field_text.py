"""Fields of an event, read alike from the chat and from a table."""

import re
from urllib.parse import urlsplit

_WEB_ADDRESS = re.compile(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?", re.IGNORECASE)


def one_line(text: str) -> str:
    """Give the words of the text with one space between them."""
    return " ".join(text.split())


def web_address(text: str) -> str | None:
    """Give the web address that the text is, its scheme added where it has none; None for anything else."""
    if not _WEB_ADDRESS.fullmatch(text):
        return None
    address = text if "://" in text else f"https://{text}"
    try:
        urlsplit(address)
    except ValueError:  # a bracket in the wrong place
        return None
    return address
