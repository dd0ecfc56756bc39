"""People who come to an event that has just been moved, and what became of telling them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.assembly import Services, create_services
from bot.domain.events.edits import starting
from bot.domain.events.event import EventDetails
from bot.domain.language import LocalizedText
from bot.domain.outbox import OutboxState
from bot.domain.places import HouseId
from bot.domain.roles import COUNTRY, Role
from bot.ports.clock import system_clock
from sandbox import Bot, Sandbox
from storage.opening import opened_database
from tests.crash.crowd import Citizen, crowd

TITLE = "Кеш"

EDITOR = 1
"""An account that belongs to nobody in the sandbox."""

SOON = timedelta(minutes=100)
"""Until the event: so near that people are told at any hour of the night."""

STATES = """
    SELECT telegram_id, state FROM outbox JOIN people ON people.id = person_id WHERE kind = 'event_changed'
"""

States = Mapping[int, OutboxState]
"""By the chat's number, how far its notice has come."""


async def guests(sandbox: Sandbox, bot: Bot, count: int) -> list[Citizen]:
    """Give people whom the bot may write to and who want nothing of it at present."""
    people = await crowd(sandbox, bot, count)
    for citizen in people:
        await citizen.chat.start()
    bot.updates.clear()
    return people


async def move_an_event_of(people: Sequence[Citizen], database_url: str) -> None:
    """Let all of them come to an event, and move it an hour; nobody has been told yet."""
    async with opened_database(database_url) as database:
        services = create_services(database, system_clock, timedelta())
        await services.places.refresh()
        await _move_event(services, [citizen.chat.id for citizen in people])


async def _move_event(services: Services, telegram_ids: Iterable[int]) -> None:
    editor = (await services.people.meet(EDITOR, "ru")).id
    token = await services.roles.invite(Role.EDITOR, COUNTRY, timedelta(days=1))
    await services.roles.accept(editor, token)
    event = await services.editing.begin(editor, "the only one", _details())
    await services.editing.publish(event.id, editor)
    for telegram_id in telegram_ids:
        person = await services.people.meet(telegram_id, "ru")
        await services.attending.come(event.id, person.id, seats=1)
    await services.editing.change(event.id, editor, starting(event.starts_at + timedelta(hours=1)))


def _details() -> EventDetails:
    starts_at = system_clock() + SOON
    return EventDetails(
        title=LocalizedText(kk=TITLE, ru=TITLE),
        text=LocalizedText(kk="Келіңіз.", ru="Приходите."),
        house_id=HouseId("semey"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
    )


async def states(database_url: str) -> States:
    """Look into the outbox, also of a bot that is running or was killed."""
    async with opened_database(database_url) as database:
        rows = await database.fetch(STATES)
    return {row["telegram_id"]: OutboxState(row["state"]) for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the outbox says of each person in the end, and how many notices they really got."""

    states: States
    arrived: Mapping[int, int]

    @property
    def by_state(self) -> Counter[OutboxState]:
        return Counter(self.states.values())

    @property
    def uncertain(self) -> list[int]:
        return [chat for chat, state in self.states.items() if state is OutboxState.UNCERTAIN]

    @property
    def told_twice(self) -> list[int]:
        return [chat for chat, count in self.arrived.items() if count > 1]

    @property
    def told_nothing(self) -> list[int]:
        return [chat for chat, count in self.arrived.items() if count == 0]

    def __str__(self) -> str:
        truth = [f"{chat} {'got it' if self.arrived[chat] else 'got nothing'}" for chat in self.uncertain]
        return f"{dict(self.by_state)}; uncertain: {', '.join(truth) or 'nobody'}"


async def outcome(people: Iterable[Citizen], database_url: str) -> Outcome:
    """Compare what the outbox says with what stands in people's chats."""
    return Outcome(
        states=await states(database_url),
        arrived={citizen.chat.id: sum(TITLE in text for text in citizen.answers()) for citizen in people},
    )
