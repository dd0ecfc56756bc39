"""What somebody who works for a council has at hand during one update."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from bot.domain.directory import Directory
from bot.domain.people import PersonId
from bot.domain.reception.policy import require
from bot.domain.reception.request import RequestId
from bot.domain.reception.states import Act, after
from bot.services.reception.coordinating import Coordinating, SeenCard
from bot.services.reception.moving import Moving
from handlers.coordination.acts.states import ActDraft

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The person, the services, the directory and the time; `update_id` names the update."""

    person_id: PersonId
    update_id: int
    now: datetime
    directory: Directory
    coordinating: Coordinating
    moving: Moving

    async def about(self, request_id: int, act: Act) -> SeenCard:
        """Give the card of a request with which the person may do that now.

        Raises RequestUnknown, NotAllowed, NotNow: nobody is asked for words that would be refused afterwards.
        """
        seen = await self.coordinating.card(RequestId(request_id), self.person_id)
        require(act, seen.standings)
        after(seen.card.state, act)
        return seen

    def draft(self, request_id: int, act: Act, target: str = "") -> ActDraft:
        """Begin an act that this update made the bot ask about."""
        return ActDraft(request_id=RequestId(request_id), act=act, update_id=self.update_id, target=target)

    @property
    def action_key(self) -> str:
        """Name what this update does, so that it is done once."""
        return f"{self.person_id}:{self.update_id}"


class DeskMiddleware(BaseMiddleware):
    """Gives handlers the `desk`."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Lay out the desk, then handle the event."""
        data["desk"] = Desk(
            person_id=data["person"].id,
            update_id=data["event_update"].update_id,
            now=data["clock"](),
            directory=data["places"].directory,
            coordinating=data["coordinating"],
            moving=data["moving"],
        )
        return await handler(event, data)
