"""Text files on the disk: UTF-8 in, and out in one step."""

import os
from pathlib import Path

from bot.services.content.reports import FileReport


def read_text(report: FileReport) -> str | None:
    """Read the file of the report, or note why it cannot be read and give None.

    A byte-order mark, as spreadsheets write it, is taken off.
    """
    try:
        data = report.path.read_bytes()
    except OSError as error:
        report.add(None, "", f"cannot be read: {error.strerror}")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(line, "", f"byte 0x{data[error.start]:02X} is not UTF-8: save the file in that encoding")
        return None


def write_text(path: Path, text: str) -> None:
    """Write a file so that a reader finds the old one or the new one, never a part."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
