"""What people are told about requests without having asked, true at the moment it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.councils import CouncilId
from bot.domain.reception.desk import DeskSummary
from bot.domain.reception.history import Entry
from bot.domain.reception.messages import RequestMessage
from bot.domain.reception.request import Request, RequestCard


class ReceptionNoticeKind(StrEnum):
    """What a message in the outbox is about.

    To the citizen: `request_message` (an answer, a question, an appointment) and `request_news`. To
    followers: `request_followed`. To coordinators: the others; none but `request_opened` and `request_said`
    holds words of the citizen's, and those go to the owner alone.
    """

    MESSAGE = "request_message"
    NEWS = "request_news"
    FOLLOWED = "request_followed"
    NEW = "request_new"
    OPENED = "request_opened"
    SAID = "request_said"
    MOVED = "request_moved"
    UNDELIVERED = "request_undelivered"
    CARE = "request_care"
    DIGEST = "reception_digest"
    GROUP_LOST = "group_lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilSpoke:
    """The council answers, asks or proposes an appointment."""

    request: Request
    message: RequestMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestNews:
    """A request of the citizen's own has moved."""

    request: Request
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedNews:
    """A request that somebody follows has moved."""

    card: RequestCard
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequests:
    """Requests that wait to be taken; several are told of together."""

    cards: Sequence[RequestCard]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOpened:
    """The owner gets to read a request, from its first word on."""

    request: Request
    messages: Sequence[RequestMessage]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenSaid:
    """The citizen added something or replied."""

    request: Request
    message: RequestMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMoved:
    """A coordinator is told that a request moved without them."""

    card: RequestCard
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDelivered:
    """What a coordinator wrote has not reached the citizen, or nobody knows."""

    request: Request
    message: RequestMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class CareAlert:
    """Somebody may be in danger."""

    card: RequestCard


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskDigest:
    """What waits on the desks of somebody who works for councils, once a working day."""

    on: date
    summaries: Mapping[CouncilId, DeskSummary]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLost:
    """The bot can no longer write to the council's group: new requests are told of in private."""

    council_id: CouncilId


ReceptionNotice = (
    CouncilSpoke
    | RequestNews
    | FollowedNews
    | NewRequests
    | RequestOpened
    | CitizenSaid
    | RequestMoved
    | NotDelivered
    | CareAlert
    | DeskDigest
    | GroupLost
)
