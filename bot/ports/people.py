"""What the services need to know and keep of people."""

from datetime import datetime
from typing import Protocol

from bot.domain.language import Language
from bot.domain.people import Person, PersonId


class PeopleStore(Protocol):
    """Where people are kept."""

    async def find(self, telegram_id: int) -> Person | None:
        """Give the person with that Telegram account."""
        ...

    async def add(self, telegram_id: int, language: Language | None, met_at: datetime) -> Person:
        """Give the person with that account, kept anew where nobody was known."""
        ...

    async def set_language(self, person_id: PersonId, language: Language) -> None:
        """Keep the language that the person chose."""
        ...

    async def set_blocked(self, telegram_id: int, blocked_at: datetime | None) -> None:
        """Keep since when the person has blocked the bot; None when they have come back."""
        ...
