"""Parses the HTML parse mode with Telegram's rules and Telegram's complaints."""

import re
from dataclasses import dataclass

from sandbox.entities.links import link
from sandbox.entities.spans import ParseError, Span, byte_offset

_SIMPLE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "span": "spoiler", "tg-spoiler": "spoiler",
}  # fmt: skip
_TAGS = frozenset(_SIMPLE) | {"a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![A-Za-z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_PLAIN = re.compile(r"[^<&]+")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACE = re.compile(r"\s*")
_LONGEST_REFERENCE = 10
_LAST_CHARACTER = 0x10FFFF
_LONGEST_EMOJI_ID = (1 << 63) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A tag that waits for its end; start is where its text begins in the output."""

    tag: str
    attributes: dict[str, str]
    start: int


class HtmlParser:
    """One run over one text."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._out: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._spans: list[Span] = []

    def parse(self) -> tuple[str, list[Span]]:
        """Give the visible text and its spans.

        Raises:
            ParseError: with the reason and the byte offset that Telegram names.
        """
        while self._at < len(self._source):
            plain = _PLAIN.match(self._source, self._at)
            if plain:
                self._put(plain.group(), plain.end())
            elif self._source[self._at] == "&":
                self._put(*_reference(self._source, self._at))
            elif self._source.startswith("/", self._at + 1):
                self._end_tag()
            else:
                self._start_tag()
        if self._open:
            raise ParseError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return "".join(self._out), self._spans

    def _put(self, text: str, then: int) -> None:
        self._out.append(text)
        self._length += len(text)
        self._at = then

    def _offset(self, position: int) -> int:
        return byte_offset(self._source, position)

    def _start_tag(self) -> None:
        begin = self._at
        name = _match(_TAG_NAME, self._source, begin + 1)
        tag = name.group().lower()
        if name.end() >= len(self._source):
            raise ParseError(f"Unclosed start tag at byte offset {self._offset(begin)}")
        if tag not in _TAGS:
            raise ParseError(f'Unsupported start tag "{tag}" at byte offset {self._offset(begin)}')
        self._at = name.end()
        attributes: dict[str, str] = {}
        while self._skip_space(tag, begin) != ">":
            key, value = self._attribute(tag, begin)
            attributes.setdefault(key, value)
        self._at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise ParseError(f'Tag "span" must have class "tg-spoiler" at byte offset {self._offset(begin)}')
        self._open.append(_Open(tag=tag, attributes=attributes, start=self._length))

    def _skip_space(self, tag: str, begin: int) -> str:
        self._at = _match(_SPACE, self._source, self._at).end()
        if self._at >= len(self._source):
            raise ParseError(f'Unclosed start tag "{tag}" at byte offset {self._offset(begin)}')
        return self._source[self._at]

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = _match(_ATTRIBUTE_NAME, self._source, self._at)
        if not name.group():
            raise ParseError(f'Empty attribute name in the tag "{tag}" at byte offset {self._offset(begin)}')
        self._at = name.end()
        if self._skip_space(tag, begin) != "=":
            return name.group().lower(), ""
        self._at += 1
        mark = self._skip_space(tag, begin)
        value = self._quoted(mark, tag, begin) if mark in "'\"" else self._token()
        return name.group().lower(), value

    def _token(self) -> str:
        token = _match(_TOKEN, self._source, self._at)
        follows = self._source[token.end() : token.end() + 1]
        if follows and not follows.isspace() and follows != ">":
            raise ParseError(f"Unexpected end of name token at byte offset {self._offset(self._at)}")
        self._at = token.end()
        return token.group().lower()

    def _quoted(self, mark: str, tag: str, begin: int) -> str:
        end = self._source.find(mark, self._at + 1)
        if end < 0:
            raise ParseError(f'Unclosed start tag "{tag}" at byte offset {self._offset(begin)}')
        raw = self._source[self._at + 1 : end]
        self._at = end + 1
        return _REFERENCE.sub(lambda found: _reference(found.group(), 0)[0], raw)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise ParseError(f"Unexpected end tag at byte offset {self._offset(begin)}")
        name = _match(_TAG_NAME, self._source, begin + 2)
        end = _match(_SPACE, self._source, name.end()).end()
        if not self._source.startswith(">", end):
            raise ParseError(f"Unclosed end tag at byte offset {self._offset(begin)}")
        opened, found = self._open.pop(), name.group().lower()
        if found and found != opened.tag:
            raise ParseError(
                f"Unmatched end tag at byte offset {self._offset(begin)},"
                f' expected "</{opened.tag}>", found "</{found}>"'
            )
        self._at = end + 1
        if self._length > opened.start:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        span = _span(opened, "".join(self._out)[opened.start :], self._length)
        if span is None:
            return
        last = self._spans[-1] if self._spans else None
        if last is not None and (last.start, last.end) == (span.start, span.end):
            if span.kind == "pre" and last.kind == "code":
                self._spans[-1] = Span(kind="pre", start=span.start, end=span.end, extra=last.extra)
                return
            if span.kind == "code" and last.kind == "pre":
                return
        self._spans.append(span)


def without_stray_languages(spans: list[Span]) -> list[Span]:
    """Drop the language of a code span that is not the whole of a pre block: only blocks have one."""
    return [
        Span(kind="code", start=span.start, end=span.end) if span.kind == "code" and span.extra else span
        for span in spans
    ]


def _span(opened: _Open, text: str, end: int) -> Span | None:
    tag, attributes, start = opened.tag, opened.attributes, opened.start
    if tag in _SIMPLE:
        return Span(kind=_SIMPLE[tag], start=start, end=end)
    if tag == "a":
        return link(attributes.get("href") or text, start, end)
    if tag == "blockquote":
        kind = "expandable_blockquote" if "expandable" in attributes else "blockquote"
        return Span(kind=kind, start=start, end=end)
    if tag == "tg-emoji":
        return _custom_emoji(attributes, start, end)
    if tag == "tg-time":
        return _moment(attributes, start, end)
    language = attributes.get("class", "") if tag == "code" else ""
    extra = {"language": language.removeprefix("language-")} if language.startswith("language-") else {}
    return Span(kind=tag, start=start, end=end, extra=extra)


def _custom_emoji(attributes: dict[str, str], start: int, end: int) -> Span:
    number = attributes.get("emoji-id", "")
    if not (number.isascii() and number.isdigit()) or int(number) > _LONGEST_EMOJI_ID:
        raise ParseError("Invalid custom emoji identifier specified")
    return Span(kind="custom_emoji", start=start, end=end, extra={"custom_emoji_id": number})


def _moment(attributes: dict[str, str], start: int, end: int) -> Span:
    moment = attributes.get("unix", "")
    if not (moment.isascii() and moment.isdigit()):
        raise ParseError("Invalid date specified")
    extra = {"unix_time": int(moment), "date_time_format": attributes.get("format", "")}
    return Span(kind="date_time", start=start, end=end, extra=extra)


def _reference(source: str, at: int) -> tuple[str, int]:
    found = _REFERENCE.match(source, at)
    if found is None:
        return source[at], at + 1
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED[name], found.end()
    digits = hexadecimal or decimal
    code = int(digits, 16 if hexadecimal else 10) if len(digits) < _LONGEST_REFERENCE else 0
    if not 0 < code < _LAST_CHARACTER or 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004  # lone surrogates
        return source[at], at + 1
    return chr(code), found.end()


def _match(pattern: re.Pattern[str], source: str, at: int) -> re.Match[str]:
    found = pattern.match(source, at)
    if found is None:  # every pattern here also matches the empty string
        raise ParseError("Unexpected end of the text")
    return found
