"""What has happened to a request, in the order in which it did; nothing of it ever changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.people import PersonId
from bot.domain.reception.request import RequestId
from bot.domain.reception.states import Act, RequestState

EntryId = NewType("EntryId", int)


class Side(StrEnum):
    """Who did something: the citizen, the council, or the bot by itself."""

    CITIZEN = "citizen"
    COUNCIL = "council"
    BOT = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act; `act` is None for the sending of the request itself.

    `details` hold ids, codes and reasons that the citizen was told; never words of the citizen's.
    """

    id: EntryId
    request_id: RequestId
    at: datetime
    side: Side
    person_id: PersonId | None
    act: Act | None
    state: RequestState
    details: Mapping[str, str]
