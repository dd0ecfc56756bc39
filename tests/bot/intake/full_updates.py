"""Updates of every kind, made from the Bot API's specification with each field that it allows."""

from functools import cache
from typing import Any

from sandbox.spec import Shape, load

CHAT, PERSON, UPDATE = 701, 702, 703
"""The number of every chat, of every person, and of the update itself."""

LATITUDE, LONGITUDE = 43.238949127, 76.889709351

DEPTH = 3
"""Levels at which optional fields are filled in; below them only the required ones are."""

_PLAIN: dict[str, Any] = {"String": "text", "Integer": 5, "Float": 1.5, "Boolean": True}


@cache
def kinds() -> dict[str, str]:
    """Give the fields of Update that hold an event, with their types."""
    fields = load().shapes["Update"].fields
    return {name: field.types[0] for name, field in fields.items() if name != "update_id"}


def full_update(kind: str) -> dict[str, Any]:
    """Make an update of one kind with everything in it."""
    return {"update_id": UPDATE, kind: _value(kinds()[kind], kind, DEPTH)}


def _value(kind: str, name: str, depth: int) -> Any:
    if name == "latitude":
        return LATITUDE
    if name == "longitude":
        return LONGITUDE
    if kind.startswith("Array of "):
        return _list(kind.removeprefix("Array of "), name, depth)
    shape = load().shapes.get(kind)
    return _PLAIN[kind] if shape is None else _object(shape, depth)


def _list(kind: str, name: str, depth: int) -> list[Any]:
    if depth <= 0:
        return []
    shape = load().shapes.get(kind)
    if shape is None or not shape.subtypes:
        return [_value(kind, name, depth)]
    return [_value(subtype, name, depth) for subtype in shape.subtypes]


def _object(shape: Shape, depth: int) -> dict[str, Any]:
    owner = {"Chat": CHAT, "User": PERSON}.get(shape.name)
    if owner is not None:
        return {"id": owner}
    if shape.subtypes:
        return _object(load().shapes[shape.subtypes[0]], depth) if depth > 0 else {}
    return {
        name: shape.fixed.get(name) or _value(field.types[0], name, depth - 1)
        for name, field in shape.fields.items()
        if field.required or depth > 0
    }
