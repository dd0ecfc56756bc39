"""Answers from which a coordinator may begin."""

from dataclasses import dataclass
from typing import NewType

from bot.domain.language import LocalizedText

ReadyAnswerId = NewType("ReadyAnswerId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyAnswer:
    """An answer in all languages; `text` may hold `{number}` of the request and `{council}`, its name."""

    id: ReadyAnswerId
    title: LocalizedText
    text: LocalizedText
