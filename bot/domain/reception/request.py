"""A request to a council: what is kept of it, and as much of it as each reader may see."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import NewType

from bot.domain.care import CareKind
from bot.domain.councils import CouncilId
from bot.domain.doors import DoorId
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.places import PlaceId, RegionCode
from bot.domain.reception.states import OPEN, RequestState
from bot.domain.topics import TopicId

RequestId = NewType("RequestId", int)

LONGEST_HEADLINE = 80
"""Characters of the line by which a coordinator names a matter for everybody."""

LONGEST_REASON = 500
"""Characters of why a request is closed, goes elsewhere or is given to another council."""

MOST_STARS = 5


class ReplyWay(StrEnum):
    """How the citizen wants to be answered."""

    HERE = "here"
    PHONE = "phone"
    MEETING = "meeting"


class CloseReason(StrEnum):
    """Why a council closes a request without an answer of its own."""

    SOLVED = "solved"
    REPEATED = "repeated"
    NO_REPLY = "no_reply"
    NO_MATTER = "no_matter"


class Rung(IntEnum):
    """How high the silence on a request has climbed."""

    COORDINATORS = 0
    HEAD = 1
    REGION = 2
    COUNTRY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The promise of a request and what has come of it.

    `counted_from` is the working day of registration; counting starts the day after. Dates are Astana's,
    moments aware UTC. `paused_at` is since when the council waits for the citizen.
    """

    submitted_at: datetime
    counted_from: date
    days_paused: int
    paused_at: datetime | None
    reaction_due_on: date
    answer_due_on: date
    reacted_at: datetime | None
    answered_at: datetime | None
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it stands; `number` is what people call it by (`2026-000123`).

    `name` and `phone` are empty where the citizen did not give them, or once they were deleted
    (`stripped_at`). `version` grows with each change that a card shows.
    """

    id: RequestId
    number: str
    citizen_id: PersonId
    language: Language
    council_id: CouncilId
    region_code: RegionCode
    place_id: PlaceId
    topic_id: TopicId
    care: CareKind | None
    state: RequestState
    reply_way: ReplyWay
    name: str
    phone: str
    consent_version: str
    owner_id: PersonId | None
    owner_name: str
    headline: str
    clock: Clock
    meeting_at: datetime | None
    close_reason: CloseReason | None
    door_id: DoorId | None
    reason: str
    times_reopened: int
    rating: int | None
    rung: Rung
    version: int
    stripped_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes an answer."""
        return self.state in OPEN

    @property
    def is_urgent(self) -> bool:
        """Whether somebody's life may hang on it."""
        return self.care is not None

    @property
    def card(self) -> "RequestCard":
        """Give what everybody in the council may see: no name, no contact, no words of the citizen's."""
        return RequestCard(
            id=self.id,
            number=self.number,
            council_id=self.council_id,
            region_code=self.region_code,
            place_id=self.place_id,
            topic_id=self.topic_id,
            is_urgent=self.is_urgent,
            state=self.state,
            owner_id=self.owner_id,
            owner_name=self.owner_name,
            headline=self.headline,
            submitted_at=self.clock.submitted_at,
            reaction_due_on=self.clock.reaction_due_on,
            answer_due_on=self.clock.answer_due_on,
            has_reaction=self.clock.reacted_at is not None,
            rung=self.rung,
            version=self.version,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCard:
    """What a council's group and its lists show of a request (least disclosure, promise P8)."""

    id: RequestId
    number: str
    council_id: CouncilId
    region_code: RegionCode
    place_id: PlaceId
    topic_id: TopicId
    is_urgent: bool
    state: RequestState
    owner_id: PersonId | None
    owner_name: str
    headline: str
    submitted_at: datetime
    reaction_due_on: date
    answer_due_on: date
    has_reaction: bool
    rung: Rung
    version: int

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes an answer."""
        return self.state in OPEN


def number_of(year: int, count: int) -> str:
    """Write the number of the `count`-th request of a year."""
    return f"{year}-{count:06}"
