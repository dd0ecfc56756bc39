"""What differs between the records of the database and those of the files."""

from collections.abc import Sequence

from bot.domain.content import Record, Sheet
from bot.domain.content_changes import CellChange, RecordChange, SheetChanges


def compare(sheet: Sheet, before: Sequence[Record], after: Sequence[Record]) -> SheetChanges:
    """Give what turns the records `before` into those `after`."""
    old = {record.id: record for record in before}
    new = {record.id: record for record in after}
    stays_before = [record.id for record in before if record.id in new]
    stays_after = [record.id for record in after if record.id in old]
    compared = ((old[id_], new[id_]) for id_ in stays_after)
    return SheetChanges(
        sheet=sheet,
        added=tuple(id_ for id_ in new if id_ not in old),
        changed=tuple(_change(sheet, was, is_) for was, is_ in compared if was != is_),
        gone=tuple(id_ for id_ in old if id_ not in new),
        reordered=stays_before != stays_after,
    )


def _change(sheet: Sheet, was: Record, is_: Record) -> RecordChange:
    names = (column.name for column in sheet.columns)
    return RecordChange(
        id=was.id,
        cells=tuple(
            CellChange(column=name, before=was.cells[name], after=is_.cells[name])
            for name in names
            if was.cells[name] != is_.cells[name]
        ),
    )
