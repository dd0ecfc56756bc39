from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import json

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert json.loads(json.dumps(value)) == value


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (rb'"\ud83d"', "?"),
        (rb'"a\udc00\ud83db"', "a??b"),
        (rb'{"\ud83d": ["\ud83c\udfe0"]}', {"?": ["\U0001f3e0"]}),
        (rb'["\ud83d", 1.5, null, true, "\u0000", "\u04d9"]', ["?", 1.5, None, True, "\x00", "ә"]),
    ],
)
def test_half_an_emoji_becomes_a_question_mark(written: bytes, read: Any) -> None:
    assert json.loads(written) == read
    assert json.loads(written.decode()) == read


@pytest.mark.parametrize(
    "content", [b"", b"x", b"[1,]", b"{'a': 1}", b"\xff", b"NaN", b'{"a": Infinity}', b"[1] 2"]
)
def test_what_is_no_json_is_a_value_error(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # each reader has its own words
        json.loads(content)


def test_what_nests_deeper_than_the_fast_writer_goes_is_written_all_the_same() -> None:
    nested: Any = 1
    for _ in range(400):
        nested = [nested]

    assert json.loads(json.dumps(nested)) == nested
