"""The parameters of a Bot API call, in whichever of the four ways they came."""

from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

import orjson


def parameters(content_type: bytes, query: bytes, body: bytes) -> dict[str, Any]:
    """Read the query string and the body (form, JSON or multipart) of a call.

    Raises ValueError where the body is not what its content type says.
    """
    found: dict[str, Any] = dict(parse_qsl(query.decode())) if query else {}
    if not body:
        return found
    kind = content_type.partition(b";")[0].strip().lower()
    match kind:
        case b"application/json":
            found.update(_object(orjson.loads(body)))
        case b"multipart/form-data":
            found.update(_multipart(content_type, body))
        case _:
            found.update(parse_qsl(body.decode()))
    return found


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("JSON, but not an object")  # noqa: TRY004  # the caller knows of one error
    return value


def _multipart(content_type: bytes, body: bytes) -> dict[str, str]:
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type + b"\r\n\r\n" + body)
    return {
        str(part.get_param("name", header="content-disposition")): bytes(
            part.get_payload(decode=True)
        ).decode()
        for part in message.iter_parts()
        if part.get_content_maintype() == "text" and part.get_filename() is None
    }
