"""A request that is still being written, question by question."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.councils import CouncilId
from bot.domain.places import PlaceId
from bot.domain.reception.errors import TextTooLong, TooManyPieces
from bot.domain.reception.messages import LONGEST_TEXT, MOST_PIECES, Piece
from bot.domain.reception.request import ReplyWay
from bot.domain.topics import TopicId


class Question(StrEnum):
    """What is asked, in this order; the last is the page where the answers are checked and sent."""

    PLACE = "place"
    TOPIC = "topic"
    MATTER = "matter"
    WAY = "way"
    PHONE = "phone"
    NAME = "name"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDraft:
    """What has been said so far; `name` is empty for “not shown”, None while it was not asked.

    `council_id` is set only where another council was chosen than the one to which place and topic lead.
    `key` names the draft, so that sending it twice makes one request. `shown` names the doors and the similar
    requests that were shown on the way, each once. `last_update` is the update whose words were taken
    last, so that a repeat of it is no answer to the next question.
    """

    key: str
    begun_at: datetime
    place_id: PlaceId | None = None
    topic_id: TopicId | None = None
    council_id: CouncilId | None = None
    pieces: tuple[Piece, ...] = ()
    reply_way: ReplyWay | None = None
    phone: str = ""
    name: str | None = None
    shown: tuple[str, ...] = ()
    last_update: int = 0

    def next_question(self) -> Question:
        """Give the first question that has no answer yet."""
        if self.place_id is None:
            return Question.PLACE
        if self.topic_id is None:
            return Question.TOPIC
        if not self.pieces:
            return Question.MATTER
        if self.reply_way is None:
            return Question.WAY
        if self.reply_way is ReplyWay.PHONE and not self.phone:
            return Question.PHONE
        return Question.NAME if self.name is None else Question.CHECK

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said that would be missed."""
        return self.topic_id is None and not self.pieces

    @property
    def text(self) -> str:
        """Give all words of the matter, one part below the other."""
        return "\n".join(piece.text for piece in self.pieces if piece.text)

    def with_piece(self, piece: Piece) -> "RequestDraft":
        """Give the draft with one part more; raises TooManyPieces, TextTooLong."""
        if len(self.pieces) >= MOST_PIECES:
            raise TooManyPieces
        fitting(piece.text)
        return replace(self, pieces=(*self.pieces, piece))


def fitting(text: str, longest: int = LONGEST_TEXT) -> str:
    """Give the text back; raises TextTooLong."""
    if len(text) > longest:
        raise TextTooLong(len(text) - longest)
    return text
