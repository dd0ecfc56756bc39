"""What the buttons of a council's desk say; those that lead there from afar are in `handlers.navigation`.

Prefixes are short because Telegram allows 64 bytes in all, ids of councils included.
"""

from typing import Annotated

from pydantic import Field

from bot.domain.reception.desk import DeskList
from bot.domain.reception.states import Act
from handlers.navigation import ButtonData, RequestNumber


class DeskOpened(ButtonData, prefix="kd"):
    """The desk of one council was asked for."""

    council_id: str


class DeskListShown(ButtonData, prefix="kl"):
    """A list of a council's requests was asked for; pages count from 0."""

    council_id: str
    which: DeskList
    page: Annotated[int, Field(ge=0, lt=2**31)] = 0


class RequestTaken(ButtonData, prefix="kt"):
    """Somebody wants to be the owner of a request; from a group the words go to their private chat."""

    request_id: RequestNumber
    in_group: bool


class RequestOpenedAsked(ButtonData, prefix="ko"):
    """The owner wants to read the citizen's words."""

    request_id: RequestNumber


class FilesAsked(ButtonData, prefix="kf"):
    """The owner wants to see the files and places that belong to a request."""

    request_id: RequestNumber


class ActChosen(ButtonData, prefix="ka"):
    """An act was chosen on a card: its form begins, or it is done at once."""

    request_id: RequestNumber
    act: Act


class MoreActs(ButtonData, prefix="km"):
    """The acts that are needed less often were asked for."""

    request_id: RequestNumber


class ReadyAnswersShown(ButtonData, prefix="kr"):
    """The answers to begin from were asked for."""

    request_id: RequestNumber


class ColleaguesShown(ButtonData, prefix="kc"):
    """A head wants to see who works for the council."""

    council_id: str


class ListedCardShown(ButtonData, prefix="kx"):
    """A card was asked for in a list, to which its reader goes back; pages count from 0."""

    request_id: RequestNumber
    council_id: str
    which: DeskList
    page: Annotated[int, Field(ge=0, lt=2**31)] = 0
