"""Finds what Telegram marks by itself: commands, mentions, hashtags, addresses, phone numbers."""

import re

from sandbox.entities.spans import OPAQUE, Span

# A bare name is an address only when it ends in a known domain; these are the ones people here write.
_DOMAINS = "kz|ru|com|org|net|info|io|me|uz|kg|tr|by|ua|de|uk|eu|int|gov|edu|app|dev|biz|tv|su|қаз|рф"
_PATTERNS = (
    ("url", re.compile(r"(?i)(?<![\w@.])(?:https?|ftp|tg|ton)://[^\s<>\"'«»]*[^\s<>\"'«».,:;!?()\[\]{}]")),
    ("email", re.compile(r"(?<![\w.+-])[A-Za-z0-9_.+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?!\w)")),
    ("url", re.compile(rf"(?i)(?<![\w@./-])(?:[\w-]+\.)+(?:{_DOMAINS})(?::\d+)?(?:[/?#][^\s<>\"'«»]*[\w/=])?(?![\w.@-]*\w)")),  # noqa: E501  # one pattern reads best on one line
    ("bot_command", re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{2,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}(?!\w)")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?!\w)")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d{7,15}(?!\w)")),
)  # fmt: skip
_SIGNS = frozenset("/@#$+.")


def detect(text: str, spans: list[Span]) -> list[Span]:
    """Give the spans that Telegram adds to those that are marked already."""
    if not _SIGNS.intersection(text):
        return []
    taken = [(span.start, span.end) for span in spans if span.kind in OPAQUE]
    found: list[Span] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                found.append(Span(kind=kind, start=match.start(), end=match.end()))
                taken.append((match.start(), match.end()))
    return found
