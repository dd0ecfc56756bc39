"""The record of who did what, written in the transaction of the act itself."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.people import PersonId
from storage.database import Transaction
from storage.json import dumps

WRITE_DOWN = """
    INSERT INTO audit (at, actor_id, act, subject, details)
    VALUES (:at, :actor_id, :act, :subject, :details)
"""


async def record(
    transaction: Transaction,
    *,
    at: datetime,
    actor_id: PersonId | None,
    act: str,
    subject: str,
    details: Mapping[str, str | int],
) -> None:
    """Write down an act (`role.granted`) on a subject (`grant/5`).

    `actor_id` is None for the command line. `details` hold ids and codes: never a token or people's words.
    """
    await transaction.fetch(
        WRITE_DOWN, at=at, actor_id=actor_id, act=act, subject=subject, details=dumps(dict(details))
    )
