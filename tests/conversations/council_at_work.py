"""A citizen with a request, and the coordinator who has taken it and speaks with them."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.reception.messages import Piece, PieceKind
from bot.domain.reception.request import Request
from sandbox import SeenMessage
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import WORDS, invited_coordinator, person_of, sent, taken, told_all
from tests.conversations.running import PATIENCE, RunningBot


@dataclass
class Matter:
    """A request between its author and its owner."""

    bot: RunningBot
    citizen: Citizen
    coordinator: Citizen
    request: Request
    owner_id: PersonId

    async def now(self) -> Request:
        """Give the request as it is."""
        person = await person_of(self.bot, self.citizen)
        return (await self.bot.app.services.own_requests.open(self.request.id, person.id)).request

    async def said(self) -> list[Piece]:
        """Give what was said, the oldest first."""
        person = await person_of(self.bot, self.citizen)
        own = await self.bot.app.services.own_requests.open(self.request.id, person.id)
        return [message.piece for message in own.messages]

    async def answer(self, words: str | Piece) -> SeenMessage:
        """Let the council answer, and give what the citizen sees of it."""
        await self.bot.app.services.coordinating.answer(
            self.request.id, self.owner_id, _piece(words), self._key()
        )
        return await self.told()

    async def ask(self, words: str | Piece) -> SeenMessage:
        """Let the council ask, and give what the citizen sees of it."""
        await self.bot.app.services.coordinating.ask(
            self.request.id, self.owner_id, _piece(words), self._key()
        )
        return await self.told()

    async def propose(self, at: datetime, words: str) -> SeenMessage:
        """Let the council propose an appointment, and give what the citizen sees of it."""
        await self.bot.app.services.coordinating.propose(
            self.request.id, self.owner_id, at, words, self._key()
        )
        return await self.told()

    async def told(self) -> SeenMessage:
        """Let everybody hear what there is to hear, and give what the citizen got last."""
        await told_all(self.bot)
        last, person = self.citizen.chat.last, await person_of(self.bot, self.citizen)
        own = self.bot.app.services.own_requests
        async with asyncio.timeout(PATIENCE):
            while await own.shown_in(person.id, last.id) is None:  # noqa: ASYNC110  # kept just after it was sent
                await asyncio.sleep(0.01)
        return last

    async def open(self) -> SeenMessage:
        """Let the citizen open the page of the request by its link."""
        await self.citizen.start(f"my_{self.request.number}")
        return await self.citizen.chat.reply()

    def _key(self) -> str:
        self._said += 1
        return f"{self.owner_id}:{self._said}"

    _said: int = 0


async def matter(bot: RunningBot, language: Language, words: str = WORDS, name: str = "") -> Matter:
    """Give a request that a coordinator has taken, of which its author knows."""
    citizen, coordinator = await bot.meet(language), await bot.meet(Language.RUSSIAN)
    await invited_coordinator(bot, coordinator)
    await citizen.start()
    request = await sent(bot, citizen, words, name=name)
    await taken(bot, coordinator, request)
    await told_all(bot)
    owner = await person_of(bot, coordinator)
    return Matter(bot, citizen, coordinator, request, owner.id)


def tomorrow(bot: RunningBot) -> datetime:
    return bot.now() + timedelta(days=1)


def _piece(words: str | Piece) -> Piece:
    return Piece(kind=PieceKind.TEXT, text=words) if isinstance(words, str) else words
