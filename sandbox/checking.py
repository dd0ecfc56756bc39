"""Checks a call's parameters against the specification and turns them into JSON values."""

from collections.abc import Mapping
from typing import Any

import orjson

from sandbox.errors import bad_request
from sandbox.objects import ObjectChecker
from sandbox.shapes import JsonObject
from sandbox.spec import Field, Method, Spec

_MISSING = {
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "user_id": "invalid user_id specified",
    "phone_number": "phone number is required",
    "first_name": "first name is required",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "voice": "there is no voice in the request",
    "commands": "can't parse bot commands: there are no commands in the request",
}
_JSON_NAMES = {"reply_markup": "reply keyboard markup"}
_LARGEST = (1 << 63) - 1
_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0"})
# An empty address removes the webhook, so it is a value and not an absence.
_MAY_BE_EMPTY = frozenset({("setWebhook", "url")})


class Checker:
    """Knows every method's parameters; says what is missing, ill-typed or unknown."""

    def __init__(self, spec: Spec) -> None:
        self._objects = ObjectChecker(spec)

    def check(
        self, method: Method, raw: Mapping[str, Any], uploads: Mapping[str, object]
    ) -> tuple[JsonObject, list[str]]:
        """Give the parameters as JSON values, and warnings about names that the method does not have.

        Raises:
            ApiError: 400, when a parameter is missing or cannot be what it should be.
        """
        warnings = [f"unknown parameter {name}" for name in raw if name not in method.fields]
        warnings += self._stray_uploads(method, raw, uploads)
        parameters: JsonObject = {}
        for name, field in method.fields.items():
            value = raw.get(name)
            if name in uploads and value is None and _takes_files(field):
                value = f"attach://{name}"
            if value is None or (value == "" and (method.name, name) not in _MAY_BE_EMPTY):
                continue
            parameters[name] = self._value(field, value, warnings)
        for name, field in method.fields.items():
            if field.required and name not in parameters:
                raise bad_request(_MISSING.get(name, f"{name} is empty"))
        return parameters, warnings

    def _value(self, field: Field, value: Any, warnings: list[str]) -> Any:
        kinds = field.types
        if any(kind[0] == "A" and kind.startswith("Array of ") for kind in kinds) or not _is_plain(kinds):
            return self._structure(field, value, warnings)
        if "Integer" not in kinds and ("String" in kinds or "InputFile" in kinds):
            return value if isinstance(value, str) else _as_text(field.name, value)
        if kinds == ("Integer", "String"):
            return _chat(value)
        if kinds == ("Integer",):
            return _integer(field.name, value)
        if kinds == ("Float",):
            return _number(field.name, value)
        return _boolean(field.name, value)

    def _structure(self, field: Field, value: Any, warnings: list[str]) -> Any:
        if isinstance(value, str) and "InputFile" not in field.types:
            try:
                value = orjson.loads(value)
            except orjson.JSONDecodeError:
                raise bad_request(
                    f"can't parse {_JSON_NAMES.get(field.name, field.name)} JSON object"
                ) from None
        return self._objects.check(field, value, warnings)

    @staticmethod
    def _stray_uploads(method: Method, raw: Mapping[str, Any], uploads: Mapping[str, object]) -> list[str]:
        if not uploads:
            return []
        words = " ".join(value for value in raw.values() if isinstance(value, str))
        return [
            f"file {name} is not used"
            for name in uploads
            if name not in method.fields and f"attach://{name}" not in words
        ]


def _is_plain(kinds: tuple[str, ...]) -> bool:
    return all(kind in {"Integer", "String", "Float", "Boolean", "InputFile"} for kind in kinds)


def _takes_files(field: Field) -> bool:
    return "InputFile" in field.types


def _as_text(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise bad_request(f'field "{name}" must be of type String')
    return str(value)


def _chat(value: Any) -> int | str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise bad_request("chat not found")
    try:
        number = int(value)
    except ValueError:
        return str(value)
    if abs(number) > _LARGEST:
        raise bad_request("chat not found")
    return number


def _integer(name: str, value: Any) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = _LARGEST + 1
    if abs(number) > _LARGEST:
        raise bad_request(f'field "{name}" must be of type Integer')
    return number


def _number(name: str, value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    try:
        return float(value)
    except (TypeError, ValueError):
        raise bad_request(f'field "{name}" must be of type Float') from None


def _boolean(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word not in _TRUE | _FALSE:
        raise bad_request(f'field "{name}" must be of type Boolean')
    return word in _TRUE
