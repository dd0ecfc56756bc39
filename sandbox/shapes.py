"""The one shape that everything here is made of: a JSON object as the Bot API draws it."""

from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]
