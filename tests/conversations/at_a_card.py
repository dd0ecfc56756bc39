"""A coordinator who has taken a request and has its card before them, and the citizen who wrote it."""

from dataclasses import dataclass

from bot.domain.reception.messages import RequestMessage
from bot.domain.reception.request import Request
from sandbox import SeenMessage
from storage.reception.store import SqlRequests
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import Staff, cards_are_true, sent, taken, told_all


@dataclass(slots=True)
class AtCard:
    """What one test of the acts needs."""

    staff: Staff
    citizen: Citizen
    coordinator: Citizen
    request: Request

    async def card(self, reader: Citizen | None = None) -> SeenMessage:
        """Open the card, as the coordinator unless told."""
        await cards_are_true(self.staff.bot)
        return await (reader or self.coordinator).write(self.request.number)

    async def choose(self, act: str, reader: Citizen | None = None) -> SeenMessage:
        """Open the card and press the button of an act, which may stand behind “More”."""
        somebody, card = reader or self.coordinator, await self.card(reader)
        if not any(act in row for row in card.buttons):
            card = await somebody.press("More", on=card)
        return await somebody.press(act, on=card)

    async def now(self) -> Request:
        """Give the request as it is."""
        found = await SqlRequests(self.staff.bot.database).request(self.request.id)
        assert found is not None
        return found

    async def said(self) -> list[RequestMessage]:
        """Give what was said since the citizen's matter."""
        messages = await SqlRequests(self.staff.bot.database).messages(self.request.id)
        return list(messages)[1:]

    async def read(self) -> SeenMessage:
        """Let everybody get what waits for them, and give what the citizen got last."""
        await told_all(self.staff.bot)
        return self.citizen.chat.last


async def at_a_card(staff: Staff) -> AtCard:
    """Let a citizen write, and a new coordinator take the request."""
    citizen = await staff.citizen()
    coordinator = await staff.hire("Aigul")
    request = await sent(staff.bot, citizen)
    await taken(staff.bot, coordinator, request)
    return AtCard(staff, citizen, coordinator, request)
