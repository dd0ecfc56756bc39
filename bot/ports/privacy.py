"""What is needed from a database to show somebody all that is kept about them, and to delete it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.domain.people import PersonId
from bot.domain.privacy import KeptData

Section = Sequence[Mapping[str, Any]]
"""Rows of one kind; the values are those of JSON."""


class PrivacyStore(Protocol):
    """Everything that belongs to one person, wherever it is kept."""

    async def kept(self, person_id: PersonId) -> KeptData:
        """Count what is kept."""
        ...

    async def everything(self, person_id: PersonId) -> Mapping[str, Section]:
        """Give all that is kept, but what councils noted for themselves and the names of other people."""
        ...

    async def erase(self, person_id: PersonId, at: datetime) -> None:
        """Delete the person in one transaction; what others need stays and tells of nobody.

        Their requests must have been ended and stripped, and their seats given back before. A second time it
        changes nothing.
        """
        ...
