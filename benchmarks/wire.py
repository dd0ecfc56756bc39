"""HTTP/1.1 as bytes: messages cut out of a stream, and answers put into one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

HEAD_LIMIT = 64 * 1024
BODY_LIMIT = 16 * 1024 * 1024

_BLANK_LINE = b"\r\n\r\n"
_CONTENT_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
_CONTENT_TYPE = re.compile(rb"\r\ncontent-type:[ \t]*([^\r]*)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:[^\r]*chunked", re.IGNORECASE)
_CHUNK_SIZE = re.compile(rb"[0-9a-f]{1,8}", re.IGNORECASE)
_CLOSE = re.compile(rb"\r\nconnection:[ \t]*close", re.IGNORECASE)


class BrokenMessage(ValueError):
    """The stream holds something that is not HTTP/1.1, or is too long."""


class HttpMessage(NamedTuple):
    """A whole request or response; `words` are those of its first line."""

    words: list[bytes]
    content_type: bytes
    body: bytes
    closes: bool


class HttpStream:
    """Bytes come in as they arrive, whole messages go out in order."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[HttpMessage]:
        """Take what has arrived and give the messages that are now whole.

        Raises BrokenMessage where the stream cannot be read any further.
        """
        self._buffer += data
        while (message := self._next_message()) is not None:
            yield message

    def _next_message(self) -> HttpMessage | None:
        head_end = self._buffer.find(_BLANK_LINE)
        if head_end < 0:
            if len(self._buffer) > HEAD_LIMIT:
                raise BrokenMessage("the head does not end")
            return None
        head = bytes(self._buffer[:head_end])
        words = head.partition(b"\r\n")[0].split(b" ", 2)
        if len(words) < 2:  # noqa: PLR2004  # method and path, or version and status
            raise BrokenMessage("the first line is not one of HTTP")
        framed = self._body(head, head_end + len(_BLANK_LINE))
        if framed is None:
            return None
        body, end = framed
        del self._buffer[:end]
        content_type = _CONTENT_TYPE.search(head)
        return HttpMessage(
            words=words,
            content_type=content_type[1] if content_type else b"",
            body=body,
            closes=_CLOSE.search(head) is not None,
        )

    def _body(self, head: bytes, start: int) -> tuple[bytes, int] | None:
        """Give the body that begins at `start` and where it ends, or None while a part is missing."""
        if _CHUNKED.search(head):
            return self._chunks(start)
        length = _CONTENT_LENGTH.search(head)
        end = start + (int(length[1]) if length else 0)
        _check_length(end - start)
        if len(self._buffer) < end:
            return None
        return bytes(self._buffer[start:end]), end

    def _chunks(self, position: int) -> tuple[bytes, int] | None:
        body = bytearray()
        while (line_end := self._buffer.find(b"\r\n", position)) >= 0:
            size = _chunk_size(bytes(self._buffer[position:line_end]))
            _check_length(len(body) + size)
            position = line_end + 2
            if size == 0:
                return self._trailer(bytes(body), line_end)
            if len(self._buffer) < position + size + 2:
                return None
            body += self._buffer[position : position + size]
            position += size + 2
        return None

    def _trailer(self, body: bytes, last_line_end: int) -> tuple[bytes, int] | None:
        """Skip the fields that may follow the last chunk, up to the blank line."""
        end = self._buffer.find(_BLANK_LINE, last_line_end)
        return None if end < 0 else (body, end + len(_BLANK_LINE))


def _chunk_size(line: bytes) -> int:
    size = _CHUNK_SIZE.match(line)
    if size is None:
        raise BrokenMessage("a chunk without its size")
    return int(size[0], 16)


def _check_length(length: int) -> None:
    if length > BODY_LIMIT:
        raise BrokenMessage(f"a body of {length} bytes")


def json_response(body: bytes, status: bytes = b"200 OK") -> bytes:
    """Put JSON into a response that keeps the connection."""
    return b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
        status,
        len(body),
        body,
    )


def json_post(host: str, path: str, secret: str, body: bytes) -> bytes:
    """Put JSON into a POST request as Telegram sends it to a webhook."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
