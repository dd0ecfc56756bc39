"""What can be wrong with a table of events."""

from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """A kind of mistake in a table; views say it in the editor's language."""

    NOT_A_TABLE = "not_a_table"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    UNKNOWN_COLUMN = "unknown_column"
    MISSING_COLUMN = "missing_column"
    TWICE = "twice"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_TIME = "not_a_time"
    IN_THE_PAST = "in_the_past"
    ENDS_BEFORE_START = "ends_before_start"
    UNKNOWN_HOUSE = "unknown_house"
    UNKNOWN_PLACE = "unknown_place"
    HOUSE_AND_PLACE = "house_and_place"
    TOO_LONG = "too_long"
    UNKNOWN_TOPIC = "unknown_topic"
    UNKNOWN_LANGUAGE = "unknown_language"
    NOT_AN_ADDRESS = "not_an_address"
    LOST_LETTERS = "lost_letters"


SHOWN = 60
"""Characters of a value that a problem quotes: enough to find the cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableProblem:
    """A mistake and its place.

    `line` counts from 1 as a spreadsheet does, None where the whole file is meant; `column` is empty where
    the whole line is. `value` is the beginning of what stands there.
    """

    line: int | None = None
    column: str = ""
    problem: Problem
    value: str = ""


class NotATable(Exception):
    """The file is broken, or neither CSV nor XLSX, or built to exhaust the memory."""


MOST_COLUMNS = 40
"""Cells of a row that are looked at; the table has 17, and editors add notes of their own."""

Line = tuple[int, list[str]]
"""The number of a row, from 1, and its cells."""
