"""Reading what an editor typed, field by field."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from bot.domain.directory import Directory
from bot.domain.events.edits import Edit, described, titled, with_fields
from bot.domain.events.event import (
    LONGEST_ADDRESS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_SEATS,
    EventDetails,
)
from bot.domain.language import Language
from bot.services.events.clean_text import clean
from bot.services.events.event_table import LONGEST
from bot.services.events.field_text import one_line, web_address
from handlers import languages
from handlers.events.editing.fields import TEXTS, TITLES, Field
from handlers.events.editing.times import read_end, read_start
from handlers.events.editing.unsettled import NothingRead, TooLong, Unsettled
from handlers.events.editing.whereabouts import read_place

_ONE_NUMBER = re.compile(r"\D*(\d{1,3}(?:[ \u00a0]\d{3})+|\d+)\D*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A text, and what it is understood by; `day` is one that was chosen before its hour."""

    text: str
    details: EventDetails
    directory: Directory
    now: datetime
    day: date | None = None


Reader = Callable[[Typed], Edit | Unsettled]


def read(field: Field, typed: Typed) -> Edit | Unsettled:
    """Give what the text does to the event, or why it does nothing yet."""
    text = clean(typed.text)
    return READERS[field](replace(typed, text=text)) if text else NothingRead()


def ticked(code: str, order: tuple[str, ...], *, wanted: bool) -> Edit:
    """Hold it in that language too, or no longer; languages stand in the given order."""

    def edit(details: EventDetails) -> EventDetails:
        chosen = {*details.languages, code} if wanted else {*details.languages} - {code}
        known = [one for one in order if one in chosen]
        return with_fields(languages=(*known, *sorted(chosen.difference(known))))(details)

    return edit


def languages_of_events(directory: Directory) -> tuple[str, ...]:
    """Give the languages of events: the three that the bot speaks, then those that are taught."""
    return tuple(dict.fromkeys((*Language, *directory.languages())))


def _title(language: Language, typed: Typed) -> Edit | Unsettled:
    words = one_line(typed.text)
    return _fitting(words, LONGEST_TITLE) or titled(language, words)


def _text(language: Language, typed: Typed) -> Edit | Unsettled:
    return _fitting(typed.text, LONGEST_TEXT) or described(language, typed.text)


def _address(typed: Typed) -> Edit | Unsettled:
    words = one_line(typed.text)
    return _fitting(words, LONGEST_ADDRESS) or with_fields(address=words)


def _seats(typed: Typed) -> Edit | Unsettled:
    found = _ONE_NUMBER.fullmatch(typed.text)
    seats = int(re.sub(r"\D", "", found[1])) if found and len(found[1]) <= len("100 000") else 0
    return with_fields(capacity=seats) if 1 <= seats <= MOST_SEATS else NothingRead()


def _source(typed: Typed) -> Edit | Unsettled:
    address = web_address(typed.text)
    if address is None:
        return NothingRead()
    return _fitting(address, LONGEST["source"]) or with_fields(source=address)


def _language(typed: Typed) -> Edit | Unsettled:
    order = languages_of_events(typed.directory)
    code = languages.find(typed.text, order)
    return ticked(code, order, wanted=True) if code else NothingRead()


def _only_by_buttons(_typed: Typed) -> Edit | Unsettled:
    return NothingRead()


def _fitting(words: str, longest: int) -> TooLong | None:
    return TooLong(len(words) - longest) if len(words) > longest else None


READERS: dict[Field, Reader] = {
    **{field: partial(_title, language) for field, language in TITLES.items()},
    **{field: partial(_text, language) for field, language in TEXTS.items()},
    Field.PLACE: lambda typed: read_place(typed.text, typed.directory),
    Field.ADDRESS: _address,
    Field.START: lambda typed: read_start(typed.text, typed.details, typed.day, typed.now),
    Field.END: lambda typed: read_end(typed.text, typed.details, typed.now),
    Field.SEATS: _seats,
    Field.LANGUAGES: _language,
    Field.TOPIC: _only_by_buttons,
    Field.PICTURE: _only_by_buttons,
    Field.SOURCE: _source,
}
