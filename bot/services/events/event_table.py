"""Events as tables that editors fill in a spreadsheet: CSV and XLSX, coming in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, zip_longest

from bot.domain.events.event import EventId
from bot.services.events.clean_text import clean
from bot.services.events.event_table_csv import csv_lines, is_utf8
from bot.services.events.event_table_problems import SHOWN, Line, NotATable, Problem, TableProblem
from bot.services.events.event_table_rows import LONGEST, EventReferences, ParsedRow, RowReader
from bot.services.events.event_table_writing import COLUMNS, write_csv, write_xlsx
from bot.services.events.event_table_xlsx import xlsx_lines

__all__ = [
    "COLUMNS",
    "LARGEST_FILE",
    "LONGEST",
    "MOST_ROWS",
    "EventReferences",
    "ParsedRow",
    "ParsedTable",
    "Problem",
    "TableProblem",
    "read_table",
    "write_csv",
    "write_xlsx",
]

NOT_READ = "status"
"""The column that may be missing: publishing is an act of its own."""

MOST_ROWS = 1_000
"""Events in one table."""

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedTable:
    """What a table says: the rows that have no problem, and every problem in the order of lines."""

    rows: tuple[ParsedRow, ...] = ()
    problems: tuple[TableProblem, ...] = ()


def read_table(data: bytes, file_name: str, known: EventReferences, now: datetime) -> ParsedTable:
    """Read a table of events, CSV or XLSX by the end of its name; find every problem and raise none.

    A row without an id is a new event. An empty cell empties what an event had, so that no column may be
    missing. The largest file takes a second or two of the processor: call it in a thread.
    """
    if len(data) > LARGEST_FILE:
        return _nothing_but(Problem.TOO_LARGE)
    is_csv = file_name.lower().endswith(".csv")
    if not is_csv and not file_name.lower().endswith(".xlsx"):
        return _nothing_but(Problem.NOT_A_TABLE)
    try:
        lines = list(islice(csv_lines(data) if is_csv else xlsx_lines(data), MOST_ROWS + 2))
    except NotATable:
        return _nothing_but(Problem.NOT_A_TABLE)
    may_lack_letters = is_csv and not is_utf8(data)
    names = [clean(cell).lower() for cell in lines[0][1]] if lines else []
    if COLUMNS.keys().isdisjoint(names):
        return _nothing_but(Problem.NOT_A_TABLE)
    rows, problems = _read_rows(
        lines[1 : MOST_ROWS + 1], names, known, now, may_lack_letters=may_lack_letters
    )
    problems += _problems_of_header(lines[0][0], names)
    if len(lines) > MOST_ROWS + 1:
        problems.append(TableProblem(line=lines[-1][0], problem=Problem.TOO_MANY_ROWS))
    wrong = {problem.line for problem in problems}
    return ParsedTable(
        rows=tuple(row for row in rows if row.line not in wrong),
        problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
    )


def _read_rows(
    lines: Sequence[Line],
    names: Sequence[str],
    known: EventReferences,
    now: datetime,
    *,
    may_lack_letters: bool,
) -> tuple[list[ParsedRow], list[TableProblem]]:
    rows = []
    problems = []
    for line in lines:
        number, cells = line
        reader = RowReader(
            line=number,
            cells=dict(zip(names, cells, strict=False)),
            references=known,
            now=now,
            may_lack_letters=may_lack_letters,
        )
        rows.append(reader.read())
        problems += reader.problems
        problems += _problems_beside_columns(line, names)
    problems += _problems_of_ids(rows)
    return rows, problems


def _nothing_but(problem: Problem) -> ParsedTable:
    return ParsedTable(problems=(TableProblem(problem=problem),))


def _problems_of_header(line: int, names: Sequence[str]) -> Iterator[TableProblem]:
    for name in dict.fromkeys(filter(None, names)):
        if name not in COLUMNS:
            yield TableProblem(line=line, column=name[:SHOWN], problem=Problem.UNKNOWN_COLUMN)
        elif names.count(name) > 1:
            yield TableProblem(line=line, column=name, problem=Problem.TWICE)
    for name in COLUMNS:
        if name not in names and name != NOT_READ:
            yield TableProblem(line=line, column=name, problem=Problem.MISSING_COLUMN)


def _problems_beside_columns(line: Line, names: Sequence[str]) -> Iterator[TableProblem]:
    """Find cells under no name, as a comma in a text makes them where nobody put it in quotes."""
    number, cells = line
    for name, cell in zip_longest(names, cells, fillvalue=""):
        if not name and (value := clean(cell)):
            yield TableProblem(line=number, problem=Problem.UNKNOWN_COLUMN, value=value[:SHOWN])


def _problems_of_ids(rows: Sequence[ParsedRow]) -> Iterator[TableProblem]:
    seen: set[EventId] = set()
    for row in rows:
        if row.event_id in seen:
            yield TableProblem(line=row.line, column="id", problem=Problem.TWICE, value=str(row.event_id))
        elif row.event_id is not None:
            seen.add(row.event_id)
