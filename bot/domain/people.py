"""The people who talk to the bot."""

from dataclasses import dataclass
from typing import NewType

from bot.domain.language import Language

PersonId = NewType("PersonId", int)
"""Our own number of a person; Telegram's number of the account is `Person.telegram_id`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a Telegram account who has written to the bot.

    `language` is None until it is known from the person's client or chosen.
    """

    id: PersonId
    telegram_id: int
    language: Language | None
