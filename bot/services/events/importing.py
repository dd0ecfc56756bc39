"""Events from a table: what it would change, and the change itself, all of it or nothing."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.events.errors import EventRefusal, NotAnEditor
from bot.domain.events.event import Event, EventId, EventStatus, gaps
from bot.domain.events.rights import is_editor
from bot.domain.people import PersonId
from bot.ports.clock import Clock
from bot.ports.events import EventStore
from bot.services.events.editing import Editing, draft, region_of
from bot.services.events.event_table import EventReferences, ParsedTable, read_table
from bot.services.events.import_rows import ImportProblem, RowJudge, details_of
from bot.services.places import Places


class TableRefused(Exception):
    """The table has problems, so nothing of it was written."""

    def __init__(self, plan: "ImportPlan") -> None:
        super().__init__(f"{len(plan.problems)} problems")
        self.plan = plan


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What a table would do, in events; `told` counts the changed ones that people know of already."""

    new: int = 0
    changed: int = 0
    told: int = 0
    unchanged: int = 0
    problems: tuple[ImportProblem, ...] = ()

    @property
    def wrong_lines(self) -> int:
        """Count the lines with a problem."""
        return len({problem.line for problem in self.problems if problem.line is not None})

    @property
    def writes(self) -> int:
        """Count the events that would be written."""
        return self.new + self.changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a table has done; `complete` are the drafts that could be published at once."""

    drafts: tuple[EventId, ...]
    complete: tuple[EventId, ...]
    changed: int


class Importing:
    """Tables of events, in and out; every act looks at the rights anew."""

    def __init__(self, store: EventStore, places: Places, editing: Editing, clock: Clock) -> None:
        self._store = store
        self._places = places
        self._editing = editing
        self._clock = clock

    async def exported(self, person_id: PersonId) -> Sequence[Event]:
        """Give the drafts and the events ahead that the person may edit; raises NotAnEditor."""
        now, events = self._clock(), await self._editing.editable(person_id)
        return [event for event in events if event.status is EventStatus.DRAFT or event.starts_at > now]

    async def check(self, data: bytes, file_name: str, person_id: PersonId) -> ImportPlan:
        """Say what the table would do, without doing any of it; raises NotAnEditor."""
        now = self._clock()
        known = {event.id: event for event in await self._editing.editable(person_id)}
        table = await self._read(data, file_name, now)
        judge = RowJudge(person_id, await self._store.grants(person_id), self._places.directory, now)
        return _planned(table, known, judge)

    async def carry_out(self, data: bytes, file_name: str, person_id: PersonId, action_key: str) -> Imported:
        """Make drafts of the new events and change the others, in one transaction.

        The same act a second time gives the same drafts. Raises NotAnEditor, and TableRefused where anything
        has become wrong since the check.
        """
        now = self._clock()
        table = await self._read(data, file_name, now)
        async with self._store.transaction() as transaction:
            grants = await transaction.grants(person_id)
            if not is_editor(grants):
                raise NotAnEditor
            # Held in the order of their numbers: two tables with the same events cannot lock each other out.
            numbers = sorted(row.event_id for row in table.rows if row.event_id is not None)
            held = {number: await transaction.event(number) for number in numbers}
            known = {number: event for number, event in held.items() if event is not None}
            plan = _planned(table, known, RowJudge(person_id, grants, self._places.directory, now))
            if plan.problems:
                raise TableRefused(plan)
            drafts = []
            for row in table.rows:
                if row.event_id is not None:
                    event = known[row.event_id]
                    await self._editing.put(transaction, event, details_of(row, event), person_id, now)
                    continue
                region = region_of(row.details, self._places.directory)
                new = draft(f"{action_key}:{person_id}:{row.line}", row.details, region, person_id)
                drafts.append(await transaction.add(new, now))
        return _imported(drafts, plan.changed, now)

    async def publish_all(self, event_ids: Iterable[EventId], person_id: PersonId) -> int:
        """Let everybody see these drafts, each by itself; give how many are published then.

        What is not complete, or gone, stays as it is.
        """
        published = 0
        for event_id in event_ids:
            try:
                event = await self._editing.publish(event_id, person_id)
            except EventRefusal:
                continue
            published += event.is_published
        return published

    async def _read(self, data: bytes, file_name: str, now: datetime) -> ParsedTable:
        directory = self._places.directory
        known = EventReferences(houses=frozenset(directory.houses), places=frozenset(directory.places))
        return await asyncio.to_thread(read_table, data, file_name, known, now)


def _planned(table: ParsedTable, known: Mapping[EventId, Event], judge: RowJudge) -> ImportPlan:
    refused = []
    new = changed = told = 0
    for row in table.rows:
        event = None if row.event_id is None else known.get(row.event_id)
        if refusal := judge.refusal(row, event):
            refused.append(refusal)
        elif event is None:
            new += 1
        elif details_of(row, event) != event.details:
            changed += 1
            told += event.status is not EventStatus.DRAFT
    problems: list[ImportProblem] = [*table.problems, *refused]
    return ImportPlan(
        new=new,
        changed=changed,
        told=told,
        unchanged=len(table.rows) - len(refused) - new - changed,
        problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
    )


def _imported(drafts: Sequence[Event], changed: int, now: datetime) -> Imported:
    return Imported(
        drafts=tuple(event.id for event in drafts),
        complete=tuple(
            event.id for event in drafts if event.status is EventStatus.DRAFT and not gaps(event.details, now)
        ),
        changed=changed,
    )
