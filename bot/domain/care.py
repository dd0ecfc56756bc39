"""Words behind which somebody may be in danger, and the helplines to show at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bot.domain.language import LocalizedText
from bot.domain.sources import Source
from bot.domain.stems import StemPhrases

HelplineId = NewType("HelplineId", str)


class CareKind(StrEnum):
    """What a person has to see to, the most urgent first."""

    SELF_HARM = "self_harm"
    VIOLENCE = "violence"
    ETHNIC_THREAT = "ethnic_threat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """A number to call, when somebody answers there, and what it helps with."""

    id: HelplineId
    phone: str
    name: LocalizedText
    hours: LocalizedText
    kinds: frozenset[CareKind]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class CarePattern:
    """A phrase of word stems, as `bot.domain.stems` reads it, and what it tells of."""

    kind: CareKind
    phrase: str


class CareRules:
    """Tells a text behind which somebody may be in danger. It errs on the side of an alarm."""

    def __init__(self, patterns: Iterable[CarePattern] = ()) -> None:
        given = tuple(patterns)
        self._phrases = {
            kind: StemPhrases(pattern.phrase for pattern in given if pattern.kind is kind)
            for kind in CareKind
        }

    def find(self, text: str) -> CareKind | None:
        """Give the most urgent kind that `text` tells of, in any language; None where it tells of none."""
        return next((kind for kind, phrases in self._phrases.items() if phrases.stand_in(text)), None)
