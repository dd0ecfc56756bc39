"""Presses and inline queries that wait for a bot's answer."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from sandbox.shapes import JsonObject
from sandbox.updates import PRESS_LIFETIME


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackAnswer:
    """What a person sees after a press: a notice, an alert or a page; empty if the bot only ends the wait.

    copied is what a copy_text button put on the person's clipboard.
    """

    text: str = ""
    show_alert: bool = False
    url: str = ""
    copied: str = ""


@dataclass(slots=True, kw_only=True)
class Press:
    """A press on an inline button; it may be answered for 150 seconds."""

    query_id: str
    bot: int
    account: int
    chat: int
    at: float
    answer: asyncio.Future[CallbackAnswer]


@dataclass(slots=True, kw_only=True)
class InlineAnswer:
    """What a bot offers for an inline query."""

    results: list[JsonObject]
    next_offset: str
    button: JsonObject | None


@dataclass(slots=True, kw_only=True)
class InlineQuery:
    """A question that a person types after the bot's name in any chat."""

    query_id: str
    bot: int
    account: int
    text: str
    at: float
    answer: asyncio.Future[InlineAnswer]


class Queries:
    """The latest presses and inline queries by id."""

    _KEPT = 10_000

    def __init__(self) -> None:
        self._presses: OrderedDict[str, Press] = OrderedDict()
        self._inline: OrderedDict[str, InlineQuery] = OrderedDict()

    def add_press(self, press: Press) -> None:
        """Remember a press until it can no longer be answered."""
        self._presses[press.query_id] = press
        while len(self._presses) > self._KEPT and self._oldest_is_stale(press.at):
            self._presses.popitem(last=False)

    def add_inline(self, query: InlineQuery) -> None:
        """Remember an inline query, because its results may be chosen much later."""
        self._inline[query.query_id] = query
        if len(self._inline) > self._KEPT:
            self._inline.popitem(last=False)

    def press(self, query_id: str, bot: int) -> Press | None:
        """Give a press of one bot's button."""
        press = self._presses.get(query_id)
        return press if press is not None and press.bot == bot else None

    def inline(self, query_id: str, bot: int) -> InlineQuery | None:
        """Give an inline query to one bot."""
        query = self._inline.get(query_id)
        return query if query is not None and query.bot == bot else None

    def _oldest_is_stale(self, now: float) -> bool:
        return next(iter(self._presses.values())).at < now - PRESS_LIFETIME
