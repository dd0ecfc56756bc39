"""Parses the legacy Markdown parse mode."""

from sandbox.entities.links import link
from sandbox.entities.spans import ParseError, Span, byte_offset

_KINDS = {"*": "bold", "_": "italic", "`": "code", "```": "pre"}


def parse(source: str) -> tuple[str, list[Span]]:
    """Give the visible text and its spans.

    Raises:
        ParseError: when an entity has no end.
    """
    out: list[str] = []
    spans: list[Span] = []
    at = 0
    while at < len(source):
        character = source[at]
        if character == "\\" and source[at + 1 : at + 2] in {"_", "*", "`", "["}:
            out.append(source[at + 1])
            at += 2
        elif character not in "_*`[":
            out.append(character)
            at += 1
        else:
            at = _entity(source, at, out, spans)
    return "".join(out), spans


def _entity(source: str, at: int, out: list[str], spans: list[Span]) -> int:
    sign = "```" if source.startswith("```", at) else source[at]
    closing = "]" if sign == "[" else sign
    begin = at + len(sign)
    end = source.find(closing, begin)
    if end < 0:
        raise ParseError(f"Can't find end of the entity starting at byte offset {byte_offset(source, at)}")
    text, then = source[begin:end], end + len(closing)
    start = len(out)
    if sign == "[":
        url_end = source.find(")", then) if source.startswith("(", then) else -1
        url = source[then + 1 : url_end] if url_end >= 0 else text
        then = url_end + 1 if url_end >= 0 else then
        out.extend(text)
        span = link(url, start, len(out))
    else:
        extra: dict[str, str] = {}
        if sign == "```":
            text, extra = _block(text)
        out.extend(text)
        span = Span(kind=_KINDS[sign], start=start, end=len(out), extra=extra)
    if span is not None and text:
        spans.append(span)
    return then


def _block(text: str) -> tuple[str, dict[str, str]]:
    language, newline, rest = text.partition("\n")
    if not newline or any(character.isspace() for character in language):
        return text, {}
    return rest, {"language": language} if language else {}
