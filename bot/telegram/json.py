"""JSON as Telegram sends it, read and written quickly, and never refused for a stray surrogate."""

import json
from typing import Any

import orjson


def loads(content: bytes | str) -> Any:
    """Read JSON; raises ValueError where it is not JSON at all."""
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        return json.loads(content)  # takes half an emoji ("\ud83d"), which orjson refuses


def dumps(value: Any) -> str:
    """Write JSON."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return json.dumps(value)  # writes half an emoji as the escape that it came as
