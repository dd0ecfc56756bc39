"""Faults on purpose: calls that are refused, cut off, answered with nonsense or left hanging."""

import fnmatch
import random
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from sandbox.errors import ApiError, too_many_requests
from sandbox.shapes import JsonObject

FaultKind = Literal[
    "too_many_requests",  # 429 with retry_after
    "forbidden",  # 403 with description
    "bad_request",  # 400 with description
    "unauthorized",  # 401
    "server_error",  # 5xx with a JSON body, status 500 unless said otherwise
    "html",  # 5xx with an HTML body, status 502 unless said otherwise
    "reset_before",  # the connection breaks and nothing was done
    "reset_after",  # the call is carried out and the connection breaks
    "half_answer",  # the call is carried out and half of the answer arrives
    "hang",  # nothing happens for so many seconds, then the call is carried out
    "hang_after",  # the call is carried out, the answer comes so many seconds later
]
_DESCRIPTIONS = {
    "forbidden": "bot was blocked by the user",
    "bad_request": "chat not found",
    "server_error": "Internal Server Error",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A rule: which calls go wrong, and how.

    method is a name or a pattern such as "send*", in any case. nth counts matching calls from 1 and hits that
    one alone; times ends the rule after so many hits; probability is drawn for every matching call from the
    seeded source. seconds are those of the sandbox's clock.
    """

    kind: FaultKind
    method: str = "*"
    chat: int | None = None
    bot: int | None = None
    nth: int | None = None
    times: int | None = None
    probability: float = 1.0
    retry_after: int = 1
    status: int | None = None
    description: str | None = None
    seconds: float = 5.0

    def refusal(self) -> ApiError | None:
        """Give the refusal that this fault answers with, if it answers with one."""
        if self.kind == "too_many_requests":
            return too_many_requests(self.retry_after)
        description = self.description or _DESCRIPTIONS.get(self.kind, "")
        if self.kind == "forbidden":
            return ApiError(403, f"Forbidden: {description}")
        if self.kind == "bad_request":
            return ApiError(400, f"Bad Request: {description}")
        if self.kind == "unauthorized":
            return ApiError(401, "Unauthorized")
        if self.kind == "server_error":
            return ApiError(self.status or 500, description)
        return None


def from_json(rule: JsonObject) -> Fault:
    """Read a rule as the people's side gives it: the fields of Fault by name.

    Raises:
        ValueError: if a field is unknown or the kind is.
    """
    known = {field.name for field in fields(Fault)}
    unknown = sorted(set(rule) - known)
    if unknown:
        raise ValueError(f"unknown fields: {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    if rule.get("kind") not in get_args(FaultKind):
        raise ValueError(f"kind must be one of {', '.join(get_args(FaultKind))}")
    values: dict[str, Any] = rule
    return Fault(**values)


class Faults:
    """The rules in force and how often each has matched and hit."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._rules: list[Fault] = []
        self._matched: list[int] = []
        self._hits: list[int] = []

    def add(self, *rules: Fault) -> None:
        """Put rules into force beside those that are."""
        for rule in rules:
            self._rules.append(rule)
            self._matched.append(0)
            self._hits.append(0)

    def replace(self, rules: Iterable[Fault]) -> None:
        """Put these rules into force instead of those that are."""
        self.clear()
        self.add(*rules)

    def clear(self) -> None:
        """Let everything work again."""
        self._rules, self._matched, self._hits = [], [], []

    def strike(self, method: str, bot: int | None, chat: int | str | None) -> Fault | None:
        """Give the first rule that hits this call."""
        struck: Fault | None = None
        for index, rule in enumerate(self._rules):
            if not _matches(rule, method, bot, chat):
                continue
            self._matched[index] += 1
            if struck is None and self._hits_now(index, rule):
                self._hits[index] += 1
                struck = rule
        return struck

    def _hits_now(self, index: int, rule: Fault) -> bool:
        if rule.nth is not None and self._matched[index] != rule.nth:
            return False
        if rule.times is not None and self._hits[index] >= rule.times:
            return False
        return rule.probability >= 1 or self._chance.random() < rule.probability


def _matches(rule: Fault, method: str, bot: int | None, chat: int | str | None) -> bool:
    return (
        fnmatch.fnmatchcase(method.lower(), rule.method.lower())
        and (rule.chat is None or str(chat) == str(rule.chat))
        and (rule.bot is None or rule.bot == bot)
    )
