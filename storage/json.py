"""JSON in text columns and in statements that take a list."""

from typing import Any

import orjson


def dumps(value: Any) -> str:
    """Write JSON."""
    return orjson.dumps(value).decode()


def loads(text: str) -> Any:
    """Read JSON that `dumps` wrote."""
    return orjson.loads(text)
