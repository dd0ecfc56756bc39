"""What the clock does for requests: silence climbs, desks hear of it, nothing is kept too long."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from bot.domain.astana_time import is_quiet, local
from bot.domain.outbox import NewNotice
from bot.domain.people import PersonId
from bot.domain.reception.history import Side
from bot.domain.reception.messages import Delivery
from bot.domain.reception.notices import ReceptionNoticeKind as Kind
from bot.domain.reception.promise import days_left, promise
from bot.domain.reception.request import Clock, Request, Rung
from bot.domain.reception.rules import ReceptionRules
from bot.domain.reception.states import TRANSITIONS, Act
from bot.domain.roles import Grant
from bot.ports.clock import Clock as Time
from bot.ports.reception import NewEntry, RequestStore
from bot.ports.reception_desk import DeskStore
from bot.services.places import Places
from bot.services.reception.desks import Desks
from bot.services.reception.telling import message_key, news, notice

MORNING = time(9)
"""When desks get their digest, Astana time, on working days."""

CLIMBING = {Rung.HEAD: 1, Rung.REGION: 3, Rung.COUNTRY: 5}
"""Working days after a promised day from which on silence is on a rung."""

AT_A_TIME = 200
"""Outcomes that are looked at in one beat."""


class Watching:
    """The regular work on requests; each beat may be missed or repeated without harm."""

    def __init__(
        self,
        store: DeskStore,
        requests: RequestStore,
        desks: Desks,
        places: Places,
        clock: Time,
        rules: ReceptionRules,
    ) -> None:
        self._store = store
        self._requests = requests
        self._desks = desks
        self._places = places
        self._clock = clock
        self._rules = rules
        self._begun: tuple[date, int] | None = None

    async def tell_outcomes(self) -> int:
        """Keep what became of messages to citizens, and tell owners of those that did not arrive."""
        told, now = 0, self._clock()
        for message, delivery in await self._store.outcomes(AT_A_TIME):
            async with self._requests.transaction() as transaction:
                request = await transaction.hold(message.request_id)
                await transaction.keep_delivery(message.id, delivery)
                if delivery is Delivery.SENT or request is None or request.owner_id is None:
                    continue
                key = f"{message_key(message)}:undelivered"
                undelivered = notice(
                    request.owner_id, Kind.UNDELIVERED, key, now, request=request.id, message=message.id
                )
                await transaction.put([undelivered], now)
            told += 1
        return told

    async def begin_the_day(self) -> int:
        """From nine on a working day: count promises anew, let silence climb, write to the desks; once."""
        now = self._clock()
        shown, directory = local(now), self._places.directory
        if shown.time() < MORNING or is_quiet(now) or not directory.working_days.is_working(shown.date()):
            return 0
        morning = (shown.date(), directory.version)
        if morning == self._begun:
            return 0
        for request in await self._store.open_requests():
            await self._count_anew(request)
        climbed = [await self._climb(request) for request in await self._store.silent(shown.date())]
        written = await self._write_to_desks(shown.date())
        self._begun = (
            morning  # only spares work: rungs and the keys of notices keep a repeat from telling twice
        )
        return sum(climbed) + written

    async def forget(self) -> int:
        """Strip requests of personal data after their term, and forget drafts that nobody touches."""
        now = self._clock()
        over = await self._store.to_strip(now - self._rules.keep_personal_data)
        for request_id in over:
            await self._store.strip(request_id, now)
        await self._store.forget_drafts(now - self._rules.keep_drafts)
        return len(over)

    async def _count_anew(self, request: Request) -> None:
        """Move promised days where the calendar of days off has changed since they were counted."""
        if self._as_promised(request) == request.clock:
            return
        async with self._requests.transaction() as transaction:
            held = await transaction.hold(request.id)
            if held is not None and held.is_open:
                moved = replace(held, clock=self._as_promised(held), version=held.version + 1)
                await transaction.save(moved, None)

    def _as_promised(self, request: Request) -> Clock:
        clock, calendar = request.clock, self._places.directory.working_days
        due = promise(clock.counted_from, clock.days_paused, self._rules.terms, calendar)
        reaction_due_on = clock.reaction_due_on if clock.reacted_at else due.reaction_due_on
        return replace(clock, reaction_due_on=reaction_due_on, answer_due_on=due.answer_due_on)

    async def _climb(self, request: Request) -> int:
        today = local(self._clock()).date()
        if self._rung(request, today) <= request.rung:
            return 0
        now = self._clock()
        async with self._requests.transaction() as transaction:
            held = await transaction.hold(request.id)
            if (
                held is None
                or (held.state, Act.CLIMB) not in TRANSITIONS
                or (rung := self._rung(held, today)) <= held.rung
            ):
                return 0
            await transaction.save(replace(held, rung=rung, version=held.version + 1), None)
            entry = await transaction.write_down(
                NewEntry(
                    request_id=held.id,
                    side=Side.BOT,
                    person_id=None,
                    act=Act.CLIMB,
                    state=held.state,
                    details={"rung": rung.name.lower()},
                ),
                now,
            )
            await transaction.put([news(held, entry, now)], now)
        return 1

    def _rung(self, request: Request, today: date) -> Rung:
        clock, calendar = request.clock, self._places.directory.working_days
        due = [clock.answer_due_on] if clock.reacted_at else [clock.answer_due_on, clock.reaction_due_on]
        late = max(-days_left(day, today, calendar) for day in due)
        return max((rung for rung, days in CLIMBING.items() if late >= days), default=Rung.COORDINATORS)

    async def _write_to_desks(self, today: date) -> int:
        written: list[NewNotice] = []
        now = self._clock()
        for person_id in _people(await self._store.desk_people()):
            desks = await self._desks.of_person(person_id)
            if any(desk.summary.needs_somebody for desk in desks):
                key = f"desk:{today.isoformat()}"
                written.append(notice(person_id, Kind.DIGEST, key, now, day=today.isoformat()))
        async with self._requests.transaction() as transaction:
            await transaction.put(written, now)
        return len(written)


def _people(grants: Sequence[Grant]) -> list[PersonId]:
    return list(dict.fromkeys(grant.person_id for grant in grants))
