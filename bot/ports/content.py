"""What the content service needs: a place that keeps the records of every sheet."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.domain.content import Record, Sheet


class ContentReading(Protocol):
    """Records as they stood at one moment, whoever loads meanwhile."""

    @property
    def version(self) -> int:
        """The directory's version at that moment."""
        ...

    async def records(self, sheet: Sheet) -> Sequence[Record]:
        """Give the records of a sheet in the order of its file."""
        ...


class ContentWriting(ContentReading, Protocol):
    """A load under way: it holds the directory alone, and all of it takes effect or nothing."""

    async def save(self, sheet: Sheet, records: Sequence[Record]) -> None:
        """Add or overwrite records; their order is the sheet's order from now on."""
        ...

    async def remove(self, sheet: Sheet, ids: Sequence[str]) -> None:
        """Delete the records with these ids."""
        ...

    async def raise_version(self, loaded_at: datetime) -> int:
        """Count the directory's version up by one, so that running bots reload, and give it."""
        ...


class ContentStore(Protocol):
    """Where the institution's facts are kept."""

    def reading(self) -> AbstractAsyncContextManager[ContentReading]:
        """Open a short transaction that reads."""
        ...

    def writing(self) -> AbstractAsyncContextManager[ContentWriting]:
        """Open a short transaction that writes; an error in its block undoes everything."""
        ...
