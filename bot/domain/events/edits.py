"""What one act of an editor does to an event, and what it then does to the later ones of its series."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.events.event import EventDetails
from bot.domain.language import Language, LocalizedText

Edit = Callable[[EventDetails], EventDetails]
"""Gives the details as they are to be, from the details as they are at that moment."""

USUAL_LENGTH = timedelta(hours=2)
"""How long an event lasts until an editor says otherwise."""


def titled(language: Language, words: str) -> Edit:
    """Give it that title in the language; empty words take it away."""
    return lambda details: replace(details, title=_with(details.title, language, words))


def described(language: Language, words: str) -> Edit:
    """Give it that text in the language; empty words take it away."""
    return lambda details: replace(details, text=_with(details.text, language, words))


def starting(starts_at: datetime) -> Edit:
    """Move it to another beginning, and its end with it: it lasts as long as before."""

    def edit(details: EventDetails) -> EventDetails:
        length = USUAL_LENGTH
        if details.starts_at is not None and details.ends_at is not None:
            length = details.ends_at - details.starts_at
        return replace(details, starts_at=starts_at, ends_at=starts_at + length)

    return edit


def with_fields(**fields: Any) -> Edit:
    """Set fields of EventDetails by their names."""
    return lambda details: replace(details, **fields)


def carried_over(old: EventDetails, new: EventDetails, later: EventDetails) -> EventDetails:
    """Do to a later event of the series what was done to this one, and leave what is its own.

    Times move by as much; an end that either of them lacked comes as long after the beginning as it now does
    here. Of words only those languages change that did; of the event's languages those that were added or
    taken away.
    """
    changed = {
        name: getattr(new, name)
        for name in EventDetails.__slots__
        if getattr(old, name) != getattr(new, name)
    }
    starts_at = _moved(old.starts_at, new.starts_at, later.starts_at) or later.starts_at
    ends_at = _moved(old.ends_at, new.ends_at, later.ends_at)
    if ends_at is None and starts_at and new.starts_at and new.ends_at:
        ends_at = starts_at + (new.ends_at - new.starts_at)
    theirs = {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "title": _reworded(old.title, new.title, later.title),
        "text": _reworded(old.text, new.text, later.text),
        "languages": _added(old.languages, new.languages, later.languages),
    }
    return replace(later, **changed | {name: value for name, value in theirs.items() if name in changed})


def _reworded(was: LocalizedText, now: LocalizedText, theirs: LocalizedText) -> LocalizedText:
    for language in Language:
        words = getattr(now, language.value)
        if words != getattr(was, language.value):
            theirs = _with(theirs, language, words)
    return theirs


def _added(was: tuple[str, ...], now: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    kept = [code for code in theirs if code in now or code not in was]
    return (*kept, *(code for code in now if code not in was and code not in kept))


def _moved(was: datetime | None, now: datetime | None, theirs: datetime | None) -> datetime | None:
    return theirs + (now - was) if was and now and theirs else None


def _with(words: LocalizedText, language: Language, text: str) -> LocalizedText:
    return replace(words, **{language.value: text})
