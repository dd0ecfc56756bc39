"""From what a bot or a person gives to the text and entities of a message."""

from sandbox.entities import explicit, markdown
from sandbox.entities.detection import detect
from sandbox.entities.html import HtmlParser, without_stray_languages
from sandbox.entities.markdown_v2 import MarkdownV2Parser
from sandbox.entities.spans import ParseError, Span, as_json, in_order, merged
from sandbox.entities.trimming import cleaned, trimmed
from sandbox.errors import bad_request
from sandbox.shapes import JsonObject

# The longest text that the server takes before parsing, in characters.
_LONGEST_SOURCE = 1 << 15


def formatted(
    source: str, parse_mode: str | None, entities: list[JsonObject] | None
) -> tuple[str, list[JsonObject]]:
    """Give the text of a bot's message and its entities; the text may come out empty.

    Raises:
        ApiError: 400, when the markup or the entities cannot be read.
    """
    if len(source) > _LONGEST_SOURCE:
        raise bad_request("text is too long")
    source = cleaned(source)
    mode = (parse_mode or "none").lower()
    if mode == "none":
        return _finished(source, explicit.read(source, entities or []))
    if mode not in {"html", "markdownv2", "markdown"}:
        raise bad_request("unsupported parse_mode")
    try:
        text, spans = _parse(source, mode)
    except ParseError as error:
        raise bad_request(f"can't parse entities: {error}") from None
    return _finished(text, spans)


def plain(source: str) -> tuple[str, list[JsonObject]]:
    """Give the text of a person's message and what Telegram marks in it."""
    return _finished(cleaned(source), [])


def _parse(source: str, mode: str) -> tuple[str, list[Span]]:
    if mode == "html":
        text, spans = HtmlParser(source).parse()
        # What a character reference stands for is cleaned like any other character.
        return (
            (text, without_stray_languages(spans)) if cleaned(text) == text else (_same_length(text), spans)
        )
    if mode == "markdownv2":
        return MarkdownV2Parser(source).parse()
    return markdown.parse(source)


def _same_length(text: str) -> str:
    """Clean without moving offsets: a dropped character becomes a space."""
    return "".join(cleaned(character) or " " for character in text)


def _finished(text: str, spans: list[Span]) -> tuple[str, list[JsonObject]]:
    text, spans = trimmed(text, merged(spans))
    spans = in_order([*spans, *detect(text, spans)])
    return text, as_json(text, spans)
