"""An event as its editor sees it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.events.changes import changes, notice_due, told_when
from bot.domain.events.event import Event, EventStatus, EventVersion, Gap, as_version, gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorPage:
    """An event, how many would follow an edit, and whom it concerns.

    `guests` counts people who come or wait, `seats_taken` seats that are held, `later` the events after
    this one in its series that are not called off; `known` are the versions that the guests know; `settling`
    is how long edits are collected; `update_id` is the update for which the page is made.
    """

    event: Event
    guests: int
    seats_taken: int
    later: int
    known: Sequence[EventVersion]
    now: datetime
    settling: timedelta
    update_id: int

    @property
    def is_draft(self) -> bool:
        """Tell whether only editors see it."""
        return self.event.status is EventStatus.DRAFT

    @property
    def is_cancelled(self) -> bool:
        """Tell whether it was called off."""
        return self.event.status is EventStatus.CANCELLED

    @property
    def has_begun(self) -> bool:
        """Tell whether it is too late to change it."""
        return not self.is_draft and self.event.starts_at <= self.now

    @property
    def is_over(self) -> bool:
        """Tell whether it is too late to call it off, too."""
        return not self.is_draft and self.event.ends_at <= self.now

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Say what a draft still lacks; nothing where it is published."""
        return gaps(self.event.details, self.now) if self.is_draft else ()

    @property
    def as_published(self) -> Event:
        """Give the event as citizens would see it; without a time it can only be seen as a draft."""
        if self.event.details.starts_at is None or not self.is_draft:
            return self.event
        return replace(self.event, status=EventStatus.PUBLISHED)

    @property
    def told_at(self) -> datetime | None:
        """Say when those who come are told of the last edits; None where nobody is to be told."""
        present = as_version(self.event)
        outdated = [version for version in self.known if changes(version, present)]
        if self.event.notice_due_at is None or not outdated:
            return None
        return told_when(self.event.notice_due_at, self._earliest(outdated))

    @property
    def would_be_told_at(self) -> datetime:
        """Say when those who come would be told of something done now."""
        due_at = notice_due(self.now, self.event.starts_at, self.settling)
        return told_when(due_at, self._earliest(self.known))

    def _earliest(self, known: Sequence[EventVersion]) -> datetime:
        """Give the soonest beginning that somebody expects, as the services have it."""
        present = self.event.starts_at
        return min([present, *(version.details.starts_at or present for version in known)])
