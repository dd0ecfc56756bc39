"""What somebody may know and decide about their own data: see it, take it along, have it deleted."""

import json
from contextlib import suppress

from bot.domain.events.errors import EventRefusal
from bot.domain.people import PersonId
from bot.domain.privacy import KeptData
from bot.domain.reception.errors import ReceptionRefusal
from bot.ports.clock import Clock
from bot.ports.privacy import PrivacyStore
from bot.ports.reception_desk import DeskStore
from bot.services.events.attending import Attending
from bot.services.reception.own import OwnRequests


class PrivacyData:
    """Everything that is kept about one person."""

    def __init__(
        self,
        store: PrivacyStore,
        own_requests: OwnRequests,
        desk: DeskStore,
        attending: Attending,
        clock: Clock,
    ) -> None:
        self._store = store
        self._own_requests = own_requests
        self._desk = desk
        self._attending = attending
        self._clock = clock

    async def kept(self, person_id: PersonId) -> KeptData:
        """Count what is kept."""
        return await self._store.kept(person_id)

    async def export(self, person_id: PersonId) -> bytes:
        """Give all that is kept as JSON; moments are UTC."""
        kept = {"exported_at": self._clock().isoformat(), **await self._store.everything(person_id)}
        return json.dumps(kept, ensure_ascii=False, indent=2).encode()

    async def erase(self, person_id: PersonId) -> None:
        """End what others wait for, and delete the person, in short transactions.

        Seats are given back, so that waiting lists move; open requests are withdrawn, so that nobody works on
        them for nothing. Each step can be repeated: after a crash the same press does the rest.
        """
        for card in await self._attending.of_person(person_id):
            with suppress(EventRefusal):  # it was called off or deleted meanwhile
                await self._attending.leave(card.event.id, person_id)
        for request in (await self._own_requests.mine(person_id)).own:
            with suppress(ReceptionRefusal):  # it has ended already
                await self._own_requests.withdraw(request.id, person_id)
            await self._desk.strip(request.id, self._clock())
        await self._store.erase(person_id, self._clock())
