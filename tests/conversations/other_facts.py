"""Folders of facts that differ from the shipped ones in a few cells."""

import csv
import shutil
from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "content"


def shipped_copy(folder: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, folder))


def change(folder: Path, table: str, row_id: str, **cells: str) -> None:
    """Write cells into the row of `table` with that id."""
    rows = _rows(folder, table)
    [row] = [row for row in rows if row["id"] == row_id]
    assert cells.keys() <= row.keys()
    row.update(cells)
    _write(folder, table, rows)


def remove(folder: Path, table: str, *row_ids: str) -> None:
    """Take rows out of `table`."""
    rows = _rows(folder, table)
    kept = [row for row in rows if row["id"] not in row_ids]
    assert len(kept) == len(rows) - len(row_ids)
    _write(folder, table, kept)


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    with (folder / table).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
