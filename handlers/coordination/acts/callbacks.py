"""What the buttons of the acts on a request say, and those of a head's colleagues."""

from datetime import date
from typing import Annotated

from pydantic import Field

from bot.domain.reception.request import CloseReason
from bot.domain.reception.states import Act
from handlers.navigation import ButtonData, RequestNumber

Day = Annotated[int, Field(ge=1, le=date(9000, 1, 1).toordinal())]
"""A day by its number in Python's calendar (date.toordinal), since a button can't carry a date."""

Number = Annotated[int, Field(ge=0, lt=2**31)]
"""A number of ours as the databases hold it; a larger one was forged."""


class ActConfirmed(ButtonData, prefix="jy"):
    """What was shown back is to be done; `update_id` is the update that brought it, and so names the act."""

    request_id: RequestNumber
    act: Act
    update_id: Annotated[int, Field(ge=0)]


class MeetingDayPicked(ButtonData, prefix="jd"):
    """The appointment is on that day; its hour comes next."""

    request_id: RequestNumber
    day: Day


class MeetingHourPicked(ButtonData, prefix="jh"):
    """The appointment begins in that hour; where it is comes next."""

    request_id: RequestNumber
    day: Day
    hour: Annotated[int, Field(ge=0, le=23)]


class ReadyAnswerShown(ButtonData, prefix="jr"):
    """An answer to begin from was asked for, as the citizen would read it."""

    request_id: RequestNumber
    answer_id: str


class WordsTaken(ButtonData, prefix="jw"):
    """The words of a ready answer are to be changed before they are sent; `update_id` as above."""

    request_id: RequestNumber
    act: Act
    update_id: Annotated[int, Field(ge=0)]


class ColleagueChosen(ButtonData, prefix="jp"):
    """The request goes to that colleague."""

    request_id: RequestNumber
    person_id: Number


class HandsTurned(ButtonData, prefix="ju"):
    """Another page of those who could own the request was asked for; pages count from 0."""

    request_id: RequestNumber
    page: Number


class CouncilsTurned(ButtonData, prefix="jl"):
    """Another page of the councils to which a request may go was asked for; pages count from 0."""

    request_id: RequestNumber
    page: Number


class CouncilChosen(ButtonData, prefix="jt"):
    """The request goes to that council; why comes next."""

    request_id: RequestNumber
    council_id: str


class DoorChosen(ButtonData, prefix="jo"):
    """The matter belongs to that service; why comes next."""

    request_id: RequestNumber
    door_id: str


class CloseReasonChosen(ButtonData, prefix="jc"):
    """The request is closed for that reason; a line about it comes next."""

    request_id: RequestNumber
    why: CloseReason


class LineSkipped(ButtonData, prefix="js"):
    """The request is closed without a line about it."""

    request_id: RequestNumber
    why: CloseReason


class ColleaguesTurned(ButtonData, prefix="jn"):
    """Another page of those who work for a council was asked for; pages count from 0."""

    council_id: str
    page: Number


class ColleagueInvited(ButtonData, prefix="ji"):
    """A head wants a link by which somebody becomes a coordinator of the council."""

    council_id: str


class DismissalAsked(ButtonData, prefix="jq"):
    """A coordinator is to be dismissed; it is asked back first."""

    council_id: str
    grant_id: Number


class ColleagueDismissed(ButtonData, prefix="jx"):
    """A coordinator is dismissed."""

    council_id: str
    grant_id: Number
