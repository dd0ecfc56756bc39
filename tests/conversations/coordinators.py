"""Those who work for a council at their desk, and the citizens who write to it."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.people import Person, PersonId
from bot.domain.places import PlaceId
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.messages import Piece, PieceKind
from bot.domain.reception.request import ReplyWay, Request
from bot.domain.roles import Role
from bot.domain.topics import TopicId
from tests.conversations.citizens import Citizen
from tests.conversations.notices_due import look_for_what_is_due
from tests.conversations.running import RunningBot

ABAI = CouncilId("elders-abai")
"""The elders' council of the region in which Semey lies."""

ASTANA = CouncilId("elders-astana")

WORDS = "The street lamp at our gate has been dark since autumn."

PHONE = "+77010000000"


class Staff:
    """Those who work for councils during one test, so that the next one finds nobody there."""

    def __init__(self, bot: RunningBot) -> None:
        self.bot = bot
        self._hired: list[Citizen] = []

    async def hire(
        self, name: str = "Colleague", council_id: CouncilId = ABAI, role: Role = Role.COORDINATOR
    ) -> Citizen:
        """Give somebody who works for a council, whose colleagues see that name, and who reads English."""
        person = await self.bot.sandbox.person(name, language_code="en")
        somebody = Citizen(person.chat_with(self.bot.telegram), Language.ENGLISH)
        self._hired.append(somebody)
        return await invited_coordinator(self.bot, somebody, council_id, role)

    async def citizen(self) -> Citizen:
        """Give somebody who writes to a council, in English."""
        return await self.bot.meet("en")

    async def leave(self) -> None:
        """Take every role back."""
        for somebody in self._hired:
            await dismissed_coordinator(self.bot, somebody)


async def invited_coordinator(
    bot: RunningBot, somebody: Citizen, council_id: CouncilId = ABAI, role: Role = Role.COORDINATOR
) -> Citizen:
    """Let somebody work for a council."""
    council = bot.directory.council(council_id)
    assert council is not None, council_id
    roles = bot.app.services.roles
    token = await roles.invite(role, council.region_code, timedelta(days=7), council_id)
    await somebody.start(f"invite_{token}")
    await somebody.chat.reply()
    return somebody


async def dismissed_coordinator(bot: RunningBot, somebody: Citizen) -> None:
    """Take every role back that somebody holds."""
    roles = bot.app.services.roles
    for held in await roles.list_all():
        if held.telegram_id == somebody.chat.id:
            await roles.withdraw(held.grant.id)


async def person_of(bot: RunningBot, somebody: Citizen) -> Person:
    """Give somebody as the bot knows them; whoever has not started it is met."""
    if not somebody.chat.messages:
        await somebody.start()
    return await bot.app.services.people.meet(somebody.chat.id, somebody.language)


async def sent(  # each is an answer of the form
    bot: RunningBot,
    citizen: Citizen,
    words: str = WORDS,
    *,
    place: str = "semey",
    topic: str = "roads",
    pieces: tuple[Piece, ...] = (),
    phone: str = "",
    name: str = "",
    key: str = "first",
    is_told: bool = True,
) -> Request:
    """Let a citizen send a request; another `key` makes another one.

    Its council hears of it at once, unless many are sent: one person gets a message a second.
    """
    person = await person_of(bot, citizen)
    draft = RequestDraft(
        key=key,
        begun_at=bot.now(),
        place_id=PlaceId(place),
        topic_id=TopicId(topic),
        pieces=(Piece(kind=PieceKind.TEXT, text=words), *pieces),
        reply_way=ReplyWay.PHONE if phone else ReplyWay.HERE,
        phone=phone,
        name=name,
    )
    request = await bot.app.services.submitting.submit(person.id, citizen.language, draft)
    if is_told:
        await told_all(bot)
    return request


async def taken(bot: RunningBot, coordinator: Citizen, request: Request) -> Request:
    """Make somebody the owner of a request, as a press does."""
    person = await person_of(bot, coordinator)
    await bot.app.services.coordinating.take(request.id, person.id)
    await told_all(bot)
    return replace(request, owner_id=PersonId(person.id))


async def told_all(bot: RunningBot) -> None:
    """Let everybody get what waits for them in the outbox, and every card become true."""
    await bot.app.services.watching.tell_outcomes()
    await look_for_what_is_due(bot)
    await cards_are_true(bot)


async def cards_are_true(bot: RunningBot) -> None:
    """Wait for the edits of earlier cards, which a test would take for answers."""
    with suppress(TimeoutError):  # a group that may get no more for now is owed its card for longer
        async with asyncio.timeout(5):
            while await bot.app.services.council_groups.outdated(1):  # noqa: ASYNC110  # boards tell nobody
                await asyncio.sleep(0.02)


async def photo(citizen: Citizen, caption: str = "", album: str = "") -> Piece:
    """Give a picture that Telegram knows, as a part of a matter."""
    shown = await citizen.chat.send_photo(b"a picture")
    await citizen.chat.reply()
    return Piece(kind=PieceKind.PHOTO, text=caption, file_id=shown.file_id or "", album=album)


async def voice(citizen: Citizen) -> Piece:
    """Give a voice message that Telegram knows."""
    shown = await citizen.chat.send_voice(b"a recording")
    await citizen.chat.reply()
    return Piece(kind=PieceKind.VOICE, file_id=shown.file_id or "")
