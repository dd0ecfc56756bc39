"""Tables in CSV as Excel in Kazakhstan writes and opens them, without formulas."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bot.services.events.event_table_problems import MOST_COLUMNS, Line, NotATable

DELIMITER = ";"
"""What Excel expects between columns where the decimal sign is a comma, as in Kazakhstan."""

ANSI = "cp1251"
"""What Excel writes as plain CSV in Kazakhstan; it has no ә, ғ, қ, ң, ө, ұ, ү, һ and puts ? instead."""

_LOOKS_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def csv_file(rows: Iterable[Sequence[str]]) -> bytes:
    """Give rows as CSV in UTF-8 with a byte-order mark, without which Excel takes it for another encoding.

    An apostrophe stands before what a spreadsheet would run as a formula.
    """
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=DELIMITER).writerows([_guarded(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def csv_lines(data: bytes) -> Iterator[Line]:
    """Give the rows that are not blank; the first line tells commas from semicolons.

    Raises NotATable for binary data and at the first error of quoting.
    """
    text = _decoded(data)
    first = text.partition("\n")[0]
    delimiter = "," if first.count(",") > first.count(DELIMITER) else DELIMITER
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(rows, start=1):
            cells = [_unguarded(cell) for cell in islice(row, MOST_COLUMNS)]
            if any(map(str.strip, cells)):
                yield number, cells
    except csv.Error as error:
        raise NotATable from error


def is_utf8(data: bytes) -> bool:
    """Tell whether CSV holds every letter that somebody typed; Windows-1251 lost the Kazakh ones."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise NotATable
    try:
        return data.decode("utf-8-sig" if is_utf8(data) else ANSI)
    except UnicodeDecodeError as error:
        raise NotATable from error


def _guarded(text: str) -> str:
    return f"'{text}" if _LOOKS_LIKE_A_FORMULA.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text
