"""Says whether a web address is one that Telegram accepts in links and buttons."""

import re
from urllib.parse import parse_qs

_PROTOCOL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_HOST = re.compile(r"^(?:[^\s/?#@]*@)?(\[[0-9A-Fa-f:.]+\]|[^\s:/?#@]*)(?::(\d{1,5}))?(.*)$", re.DOTALL)
_LABELS = re.compile(r"^[\w-]+(?:\.[\w-]+)+\.?$")


def checked(url: str) -> str:
    """Give the address as Telegram stores it: with a protocol and a path.

    Raises:
        ValueError: with Telegram's reason.
    """
    url = url.strip()
    protocol = _PROTOCOL.match(url)
    scheme = protocol.group(1).lower() if protocol else "http"
    if scheme in {"tg", "ton", "tonsite"}:
        return url
    if scheme not in {"http", "https"}:
        raise ValueError("Unsupported URL protocol")
    rest = url[protocol.end() :] if protocol else url
    found = _HOST.match(rest)
    if found is None or " " in rest:
        raise ValueError("Wrong HTTP URL")
    host, port, tail = found.groups()
    if not host:
        raise ValueError("URL host is empty")
    if not host.startswith("[") and not _LABELS.match(host):
        raise ValueError("Wrong HTTP URL")
    if tail and tail[0] not in "/?#":
        raise ValueError("Wrong HTTP URL")
    return f"{scheme}://{host}{f':{port}' if port else ''}{_path(tail)}"


def mentioned_user(url: str) -> int | None:
    """Give the person's id from a tg://user?id=… link."""
    if not url.lower().startswith("tg://user?"):
        return None
    number = parse_qs(url.partition("?")[2]).get("id", [""])[0]
    return int(number) if number.isascii() and number.isdigit() else None


def _path(tail: str) -> str:
    return tail if tail.startswith("/") else f"/{tail}"
