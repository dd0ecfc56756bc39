"""What waits on the desks of those who work for councils: lists, counts, search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.astana_time import local
from bot.domain.councils import NATIONAL_DESK, Council, CouncilId, CouncilKind
from bot.domain.people import PersonId
from bot.domain.reception.desk import DeskList, DeskSummary
from bot.domain.reception.errors import NotAllowed
from bot.domain.reception.promise import SOON_DAYS
from bot.domain.reception.request import RequestCard, Rung
from bot.domain.roles import Grant, Role, council_roles
from bot.ports.clock import Clock as Time
from bot.ports.reception import RequestStore
from bot.ports.reception_desk import DeskStore
from bot.services.places import Places


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilDesk:
    """One council at which somebody works, with what waits there; `is_head` tells that they lead it."""

    council: Council
    summary: DeskSummary
    is_head: bool


class Desks:
    """The desks of coordinators, heads and admins."""

    def __init__(self, store: DeskStore, requests: RequestStore, places: Places, clock: Time) -> None:
        self._store = store
        self._requests = requests
        self._places = places
        self._clock = clock

    async def of_person(self, person_id: PersonId) -> list[CouncilDesk]:
        """Give the councils at which somebody works; none for everybody else."""
        grants = council_roles(await self._requests.grants(person_id))
        return [
            CouncilDesk(
                council=council,
                summary=await self._summary(council, person_id),
                is_head=any(one.role is Role.HEAD and one.council_id == council.id for one in grants),
            )
            for council in self._councils(grants)
        ]

    async def listed(
        self, council_id: CouncilId, which: DeskList, person_id: PersonId
    ) -> Sequence[RequestCard]:
        """Give a list of one of the person's councils; raises NotAllowed for others."""
        grants = council_roles(await self._requests.grants(person_id))
        if not any(grant.council_id == council_id for grant in grants):
            raise NotAllowed
        council = self._places.directory.council(council_id)
        if which is DeskList.CLIMBED and council is not None:
            return await self.climbed_to(council)
        today, soon = self.today_and_soon()
        return await self._store.listed(council_id, which, person_id, today, soon)

    async def climbed_to(self, council: Council) -> list[RequestCard]:
        """Give the requests of other councils whose silence has climbed to this one."""
        if council.id == NATIONAL_DESK:
            found = await self._store.climbed(None)
            return [card for card in found if card.rung >= Rung.COUNTRY and card.council_id != council.id]
        if council.kind is not CouncilKind.ELDERS or council.place_id is not None:
            return []
        found = await self._store.climbed(council.region_code)
        return [card for card in found if card.council_id != council.id]

    def today_and_soon(self) -> tuple[date, date]:
        """Give the Astana day, and the last one that counts as due soon."""
        today = local(self._clock()).date()
        return today, self._places.directory.working_days.add(today, SOON_DAYS)

    async def _summary(self, council: Council, person_id: PersonId) -> DeskSummary:
        today, soon = self.today_and_soon()
        counted = await self._store.summary(council.id, person_id, today, soon)
        lists = {which.value: counted.of(which) for which in DeskList}
        return DeskSummary(**lists | {"climbed": len(await self.climbed_to(council))})

    def _councils(self, grants: Sequence[Grant]) -> list[Council]:
        named = dict.fromkeys(grant.council_id for grant in grants)
        return [council for one in named if (council := self._places.directory.council(one)) is not None]
