"""Load the institution's files into the directory, and write the directory back to files."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.domain.content import Content as Sheets
from bot.domain.content_changes import ContentChanges
from bot.domain.content_sheets import SHEETS
from bot.ports.content import ContentReading, ContentStore, ContentWriting
from bot.services.content.comparing import compare
from bot.services.content.folder import read_folder, write_folder


class Content:
    """The institution's facts, in and out; `clock` gives the time as an aware datetime."""

    def __init__(self, store: ContentStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def load(self, folder: Path, *, dry_run: bool = False) -> ContentChanges:
        """Make the directory what the folder says, all of it or nothing, and tell what changed.

        Running bots notice the raised version; where nothing differs it stays. `dry_run` only tells.
        Raises ContentErrors when a file breaks a rule.
        """
        sheets = await asyncio.to_thread(read_folder, folder)
        if dry_run:
            async with self._store.reading() as reading:
                return await _compare(reading, sheets)
        async with self._store.writing() as writing:
            changes = await _compare(writing, sheets)
            if not changes:
                return changes
            await _write(writing, sheets, changes)
            version = await writing.raise_version(self._clock())
        return ContentChanges(version=version, sheets=changes.sheets)

    async def dump(self, folder: Path) -> None:
        """Write the directory as files into the folder, each replaced in one step."""
        async with self._store.reading() as reading:
            sheets = {sheet: await reading.records(sheet) for sheet in SHEETS}
        await asyncio.to_thread(write_folder, folder, sheets)


async def _compare(reading: ContentReading, sheets: Sheets) -> ContentChanges:
    changes = [compare(sheet, await reading.records(sheet), sheets[sheet]) for sheet in SHEETS]
    return ContentChanges(version=reading.version, sheets=tuple(changes))


async def _write(writing: ContentWriting, sheets: Sheets, changes: ContentChanges) -> None:
    """Save in the order in which sheets refer to each other, and remove against it."""
    changed = [one for one in changes.sheets if one]
    for one in changed:
        await writing.save(one.sheet, sheets[one.sheet])
    for one in reversed(changed):
        await writing.remove(one.sheet, one.gone)
