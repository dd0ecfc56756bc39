"""Knowing who writes, and in which language to answer."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.language import Language
from bot.domain.people import Person
from bot.ports.people import PeopleStore


class People:
    """The people who talk to the bot."""

    def __init__(self, store: PeopleStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def meet(self, telegram_id: int, client_language: str | None) -> Person:
        """Give the person with that account; a new one gets the language of their client, if we speak it."""
        known = await self._store.find(telegram_id)
        if known is not None:
            return known
        return await self._store.add(telegram_id, spoken(client_language), self._clock())

    async def find(self, telegram_id: int) -> Person | None:
        """Give the person with that account, who may be unknown: in groups people are not met."""
        return await self._store.find(telegram_id)

    async def choose_language(self, person: Person, language: Language) -> None:
        """Answer the person in that language from now on."""
        await self._store.set_language(person.id, language)

    async def leave(self, telegram_id: int) -> None:
        """Remember that the person has blocked the bot: nothing more is sent to them."""
        await self._store.set_blocked(telegram_id, self._clock())

    async def come_back(self, telegram_id: int) -> None:
        """Remember that the person has let the bot write again."""
        await self._store.set_blocked(telegram_id, None)


def spoken(language_tag: str | None) -> Language | None:
    """Give our language for an IETF tag such as `ru-KZ`; None for a language we don't speak, or no tag."""
    code = (language_tag or "").partition("-")[0].lower()
    return Language(code) if code in set(Language) else None
