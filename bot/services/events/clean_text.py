"""Text as files of events take it: without characters that no file may hold."""

import re

_NEW_LINES = re.compile(r"\r\n?")

_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters except the tab and the new line, and what XML and UTF-8 cannot hold."""


def clean(text: str) -> str:
    """Give the text trimmed, its lines ended by LF, without control characters."""
    return _UNWANTED.sub("", _NEW_LINES.sub("\n", text)).strip()
