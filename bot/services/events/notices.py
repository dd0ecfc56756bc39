"""Looks once more, just before a message goes out, whether it is still true."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.events.attendance import AttendanceState
from bot.domain.events.card import EventCard
from bot.domain.events.changes import changes
from bot.domain.events.event import Event, EventId, as_version
from bot.domain.events.notices import (
    EventChanged,
    EventNotice,
    EventNoticeKind,
    NewEvents,
    OfferExpired,
    ReminderDue,
    SeatsOffered,
)
from bot.domain.events.reminders import planned_at
from bot.domain.outbox import OutboxNotice
from bot.ports.clock import Clock
from bot.ports.events import EventStore
from bot.ports.subscriptions import SubscriptionStore
from bot.services.events.seats import offer_key

KINDS: frozenset[str] = frozenset(EventNoticeKind)
"""The kinds of outbox rows that belong to the events."""


class EventNotices:
    """Turns outbox rows into what is true now; None where there is nothing to say any more."""

    def __init__(self, store: EventStore, subscriptions: SubscriptionStore, clock: Clock) -> None:
        self._store = store
        self._subscriptions = subscriptions
        self._clock = clock

    async def prepare(self, notice: OutboxNotice) -> EventNotice | None:
        """Give what the row stands for, as the event is at this moment.

        Raises ValueError for a row of a kind that is not of the events.
        """
        kind = EventNoticeKind(notice.kind)
        if kind is EventNoticeKind.DIGEST:
            return await self._digest(notice)
        card = await self._store.card(_event_id(notice), notice.person_id)
        if card is None:
            return None
        match kind:
            case EventNoticeKind.REMINDER:
                return self._reminder(notice, card)
            case EventNoticeKind.EVENT_CHANGED:
                return await self._changed(notice, card)
            case EventNoticeKind.SEAT_OFFERED:
                return SeatsOffered(card=card) if _still_offered(notice, card) else None
            case EventNoticeKind.OFFER_EXPIRED:
                return OfferExpired(card=card) if card.state is AttendanceState.LEFT else None

    async def delivered(self, notice: OutboxNotice) -> None:
        """Remember that the person knows the version of the event that they were told."""
        if notice.kind != EventNoticeKind.EVENT_CHANGED:
            return
        event_id, version = _event_id(notice), _version(notice)
        async with self._store.transaction() as transaction:
            await transaction.event(event_id)  # whoever changes an attendance holds its event
            mine = await transaction.attendance(event_id, notice.person_id)
            if mine is not None and mine.told_version < version:
                await transaction.keep(replace(mine, told_version=version))

    def _reminder(self, notice: OutboxNotice, card: EventCard) -> ReminderDue | None:
        mine, event = card.mine, card.event
        if mine is None or mine.state is not AttendanceState.COMING or not event.is_published:
            return None
        if event.starts_at <= self._clock():
            return None
        planned = datetime.fromisoformat(str(notice.payload["planned_at"]))
        return ReminderDue(card=card) if planned_at(event.starts_at, mine.lead) == planned else None

    async def _changed(self, notice: OutboxNotice, card: EventCard) -> EventChanged | None:
        mine, event = card.mine, card.event
        if mine is None or mine.state is AttendanceState.LEFT:
            return None
        versions = await self._store.versions_of(event.id, {mine.told_version, _version(notice)})
        present, known = as_version(event), versions[mine.told_version]
        if changes(versions[_version(notice)], present):
            return None  # there is, or soon will be, a later notice, which tells this change too
        found = changes(known, present)
        return EventChanged(card=card, known=known, changes=found) if found else None

    async def _digest(self, notice: OutboxNotice) -> NewEvents | None:
        since = datetime.fromisoformat(str(notice.payload["since"]))
        until = datetime.fromisoformat(str(notice.payload["until"]))
        found = await self._subscriptions.new_for(notice.person_id, since, until, self._clock())
        return NewEvents(events=_next_of_series(found)) if found else None


def _event_id(notice: OutboxNotice) -> EventId:
    return EventId(int(str(notice.payload["event_id"])))


def _version(notice: OutboxNotice) -> int:
    return int(str(notice.payload["version"]))


def _still_offered(notice: OutboxNotice, card: EventCard) -> bool:
    mine = card.mine
    return (
        mine is not None
        and mine.state is AttendanceState.OFFERED
        and offer_key(mine) == notice.key
        and card.event.is_published
    )


def _next_of_series(events: Sequence[Event]) -> Sequence[Event]:
    """Keep of each series the first event, which is the next one."""
    seen: set[int] = set()
    kept = []
    for event in events:
        series = event.series_id or event.id
        if series not in seen:
            seen.add(series)
            kept.append(event)
    return kept
