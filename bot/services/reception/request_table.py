"""Requests as tables: without anything that people said or are called, or with it for heads of councils."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.astana_time import local
from bot.domain.councils import CouncilId
from bot.domain.doors import DoorId
from bot.domain.places import PlaceId, RegionCode
from bot.domain.reception.request import Clock, CloseReason
from bot.domain.reception.states import RequestState
from bot.domain.topics import TopicId
from bot.services.events.text_sheet import text_sheet

LONGEST_CELL = 32_000
"""Characters of what a citizen said that fit into a cell: Excel's limit is 32 767."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A request without people; `working_days` are those that the council has had for its answer."""

    number: str
    council_id: CouncilId
    region_code: RegionCode
    place_id: PlaceId
    topic_id: TopicId
    is_care: bool
    state: RequestState
    clock: Clock
    working_days: int | None
    times_reopened: int
    rating: int | None
    door_id: DoorId | None
    close_reason: CloseReason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRow:
    """A request with what its author is called, their phone and their words."""

    row: RequestRow
    name: str
    phone: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestTableWords:
    """The words of the tables in the reader's language: headers, and names for what rows hold as ids.

    `topic` names a row's topic; one behind which somebody may be in danger says only that.
    """

    title: str
    header: Sequence[str]
    people_header: Sequence[str]
    council: Callable[[CouncilId], str]
    region: Callable[[RegionCode], str]
    place: Callable[[PlaceId], str]
    topic: Callable[[RequestRow], str]
    state: Callable[[RequestState], str]
    door: Callable[[DoorId], str]
    close_reason: Callable[[CloseReason], str]


WIDTHS = (14, 40, 22, 22, 22, 20, 17, 12, 12, 17, 12, 17, 17, 10, 10, 8, 24, 30)
PEOPLE_WIDTHS = (26, 18, 80)


def request_table(rows: Sequence[RequestRow], words: RequestTableWords) -> bytes:
    """Give requests as XLSX; times are Astana's, YYYY-MM-DD HH:MM."""
    return text_sheet(words.title, words.header, [_cells(row, words) for row in rows], WIDTHS)


def people_table(rows: Sequence[PeopleRow], words: RequestTableWords) -> bytes:
    """Give requests with people's data as XLSX."""
    return text_sheet(
        words.title,
        [*words.header, *words.people_header],
        [(*_cells(one.row, words), one.name, one.phone, one.words[:LONGEST_CELL]) for one in rows],
        (*WIDTHS, *PEOPLE_WIDTHS),
    )


def _cells(row: RequestRow, words: RequestTableWords) -> tuple[str, ...]:
    clock = row.clock
    return (
        row.number,
        words.council(row.council_id),
        words.region(row.region_code),
        words.place(row.place_id),
        words.topic(row),
        words.state(row.state),
        _time(clock.submitted_at),
        _day(clock.counted_from),
        _day(clock.reaction_due_on),
        _time(clock.reacted_at),
        _day(clock.answer_due_on),
        _time(clock.answered_at),
        _time(clock.confirmed_at),
        _number(row.working_days),
        str(row.times_reopened),
        _number(row.rating),
        words.door(row.door_id) if row.door_id else "",
        words.close_reason(row.close_reason) if row.close_reason else "",
    )


def _time(moment: datetime | None) -> str:
    return f"{local(moment):%Y-%m-%d %H:%M}" if moment else ""


def _day(day: date) -> str:
    return day.isoformat()


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
