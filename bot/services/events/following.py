"""What follows from an event by itself: notices of changes, reminders, offers that run out."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from bot.domain.astana_time import is_quiet
from bot.domain.events.attendance import AttendanceState
from bot.domain.events.changes import LONGEST_SETTLING, Change, changes, told_when
from bot.domain.events.event import Event, EventId, EventVersion, as_version
from bot.domain.events.notices import EventNoticeKind
from bot.domain.events.reminders import LONGEST_LEAD, Lead, planned_at
from bot.domain.outbox import NewNotice
from bot.domain.people import PersonId
from bot.ports.clock import Clock
from bot.ports.events import EventStore, EventTransaction, MassNotice
from bot.services.events.looks import DoneLooks, Look
from bot.services.events.seats import offer_seats


class Following:
    """Looks at the events as they are now, and puts what is due into the outbox; a repeat adds nothing."""

    def __init__(self, store: EventStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._looks = DoneLooks()

    async def tell_changes(self) -> int:
        """Have everybody who comes told what changed since they last knew; give how many they are."""
        now = self._clock()

        async def tell(event_id: EventId) -> int:
            async with self._store.transaction() as transaction:
                return await self._tell(transaction, event_id, now)

        return await _each(await self._store.to_tell(now, now + LONGEST_SETTLING), tell)

    async def remind(self) -> int:
        """Have everybody reminded whose moment has come; give how many reminders there are."""
        now = self._clock()
        if is_quiet(now):  # what was due before the night comes in the morning
            return 0
        reminded = 0
        events = await self._store.to_remind(now, now + LONGEST_LEAD)
        due = [look for event in events for look in _looks(event, now)]
        for look in self._looks.still_wanted(due, now):
            async with self._store.transaction() as transaction:
                reminded += await transaction.put_reminders(*look, now)
            self._looks.finish(look, now)
        return reminded

    async def expire_offers(self) -> int:
        """Offer seats that nobody took in time to the next; give how many offers ended."""
        now = self._clock()

        async def expire(event_id: EventId) -> int:
            async with self._store.transaction() as transaction:
                event = await transaction.event(event_id)
                return 0 if event is None else await _expire(transaction, event, now)

        return await _each(await self._store.with_expired_offers(now), expire)

    async def _tell(self, transaction: EventTransaction, event_id: EventId, now: datetime) -> int:
        event = await transaction.event(event_id)
        if event is None or not _is_to_tell(event, now):
            return 0
        present = as_version(event)
        told, moved = 0, False
        for known in await transaction.versions(event_id):
            if known.version == event.version:
                continue
            found = changes(known, present)
            if not found or not _is_ahead(known, event, now):
                # Somebody who was told, or may have been, what is now undone is told in a later round.
                await transaction.know_what_was_sent(event_id, known.version, _keys(event_id))
                await transaction.know(event_id, known.version, event.version)
                continue
            reached = await transaction.put_changed(event, known.version, _notice(event, known, now), now)
            told += reached
            moved = moved or (Change.TIME in found and reached > 0)
        await transaction.save(replace(event, notice_due_at=None, timed_at=now if moved else event.timed_at))
        return told


async def _each(event_ids: Iterable[EventId], act: Callable[[EventId], Awaitable[int]]) -> int:
    """Act on each event, and add the results up; one that fails keeps none of the others waiting.

    Raises ExceptionGroup at the end where any has failed.
    """
    done, failures = 0, []
    for event_id in event_ids:
        try:
            done += await act(event_id)
        except Exception as error:  # noqa: BLE001  # the bulkhead between the events; raised below
            failures.append(error)
    if failures:
        raise ExceptionGroup("events not followed", failures)
    return done


def _is_to_tell(event: Event, now: datetime) -> bool:
    """Tell whether the editors have settled, by now or by a clock that was ahead when they edited."""
    due_at = event.notice_due_at
    return due_at is not None and not now < due_at <= now + LONGEST_SETTLING


def _notice(event: Event, known: EventVersion, now: datetime) -> MassNotice:
    earliest = _earliest(known, event)
    return MassNotice(
        kind=EventNoticeKind.EVENT_CHANGED,
        key=f"{_keys(event.id)}{event.version}",
        payload={"event_id": event.id, "version": event.version},
        due_at=min(event.notice_due_at or now, now),
        expires_at=max(event.ends_at, known.details.ends_at or earliest),
        holds_at_night=told_when(now, earliest) > now,
    )


def _keys(event_id: EventId) -> str:
    """Give how the keys of an event's notices of changes begin; each ends with the version."""
    return f"{EventNoticeKind.EVENT_CHANGED}:{event_id}:"


def _earliest(known: EventVersion, event: Event) -> datetime:
    """Give the sooner of the beginning that people know and the present one."""
    return min(known.details.starts_at or event.starts_at, event.starts_at)


def _is_ahead(known: EventVersion, event: Event, now: datetime) -> bool:
    """Tell whether the event, as it is or as people know it, is not over yet."""
    return event.ends_at > now or (known.details.ends_at or event.ends_at) > now


def _looks(event: Event, now: datetime) -> Iterator[Look]:
    """Give the moments of an event, up to now, at which somebody may want to be reminded."""
    for lead in Lead:
        planned = planned_at(event.starts_at, lead)
        if planned is not None and planned <= now and _is_news(event, planned, now):
            yield Look(event, lead, planned)


def _is_news(event: Event, planned: datetime, now: datetime) -> bool:
    """Tell whether people knew the time of the event before the reminder was due: else they just heard it.

    Where they know it since a moment that is yet to come, the clock was ahead then, and nobody knows.
    """
    return event.timed_at is not None and (event.timed_at < planned or event.timed_at > now)


async def _expire(transaction: EventTransaction, event: Event, now: datetime) -> int:
    expired = 0
    for one in await transaction.offered(event.id):
        if one.offered_until is None or one.offered_until > now:
            continue
        # While the event is off nobody can take a seat, so nobody loses their place for it.
        state = AttendanceState.LEFT if event.is_published else AttendanceState.WAITING
        await transaction.keep(replace(one, state=state, seats_offered=None, offered_until=None))
        if event.is_published and event.starts_at > now:
            await transaction.put([_expired(event, one.person_id, one.offered_until)], now)
        expired += 1
    await offer_seats(transaction, event, now)
    return expired


def _expired(event: Event, person_id: PersonId, until: datetime) -> NewNotice:
    return NewNotice(
        person_id=person_id,
        kind=EventNoticeKind.OFFER_EXPIRED,
        key=f"{EventNoticeKind.OFFER_EXPIRED}:{event.id}:{until.isoformat()}",
        payload={"event_id": event.id},
        due_at=until,
        expires_at=event.starts_at,
        holds_at_night=True,
    )
