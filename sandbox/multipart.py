"""Reads multipart/form-data bodies that are already in memory."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

_NAME = re.compile(rb'[; ]name="([^"]*)"')
_NAME_BARE = re.compile(rb"[; ]name=([^;\s\"]+)")
_FILE_NAME = re.compile(rb'[; ]filename="([^"]*)"')
_FILE_NAME_BARE = re.compile(rb"[; ]filename=([^;\s\"]+)")
_FILE_NAME_EXTENDED = re.compile(rb"[; ]filename\*=(?:UTF-8|utf-8)''([^;\s]+)")
_CONTENT_TYPE = re.compile(rb"(?im)^content-type:\s*([^\r\n]+)")
_BOUNDARY = re.compile(r'boundary="?([^";]+)"?')


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes
    content_type: str


def parse(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    """Split a body into its plain fields and its files.

    Raises:
        ValueError: if the body has no boundary or a part has no name.
    """
    boundary = _BOUNDARY.search(content_type)
    if boundary is None:
        raise ValueError("the body has no boundary")
    fields: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    delimiter = b"\r\n--" + boundary.group(1).encode()
    for part in (b"\r\n" + body).split(delimiter)[1:]:
        if part.startswith(b"--"):
            break
        head, _, content = part.partition(b"\r\n\r\n")
        name = _first(head, _NAME, _NAME_BARE)
        if name is None:
            raise ValueError("a part of the body has no name")
        file_name = _file_name(head)
        if file_name is None:
            fields[name] = content.decode("utf-8", errors="replace")
        else:
            kind = _CONTENT_TYPE.search(head)
            uploads[name] = Upload(
                name=file_name,
                content=content,
                content_type=kind.group(1).decode("latin-1").strip() if kind else "",
            )
    return fields, uploads


def _first(head: bytes, *patterns: re.Pattern[bytes]) -> str | None:
    for pattern in patterns:
        found = pattern.search(head)
        if found:
            return found.group(1).decode("utf-8", errors="replace")
    return None


def _file_name(head: bytes) -> str | None:
    extended = _FILE_NAME_EXTENDED.search(head)
    if extended:
        return unquote(extended.group(1).decode("ascii", errors="replace"))
    return _first(head, _FILE_NAME, _FILE_NAME_BARE)
