"""CSV files of facts: text to records and records to text (RFC 4180, UTF-8, lines end in LF)."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.content import Cell, Column, Record, Sheet
from bot.services.content.cells import read_cell, write_cell
from bot.services.content.reports import FileReport
from bot.services.content.rules import RuleBroken


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecord:
    """A record and the line where it begins, for errors that show only beside other records."""

    line: int
    record: Record


def read_table(sheet: Sheet, text: str, report: FileReport) -> list[ReadRecord]:
    """Read the rows of a file; what breaks a rule is noted in the report and left out."""
    rows = _rows(text, report)
    first = next(rows, None)
    if first is None:
        report.add(1, "", "there is no header row")
        return []
    header = first[1]
    if not _check_header(sheet, header, report):
        return []
    columns = {column.name: column for column in sheet.columns}
    in_file = [columns[name] for name in header]
    records = [_read_record(in_file, sheet.key, line, cells, report) for line, cells in rows]
    return _without_doubles([record for record in records if record is not None], sheet.key, report)


def write_table(sheet: Sheet, records: Sequence[Record]) -> str:
    """Give the text of a file: the header, then the records in their order."""
    names = [column.name for column in sheet.columns]
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([write_cell(record.cells[name]) for name in names] for record in records)
    return file.getvalue()


def _rows(text: str, report: FileReport) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the line where it begins; stop at the first error of quoting."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            report.add(line, "", f"the row that begins here is not CSV: {error}")
            return
        if cells is None:
            return
        yield line, cells


def _check_header(sheet: Sheet, header: list[str], report: FileReport) -> bool:
    expected = [column.name for column in sheet.columns]
    if len(header) == 1 and ";" in header[0]:
        report.add(1, "", "the columns are separated by semicolons: save the file with commas")
        return False
    rules = {
        "is missing": [name for name in expected if name not in header],
        "stands twice": sorted({name for name in header if header.count(name) > 1}),
        "is not a column of this file": [name for name in dict.fromkeys(header) if name not in expected],
    }
    for rule, names in rules.items():
        for name in names:
            report.add(1, name or "(no name)", rule)
    return not any(rules.values())


def _read_record(
    columns: Sequence[Column], key: str, line: int, cells: list[str], report: FileReport
) -> ReadRecord | None:
    if not cells:
        report.add(line, "", "the line is empty")
        return None
    if len(cells) > len(columns):
        report.add(
            line, "", f"has {len(cells)} cells where the header has {len(columns)}: an unquoted comma?"
        )
        return None
    if len(cells) < len(columns):
        report.add(line, columns[len(cells)].name, f"the row ends after {len(cells)} of {len(columns)} cells")
        return None
    values: dict[str, Cell] = {}
    for column, cell in zip(columns, cells, strict=True):
        try:
            values[column.name] = read_cell(column, cell)
        except RuleBroken as broken:
            report.add(line, column.name, str(broken))
    if len(values) < len(columns):
        return None
    return ReadRecord(line=line, record=Record(id=str(values[key]), cells=values))


def _without_doubles(read: list[ReadRecord], key: str, report: FileReport) -> list[ReadRecord]:
    first: dict[str, ReadRecord] = {}
    for one in read:
        earlier = first.setdefault(one.record.id, one)
        if earlier is not one:
            report.add(one.line, key, f"{one.record.id!r} already stands in line {earlier.line}")
    return list(first.values())
