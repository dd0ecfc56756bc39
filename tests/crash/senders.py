"""People with a request that is ready to be sent, and what became of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import ClientSession

from bot.assembly import create_services
from bot.domain.councils import CouncilId
from bot.domain.places import PlaceId, RegionCode
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.messages import Piece, PieceKind
from bot.domain.reception.request import ReplyWay
from bot.domain.roles import Role
from bot.domain.topics import TopicId
from bot.ports.clock import system_clock
from handlers.navigation import button, keyboard
from handlers.reception.form.callbacks import RequestSent
from sandbox import Bot, Sandbox
from storage.opening import opened_database
from tests.crash.bot_process import TOKEN
from tests.crash.crowd import Citizen, crowd

COUNCIL, REGION, PLACE = CouncilId("elders-astana"), RegionCode("KZ-71"), PlaceId("astana")

KEY = "ready"

SEND = "Send"

NUMBER = re.compile(r"\b20\d\d-\d{6}\b")

SAVED = """
    SELECT number, telegram_id FROM requests JOIN people ON people.id = citizen_id
"""

FORWARDED = """
    SELECT requests.number, outbox.state FROM requests LEFT JOIN outbox
        ON outbox.kind = 'request_new'
        AND outbox.key = 'request:' || requests.id || ':' || 'new' || ':' || 'sent'
"""


async def senders(sandbox: Sandbox, bot: Bot, count: int, database_url: str) -> list[Citizen]:
    """Give people who have only to press a button to send their request."""
    people = await crowd(sandbox, bot, count)
    for citizen in people:
        await citizen.chat.start()
    bot.updates.clear()
    await _write_drafts([citizen.chat.id for citizen in people], database_url)
    await _show_buttons(sandbox, people)
    return people


async def coordinator(sandbox: Sandbox, bot: Bot, database_url: str) -> Citizen:
    """Give somebody of the council to which the requests go."""
    [somebody] = await crowd(sandbox, bot, 1)
    await somebody.chat.start()
    bot.updates.clear()
    async with opened_database(database_url) as database:
        services = create_services(database, system_clock, timedelta())
        person = await services.people.meet(somebody.chat.id, "ru")
        token = await services.roles.invite(Role.COORDINATOR, REGION, timedelta(days=1), COUNCIL)
        await services.roles.accept(person.id, token, "Coordinator")
    return somebody


def press_send(citizen: Citizen) -> None:
    """Let somebody press the last button of the form."""
    citizen.chat.press_and_go(citizen.chat.messages[-1], RequestSent(draft_key=KEY).pack())


async def _write_drafts(telegram_ids: Iterable[int], database_url: str) -> None:
    async with opened_database(database_url) as database:
        services = create_services(database, system_clock, timedelta())
        for telegram_id in telegram_ids:
            person = await services.people.meet(telegram_id, "ru")
            draft = RequestDraft(
                key=KEY,
                begun_at=system_clock(),
                place_id=PLACE,
                topic_id=TopicId("roads"),
                pieces=(Piece(kind=PieceKind.TEXT, text=f"Яма у дома {telegram_id}"),),
                reply_way=ReplyWay.HERE,
                name="",
            )
            await services.drafting.keep(person.id, draft)


async def _show_buttons(sandbox: Sandbox, people: Sequence[Citizen]) -> None:
    """Put the last page of the form in front of everybody, as the bot has left it there."""
    markup = keyboard([[button(SEND, RequestSent(draft_key=KEY))]]).model_dump(exclude_none=True)
    async with ClientSession() as session:
        for citizen in people:
            body = {"chat_id": citizen.chat.id, "text": "…", "reply_markup": markup}
            async with session.post(f"{sandbox.url}/bot{TOKEN}/sendMessage", json=body) as answer:
                answer.raise_for_status()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the database holds in the end, beside what people were told."""

    saved: Mapping[str, int]
    states: Mapping[str, str | None]
    told: Mapping[str, set[int]]

    @property
    def told_but_not_saved(self) -> list[str]:
        return [number for number in self.told if number not in self.saved]

    @property
    def told_to_others(self) -> list[str]:
        return [number for number, chats in self.told.items() if chats != {self.saved.get(number)}]

    def without_one_request(self, people: Iterable[Citizen]) -> list[int]:
        held = list(self.saved.values())
        return [citizen.chat.id for citizen in people if held.count(citizen.chat.id) != 1]

    @property
    def on_their_way(self) -> list[str]:
        return [number for number, state in self.states.items() if state in {None, "queued", "sending"}]


async def what_was_sent(sandbox: Sandbox, people: Iterable[Citizen], database_url: str) -> Sent:
    """Compare the database with every number that any call to a citizen's chat has named."""
    chats = {citizen.chat.id for citizen in people}
    told: dict[str, set[int]] = {}
    for entry in sandbox.journal:
        if entry.chat_id in chats:
            for number in NUMBER.findall(str(entry.params.get("text", ""))):
                told.setdefault(number, set()).add(int(entry.chat_id))
    async with opened_database(database_url) as database:
        saved = {row["number"]: row["telegram_id"] for row in await database.fetch(SAVED)}
        states = {row["number"]: row["state"] for row in await database.fetch(FORWARDED)}
    return Sent(saved=saved, states=states, told=told)
