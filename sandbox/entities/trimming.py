"""Cleans and trims a text as Telegram does before it is stored."""

import re
from dataclasses import replace

from sandbox.entities.spans import Span

# Control characters become spaces; carriage returns, direction overrides and lone surrogates vanish.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DROPPED = re.compile("[\r\u2028-\u202e\ud800-\udfff]")


def cleaned(text: str) -> str:
    """Replace control characters and drop what Telegram drops."""
    return _DROPPED.sub("", _CONTROL.sub(" ", text))


def trimmed(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Cut blank space at the end, and at the beginning up to the first entity."""
    kept = text.rstrip(" \n\t\xa0\u200b\u2060")
    spans = [replace(span, end=min(span.end, len(kept))) for span in spans]
    spans = [span for span in spans if span.start < span.end and not kept[span.start : span.end].isspace()]
    first = min((span.start for span in spans), default=len(kept))
    lead = 0
    while lead < first and kept[lead] in " \n":
        lead += 1
    return kept[lead:], [replace(span, start=span.start - lead, end=span.end - lead) for span in spans]
