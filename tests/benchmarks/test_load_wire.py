"""The load server reads HTTP however it is cut into pieces."""

from contextlib import suppress

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.parameters import parameters
from benchmarks.wire import BrokenMessage, HttpMessage, HttpStream

CHUNKED = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"

bodies = st.binary(max_size=300)
requests = st.tuples(bodies, st.lists(st.integers(1, 40), max_size=5), st.booleans())


def request(body: bytes, chunk_sizes: list[int], chunked: bool) -> bytes:  # noqa: FBT001  # drawn together
    head = b"POST /bot1:a/sendMessage HTTP/1.1\r\nHost: here\r\n"
    if not chunked:
        return head + b"content-length: %d\r\n\r\n%b" % (len(body), body)
    pieces, rest = [], body
    for size in chunk_sizes:
        pieces.append(rest[:size])
        rest = rest[size:]
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (*pieces, rest) if piece)
    return head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"


@given(st.lists(requests, max_size=4), st.lists(st.integers(1, 200)))
def test_requests_are_whole_however_the_network_cuts_them(
    sent: list[tuple[bytes, list[int], bool]], cuts: list[int]
) -> None:
    rest = b"".join(request(*one) for one in sent)
    stream, found = HttpStream(), list[HttpMessage]()
    for cut in cuts:
        found.extend(stream.feed(rest[:cut]))
        rest = rest[cut:]
    found.extend(stream.feed(rest))

    assert [message.body for message in found] == [body for body, _, _ in sent]
    assert all(message.words[1] == b"/bot1:a/sendMessage" for message in found)


@given(st.lists(st.binary(max_size=50) | st.sampled_from([b"\r\n\r\n", CHUNKED, b"-5\r\n", b"0\r\n"])))
def test_no_bytes_keep_the_reader_busy_for_ever(pieces: list[bytes]) -> None:
    stream = HttpStream()
    with suppress(BrokenMessage):
        for piece in pieces:
            assert len(list(stream.feed(piece))) <= sum(map(len, pieces))


@pytest.mark.parametrize(
    "nonsense",
    [
        b"A" * 70_000,
        b"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
        CHUNKED + b"hello\r\n",
        CHUNKED + b"-5\r\n",
        b"hello\r\n\r\n",
    ],
)
def test_what_is_not_http_is_refused(nonsense: bytes) -> None:
    with pytest.raises(BrokenMessage):
        list(HttpStream().feed(nonsense))


def test_parameters_may_come_in_any_of_the_four_ways() -> None:
    multipart = (
        b'--edge\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n7\r\n'
        b'--edge\r\nContent-Disposition: form-data; name="text"\r\n\r\n%b\r\n--edge--\r\n'
    ) % "Қай".encode()

    assert parameters(b"", b"chat_id=7&text=a%3Db", b"") == {"chat_id": "7", "text": "a=b"}
    assert parameters(b"application/x-www-form-urlencoded", b"", b"chat_id=7") == {"chat_id": "7"}
    assert parameters(b"application/json; charset=utf-8", b"", orjson.dumps({"chat_id": 7})) == {"chat_id": 7}
    assert parameters(b"multipart/form-data; boundary=edge", b"", multipart) == {
        "chat_id": "7",
        "text": "Қай",
    }
