"""Whether a row of a table may become an event, or change one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.directory import Directory
from bot.domain.events.event import Event, EventDetails, EventStatus, Gap, gaps
from bot.domain.events.rights import may_edit
from bot.domain.people import PersonId
from bot.domain.roles import Grant, Role, allows
from bot.services.events.editing import region_of
from bot.services.events.event_table import ParsedRow, TableProblem


class RowRefusal(StrEnum):
    """Why a row that reads well may not be written."""

    NOT_YOURS = "not_yours"
    OTHER_REGION = "other_region"
    NOT_COMPLETE = "not_complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that may not be written; `gaps` is what a published event would lack."""

    line: int
    refusal: RowRefusal
    gaps: tuple[Gap, ...] = ()


ImportProblem = TableProblem | RefusedRow


@dataclass(frozen=True, slots=True)
class RowJudge:
    """Judges rows for one editor at one moment."""

    person_id: PersonId
    grants: Sequence[Grant]
    directory: Directory
    now: datetime

    def refusal(self, row: ParsedRow, event: Event | None) -> RefusedRow | None:
        """Say why the row may not be written over `event`, None for a new one; None where it may.

        An event that is gone, over or somebody else's looks the same: nobody learns of others' drafts.
        """
        if row.event_id is not None and (event is None or not self._may_change(event)):
            return RefusedRow(line=row.line, refusal=RowRefusal.NOT_YOURS)
        details = details_of(row, event)
        if event is not None and details == event.details:
            return None
        region = region_of(details, self.directory)
        if region and not allows(self.grants, Role.EDITOR, region):
            return RefusedRow(line=row.line, refusal=RowRefusal.OTHER_REGION)
        if event is None or event.status is EventStatus.DRAFT or not (lacks := gaps(details, self.now)):
            return None
        return RefusedRow(line=row.line, refusal=RowRefusal.NOT_COMPLETE, gaps=lacks)

    def _may_change(self, event: Event) -> bool:
        is_over = event.status is not EventStatus.DRAFT and event.ends_at <= self.now
        return not is_over and may_edit(event, self.person_id, self.grants)


def details_of(row: ParsedRow, event: Event | None) -> EventDetails:
    """Give what a row makes of an event; no table holds its picture, so it stays."""
    return replace(row.details, picture=event.details.picture) if event else row.details
