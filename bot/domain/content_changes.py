"""What becomes of the directory when its files are read anew."""

from dataclasses import dataclass

from bot.domain.content import Cell, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell that has another value in the file than in the database."""

    column: str
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """A record with the cells that differ."""

    id: str
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChanges:
    """What differs in one file: ids of records that are new or gone, and the records that changed.

    `reordered` tells that the records which stay follow each other otherwise than before.
    """

    sheet: Sheet
    added: tuple[str, ...]
    changed: tuple[RecordChange, ...]
    gone: tuple[str, ...]
    reordered: bool

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone or self.reordered)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentChanges:
    """What a load changed, or would change; false where files and database agree.

    `version` is the directory's version that stands afterwards.
    """

    version: int
    sheets: tuple[SheetChanges, ...]

    def __bool__(self) -> bool:
        return any(self.sheets)
