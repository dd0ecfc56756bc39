"""Changes of the directory as lines to read on a terminal."""

from collections.abc import Iterator
from os.path import commonprefix

from bot.domain.content_changes import CellChange, ContentChanges, SheetChanges
from bot.services.content.cells import write_cell

SHOWN = 60
"""Characters of a cell that are shown: enough to recognise it."""

SHOWN_BEFORE_DIFFERENCE = 20
"""Characters of a long cell that are shown before the first that differs."""


def describe(changes: ContentChanges) -> str:
    """Tell what changed, file by file and record by record; lines without a final newline."""
    if not changes:
        return f"Nothing changed; the directory has version {changes.version}."
    lines = [line for sheet in changes.sheets if sheet for line in _lines(sheet)]
    return "\n".join([*lines, f"The directory has version {changes.version}."])


def _lines(changes: SheetChanges) -> Iterator[str]:
    counts = f"{len(changes.added)} added, {len(changes.changed)} changed, {len(changes.gone)} gone"
    yield f"{changes.sheet.file_name}: {counts}{', rows in another order' if changes.reordered else ''}"
    yield from (f"  + {id_}" for id_ in changes.added)
    for record in changes.changed:
        yield f"  ~ {record.id}"
        yield from (f"      {_cell(cell)}" for cell in record.cells)
    yield from (f"  - {id_}" for id_ in changes.gone)


def _cell(change: CellChange) -> str:
    before, after = write_cell(change.before), write_cell(change.after)
    start = 0
    if max(len(before), len(after)) > SHOWN:
        same = commonprefix([before, after])  # noqa: RUF071  # characters are what is compared
        start = max(0, len(same) - SHOWN_BEFORE_DIFFERENCE)
    return f"{change.column}: {_shown(before, start)} → {_shown(after, start)}"


def _shown(text: str, start: int) -> str:
    if not text:
        return "(blank)"
    end = start + SHOWN
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
