"""A stretch of formatted text, counted in characters until the answer is drawn up in UTF-16 units."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sandbox.shapes import JsonObject

# Text inside these is shown as it is: nothing is looked for in it.
OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time"})
_ORDER = (
    "expandable_blockquote", "blockquote", "pre", "code", "text_link", "text_mention", "bold", "italic",
    "underline", "strikethrough", "spoiler",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One entity: kind is the Bot API's type, start and end count characters, extra holds the rest."""

    kind: str
    start: int
    end: int
    extra: JsonObject = field(default_factory=dict)


class ParseError(ValueError):
    """Marked-up text that Telegram cannot parse; the message is Telegram's own."""


def utf16_length(text: str) -> int:
    """Count UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def byte_offset(text: str, position: int) -> int:
    """Turn a position in characters into one in UTF-8 bytes, as Telegram's error texts count."""
    return len(text[:position].encode("utf-8", errors="surrogatepass"))


def in_order(spans: Iterable[Span]) -> list[Span]:
    """Sort spans as Telegram lists them: outer before inner."""
    return sorted(spans, key=lambda span: (span.start, -span.end, _rank(span.kind)))


def merged(spans: Iterable[Span]) -> list[Span]:
    """Join touching or overlapping spans of one kind, as Telegram does with bold next to bold."""
    kept: list[Span] = []
    for span in in_order(spans):
        twin = next(
            (other for other in kept if _same(other, span) and other.start <= span.start <= other.end), None
        )
        if twin is None:
            kept.append(span)
        elif span.end > twin.end:
            kept[kept.index(twin)] = replace(twin, end=span.end)
    return in_order(kept)


def as_json(text: str, spans: Iterable[Span]) -> list[JsonObject]:
    """Draw the spans up as the Bot API's MessageEntity objects."""
    return [
        {
            "type": span.kind,
            "offset": utf16_length(text[: span.start]),
            "length": utf16_length(text[span.start : span.end]),
            **span.extra,
        }
        for span in spans
    ]


def _rank(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _same(one: Span, other: Span) -> bool:
    joinable = one.kind in {"bold", "italic", "underline", "strikethrough", "spoiler"}
    return joinable and one.kind == other.kind
