"""Corrections to the directory, for its editors."""

from collections.abc import Sequence

from bot.domain.corrections import Correction, Subject
from storage.database import Database, as_utc

ADD_ONCE = """
    INSERT INTO corrections (action_key, subject, subject_id, text, written_at)
    VALUES (:action_key, :subject, :subject_id, :text, :written_at)
    ON CONFLICT (action_key) DO NOTHING
"""

ALL_BY_TIME = """
    SELECT action_key, subject, subject_id, text, written_at FROM corrections ORDER BY written_at, action_key
"""


class SqlCorrections:
    """The table of corrections."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, correction: Correction) -> None:
        """Keep the correction; one with the same action key is kept once."""
        await self._database.write(
            ADD_ONCE,
            action_key=correction.action_key,
            subject=correction.subject,
            subject_id=correction.subject_id,
            text=correction.text.replace("\x00", ""),  # PostgreSQL's text holds no NUL
            written_at=correction.written_at,
        )

    async def list_all(self) -> Sequence[Correction]:
        """Give every correction, the oldest first."""
        return [
            Correction(
                action_key=row["action_key"],
                subject=Subject(row["subject"]),
                subject_id=row["subject_id"],
                text=row["text"],
                written_at=as_utc(row["written_at"]),
            )
            for row in await self._database.fetch(ALL_BY_TIME)
        ]
