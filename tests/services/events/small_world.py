"""An editor, a few people and their events on a database of their own, with a clock that a test moves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from bot.assembly import Services, create_services
from bot.domain.astana_time import is_quiet
from bot.domain.events.edits import Edit, described, starting, titled, with_fields
from bot.domain.events.event import Event, EventDetails
from bot.domain.events.notices import EventNotice
from bot.domain.language import Language
from bot.domain.outbox import OutboxNotice
from bot.domain.people import PersonId
from bot.domain.places import HouseId
from bot.domain.roles import COUNTRY, Role
from storage.database import Database
from storage.outbox import SqlOutbox

TUESDAY = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
"""Ten in the morning in Astana."""

SETTLING = timedelta(minutes=10)

ADD_HOUSES = """
    INSERT INTO houses (
        id, position, name_kk, name_ru, name_en, level, region_code, locality_ru, locality_kk, locality_en,
        address_ru, address_kk, phone, website, latitude, longitude, coordinate_precision, opening_hours,
        source_url, source_date, verified, other_sources, notes
    ) VALUES (
        :id, 1, :id, :id, :id, 'city', :region, :id, :id, :id, '', '', '', '', 50, 80, 'city', '', 'seed:000',
        '', 'partial', '', ''
    )
"""

RAISE_VERSION = "UPDATE directory SET version = version + 1"


@dataclass(slots=True)
class SmallWorld:
    """Everything a test of the events needs, without Telegram."""

    database: Database
    services: Services
    outbox: SqlOutbox
    editor: PersonId
    people: Sequence[PersonId]
    now: list[datetime]
    made: int = field(default=0)

    @property
    def time(self) -> datetime:
        return self.now[0]

    def pass_time(self, **how_long: float) -> None:
        self.now[0] += timedelta(**how_long)

    async def event(self, *edits: Edit, starts_at: datetime | None = None) -> Event:
        """Give a published event in the house of Semey, four days ahead unless told."""
        self.made += 1
        editing = self.services.editing
        event = await editing.begin(self.editor, f"event:{self.made}")
        everything = (
            titled(Language.KAZAKH, "Концерт"),
            titled(Language.RUSSIAN, "Концерт"),
            described(Language.KAZAKH, "Мәтін"),
            described(Language.RUSSIAN, "Текст"),
            with_fields(house_id=HouseId("semey")),
            starting(starts_at or self.time + timedelta(days=4, hours=8)),
            *edits,
        )

        def edit_all(details: EventDetails) -> EventDetails:
            for edit in everything:
                details = edit(details)
            return details

        await editing.change(event.id, self.editor, edit_all)
        return await editing.publish(event.id, self.editor)

    async def tick(self) -> None:
        """Do what the scheduler does."""
        await self.services.following.tell_changes()
        await self.services.following.expire_offers()
        await self.services.following.remind()
        await self.services.subscribing.send_digests()

    async def deliver(self) -> list[tuple[OutboxNotice, EventNotice]]:
        """Do what the notifier does, and give what people got."""
        got = []
        night = is_quiet(self.time)
        for notice in await self.outbox.due(self.time, 10_000, at_night=night):
            prepared = await self.services.event_notices.prepare(notice)
            if prepared is None:
                await self.outbox.dropped(notice.id, self.time)
            elif await self.outbox.claim(notice.id, self.time, at_night=night):
                await self.outbox.sent(notice.id, 1, self.time)
                await self.services.event_notices.delivered(notice)
                got.append((notice, prepared))
        return got


async def small_world(database: Database, people: int = 6) -> SmallWorld:
    """Settle an editor of the whole country and so many people."""
    now = [TUESDAY]
    for house, region in (("semey", "KZ-10"), ("almaty", "KZ-75")):
        await database.write(ADD_HOUSES, id=house, region=region)
    await database.write(RAISE_VERSION)
    services = create_services(database, lambda: now[0], SETTLING)
    await services.places.refresh()
    editor = await services.people.meet(1, "ru")
    token = await services.roles.invite(Role.EDITOR, COUNTRY, timedelta(days=1))
    await services.roles.accept(editor.id, token)
    met = [(await services.people.meet(100 + number, "kk")).id for number in range(people)]
    return SmallWorld(database, services, SqlOutbox(database), editor.id, met, now)


def seeded(seed: int) -> Random:
    """Give randomness that repeats."""
    return Random(seed)  # noqa: S311  # for a test, not for a secret
