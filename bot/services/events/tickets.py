"""The picture that is shown at the door of an event."""

from io import BytesIO

WIDTH = 600
"""Pixels, about: large on a telephone, and still small in bytes."""

QUIET_ZONE = 4
"""Modules of white around the code (ISO/IEC 18004), without which scanners miss it on a dark screen."""


def ticket_picture(link: str) -> bytes:
    """Give a PNG of the link as a QR code, at least of error level M: a scratched screen still reads.

    The number of the ticket is not in the picture; whoever sends it says it in the caption.
    """
    import segno  # noqa: PLC0415  # 0.07 s and 11 MB that a start saves

    code = segno.make_qr(link, error="m")
    modules, _ = code.symbol_size(border=QUIET_ZONE)
    picture = BytesIO()
    code.save(picture, kind="png", scale=max(1, round(WIDTH / modules)), border=QUIET_ZONE)
    return picture.getvalue()
