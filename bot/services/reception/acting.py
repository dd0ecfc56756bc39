"""What every act on a request has in common: rights, transition, clock, history, all in one transaction."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.astana_time import local
from bot.domain.people import PersonId
from bot.domain.reception.errors import PersonalDataGone, RequestUnknown
from bot.domain.reception.history import Entry, Side
from bot.domain.reception.policy import Standing, require, standings_of
from bot.domain.reception.request import Clock, Request, RequestId
from bot.domain.reception.routing import watching
from bot.domain.reception.rules import ReceptionRules
from bot.domain.reception.states import OPEN, Act, RequestState, after
from bot.domain.roles import Grant
from bot.domain.working_days import WorkingCalendar
from bot.ports.clock import Clock as Time
from bot.ports.reception import NewEntry, RequestStore, RequestTransaction
from bot.services.places import Places
from bot.services.reception.promising import resumed
from bot.services.reception.telling import followed

TELLS_FOLLOWERS = frozenset(
    {
        Act.TAKE,
        Act.ANSWER,
        Act.CLOSE,
        Act.TRANSFER,
        Act.REDIRECT,
        Act.CONFIRM,
        Act.REOPEN,
        Act.WITHDRAW,
    }
)
"""Acts of which those hear who follow a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An act that is allowed and about to be done, with all it needs; `state` is where it leads."""

    transaction: RequestTransaction
    request: Request
    act: Act
    state: RequestState
    person_id: PersonId
    standings: frozenset[Standing]
    grants: tuple[Grant, ...]
    now: datetime
    calendar: WorkingCalendar
    rules: ReceptionRules

    async def settle(self, side: Side, details: Mapping[str, str] | None = None, **changes: Any) -> Entry:
        """Keep the request with its changes in its new state, write the act down, tell followers."""
        changed = replace(self.request, **changes)
        await self._save(replace(changed, state=self.state, clock=self._clock(changed)))
        return await self.write_down(side, details)

    async def write_down(self, side: Side, details: Mapping[str, str] | None = None) -> Entry:
        """Add the act to the history, and tell followers where it concerns them."""
        entry = await self.transaction.write_down(
            NewEntry(
                request_id=self.request.id,
                side=side,
                person_id=self.person_id,
                act=self.act,
                state=self.state,
                details=details or {},
            ),
            self.now,
        )
        is_one_more = self.act is Act.ANSWER and self.request.state is RequestState.ANSWERED
        if self.act in TELLS_FOLLOWERS and not is_one_more:
            people = await self.transaction.followers(self.request.id)
            await self.transaction.put(followed(people, entry, self.now), self.now)
        return entry

    def colleague(self) -> Grant | None:
        """Give the role at a council by which the person acts."""
        at_council = [grant for grant in self.grants if grant.role.is_at_council]
        here = [grant for grant in at_council if grant.council_id == self.request.council_id]
        return next(iter([*here, *at_council]), None)

    async def _save(self, changed: Request) -> None:
        if changed.state in OPEN:
            settled_at = None
        else:
            settled_at = await self.transaction.settled_at(changed.id) or self.now
            if self.request.state in OPEN:
                settled_at = self.now
        is_seen = replace(changed.card, version=0) != replace(self.request.card, version=0)
        version = self.request.version + is_seen  # a card that looks as before is left alone
        await self.transaction.save(replace(changed, version=version), settled_at)

    def _clock(self, changed: Request) -> Clock:
        """Stop the clock while the council waits for the citizen, and start it again afterwards."""
        clock = changed.clock
        waits = self.state is RequestState.WAITING_FOR_CITIZEN
        if waits and clock.paused_at is None:
            return replace(clock, paused_at=self.now)
        return clock if waits else resumed(clock, self.now, self.rules.terms, self.calendar)


class Acting:
    """Opens the transaction of an act."""

    def __init__(self, store: RequestStore, places: Places, clock: Time, rules: ReceptionRules) -> None:
        self._store = store
        self._places = places
        self._clock = clock
        self._rules = rules

    @asynccontextmanager
    async def act(
        self, request_id: RequestId, person_id: PersonId, act: Act | Callable[[Request], Act]
    ) -> AsyncIterator[Deed]:
        """Hold the request and check, on fresh data, that the person may do this now.

        Which act it is may depend on the request as it is held.
        Raises RequestUnknown for whoever is nothing to the request, NotAllowed, NotNow, PersonalDataGone.
        """
        now, directory = self._clock(), self._places.directory
        async with self._store.transaction() as transaction:
            request = await transaction.hold(request_id)
            if request is None:
                raise RequestUnknown
            grants = tuple(await transaction.grants(person_id))
            watched = watching(directory, request)
            standings = standings_of(person_id, request, grants, watched)
            if not standings:
                raise RequestUnknown
            done = act if isinstance(act, Act) else act(request)
            require(done, standings)
            if request.stripped_at is not None:
                raise PersonalDataGone
            yield Deed(
                transaction=transaction,
                request=request,
                act=done,
                state=after(request.state, done),
                person_id=person_id,
                standings=standings,
                grants=grants,
                now=now,
                calendar=directory.working_days,
                rules=self._rules,
            )


def year_of(moment: datetime) -> int:
    """Give the year in which a request is numbered, by Astana time."""
    return local(moment).year
