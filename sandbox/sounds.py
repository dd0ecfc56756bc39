"""Reads the length of a voice message from its bytes."""

import struct

_PAGE = b"OggS"
# Opus in Ogg counts positions at 48 kHz, whatever the recording's own rate (RFC 7845, section 4).
_POSITIONS_PER_SECOND = 48_000
_POSITION_AT = 6
_POSITION_END = 14


def seconds(content: bytes) -> int:
    """Give the length in whole seconds, at least 1; for anything but Opus in Ogg it is 1."""
    last = content.rfind(_PAGE)
    if not content.startswith(_PAGE) or len(content) < last + _POSITION_END:
        return 1
    position: int = struct.unpack("<q", content[last + _POSITION_AT : last + _POSITION_END])[0]
    return max(1, round(position / _POSITIONS_PER_SECOND))
