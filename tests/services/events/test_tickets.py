import struct
import zlib

import pytest
import segno

from bot.services.events.tickets import ticket_picture

LINK = "https://t.me/dostyq_bot?start=t_k3J9xQ2mVb7PzLw0"


def pixels(picture: bytes) -> list[list[bool]]:
    """Read the picture as rows of dark and light; takes one bit a pixel and no filters, as segno writes."""
    width, height, depth, colours = struct.unpack(">IIBB", picture[16:26])
    assert (depth, colours) == (1, 0)
    compressed, place = b"", 8
    while place < len(picture):
        size, kind = struct.unpack(">I4s", picture[place : place + 8])
        compressed += picture[place + 8 : place + 8 + size] if kind == b"IDAT" else b""
        place += size + 12
    data = zlib.decompress(compressed)
    line = 1 + (width + 7) // 8
    assert len(data) == line * height
    return [
        [not data[row * line + 1 + x // 8] >> (7 - x % 8) & 1 for x in range(width)] for row in range(height)
    ]


@pytest.mark.parametrize("link", [LINK, "https://t.me/a", LINK * 6])
def test_a_ticket_is_a_picture_of_about_600_pixels(link: str) -> None:
    picture = ticket_picture(link)

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    assert width == height
    assert 540 <= width <= 660


def test_the_code_is_that_of_the_link_with_white_around_it() -> None:
    expected = [[bool(module) for module in row] for row in segno.make_qr(LINK, error="m").matrix]
    rows = pixels(ticket_picture(LINK))
    scale = len(rows) // (len(expected) + 8)

    modules = [row[::scale] for row in rows[::scale]]

    assert [row[4:-4] for row in modules[4:-4]] == expected
    assert not any(any(row) for row in [*modules[:4], *modules[-4:]])
    assert not any(any([*row[:4], *row[-4:]]) for row in modules)
