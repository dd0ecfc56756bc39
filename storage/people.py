"""People, by their Telegram account."""

from datetime import datetime

from bot.domain.language import Language
from bot.domain.people import Person, PersonId
from storage.database import Database, Row

FIND_BY_ACCOUNT = "SELECT id, telegram_id, language FROM people WHERE telegram_id = :telegram_id"

ADD_UNLESS_KNOWN = """
    INSERT INTO people (telegram_id, language, met_at) VALUES (:telegram_id, :language, :met_at)
    ON CONFLICT (telegram_id) DO NOTHING
"""

SET_LANGUAGE = "UPDATE people SET language = :language WHERE id = :person_id"

SET_BLOCKED = "UPDATE people SET blocked_at = :blocked_at WHERE telegram_id = :telegram_id"


class SqlPeople:
    """The table of people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, telegram_id: int) -> Person | None:
        """Give the person with that Telegram account."""
        rows = await self._database.fetch(FIND_BY_ACCOUNT, telegram_id=telegram_id)
        return _person(rows[0]) if rows else None

    async def add(self, telegram_id: int, language: Language | None, met_at: datetime) -> Person:
        """Give the person with that account, kept anew where nobody was known."""
        async with self._database.transaction() as transaction:
            await transaction.fetch(
                ADD_UNLESS_KNOWN, telegram_id=telegram_id, language=language, met_at=met_at
            )
            rows = await transaction.fetch(FIND_BY_ACCOUNT, telegram_id=telegram_id)
        return _person(rows[0])

    async def set_language(self, person_id: PersonId, language: Language) -> None:
        """Keep the language that the person chose."""
        await self._database.write(SET_LANGUAGE, person_id=person_id, language=language)

    async def set_blocked(self, telegram_id: int, blocked_at: datetime | None) -> None:
        """Keep since when the person has blocked the bot; None when they have come back."""
        await self._database.write(SET_BLOCKED, telegram_id=telegram_id, blocked_at=blocked_at)


def _person(row: Row) -> Person:
    return Person(
        id=PersonId(row["id"]),
        telegram_id=row["telegram_id"],
        language=Language(row["language"]) if row["language"] else None,
    )
