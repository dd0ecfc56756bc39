"""Random acts of editors and citizens, and everything that must be true whatever they do."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.domain.astana_time import is_quiet
from bot.domain.events.attendance import Attendance, AttendanceState
from bot.domain.events.changes import changes
from bot.domain.events.edits import Edit, starting, titled, with_fields
from bot.domain.events.errors import EventRefusal
from bot.domain.events.event import Event, EventId, EventVersion, as_version
from bot.domain.events.notices import EventChanged, ReminderDue
from bot.domain.events.reminders import Lead, planned_at
from bot.domain.language import Language
from bot.domain.outbox import OutboxNotice
from bot.domain.people import PersonId
from bot.domain.places import HouseId
from tests.services.events.small_world import SmallWorld

LIVE = 3
"""Events at the same time."""

Told = tuple[EventId, PersonId]


@dataclass(slots=True)
class Walk:
    """Walks step by step and fails at the first wrong message or seat."""

    world: SmallWorld
    random: Random
    events: list[EventId] = field(default_factory=list)
    known: dict[Told, EventVersion] = field(default_factory=dict)
    reminded: set[tuple[EventId, PersonId, datetime]] = field(default_factory=set)
    reminders: int = 0
    notices: int = 0

    async def steps(self, count: int) -> None:
        for _ in range(count):
            await self._renew()
            with suppress(EventRefusal):
                await self._act()
            if self.random.random() < 0.5:
                await self._beat()

    async def end(self) -> None:
        """Let everything come to rest: then nobody who comes believes what is no longer true."""
        self.world.pass_time(days=1, minutes=30)  # the last jump of the clock may have been a day back
        while is_quiet(self.world.time):
            self.world.pass_time(hours=1)
        await self._beat()
        for event_id in self.events:
            event = await self._event(event_id)
            for one in await self._attendances(event_id):
                if one.state is not AttendanceState.LEFT and event.ends_at > self.world.time:
                    found = changes(self.known[event_id, one.person_id], as_version(event))
                    assert found == (), (event_id, one.person_id)

    async def _renew(self) -> None:
        """Keep three events ahead; what is over can no longer be got wrong."""
        now = self.world.time
        if self.random.random() < 0.1 or not self.events:
            self.events = [one for one in self.events if (await self._event(one)).ends_at > now]
            while len(self.events) < LIVE:
                self.events.append((await self._new_event()).id)

    async def _new_event(self) -> Event:
        ahead = timedelta(hours=self.random.randint(2, 60))
        return await self.world.event(
            with_fields(capacity=self.random.choice([None, 2, 4])), starts_at=self.world.time + ahead
        )

    async def _act(self) -> None:
        event_id = self.random.choice(self.events)
        person = self.random.choice(self.world.people)
        act = self.random.random()
        attending, editing = self.world.services.attending, self.world.services.editing
        if act < 0.25:
            await self._joined(event_id, person, self.random.randint(1, 3))
        elif act < 0.32:
            await attending.leave(event_id, person)
        elif act < 0.40:
            mine = await self._attendance(event_id, person)
            await attending.accept(event_id, person)
            if mine is not None and mine.state is AttendanceState.OFFERED:
                await self._saw(event_id, person)
        elif act < 0.50:
            await attending.remind(event_id, person, self.random.choice(list(Lead)))
        elif act < 0.51:
            await editing.cancel(event_id, self.world.editor)
        elif act < 0.54:
            await editing.restore(event_id, self.world.editor)
        elif act < 0.60:
            await editing.change(event_id, self.world.editor, await self._edit(event_id))
        elif act < 0.99:
            self.world.pass_time(minutes=self.random.choice([1, 7, 45, 120]))
        else:
            self.world.pass_time(days=self.random.choice([-1, 1]))

    async def _edit(self, event_id: EventId) -> Edit:
        event = await self._event(event_id)
        hours = timedelta(hours=self.random.randint(1, 72))
        return self.random.choice(
            [
                starting(max(event.starts_at, self.world.time) + hours),
                starting(self.world.time + hours),
                with_fields(house_id=HouseId(self.random.choice(["semey", "almaty"]))),
                titled(Language.RUSSIAN, self.random.choice(["Концерт", "Праздник"])),
                with_fields(capacity=self.random.choice([None, 1, 3, 5])),
            ]
        )

    async def _joined(self, event_id: EventId, person: PersonId, seats: int) -> None:
        before = await self._held(event_id)
        mine = await self._attendance(event_id, person)
        card = await self.world.services.attending.come(event_id, person, seats)
        capacity = card.event.details.capacity
        assert capacity is None or card.held <= max(capacity, before)
        if mine is None or mine.state is not AttendanceState.COMING:
            await self._saw(event_id, person, new=mine is None or mine.state is AttendanceState.LEFT)

    async def _saw(self, event_id: EventId, person: PersonId, *, new: bool = False) -> None:
        """Note that the person has the event before their eyes."""
        mine = await self._attendance(event_id, person)
        if mine is not None and (new or mine.state is AttendanceState.COMING):
            self.known[event_id, person] = as_version(await self._event(event_id))

    async def _beat(self) -> None:
        await self.world.tick()
        for notice, said in await self.world.deliver():
            match said:
                case ReminderDue():
                    await self._check_reminder(notice, said)
                case EventChanged():
                    await self._check_change(notice, said)
                case _:
                    pass
        await self._check_nobody_was_forgotten()
        await self._check_the_queue()

    async def _check_reminder(self, notice: OutboxNotice, said: ReminderDue) -> None:
        event = await self._event(said.card.event.id)
        mine = await self._attendance(event.id, notice.person_id)
        assert mine is not None
        assert mine.state is AttendanceState.COMING
        assert event.is_published
        planned = planned_at(event.starts_at, mine.lead)
        assert planned is not None
        assert planned <= self.world.time < event.starts_at
        assert not is_quiet(self.world.time)
        key = (event.id, notice.person_id, planned)
        assert key not in self.reminded, "reminded twice of the same"
        self.reminded.add(key)
        assert changes(self.known[event.id, notice.person_id], as_version(event)) == ()
        self.reminders += 1

    async def _check_change(self, notice: OutboxNotice, said: EventChanged) -> None:
        event = await self._event(said.card.event.id)
        key = (event.id, notice.person_id)
        assert changes(said.known, self.known[key]) == ()
        assert said.changes == changes(self.known[key], as_version(event)) != ()
        self.known[key] = as_version(event)
        self.notices += 1

    async def _check_nobody_was_forgotten(self) -> None:
        now = self.world.time
        if is_quiet(now):
            return
        for event_id in self.events:
            event = await self._event(event_id)
            if not event.is_published or event.starts_at <= now or event.notice_due_at or not event.timed_at:
                continue
            for one in await self._attendances(event_id):
                planned = planned_at(event.starts_at, one.lead)
                if one.state is not AttendanceState.COMING or planned is None or planned > now:
                    continue
                since = max(event.timed_at, one.confirmed_at or now, one.lead_since)
                if since < planned:
                    assert (event_id, one.person_id, planned) in self.reminded, (event_id, one)

    async def _check_the_queue(self) -> None:
        for event_id in self.events:
            event = await self._event(event_id)
            queue = await self._attendances(event_id)
            free = event.details.capacity is None or await self._held(event_id) < event.details.capacity
            waits = any(one.state is AttendanceState.WAITING for one in queue)
            is_open = event.is_published and event.starts_at - self.world.time > timedelta(hours=1)
            assert not (free and waits and is_open), "somebody waits beside a free seat"

    async def _event(self, event_id: EventId) -> Event:
        return (await self.world.services.browsing.card(event_id, self.world.editor)).event

    async def _attendance(self, event_id: EventId, person: PersonId) -> Attendance | None:
        return (await self.world.services.browsing.card(event_id, person)).mine

    async def _attendances(self, event_id: EventId) -> list[Attendance]:
        guests = await self.world.services.door.guests(event_id, self.world.editor)
        return list(guests.attendances)

    async def _held(self, event_id: EventId) -> int:
        return (await self.world.services.browsing.card(event_id, self.world.editor)).held
