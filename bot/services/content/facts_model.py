"""The shape of facts.yaml, key by key."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator

from bot.services.content import rules
from bot.services.content.rules import RuleBroken

_KEY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")

KEY_LENGTH = 40
"""Letters of a key; the longest in use has half as many."""


def _check_words(text: str) -> str:
    if not text:
        raise RuleBroken("must be filled")
    return rules.text(text)


def _check_key(text: str) -> str:
    if not _KEY.fullmatch(text) or len(text) > KEY_LENGTH:
        raise RuleBroken(
            f"{text!r} is not a key: small Latin letters and digits, underscores between, up to {KEY_LENGTH}"
        )
    return text


def _check_words_or_number(value: object) -> str | int:
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        return _check_words(value)
    raise RuleBroken("must be text or a whole number")


Words = Annotated[str, AfterValidator(_check_words)]
Key = Annotated[str, AfterValidator(_check_key)]
PartialDate = Annotated[str, AfterValidator(rules.partial_date)]
WordsOrNumber = Annotated[str | int, PlainValidator(_check_words_or_number)]
Sources = Annotated[list[Words], Field(min_length=1)]


LEFT_OUT: Any = None
"""Marks a key that a file may leave out; the empty value of YAML is still refused where it stands."""


class _Part(BaseModel):
    """A mapping whose keys are known; what the file leaves out stays out."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ProperName(_Part):
    """What a body or thing is called in the three languages."""

    kk: Words
    ru: Words
    en: Words


class Milestone(_Part):
    """A dated step of the Assembly's replacement."""

    date: PartialDate
    event: Words
    source: Words


class Status(_Part):
    """What is known of the Assembly's replacement in 2026."""

    summary_en: Words
    certainty: Words
    naming_advice: Words
    timeline: list[Milestone]
    not_found: list[Words]


class Figure(_Part):
    """A figure as one source gives it."""

    value: WordsOrNumber
    year: WordsOrNumber = LEFT_OUT
    source: Words


class Question(_Part):
    """A question that people ask, its answer, and sources that differ."""

    topic: Key
    q: Words
    a: Words
    conflicts: list[Figure] = LEFT_OUT
    figures: list[Figure] = LEFT_OUT
    note: Words = LEFT_OUT
    sources: Sources


class Facts(_Part):
    """The whole file; a part that is left out holds no facts."""

    as_of: Words = LEFT_OUT
    proper_names: dict[Key, ProperName] = LEFT_OUT
    status_2026: Status = LEFT_OUT
    faq: list[Question] = LEFT_OUT
