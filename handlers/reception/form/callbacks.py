"""What the buttons of the form say; what was answered is read afresh at each press."""

from typing import Annotated

from pydantic import Field as Limits

from bot.domain.reception.drafts import Question
from bot.domain.reception.request import ReplyWay
from handlers.navigation import ButtonData, RequestNumber


class DraftBegun(ButtonData, prefix="fb"):
    """A request is to be begun anew; `topic_id` is one that a link has named."""

    topic_id: str = ""


class WordsTaken(ButtonData, prefix="fv"):
    """A request is to be begun with the words that were typed."""


class DraftContinued(ButtonData, prefix="fc"):
    """The form is to go on with what comes next."""


class QuestionAsked(ButtonData, prefix="fq"):
    """A question is to be asked again, from the one after it or from the page where all is checked."""

    question: Question


class PlaceTold(ButtonData, prefix="fp"):
    """The matter is in that place."""

    place_id: str


class TopicTold(ButtonData, prefix="ft"):
    """The matter is about that."""

    topic_id: str


class MatterBegunAnew(ButtonData, prefix="fm"):
    """What was said of the matter is to be said anew."""


class WayTold(ButtonData, prefix="fw"):
    """The answer is wanted in that way."""

    way: ReplyWay


class PhoneLeft(ButtonData, prefix="fz"):
    """No phone number is to be given; the answer is wanted in another way."""


class NameTold(ButtonData, prefix="fn"):
    """The name of the Telegram account is to be shown, or none."""

    is_shown: bool


class OtherNameAsked(ButtonData, prefix="fo"):
    """Another name is to be written."""


class DoorTaken(ButtonData, prefix="fd"):
    """The person turns to another service."""

    door_id: str


class OtherFollowed(ButtonData, prefix="ff"):
    """A request of somebody else's is followed instead of sending one's own."""

    request_id: RequestNumber


class RequestSent(ButtonData, prefix="fs"):
    """The request is sent, and the consent given; `draft_key` names what was read before."""

    draft_key: Annotated[str, Limits(pattern=r"^[A-Za-z0-9:_-]{1,40}$")]


class CancelAsked(ButtonData, prefix="fx"):
    """The form is to be left at that question; it is asked what becomes of what was written."""

    question: Question


class DraftDropped(ButtonData, prefix="fxd"):
    """What was written is to be deleted."""


class DraftKept(ButtonData, prefix="fxk"):
    """What was written is to be kept for later."""


class PassingOnUndone(ButtonData, prefix="fu"):
    """What was passed on at once is not to be passed on."""

    request_id: RequestNumber
