"""Reads the size of a picture from its first bytes."""

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def size(content: bytes) -> tuple[int, int] | None:
    """Give width and height in pixels of a PNG, GIF, WebP, BMP or JPEG, or nothing for other content."""
    if content.startswith(_PNG) and len(content) >= 24:  # noqa: PLR2004  # the end of the first PNG chunk
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in {b"GIF87a", b"GIF89a"}:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:2] == b"BM" and len(content) >= 26:  # noqa: PLR2004  # the end of the BMP's sizes
        width, height = struct.unpack("<ii", content[18:26])
        return width, abs(height)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp(content)
    return _jpeg(content) if content[:2] == b"\xff\xd8" else None


def _webp(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004  # every JPEG marker begins so
        marker = content[at + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
