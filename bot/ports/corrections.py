"""What the services need for keeping corrections."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.corrections import Correction


class CorrectionStore(Protocol):
    """Where corrections are kept."""

    async def add(self, correction: Correction) -> None:
        """Keep the correction; one with the same action key is kept once."""
        ...

    async def list_all(self) -> Sequence[Correction]:
        """Give every correction, the oldest first."""
        ...
