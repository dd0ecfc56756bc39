"""Two councils with their people, and somebody who follows every request."""

from dataclasses import dataclass

from bot.domain.people import PersonId
from bot.domain.reception.request import Request
from bot.domain.reception.states import RequestState
from bot.domain.roles import Role
from tests.services.reception.reception_world import ALMATY, ReceptionWorld


@dataclass(slots=True)
class Office:
    """The councils of Astana and Almaty with their people, and somebody who follows every request."""

    world: ReceptionWorld
    owner: PersonId
    colleague: PersonId
    head: PersonId
    elsewhere: PersonId
    follower: PersonId

    async def request(self, state: RequestState, owner: PersonId | None = None) -> Request:
        """Give a new request in that state; where nobody has taken it, it has no owner."""
        request = await self.world.brought_to(state, owner or self.owner, self.elsewhere)
        async with self.world.requests.transaction() as transaction:
            await transaction.follow(request.id, self.follower, self.world.time)
        return request

    async def request_of_somebody_gone(self, state: RequestState) -> Request:
        """Give a request that its owner can no longer answer, where it had one."""
        gone = await self.world.staff(name="Gone")
        request = await self.request(state, gone)
        await self.world.dismiss(gone)
        return request

    def named(self, request: Request, person: PersonId) -> str:
        names = {
            request.citizen_id: "citizen",
            self.owner: "owner",
            self.colleague: "colleague",
            self.head: "head",
            self.elsewhere: "elsewhere",
            self.follower: "follower",
        }
        return names[person]


async def settled(world: ReceptionWorld) -> Office:
    return Office(
        world,
        await world.staff(name="Owner"),
        await world.staff(name="Colleague"),
        await world.staff(role=Role.HEAD, name="Head"),
        await world.staff(ALMATY),
        await world.citizen(),
    )
