"""What people ask the councils about."""

from dataclasses import dataclass
from typing import NewType

from bot.domain.councils import CouncilKind
from bot.domain.doors import DoorId
from bot.domain.language import LocalizedText

TopicId = NewType("TopicId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestTopic:
    """A topic of requests.

    `name` fits on a button, `hint` says in a line what to write, `doors` are those that may be quicker.
    """

    id: TopicId
    name: LocalizedText
    hint: LocalizedText
    council_kind: CouncilKind
    doors: tuple[DoorId, ...]
