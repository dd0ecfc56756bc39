"""Checks JSON objects inside a call against the types of the specification."""

from typing import Any

from sandbox.errors import ApiError, bad_request
from sandbox.shapes import JsonObject
from sandbox.spec import Field, Shape, Spec

# How Telegram opens the sentence when a part of a call cannot be read.
_OPENINGS = {
    "InlineKeyboardButton": "can't parse inline keyboard button: ",
    "KeyboardButton": "can't parse keyboard button: ",
    "MessageEntity": "can't parse MessageEntity: ",
    "BotCommand": "can't parse BotCommand: ",
    "BotCommandScope": "can't parse BotCommandScope: ",
    "InputMedia": "can't parse InputMedia: ",
    "InlineQueryResult": "can't parse inline query result: ",
    "MenuButton": "can't parse menu button: ",
}
_MARKUPS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")


class ObjectChecker:
    """Walks a JSON value along the types that a field may have."""

    def __init__(self, spec: Spec) -> None:
        self._shapes = spec.shapes

    def check(self, field: Field, value: Any, warnings: list[str], opening: str = "") -> Any:
        """Give the value if it fits one of the field's types.

        Raises:
            ApiError: 400, with the reason.
        """
        array = [kind.removeprefix("Array of ") for kind in field.types if kind.startswith("Array of ")]
        if array:
            return self._array(field.name, tuple(array), value, warnings, opening)
        if "InputFile" in field.types and isinstance(value, str):
            return value
        named = tuple(kind for kind in field.types if kind in self._shapes)
        if named and isinstance(value, dict):
            return self._object(self._choose(named, value, field.name), value, warnings, opening)
        # The documentation lets a plain word stand for a button of a reply keyboard.
        if named == ("KeyboardButton",) and isinstance(value, str):
            return value
        return _scalar(field, value, opening)

    def _array(
        self, name: str, kinds: tuple[str, ...], value: Any, warnings: list[str], opening: str
    ) -> list[Any]:
        if not isinstance(value, list):
            raise _refusal(opening, f'Field "{name}" must be of type Array')
        item = Field(name=name, types=kinds, required=True)
        return [self.check(item, element, warnings, opening) for element in value]

    def _choose(self, names: tuple[str, ...], value: JsonObject, field: str) -> Shape:
        if len(names) > 1 and field == "reply_markup":
            return self._markup(names, value)
        candidates: list[Shape] = []
        for name in names:
            shape = self._shapes[name]
            candidates += [self._shapes[sub] for sub in shape.subtypes] or [shape]
        if len(candidates) == 1:
            return candidates[0]
        alike = [shape for shape in candidates if _has_fixed(shape, value)]
        for shape in alike:
            if all(field.name in value for field in shape.fields.values() if field.required):
                return shape
        if not alike:
            raise bad_request(f"{_OPENINGS.get(names[0], '')}Unsupported type specified")
        return alike[0]

    def _markup(self, names: tuple[str, ...], value: JsonObject) -> Shape:
        for key in _MARKUPS:
            for name in names:
                field = self._shapes[name].fields.get(key)
                if field is not None and field.required and key in value:
                    return self._shapes[name]
        raise bad_request("object expected as reply markup")

    def _object(self, shape: Shape, value: JsonObject, warnings: list[str], opening: str) -> JsonObject:
        opening = opening or _opening(shape)
        for field in shape.fields.values():
            given = value.get(field.name)
            if given is not None:
                self.check(field, given, warnings, opening)
            elif field.required:
                raise _refusal(opening, f'Can\'t find field "{field.name}"')
        warnings += [f"unknown field {name} in {shape.name}" for name in value if name not in shape.fields]
        return value


def _opening(shape: Shape) -> str:
    for name, opening in _OPENINGS.items():
        if shape.name.startswith(name):
            return opening
    return ""


def _has_fixed(shape: Shape, value: JsonObject) -> bool:
    return all(value.get(name) == fixed for name, fixed in shape.fixed.items())


def _scalar(field: Field, value: Any, opening: str) -> Any:
    if any(_fits(kind, value) for kind in field.types):
        return value
    expected = field.types[0] if field.types[0] in {"String", "Boolean", "Integer", "Float"} else "Object"
    raise _refusal(opening, f'Field "{field.name}" must be of type {expected}')


def _fits(kind: str, value: Any) -> bool:
    if kind == "Integer":
        return (isinstance(value, int) and not isinstance(value, bool)) or _reads_as(int, value)
    if kind == "Float":
        return (isinstance(value, int | float) and not isinstance(value, bool)) or _reads_as(float, value)
    if kind in {"String", "InputFile"}:
        return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))
    return kind == "Boolean" and isinstance(value, bool)


def _reads_as(number: type[int | float], value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        number(value)
    except ValueError:
        return False
    return True


def _refusal(opening: str, reason: str) -> ApiError:
    if opening:
        return bad_request(opening + reason)
    return bad_request(reason[0].lower() + reason[1:])
