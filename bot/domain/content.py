"""The institution's facts as records: what a file holds, whichever file it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from bot.domain.errors import OperatorError

Cell = str | int | float | None
"""A checked cell: text (empty where nothing is known), or a number, or None for no number or house."""


class Kind(Enum):
    """What the cells of a column have to be."""

    SLUG = auto()
    PLACE_SLUG = auto()
    TEXT = auto()
    CHOICE = auto()
    REGION = auto()
    REGION_OR_COUNTRY = auto()
    LATITUDE = auto()
    LONGITUDE = auto()
    COUNT = auto()
    LANGUAGES = auto()
    NAMES = auto()
    SOURCE = auto()
    SOURCES = auto()
    WEB_ADDRESS = auto()
    PHONE = auto()
    DATE = auto()
    MONTH_DAY = auto()
    OPENING_HOURS = auto()
    HOUSE = auto()
    PLACE = auto()
    SLUGS = auto()
    CHOICES = auto()
    DAY = auto()
    TEMPLATE = auto()
    PHRASE = auto()
    PHRASES = auto()
    DOCUMENT = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    `choices` names the only values that a column of kind CHOICE or CHOICES may have, `placeholders` what may
    stand in braces in a TEMPLATE. `longest` counts characters.
    """

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: type[StrEnum] | None = None
    placeholders: tuple[str, ...] = ()
    longest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file of facts and the table that keeps it; `key` is the column by which its rows are known."""

    file_name: str
    table: str
    columns: tuple[Column, ...]
    key: str = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a sheet; `cells` has a value for every column, `id` is that of the sheet's key."""

    id: str
    cells: Mapping[str, Cell]


Content = Mapping[Sheet, Sequence[Record]]
"""Every sheet with its records in the order of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentError:
    """A place in a file that breaks a rule.

    `line` counts from 1 and is None where the whole file is meant; `column` is a CSV column or a
    path in YAML (`faq[3].sources[0]`), empty where the whole line is meant.
    """

    file: str
    line: int | None
    column: str
    rule: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.column, self.rule) if part)


ERRORS_TOLD = 100
"""So many errors are told at once: more of them have one cause, as a column that is a cell too far."""


class ContentErrors(OperatorError):
    """Files that may not be loaded: every error found in them, in the order of files and lines.

    `errors` holds at most ERRORS_TOLD of them, `total` counts all.
    """

    def __init__(self, errors: Sequence[ContentError]) -> None:
        self.errors = tuple(errors[:ERRORS_TOLD])
        self.total = len(errors)
        lines = [str(error) for error in self.errors]
        if self.total > ERRORS_TOLD:
            lines.append(f"and {self.total - ERRORS_TOLD} more")
        super().__init__("\n".join(lines))
