"""Parses the MarkdownV2 parse mode with Telegram's rules and Telegram's complaints."""

from dataclasses import dataclass
from urllib.parse import parse_qs

from sandbox.entities.links import link
from sandbox.entities.spans import ParseError, Span, byte_offset

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
_LAST_ESCAPABLE = "~"
_KINDS = {
    "Bold": "bold", "Italic": "italic", "Underline": "underline", "Strikethrough": "strikethrough",
    "Spoiler": "spoiler", "Code": "code", "Pre": "pre", "PreCode": "pre",
    "BlockQuote": "blockquote", "ExpandableBlockQuote": "expandable_blockquote",
}  # fmt: skip
# The sign that ends an entity, in the order in which the longer ones must be tried first.
_ENDS = {
    "Bold": "*", "Underline": "__", "Strikethrough": "~", "Spoiler": "||", "Code": "`",
    "Pre": "```", "PreCode": "```", "TextUrl": "]", "CustomEmoji": "]",
}  # fmt: skip
_STARTS = (
    ("```", "Pre"), ("`", "Code"), ("__", "Underline"), ("_", "Italic"), ("*", "Bold"),
    ("~", "Strikethrough"), ("||", "Spoiler"), ("![", "CustomEmoji"), ("[", "TextUrl"),
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class _Open:
    """An entity that waits for its end."""

    name: str
    start: int
    begin: int
    language: str = ""


class MarkdownV2Parser:
    """One run over one text."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._out: list[str] = []
        self._open: list[_Open] = []
        self._spans: list[Span] = []
        self._line_begins = True

    def parse(self) -> tuple[str, list[Span]]:
        """Give the visible text and its spans.

        Raises:
            ParseError: with the reason and the byte offset that Telegram names.
        """
        while self._at < len(self._source):
            self._step()
        if self._open and self._open[-1].name.endswith("BlockQuote"):
            self._close(self._open.pop())
        if self._open:
            raise self._endless()
        return "".join(self._out), self._spans

    def _step(self) -> None:
        character = self._source[self._at]
        following = self._source[self._at + 1 : self._at + 2]
        if character == "\\" and following and following <= _LAST_ESCAPABLE:
            self._put(following, 2)
        elif (self._within_code() and character != "`") or character not in _RESERVED:
            self._put(character, 1)
        elif self._ends():
            self._end()
        elif character == "\n":
            self._new_line()
        elif character == ">" and self._line_begins:
            self._quote()
        else:
            self._begin(character)

    def _put(self, character: str, width: int) -> None:
        self._out.append(character)
        self._at += width
        self._line_begins = False

    def _within_code(self) -> bool:
        return bool(self._open) and self._open[-1].name in {"Code", "Pre", "PreCode"}

    def _ends(self) -> bool:
        if not self._open:
            return False
        name = self._open[-1].name
        if name == "Italic":
            return self._here("_") and not self._here("__")
        return name in _ENDS and self._here(_ENDS[name])

    def _here(self, sign: str) -> bool:
        return self._source.startswith(sign, self._at)

    def _begin(self, character: str) -> None:
        found = next(((sign, name) for sign, name in _STARTS if self._here(sign)), None)
        if found is None:
            raise ParseError(
                f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
            )
        sign, name = found
        if name == "Spoiler" and self._quote_expands():
            self._open[-1].name = "ExpandableBlockQuote"
            self._at += 2
            return
        opened = _Open(name=name, start=len(self._out), begin=self._at)
        self._at += len(sign)
        self._line_begins = False
        if name == "Pre":
            self._language(opened)
        self._open.append(opened)

    def _language(self, opened: _Open) -> None:
        end = self._at
        while end < len(self._source) and not self._source[end].isspace() and self._source[end] != "`":
            end += 1
        if end < len(self._source) and self._source[end] != "`":
            opened.language, self._at = self._source[self._at : end], end
        if self._here("\r\n"):
            self._at += 2
        elif self._here("\n"):
            self._at += 1

    def _end(self) -> None:
        opened = self._open.pop()
        end_sign = "_" if opened.name == "Italic" else _ENDS[opened.name]
        self._at += len(end_sign)
        self._line_begins = False
        if opened.name in {"TextUrl", "CustomEmoji"}:
            self._close_link(opened)
        else:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        if len(self._out) > opened.start:
            extra = {"language": opened.language} if opened.language else {}
            self._spans.append(
                Span(kind=_KINDS[opened.name], start=opened.start, end=len(self._out), extra=extra)
            )

    def _close_link(self, opened: _Open) -> None:
        text = "".join(self._out[opened.start :])
        url = self._address() if self._here("(") else ""
        end = len(self._out)
        if opened.name == "CustomEmoji":
            span: Span | None = _special(url, opened.start, end)
        else:
            span = link(url or text, opened.start, end)
        if span is not None and end > opened.start:
            self._spans.append(span)

    def _address(self) -> str:
        begin = self._at = self._at + 1
        url: list[str] = []
        while self._at < len(self._source) and self._source[self._at] != ")":
            following = self._source[self._at + 1 : self._at + 2]
            if self._source[self._at] == "\\" and following and following <= _LAST_ESCAPABLE:
                self._at += 1
            url.append(self._source[self._at])
            self._at += 1
        if self._at >= len(self._source):
            raise ParseError(f"Can't find end of a URL at byte offset {byte_offset(self._source, begin)}")
        self._at += 1
        return "".join(url)

    def _quote(self) -> None:
        if not any(opened.name.endswith("BlockQuote") for opened in self._open):
            self._open.append(_Open(name="BlockQuote", start=len(self._out), begin=self._at))
        self._at += 1
        self._line_begins = False

    def _quote_expands(self) -> bool:
        ends_line = self._source[self._at + 2 : self._at + 3] in {"", "\n"}
        return ends_line and bool(self._open) and self._open[-1].name == "BlockQuote"

    def _new_line(self) -> None:
        quoting = any(opened.name.endswith("BlockQuote") for opened in self._open)
        if quoting and not self._source.startswith(">", self._at + 1):
            if not self._open[-1].name.endswith("BlockQuote"):
                raise self._endless()
            self._close(self._open.pop())
        self._put("\n", 1)
        self._line_begins = True

    def _endless(self) -> ParseError:
        last = self._open[-1]
        return ParseError(
            f"Can't find end of {last.name} entity at byte offset {byte_offset(self._source, last.begin)}"
        )


def _special(url: str, start: int, end: int) -> Span:
    query = parse_qs(url.partition("?")[2])
    if url.startswith("tg://time?") and query.get("unix", [""])[0].isdigit():
        extra = {"unix_time": int(query["unix"][0]), "date_time_format": query.get("format", [""])[0]}
        return Span(kind="date_time", start=start, end=end, extra=extra)
    if not url.startswith("tg://emoji?"):
        raise ParseError("Custom emoji entity must contain a tg://emoji URL")
    number = query.get("id", [""])[0]
    if not (number.isascii() and number.isdigit()):
        raise ParseError("Invalid custom emoji identifier specified")
    return Span(kind="custom_emoji", start=start, end=end, extra={"custom_emoji_id": number})
