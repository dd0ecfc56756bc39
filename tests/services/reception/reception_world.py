"""Councils, their people and citizens on a database of their own, with a clock that a test moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from bot.assembly import Services, create_services
from bot.domain.astana_time import is_quiet
from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.outbox import OutboxNotice
from bot.domain.people import PersonId
from bot.domain.places import PlaceId, RegionCode
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.history import Entry
from bot.domain.reception.messages import Piece, PieceKind
from bot.domain.reception.notices import ReceptionNotice, ReceptionNoticeKind
from bot.domain.reception.request import ReplyWay, Request, Rung
from bot.domain.reception.rules import ReceptionRules
from bot.domain.reception.states import RequestState
from bot.domain.roles import COUNTRY, NO_COUNCIL, Role
from bot.domain.topics import TopicId
from bot.services.content import Content
from storage.content import SqlContentStore
from storage.database import Database
from storage.outbox import SqlOutbox
from storage.reception.store import SqlRequests

CONTENT = Path(__file__).parents[3] / "content"

TUESDAY = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
"""Ten in the morning in Astana."""

ASTANA, ALMATY = CouncilId("elders-astana"), CouncilId("elders-almaty")

PUT = "SELECT person_id, kind FROM outbox WHERE kind LIKE 'request_%' AND id > :last ORDER BY id"

LAST = "SELECT COALESCE(MAX(id), 0) AS last FROM outbox"


@dataclass(slots=True)
class ReceptionWorld:
    """Everything a test of the reception needs, without Telegram."""

    database: Database
    services: Services
    outbox: SqlOutbox
    requests: SqlRequests
    now: list[datetime]
    accounts: Iterator[int] = field(default_factory=lambda: count(100))
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def time(self) -> datetime:
        return self.now[0]

    def pass_time(self, **how_long: float) -> None:
        self.now[0] += timedelta(**how_long)

    @property
    def key(self) -> str:
        """Give a key of an act that nobody has done yet."""
        return f"test:{next(self.keys)}"

    async def citizen(self, language: str = "ru") -> PersonId:
        """Give somebody new who works for nobody."""
        return (await self.services.people.meet(next(self.accounts), language)).id

    async def staff(
        self,
        council_id: CouncilId = ASTANA,
        role: Role = Role.COORDINATOR,
        name: str = "Aigul",
        region: RegionCode = COUNTRY,
    ) -> PersonId:
        """Give somebody new with that role, at a council or, for other roles, in a region."""
        person = await self.citizen()
        council = self.services.places.directory.council(council_id)
        region = council.region_code if council and role.is_at_council else region
        at = council_id if role.is_at_council else NO_COUNCIL
        token = await self.services.roles.invite(role, region, timedelta(days=1), at)
        await self.services.roles.accept(person, token, name)
        return person

    async def employ(self, person_id: PersonId, council_id: CouncilId, name: str = "Aigul") -> None:
        """Let somebody work for one council more."""
        council = self.services.places.directory.council(council_id)
        region = council.region_code if council else COUNTRY
        token = await self.services.roles.invite(Role.COORDINATOR, region, timedelta(days=1), council_id)
        await self.services.roles.accept(person_id, token, name)

    async def dismiss(self, person_id: PersonId) -> None:
        """Take every role from somebody."""
        for grant in await self.services.roles.grants_of(person_id):
            await self.services.roles.withdraw(grant.id)

    async def sent(
        self,
        citizen: PersonId | None = None,
        *,
        text: str = "The tap in our yard is dry",
        place: str = "astana",
        topic: str = "water",
        council: CouncilId | None = None,
        **answers: Any,
    ) -> Request:
        """Give a request, of a new citizen unless told; `answers` are further fields of the draft."""
        draft = RequestDraft(
            key=self.key,
            begun_at=self.time,
            place_id=PlaceId(place),
            topic_id=TopicId(topic),
            council_id=council,
            pieces=(words(text),),
            **{"reply_way": ReplyWay.HERE, "name": ""} | answers,
        )
        person = citizen or await self.citizen()
        return await self.services.submitting.submit(person, Language.RUSSIAN, draft)

    async def brought_to(self, state: RequestState, owner: PersonId, other: PersonId) -> Request:
        """Give a new request of the owner's council in that state; `other` works for another council."""
        services = self.services
        coordinating, own = services.coordinating, services.own_requests
        if state is RequestState.TRANSFERRED:
            request = await self.sent(council=ALMATY)
            await coordinating.take(request.id, other)
            return await services.moving.transfer(request.id, other, ASTANA, "It is in your district")
        request = await self.sent()
        if state is RequestState.WITHDRAWN:
            await coordinating.take(request.id, owner)
            return await own.withdraw(request.id, request.citizen_id)
        if state is not RequestState.SUBMITTED:
            await coordinating.take(request.id, owner)
        if state is RequestState.WAITING_FOR_CITIZEN:
            await coordinating.ask(request.id, owner, words("Since when?"), self.key)
        if state is RequestState.REDIRECTED:
            door = services.places.directory.doors[0].id
            await services.moving.redirect(request.id, owner, door, "They mend taps")
        if state in {RequestState.ANSWERED, RequestState.CONFIRMED, RequestState.REOPENED}:
            await coordinating.answer(request.id, owner, words("It is mended"), self.key)
        if state is RequestState.CONFIRMED:
            await own.confirm(request.id, request.citizen_id)
        if state is RequestState.REOPENED:
            await own.reopen(request.id, request.citizen_id)
        return await self.as_it_is(request)

    async def as_it_is(self, request: Request) -> Request:
        found = await self.requests.request(request.id)
        assert found is not None
        return found

    async def history(self, request: Request) -> Sequence[Entry]:
        return await self.requests.history(request.id)

    async def keep(self, request: Request, **changes: Any) -> Request:
        """Change a request behind the back of the services."""
        async with self.requests.transaction() as transaction:
            await transaction.save(replace(request, **changes), None)
        return await self.as_it_is(request)

    async def climbed(self, request: Request, rung: Rung = Rung.COUNTRY) -> Request:
        """Let the silence on a request be as high as that."""
        return await self.keep(request, rung=rung)

    async def last_notice(self) -> int:
        """Mark this moment for `told_since`."""
        [row] = await self.database.fetch(LAST)
        last: int = row["last"]
        return last

    async def told_since(self, mark: int) -> set[tuple[PersonId, ReceptionNoticeKind]]:
        """Give who is told of what since the mark, delivered or not."""
        rows = await self.database.fetch(PUT, last=mark)
        return {(PersonId(row["person_id"]), ReceptionNoticeKind(row["kind"])) for row in rows}

    async def deliver(self) -> list[tuple[OutboxNotice, ReceptionNotice]]:
        """Do what the notifier does, and give what people got."""
        got = []
        night = is_quiet(self.time)
        for notice in await self.outbox.due(self.time, 10_000, at_night=night):
            prepared = await self.services.reception_notices.prepare(notice)
            if prepared is None:
                await self.outbox.dropped(notice.id, self.time)
            elif await self.outbox.claim(notice.id, self.time, at_night=night):
                await self.outbox.sent(notice.id, 1, self.time)
                await self.services.reception_notices.delivered(notice, notice.id)
                got.append((notice, prepared))
        return got


def words(text: str) -> Piece:
    """Give a message of words alone."""
    return Piece(kind=PieceKind.TEXT, text=text)


async def reception_world(
    database: Database,
    rules: ReceptionRules = ReceptionRules(),  # noqa: B008  # a frozen value
) -> ReceptionWorld:
    """Bring everything in `content/` into an empty database; nobody works for any council yet."""
    now = [TUESDAY]
    await Content(SqlContentStore(database), lambda: now[0]).load(CONTENT)
    services = create_services(database, lambda: now[0], timedelta(minutes=10), rules)
    await services.places.refresh()
    return ReceptionWorld(database, services, SqlOutbox(database), SqlRequests(database), now)
