"""What editors do: begin, change, publish and call off events."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.directory import Directory
from bot.domain.events.changes import changes, notice_due
from bot.domain.events.edits import Edit, carried_over
from bot.domain.events.errors import EventOver, EventUnknown, NotAnEditor, NotComplete
from bot.domain.events.event import (
    Event,
    EventDetails,
    EventId,
    EventStatus,
    as_version,
    gaps,
)
from bot.domain.events.rights import is_editor, may_edit
from bot.domain.people import PersonId
from bot.domain.places import RegionCode
from bot.domain.roles import COUNTRY, Role, allows
from bot.ports.clock import Clock
from bot.ports.events import EventStore, EventTransaction, NewEvent
from bot.services.events.seats import offer_seats
from bot.services.places import Places


class Editing:
    """Every act looks at the rights anew; `settling` is how long edits are collected before they are told."""

    def __init__(self, store: EventStore, places: Places, clock: Clock, settling: timedelta) -> None:
        self._store = store
        self._places = places
        self._clock = clock
        self._settling = settling

    async def begin(
        self,
        person_id: PersonId,
        action_key: str,
        details: EventDetails = EventDetails(),  # noqa: B008  # a frozen value
    ) -> Event:
        """Begin a draft; the same act a second time gives the same draft. Raises NotAnEditor."""
        now = self._clock()
        async with self._store.transaction() as transaction:
            grants = await transaction.grants(person_id)
            region = region_of(details, self._places.directory)
            if not is_editor(grants) or (region and not allows(grants, Role.EDITOR, region)):
                raise NotAnEditor
            return await transaction.add(draft(action_key, details, region, person_id), now)

    async def change(
        self, event_id: EventId, person_id: PersonId, edit: Edit, *, following: bool = False
    ) -> Event:
        """Change an event, and the later ones of its series where `following` says so.

        A published event stays complete: NotComplete is raised where the edit would break that. Whoever comes
        is told after the settling time. Raises EventUnknown, EventOver, NotAnEditor.
        """
        now = self._clock()
        async with self._store.transaction() as transaction:
            later = await _later(transaction, event_id, person_id) if following else ()
            event = await editable(transaction, event_id, person_id)
            _require_ahead(event, now)
            details = edit(event.details)
            edited = await self.put(transaction, event, details, person_id, now)
            for one in later:
                theirs = carried_over(event.details, details, one.details)
                await self.put(transaction, one, theirs, person_id, now)
        return edited

    async def publish(self, event_id: EventId, person_id: PersonId) -> Event:
        """Let everybody see a draft; raises EventUnknown, NotAnEditor, NotComplete."""
        now = self._clock()
        async with self._store.transaction() as transaction:
            event = await editable(transaction, event_id, person_id)
            if event.status is not EventStatus.DRAFT:
                return event
            if missing := gaps(event.details, now):
                raise NotComplete(missing)
            published = replace(event, status=EventStatus.PUBLISHED, published_at=now, timed_at=now)
            return await self._keep(transaction, event, published, person_id, now)

    async def cancel(self, event_id: EventId, person_id: PersonId, *, following: bool = False) -> Event:
        """Call an event off, and the later ones of its series where `following` says so; drafts stay.

        Raises EventUnknown, EventOver, NotAnEditor.
        """
        now = self._clock()
        async with self._store.transaction() as transaction:
            later = await _later(transaction, event_id, person_id) if following else ()
            event = await editable(transaction, event_id, person_id)
            _require_ahead(event, now)
            kept, *_ = [await self._cancel(transaction, one, person_id, now) for one in (event, *later)]
        return kept

    async def restore(self, event_id: EventId, person_id: PersonId) -> Event:
        """Hold an event after all; raises EventUnknown, EventOver, NotAnEditor."""
        now = self._clock()
        async with self._store.transaction() as transaction:
            event = await editable(transaction, event_id, person_id)
            _require_ahead(event, now)
            if event.status is not EventStatus.CANCELLED:
                return event
            restored = replace(event, status=EventStatus.PUBLISHED)
            kept = await self._keep(transaction, event, restored, person_id, now)
            await offer_seats(transaction, kept, now)
            return kept

    async def discard(self, event_id: EventId, person_id: PersonId) -> None:
        """Throw a draft away; raises EventUnknown, NotAnEditor."""
        async with self._store.transaction() as transaction:
            event = await editable(transaction, event_id, person_id)
            if event.status is EventStatus.DRAFT:
                await transaction.discard(event_id)

    async def editable(self, person_id: PersonId) -> Sequence[Event]:
        """Give the drafts and the coming events that the person may edit; raises NotAnEditor."""
        grants = await self._store.grants(person_id)
        if not is_editor(grants):
            raise NotAnEditor
        regions = [grant.region_code for grant in grants]
        found = await self._store.editable(None if COUNTRY in regions else regions, self._clock())
        return [event for event in found if may_edit(event, person_id, grants)]

    async def put(
        self,
        transaction: EventTransaction,
        event: Event,
        details: EventDetails,
        person_id: PersonId,
        now: datetime,
    ) -> Event:
        """Give an event other details in a transaction that holds it; no change is no new version.

        Raises NotAnEditor where it is then held in a region of others, NotComplete as `change` does.
        """
        if details == event.details:
            return event
        edited = replace(event, details=details, region_code=self._region_after(event, details))
        if edited.region_code and not may_edit(edited, person_id, await transaction.grants(person_id)):
            raise NotAnEditor
        if event.status is not EventStatus.DRAFT and (missing := gaps(details, now)):
            raise NotComplete(missing)
        kept = await self._keep(transaction, event, edited, person_id, now)
        await offer_seats(transaction, kept, now)
        return kept

    async def _cancel(
        self, transaction: EventTransaction, event: Event, person_id: PersonId, now: datetime
    ) -> Event:
        if not event.is_published:
            return event
        cancelled = replace(event, status=EventStatus.CANCELLED)
        return await self._keep(transaction, event, cancelled, person_id, now)

    def _region_after(self, event: Event, details: EventDetails) -> RegionCode:
        """Give the region of the event; it stays where its house or place has gone from the directory."""
        region = region_of(details, self._places.directory)
        was = event.details
        is_moved = (was.house_id, was.place_id) != (details.house_id, details.place_id)
        return region if region or is_moved else event.region_code

    async def _keep(
        self,
        transaction: EventTransaction,
        event: Event,
        edited: Event,
        person_id: PersonId,
        now: datetime,
    ) -> Event:
        kept = replace(edited, version=event.version + 1)
        if event.status is not EventStatus.DRAFT and changes(as_version(event), as_version(kept)):
            earliest = min(event.starts_at, kept.starts_at)
            kept = replace(kept, notice_due_at=notice_due(now, earliest, self._settling))
        await transaction.save(kept)
        await transaction.keep_version(kept, person_id, now)
        return kept


async def editable(transaction: EventTransaction, event_id: EventId, person_id: PersonId) -> Event:
    """Give an event that the person may edit at this moment; raises EventUnknown, NotAnEditor."""
    event = await transaction.event(event_id)
    if event is None:
        raise EventUnknown
    if not may_edit(event, person_id, await transaction.grants(person_id)):
        raise NotAnEditor
    return event


async def _later(transaction: EventTransaction, event_id: EventId, person_id: PersonId) -> Sequence[Event]:
    """Give the later events of the series that the person may edit, without those called off.

    They are held all at once, and as they lie before any of them changes.
    """
    series = await transaction.series(event_id)
    begins = next((one.details.starts_at for one in series if one.id == event_id), None)
    grants = await transaction.grants(person_id)
    return [
        one
        for one in series
        if begins is not None
        and one.details.starts_at is not None
        and one.details.starts_at > begins
        and one.status is not EventStatus.CANCELLED
        and may_edit(one, person_id, grants)
    ]


def region_of(details: EventDetails, directory: Directory) -> RegionCode:
    """Give the region where an event is held; empty while that is not known."""
    if details.house_id is not None and (house := directory.house(details.house_id)):
        return house.region_code
    if details.place_id is not None and (place := directory.place(details.place_id)):
        return place.region_code
    return RegionCode("")


def draft(action_key: str, details: EventDetails, region_code: RegionCode, person_id: PersonId) -> NewEvent:
    """Give a draft that is not kept yet."""
    return NewEvent(
        action_key=action_key,
        details=details,
        status=EventStatus.DRAFT,
        region_code=region_code,
        series_id=None,
        created_by=person_id,
        published_at=None,
    )


def _require_ahead(event: Event, now: datetime) -> None:
    if event.status is not EventStatus.DRAFT and event.ends_at <= now:
        raise EventOver
