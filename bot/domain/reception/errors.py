"""Why an act on a request is refused."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.reception.states import Act, RequestState


class ReceptionRefusal(Exception):
    """An act on a request that changes nothing."""


class RequestUnknown(ReceptionRefusal):
    """There is no such request, or none that this person may know of."""


class NotAllowed(ReceptionRefusal):
    """This person may not do that with this request."""


class NotNow(ReceptionRefusal):
    """The request is in a state in which the act has no meaning."""

    def __init__(self, state: "RequestState", act: "Act") -> None:
        super().__init__(state, act)
        self.state = state
        self.act = act


class TakenByAnother(ReceptionRefusal):
    """Somebody else of the council owns the request; `name` is how colleagues see them."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class TooManyOpen(ReceptionRefusal):
    """The citizen has as many open requests as one may have."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class TooManyToday(ReceptionRefusal):
    """The citizen has sent as many requests within 24 hours as one may; `next_at`: when one more is taken."""

    def __init__(self, most: int, next_at: datetime) -> None:
        super().__init__(most, next_at)
        self.most = most
        self.next_at = next_at


class DraftIncomplete(ReceptionRefusal):
    """Something that a request needs has not been said yet."""


class TooLateToReopen(ReceptionRefusal):
    """The time in which a citizen may say that a matter is not solved is over."""


class PersonalDataGone(ReceptionRefusal):
    """What the citizen wrote was deleted after its term."""


class TextTooLong(ReceptionRefusal):
    """A text is longer than can be carried; `over` counts the characters too many."""

    def __init__(self, over: int) -> None:
        super().__init__(over)
        self.over = over


class TooManyPieces(ReceptionRefusal):
    """A matter has as many parts as one may have."""


class NobodyThere(ReceptionRefusal):
    """The person or the council to which a request should go does not take requests."""


class GroupNotYours(ReceptionRefusal):
    """The link that connects a group was made for somebody else, was used, or is too old."""
