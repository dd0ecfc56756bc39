"""JSON as Telegram sends it, read and written quickly, and never refused for half an emoji."""

import json
from typing import Any

import orjson


def loads(content: bytes | str) -> Any:
    """Read JSON, with "?" for each surrogate that stands alone; raises ValueError where it is not JSON.

    Half an emoji (U+D83D without its fellow) could be written neither to a database nor back to Telegram.
    """
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        whole = json.dumps(json.loads(content), ensure_ascii=False)
        return orjson.loads(whole.encode(errors="replace"))


def dumps(value: Any) -> str:
    """Write JSON."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return json.dumps(value)  # orjson gives up at 254 levels
