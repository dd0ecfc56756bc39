"""Long texts as several messages of Telegram, which counts UTF-16 units and takes 4096 of them."""

from collections.abc import Iterable

from handlers.fitting import LONGEST_MESSAGE, length

LONGEST_BLOCK = 3000
"""Units of one block of words, so that a heading finds its place above it."""

BETWEEN = "\n\n"


def chunks(words: str, longest: int = LONGEST_BLOCK) -> list[str]:
    """Cut plain words, not yet escaped, into pieces that fit; at a space where there is one."""
    found, rest = [], words
    while _units(rest) > longest:
        piece = _beginning(rest, longest)
        space = max(piece.rfind(" "), piece.rfind("\n"))
        piece = piece[:space] if space > len(piece) // 2 else piece
        found.append(piece)
        rest = rest[len(piece) :].lstrip()
    return [*found, rest] if rest else found


def packed(blocks: Iterable[str], longest: int = LONGEST_MESSAGE) -> list[str]:
    """Put blocks of HTML, each of which fits, into as few messages as hold them in their order."""
    messages: list[str] = []
    for block in blocks:
        longer = BETWEEN.join([messages[-1], block]) if messages else block
        if messages and length(longer) <= longest:
            messages[-1] = longer
        else:
            messages.append(block)
    return messages


def _beginning(words: str, longest: int) -> str:
    return words.encode("utf-16-le")[: longest * 2].decode("utf-16-le", errors="ignore")


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2
