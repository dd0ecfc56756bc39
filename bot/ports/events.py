"""What the services of the events need from a database."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.events.attendance import Attendance, AttendanceState, DoorCount
from bot.domain.events.card import EventCard
from bot.domain.events.event import Event, EventDetails, EventId, EventStatus, EventVersion, SeriesId
from bot.domain.events.reminders import Lead
from bot.domain.outbox import NewNotice
from bot.domain.people import PersonId
from bot.domain.places import HouseId, RegionCode
from bot.domain.roles import Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event that is not kept yet; the same `action_key` a second time adds nothing."""

    action_key: str
    details: EventDetails
    status: EventStatus
    region_code: RegionCode
    series_id: SeriesId | None
    created_by: PersonId | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which published events are looked for: begun before `until`, not over at `since`; None for no end."""

    since: datetime
    until: datetime | None = None
    house_id: HouseId | None = None
    region_code: RegionCode | None = None


class EventTransaction(Protocol):
    """What can be read and changed in one short transaction."""

    async def event(self, event_id: EventId) -> Event | None:
        """Give the event, and let nobody else change it until the transaction ends."""
        ...

    async def add(self, new: NewEvent, at: datetime) -> Event:
        """Keep a new event as its version 1, or give the one that the same act has made before."""
        ...

    async def save(self, event: Event) -> None:
        """Keep the event as it is now."""
        ...

    async def keep_version(self, event: Event, edited_by: PersonId | None, at: datetime) -> None:
        """Keep what the event is now beside what it was."""
        ...

    async def discard(self, event_id: EventId) -> None:
        """Delete a draft."""
        ...

    async def versions(self, event_id: EventId) -> Sequence[EventVersion]:
        """Give everything that the event ever was, the oldest first."""
        ...

    async def series(self, event_id: EventId) -> Sequence[Event]:
        """Give the event and all others of its series by their numbers, held."""
        ...

    async def grants(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do, as it stands at this moment."""
        ...

    async def attendance(self, event_id: EventId, person_id: PersonId) -> Attendance | None:
        """Give how somebody stands to an event."""
        ...

    async def attendance_by_number(self, event_id: EventId, number: int) -> Attendance | None:
        """Give whose number that is."""
        ...

    async def attendance_by_code(self, code: str) -> Attendance | None:
        """Give whose ticket has that code."""
        ...

    async def keep(self, attendance: Attendance) -> None:
        """Keep how somebody stands to an event."""
        ...

    async def waiting(self, event_id: EventId) -> Sequence[Attendance]:
        """Give those who wait, in their order."""
        ...

    async def offered(self, event_id: EventId) -> Sequence[Attendance]:
        """Give those for whom seats are kept."""
        ...

    async def seats_held(self, event_id: EventId) -> int:
        """Count the seats that are taken or kept for an offer."""
        ...

    async def put(self, notices: Iterable[NewNotice], now: datetime) -> None:
        """Have messages sent once this transaction is committed."""
        ...

    async def put_changed(self, event: Event, known_version: int, notice: "MassNotice", now: datetime) -> int:
        """Have everybody told who comes or waits and knows that version; give how many they are."""
        ...

    async def put_reminders(self, event: Event, lead: Lead, planned: datetime, now: datetime) -> int:
        """Have everybody reminded who wants to be at that moment and came before it; give how many."""
        ...

    async def know_what_was_sent(self, event_id: EventId, known_version: int, keys: str) -> None:
        """Let those who know one version know the last one of which a message to them has, or may have, left.

        `keys` is how the keys of these messages begin; each ends with its version.
        """
        ...

    async def know(self, event_id: EventId, known_version: int, version: int) -> None:
        """Let those who know one version know another: nothing that concerns them differs."""
        ...

    async def made_by(self, action_key: str) -> Event | None:
        """Give the event that this act has made before."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MassNotice:
    """The same message for many: see NewNotice."""

    kind: str
    key: str
    payload: Mapping[str, str | int]
    due_at: datetime
    expires_at: datetime | None
    holds_at_night: bool


class EventStore(Protocol):
    """Where events and those who come are kept."""

    def transaction(self) -> AbstractAsyncContextManager[EventTransaction]:
        """Open a short transaction."""
        ...

    async def card(self, event_id: EventId, person_id: PersonId | None) -> EventCard | None:
        """Give the event as the person sees it, drafts too."""
        ...

    async def listed(self, span: Span, limit: int) -> Sequence[EventCard]:
        """Give published events by their beginning, then by their number."""
        ...

    async def of_person(self, person_id: PersonId, since: datetime) -> Sequence[EventCard]:
        """Give what somebody comes to or waits for and is not over, called off or not, the next first."""
        ...

    async def editable(self, regions: Sequence[RegionCode] | None, since: datetime) -> Sequence[Event]:
        """Give drafts, and events not over at `since`, of those regions (None: all), the next first."""
        ...

    async def grants(self, person_id: PersonId) -> Sequence[Grant]:
        """Give what the person may do."""
        ...

    async def attendees(self, event_id: EventId, states: Sequence[AttendanceState]) -> Sequence[Attendance]:
        """Give those who stand so to the event, by when they joined."""
        ...

    async def to_tell(self, now: datetime, latest: datetime) -> Sequence[EventId]:
        """Give the events whose edits are due to be told, or only after `latest`, as no edit may be."""
        ...

    async def to_remind(self, now: datetime, until: datetime) -> Sequence[Event]:
        """Give the published events that begin after `now` and until `until` and have nothing to tell."""
        ...

    async def with_expired_offers(self, now: datetime) -> Sequence[EventId]:
        """Give the events in which an offer has run out."""
        ...

    async def door_count(self, event_id: EventId) -> DoorCount | None:
        """Count the seats of those who come, and of those who have come in."""
        ...

    async def guest_count(self, event_id: EventId) -> int:
        """Count the people who come, wait, or have an offer."""
        ...

    async def known_versions(self, event_id: EventId) -> Sequence[EventVersion]:
        """Give the versions that those who come or wait know, the oldest first."""
        ...

    async def later_count(self, event: Event, editor: PersonId, regions: Sequence[RegionCode] | None) -> int:
        """Count the later events of the series, not called off, that an editor of those regions may edit."""
        ...

    async def series_starts(self, series_id: SeriesId) -> Sequence[datetime]:
        """Give when the events of a series begin that are not called off."""
        ...

    async def versions_of(self, event_id: EventId, numbers: Iterable[int]) -> Mapping[int, EventVersion]:
        """Give what the event was in those versions, by their numbers."""
        ...
