"""What the buttons of a citizen's own requests say; the one that opens a request is in `handlers.navigation`.

With `below` the pressed message stays as it is, since it holds the council's own words.
"""

from typing import Annotated

from pydantic import Field

from bot.domain.reception.request import MOST_STARS
from handlers.navigation import ButtonData, RequestNumber

PageNumber = Annotated[int, Field(ge=0, lt=10_000)]

MessageNumber = Annotated[int, Field(ge=0, lt=2**31)]


class MyRequestsShown(ButtonData, prefix="qm"):
    """A page of the person's own and followed requests was asked for."""

    page: PageNumber = 0


class RequestRead(ButtonData, prefix="qb"):
    """A request was asked for by a message of the council's, which is to stay as it is."""

    request_id: RequestNumber


class WordsShown(ButtonData, prefix="qw"):
    """All that was said was asked for in full; without a page, from its end."""

    request_id: RequestNumber
    page: PageNumber | None = None


class MessageRead(ButtonData, prefix="qg"):
    """One message of the council's was asked for in full."""

    request_id: RequestNumber
    message_id: MessageNumber


class FilesSent(ButtonData, prefix="qf"):
    """The files that belong to a request were asked for, from the one at `start` on."""

    request_id: RequestNumber
    start: PageNumber = 0


class AdditionStarted(ButtonData, prefix="qa"):
    """The person wants to add something, or to reply."""

    request_id: RequestNumber


class SolvedSaid(ButtonData, prefix="qs"):
    """The person says whether the matter is solved."""

    request_id: RequestNumber
    is_solved: bool
    below: bool = False


class RatingAsked(ButtonData, prefix="qk"):
    """The person wants to rate the council's work."""

    request_id: RequestNumber


class Rated(ButtonData, prefix="qr"):
    """The person rates the council's work."""

    request_id: RequestNumber
    stars: Annotated[int, Field(ge=1, le=MOST_STARS)]


class WithdrawalAsked(ButtonData, prefix="qx"):
    """The person thinks of withdrawing a request."""

    request_id: RequestNumber


class Withdrawn(ButtonData, prefix="qy"):
    """The person withdraws a request, and is sure."""

    request_id: RequestNumber


class AppointmentAnswered(ButtonData, prefix="qp"):
    """The person says whether they come to the appointment that a message proposes."""

    request_id: RequestNumber
    message_id: MessageNumber
    comes: bool
    below: bool = False


class DoorTextAsked(ButtonData, prefix="qd"):
    """The ready text for another door was asked for."""

    request_id: RequestNumber


class TypedWordsSent(ButtonData, prefix="qt"):
    """What the person typed is their reply: it stands in the message that the question replies to."""

    request_id: RequestNumber


class TypedWordsKept(ButtonData, prefix="qn"):
    """What the person typed is no reply to the council."""


class FollowedShown(ButtonData, prefix="qv"):
    """A request that the person follows was asked for."""

    request_id: RequestNumber


class FollowingStopped(ButtonData, prefix="qu"):
    """The person wants to hear of a request no longer."""

    request_id: RequestNumber
