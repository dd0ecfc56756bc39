"""Finding Houses of Friendship and schools."""

from bot.domain.directory import Directory
from bot.domain.places import DirectoryFacts
from bot.ports.directory import DirectoryStore


class Places:
    """Holds the directory in memory and takes in a new one when its version moves."""

    def __init__(self, store: DirectoryStore) -> None:
        self._store = store
        self.directory = Directory(DirectoryFacts(version=0, places=(), houses=(), schools=(), days=()))

    async def refresh(self) -> bool:
        """Read the directory again if it has changed; tell whether it had."""
        if await self._store.version() == self.directory.version:
            return False
        self.directory = Directory(await self._store.read())
        return True
