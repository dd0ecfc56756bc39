"""The Bot API's methods and types, read from spec.json."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_SPEC_FILE = Path(__file__).with_name("spec.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A parameter of a method or a field of a type; types lists the alternatives."""

    name: str
    types: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method of the Bot API, named as the documentation spells it."""

    name: str
    fields: dict[str, Field]
    returns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A type of the Bot API; fixed holds the values by which it is told from its siblings."""

    name: str
    fields: dict[str, Field]
    subtypes: tuple[str, ...]
    fixed: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One version of the Bot API; methods are found by their name in small letters."""

    version: str
    methods: dict[str, Method]
    shapes: dict[str, Shape]


@cache
def load() -> Spec:
    """Read the specification, once in a process."""
    raw = json.loads(_SPEC_FILE.read_text(encoding="utf-8"))
    return Spec(
        version=raw["version"],
        methods={
            name.lower(): Method(
                name=name, fields=_fields(method["fields"]), returns=tuple(method["returns"])
            )
            for name, method in raw["methods"].items()
        },
        shapes={
            name: Shape(
                name=name,
                fields=_fields(shape["fields"]),
                subtypes=tuple(shape.get("subtypes", ())),
                fixed=shape.get("fixed", {}),
            )
            for name, shape in raw["types"].items()
        },
    )


def _fields(rows: list[tuple[str, list[str], int]]) -> dict[str, Field]:
    return {
        name: Field(name=name, types=tuple(types), required=bool(required)) for name, types, required in rows
    }
