"""One row of a table of events: from cells to details, with every problem among them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.astana_time import at
from bot.domain.events.event import (
    LONGEST_ADDRESS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_SEATS,
    EventDetails,
    EventId,
    Topic,
)
from bot.domain.language import LocalizedText
from bot.domain.places import HouseId, PlaceId
from bot.services.events.clean_text import clean
from bot.services.events.event_table_problems import SHOWN, Problem, TableProblem
from bot.services.events.field_text import one_line, web_address

LONGEST_SOURCE = 2_000
"""Characters: longer web addresses do not open everywhere."""

LARGEST_NUMBER = 2**63 - 1
"""What a database keeps as the number of an event."""

LONGEST: Mapping[str, int] = {
    "title_kk": LONGEST_TITLE,
    "title_ru": LONGEST_TITLE,
    "title_en": LONGEST_TITLE,
    "text_kk": LONGEST_TEXT,
    "text_ru": LONGEST_TEXT,
    "text_en": LONGEST_TEXT,
    "address": LONGEST_ADDRESS,
    "source": LONGEST_SOURCE,
}
"""Characters that a column takes."""

TIME_FORMATS = (
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
)
"""How a table says a time: ours, and what Excel makes of it in Kazakhstan when it saves CSV."""

_NUMBER = re.compile(r"[0-9]{1,19}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_BETWEEN_LANGUAGES = re.compile(r"[;,\s]+")
_LOST = re.compile(r"\?[\u0400-\u04ff]")
"""A question mark before a Cyrillic letter stands for a letter that the encoding lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReferences:
    """What a row may refer to."""

    houses: frozenset[HouseId]
    places: frozenset[PlaceId]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedRow:
    """One event of a table; `event_id` is None for a new one. The picture is not in a table: it is kept."""

    line: int
    event_id: EventId | None
    details: EventDetails


@dataclass(slots=True, kw_only=True)
class RowReader:
    """Reads one row; `problems` fills with all that is wrong in it.

    A column that is not in `cells` counts as empty. `may_lack_letters` is for an encoding without Kazakh.
    """

    line: int
    cells: Mapping[str, str]
    references: EventReferences
    now: datetime
    may_lack_letters: bool
    problems: list[TableProblem] = field(default_factory=list)

    def read(self) -> ParsedRow:
        """Give the event of the row; it is worth something only where no problem was found."""
        number = self._number("id", LARGEST_NUMBER)
        house, place = self._where()
        starts_at, ends_at = self._times()
        details = EventDetails(
            title=LocalizedText(
                kk=self._line("title_kk"), ru=self._line("title_ru"), en=self._line("title_en")
            ),
            text=LocalizedText(
                kk=self._words("text_kk"), ru=self._words("text_ru"), en=self._words("text_en")
            ),
            house_id=house,
            place_id=place,
            address=self._line("address"),
            starts_at=starts_at,
            ends_at=ends_at,
            capacity=self._number("capacity", MOST_SEATS),
            languages=self._languages(),
            topic=self._topic(),
            source=self._source(),
        )
        return ParsedRow(
            line=self.line, event_id=None if number is None else EventId(number), details=details
        )

    def note(self, column: str, problem: Problem, value: str) -> None:
        """Add a problem of this row."""
        self.problems.append(
            TableProblem(line=self.line, column=column, problem=problem, value=value[:SHOWN])
        )

    def _cell(self, column: str) -> str:
        return clean(self.cells.get(column, ""))

    def _words(self, column: str) -> str:
        return self._checked(column, self._cell(column))

    def _line(self, column: str) -> str:
        return self._checked(column, one_line(self._cell(column)))

    def _source(self) -> str:
        text = self._cell("source")
        address = web_address(text)
        if text and address is None and len(text) <= LONGEST["source"]:
            self.note("source", Problem.NOT_AN_ADDRESS, text)
        return self._checked("source", address or text)

    def _checked(self, column: str, text: str) -> str:
        if len(text) > LONGEST[column]:
            self.note(column, Problem.TOO_LONG, text)
        if self.may_lack_letters and _LOST.search(text):
            self.note(column, Problem.LOST_LETTERS, text)
        return text

    def _number(self, column: str, most: int) -> int | None:
        text = self._cell(column)
        if not text:
            return None
        if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= most:
            self.note(column, Problem.NOT_A_NUMBER, text)
            return None
        return int(text)

    def _where(self) -> tuple[HouseId | None, PlaceId | None]:
        house, place = HouseId(self._cell("house")), PlaceId(self._cell("place"))
        if house and house not in self.references.houses:
            self.note("house", Problem.UNKNOWN_HOUSE, house)
        if place and place not in self.references.places:
            self.note("place", Problem.UNKNOWN_PLACE, place)
        if house and place:
            self.note("place", Problem.HOUSE_AND_PLACE, place)
        return house or None, place or None

    def _times(self) -> tuple[datetime | None, datetime | None]:
        starts_at, ends_at = self._time("starts"), self._time("ends")
        if starts_at is not None and starts_at <= self.now:
            self.note("starts", Problem.IN_THE_PAST, self._cell("starts"))
        if starts_at is not None and ends_at is not None and ends_at <= starts_at:
            self.note("ends", Problem.ENDS_BEFORE_START, self._cell("ends"))
        return starts_at, ends_at

    def _time(self, column: str) -> datetime | None:
        text = self._cell(column)
        if not text:
            return None
        for pattern in TIME_FORMATS:
            try:
                shown = datetime.strptime(text, pattern)  # noqa: DTZ007  # the clocks of Kazakhstan, see at()
                return at(shown.date(), shown.time().replace(second=0))
            except (ValueError, OverflowError):
                continue
        self.note(column, Problem.NOT_A_TIME, text)
        return None

    def _languages(self) -> tuple[str, ...]:
        from babel import Locale  # noqa: PLC0415  # loaded only to check a table, not at every start

        text = self._cell("languages")
        codes = dict.fromkeys(code.lower() for code in _BETWEEN_LANGUAGES.split(text) if code)
        known = Locale("en").languages
        for code in codes:
            if not _LANGUAGE.fullmatch(code) or code not in known:
                self.note("languages", Problem.UNKNOWN_LANGUAGE, code)
        return tuple(codes)

    def _topic(self) -> Topic:
        text = self._cell("topic").lower()
        if not text:
            return Topic.OTHER
        if text not in set(Topic):
            self.note("topic", Problem.UNKNOWN_TOPIC, text)
            return Topic.OTHER
        return Topic(text)
