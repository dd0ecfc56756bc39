"""Finding a request by its number, which those who work for a council may type anywhere."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message

from bot.domain.astana_time import local
from bot.domain.people import Person
from bot.domain.reception.errors import ReceptionRefusal
from bot.domain.reception.request import number_of
from bot.domain.roles import Role
from bot.services.places import Places
from bot.services.reception.coordinating import Coordinating
from bot.services.reception.desks import Desks
from bot.services.reception.own import OwnRequests
from bot.services.roles import Roles
from handlers.coordination.desk.views import answers
from handlers.coordination.desk.views import card as card_view
from handlers.screens import Screen, show

A_NUMBER = re.compile(r"[№#]?\s*(?:(20\d\d)\s*[-–—/]\s*)?0*([1-9]\d{0,5})")
"""“2026-000123”, or its end alone."""


class NamesRequest(Filter):
    """The text is the number of a request, and whoever wrote it works for a council; gives the `number`.

    A number without its year is of this year. What others write is for others to answer.
    """

    async def __call__(
        self, message: Message, person: Person, roles: Roles, clock: Callable[[], datetime]
    ) -> bool | dict[str, Any]:
        """Read the number, and see whether the person holds a role."""
        named = A_NUMBER.fullmatch((message.text or "").strip())
        if named is None:
            return False
        held = await roles.grants_of(person.id)
        if not any(grant.role.is_at_council or grant.role is Role.ADMIN for grant in held):
            return False
        year = int(named[1]) if named[1] else local(clock()).year
        return {"number": number_of(year, int(named[2]))}


async def find(
    message: Message,
    number: str,
    person: Person,
    coordinating: Coordinating,
    own_requests: OwnRequests,
    places: Places,
    desks: Desks,
) -> None:
    """Show the card of the request, or say that there is none for this person."""
    today, _soon = desks.today_and_soon()
    try:
        seen = await coordinating.numbered(number, person.id)
    except ReceptionRefusal:
        await show(message, await _without_card(number, person, own_requests))
        return
    shown_in = await show(message, card_view.card(seen, places.directory, today))
    if shown_in is not None:
        await coordinating.keep_shown(seen.card.id, person.id, shown_in)


async def _without_card(number: str, person: Person, own_requests: OwnRequests) -> Screen:
    try:
        found = await own_requests.find(number, person.id)
    except ReceptionRefusal:
        return answers.not_found(number)
    return answers.own(found.request)
