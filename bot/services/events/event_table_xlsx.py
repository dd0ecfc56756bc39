"""Workbooks (XLSX) as rows of text, read within bounds whatever anybody sends."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from bot.services.events.event_table_problems import MOST_COLUMNS, Line, NotATable

if TYPE_CHECKING:
    from openpyxl.cell import _CellOrMergedCell

LAST_LINE = 20_000
"""Lines that are looked at; those far below a table are formatted, not filled."""

MOST_PARTS = 500
"""Files in a workbook; one with a single sheet has about ten."""

LARGEST_UNPACKED = 8 * 1024 * 1024
"""Bytes of a workbook; the largest table of events takes about five million."""

MOST_TAGS_OF_CELLS = 160_000
MOST_ATTRIBUTES_OF_CELLS = 110_000
"""In the sheets and their texts: somewhat more than a full table has.

openpyxl takes up to 220 bytes for a tag and 370 for an attribute; the worst file that passes took 60 MB.
"""

MOST_MARKS_ELSEWHERE = 40_000
"""Tags and attributes of styles and the like, up to 500 bytes each; a usual workbook has 2 000."""

HALF_A_MINUTE = timedelta(seconds=30)

_OF_CELLS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)

_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
"""What text_sheet writes for an underscore that Excel would misread; openpyxl leaves it in inline text."""

_MAY_BE_XML = re.compile(rb"\xff\xfe|\xfe\xff|\xef\xbb\xbf|\0?<|\s")
"""How XML begins; pictures and settings of printers begin otherwise, and no parser gets far with them."""


def xlsx_lines(data: bytes) -> Iterator[Line]:
    """Give the rows of the first sheet that are not blank, each cell as text.

    A time is given as `2026-12-25 18:00`, a date without hours as `2026-12-25`. Raises NotATable where
    openpyxl cannot read the file, and where it would need too much memory for it.
    """
    from openpyxl import load_workbook  # noqa: PLC0415  # 0.16 s and 15 MB that a start saves

    try:
        _require_harmless(data)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(max_row=LAST_LINE, max_col=MOST_COLUMNS)
        for number, row in enumerate(rows, start=1):
            if any(cell.value is not None for cell in row):
                yield number, [_text(cell) for cell in row]
    except Exception as error:  # whatever a library stumbles over in a stranger's file, it is no table
        raise NotATable from error


def _require_harmless(data: bytes) -> None:
    """Raise NotATable for what would take more memory than any table of events needs."""
    tags = attributes = elsewhere = 0
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise NotATable
        if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
            raise NotATable  # zipfile unpacks the other kinds beyond the size that the directory tells
        for part in parts:
            content = archive.read(part)
            if not _MAY_BE_XML.match(content):
                continue
            if b"\0" in content or b"<!DOCTYPE" in content:
                raise NotATable  # UTF-16 hides tags from counting, and entities multiply them
            if _OF_CELLS.fullmatch(part.filename):
                tags += content.count(b"<")
                attributes += content.count(b"=")
            else:
                elsewhere += content.count(b"<") + content.count(b"=")
    of_cells = tags <= MOST_TAGS_OF_CELLS and attributes <= MOST_ATTRIBUTES_OF_CELLS
    if not of_cells or elsewhere > MOST_MARKS_ELSEWHERE:
        raise NotATable


def _text(cell: "_CellOrMergedCell") -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        # Excel counts days in floating point, so a minute may lack some milliseconds.
        shown = (value + HALF_A_MINUTE).replace(second=0, microsecond=0)
        has_hours = "h" in cell.number_format.lower() or shown.time() != time.min
        return shown.isoformat(" ", "minutes") if has_hours else shown.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _ESCAPED.sub("_", str(value))
