"""An event as its editor sees it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.events.changes import notice_due, told_when
from bot.domain.events.event import Event, EventStatus, Gap, gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorPage:
    """An event, how many would follow an edit, and whom it concerns.

    `guests` counts people who come or wait, `seats_taken` seats that are held, `later` the events after
    this one in its series that are not called off; `settling` is how long edits are collected;
    `update_id` is the update for which the page is made.
    """

    event: Event
    guests: int
    seats_taken: int
    later: int
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
        if self.event.notice_due_at is None or not self.guests:
            return None
        return told_when(self.event.notice_due_at, self.event.starts_at)

    @property
    def would_be_told_at(self) -> datetime:
        """Say when those who come would be told of something done now."""
        return told_when(notice_due(self.now, self.event.starts_at, self.settling), self.event.starts_at)
