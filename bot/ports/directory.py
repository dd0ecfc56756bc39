"""What the services need to read of the directory."""

from typing import Protocol

from bot.domain.places import DirectoryFacts


class DirectoryStore(Protocol):
    """Where the directory is kept."""

    async def version(self) -> int:
        """Give the number that grows with every change."""
        ...

    async def read(self) -> DirectoryFacts:
        """Give the whole directory as it stands at one moment."""
        ...
