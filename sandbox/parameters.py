"""Reads the parameters of a call: query string, form, multipart or JSON."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

import orjson

from sandbox.errors import ApiError, bad_request
from sandbox.multipart import Upload, parse


def read(
    query: Iterable[tuple[str, str]], content_type: str, body: bytes
) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Give the parameters as they came, and the files.

    Raises:
        ApiError: 400, when the body is not what its content type says.
    """
    fields: dict[str, Any] = dict(query)
    kind = content_type.partition(";")[0].strip().lower()
    if not body:
        return fields, {}
    if kind == "application/json":
        return fields | _from_json(body), {}
    if kind == "multipart/form-data":
        try:
            plain, uploads = parse(content_type, body)
        except ValueError as error:
            raise bad_request(f"can't parse multipart form data: {error}") from error
        return fields | plain, uploads
    if kind in {"", "application/x-www-form-urlencoded"}:
        text = body.decode("utf-8", errors="replace")
        return fields | dict(parse_qsl(text, keep_blank_values=True)), {}
    raise ApiError(400, f"Bad Request: unsupported content type {kind}")


def _from_json(body: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise bad_request("can't parse request JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("can't parse request JSON object")
    return value
