"""Citizens and councils on a database of their own, without Telegram, with a clock that a test moves."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.assembly import Services, create_services
from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.places import PlaceId, RegionCode
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.messages import Piece, PieceKind
from bot.domain.reception.request import ReplyWay, Request, RequestId
from bot.domain.roles import NO_COUNCIL, Grant, Role
from bot.domain.topics import TopicId
from storage.database import Database
from storage.reception.store import SqlRequests
from tests.conftest import MORNING

ABAI = CouncilId("elders-abai")
ABAI_REGION = RegionCode("KZ-10")
SEMEY = PlaceId("semey")


@dataclass(slots=True)
class Office:
    """Services, people and the time that they live in."""

    database: Database
    services: Services
    now: list[datetime]
    met: int = field(default=0)

    @property
    def time(self) -> datetime:
        return self.now[0]

    @property
    def requests(self) -> SqlRequests:
        return SqlRequests(self.database)

    def pass_time(self, **how_long: float) -> None:
        self.now[0] += timedelta(**how_long)

    async def person(self) -> PersonId:
        """Give somebody new."""
        self.met += 1
        return (await self.services.people.meet(7000 + self.met, "kk")).id

    async def holder(
        self, role: Role, council_id: CouncilId = NO_COUNCIL, region: RegionCode = ABAI_REGION
    ) -> PersonId:
        """Give somebody new with a role, whom colleagues know as Айгүл."""
        person = await self.person()
        await self.give(person, role, council_id, region)
        return person

    async def give(
        self,
        person: PersonId,
        role: Role,
        council_id: CouncilId = NO_COUNCIL,
        region: RegionCode = ABAI_REGION,
    ) -> Grant:
        roles = self.services.roles
        token = await roles.invite(role, region, timedelta(days=7), council_id)
        return await roles.accept(person, token, "Айгүл" if council_id else "")

    async def sent(
        self,
        citizen: PersonId,
        words: str = "Су жоқ",
        *,
        place: str = SEMEY,
        topic: str = "water",
        name: str = "",
        phone: str = "",
    ) -> Request:
        """Let a citizen send a request; `phone` makes that the way of being answered."""
        self.met += 1
        draft = RequestDraft(
            key=f"draft{self.met}",
            begun_at=self.time,
            place_id=PlaceId(place),
            topic_id=TopicId(topic),
            pieces=(Piece(kind=PieceKind.TEXT, text=words),),
            reply_way=ReplyWay.PHONE if phone else ReplyWay.HERE,
            phone=phone,
            name=name,
        )
        return await self.services.submitting.submit(citizen, Language.KAZAKH, draft)

    async def answered(
        self, request_id: RequestId, coordinator: PersonId, words: str = "Жөнделді"
    ) -> Request:
        """Let a coordinator take a request and answer it."""
        await self.services.coordinating.take(request_id, coordinator)
        self.met += 1
        piece = Piece(kind=PieceKind.TEXT, text=words)
        return await self.services.coordinating.answer(request_id, coordinator, piece, f"answer{self.met}")

    async def request(self, request_id: RequestId) -> Request:
        """Give the request as it is now."""
        request = await self.requests.request(request_id)
        assert request is not None
        return request


async def office_on(database: Database) -> Office:
    """Put the services on an open database."""
    now = [MORNING]
    services = create_services(database, lambda: now[0], timedelta(minutes=10))
    await services.places.refresh()
    return Office(database, services, now)
