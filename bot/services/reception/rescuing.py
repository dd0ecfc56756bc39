"""Requests that have lost their owner or their council come to somebody who is there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.councils import NATIONAL_DESK
from bot.domain.reception.history import Entry, Side
from bot.domain.reception.request import Request, RequestId, Rung
from bot.domain.reception.rules import ReceptionRules
from bot.domain.reception.states import IN_HAND, Act, after
from bot.ports.clock import Clock as Time
from bot.ports.reception import NewEntry, RequestStore, RequestTransaction
from bot.ports.reception_desk import DeskStore
from bot.services.places import Places
from bot.services.reception.owning import has_owner
from bot.services.reception.promising import resumed
from bot.services.reception.telling import colleagues, news, tell_council


class Rescuing:
    """Regular looks for requests that have nobody; each may be missed or repeated without harm."""

    def __init__(
        self, store: DeskStore, requests: RequestStore, places: Places, clock: Time, rules: ReceptionRules
    ) -> None:
        self._store = store
        self._requests = requests
        self._places = places
        self._clock = clock
        self._rules = rules

    async def free_orphans(self) -> int:
        """Give requests back to their council whose owner was dismissed."""
        return sum([await self._free(request_id) for request_id in await self._store.orphans()])

    async def move_deserted(self) -> int:
        """Give untaken requests of councils for which nobody works any more to the national desk."""
        deserted = await self._store.deserted(NATIONAL_DESK)
        for request_id in deserted:
            await self._move(request_id)
        return len(deserted)

    async def _free(self, request_id: RequestId) -> bool:
        now = self._clock()
        async with self._requests.transaction() as transaction:
            request = await transaction.hold(request_id)
            if request is None or request.owner_id is None or request.state not in IN_HAND:
                return False
            if await has_owner(transaction, request, self._places.directory):
                return False
            clock = resumed(request.clock, now, self._rules.terms, self._places.directory.working_days)
            freed = replace(request, clock=clock, owner_id=None, owner_name="")
            entry = await self._settle(transaction, freed, Act.RELEASE, {}, now)
            await transaction.put([news(freed, entry, now)], now)
            await tell_council(transaction, freed, f"entry:{entry.id}", now)
        return True

    async def _move(self, request_id: RequestId) -> None:
        now = self._clock()
        async with self._requests.transaction() as transaction:
            request = await transaction.hold(request_id)
            if request is None or request.owner_id is not None or not request.is_open:
                return
            if set(await colleagues(transaction, request.council_id)) - {request.citizen_id}:
                return
            moved = replace(request, council_id=NATIONAL_DESK, rung=Rung.COORDINATORS)
            details = {"to": NATIONAL_DESK, "from": request.council_id}
            entry = await self._settle(transaction, moved, Act.TRANSFER, details, now)
            await transaction.put([news(request, entry, now)], now)
            await tell_council(transaction, moved, f"entry:{entry.id}", now)

    async def _settle(
        self,
        transaction: RequestTransaction,
        changed: Request,
        act: Act,
        details: Mapping[str, Any],
        now: datetime,
    ) -> Entry:
        state = after(changed.state, act)
        await transaction.save(replace(changed, state=state, version=changed.version + 1), None)
        entry = NewEntry(
            request_id=changed.id, side=Side.BOT, person_id=None, act=act, state=state, details=details
        )
        return await transaction.write_down(entry, now)
