"""What an editor works with during one update, and the refusals that may end it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.directory import Directory
from bot.domain.events.errors import EventRefusal
from bot.domain.events.event import EventId
from bot.domain.people import PersonId
from bot.domain.places import House
from bot.services.events.editing import Editing
from bot.services.events.repeating import Repeating
from bot.services.roles import Roles
from handlers.events.editing import views
from handlers.events.editing.fields import FORM, Field, Way
from handlers.events.editing.page import EditorPage
from handlers.events.editing.states import Asked
from handlers.events.editing.whereabouts import houses_of
from handlers.screens import show

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The editor, the services, the directory and the time; `update_id` names the update."""

    person_id: PersonId
    update_id: int
    now: datetime
    settling: timedelta
    directory: Directory
    editing: Editing
    repeating: Repeating
    roles: Roles

    async def page(self, event_id: int) -> EditorPage:
        """Give an event as its editor sees it at this moment; raises EventUnknown, NotAnEditor."""
        seen = await self.repeating.overview(EventId(event_id), self.person_id)
        return EditorPage(
            event=seen.event,
            guests=seen.guests,
            seats_taken=seen.seats_taken,
            later=seen.later,
            known=seen.known,
            now=self.now,
            settling=self.settling,
            update_id=self.update_id,
        )

    async def houses(self) -> list[House]:
        """Give the houses in which the editor may hold events."""
        return houses_of(await self.roles.grants_of(self.person_id), self.directory)

    def asking(self, event_id: int, field: Field, way: Way, day: date | None = None) -> Asked:
        """Name what this update makes the bot ask for; a change that nobody widened is of one event.

        A button that nobody made may name a step of the form that there is not.
        """
        is_no_step = way is Way.FORM and field not in FORM
        way = Way.ALONE if way is Way.UNSETTLED or is_no_step else way
        return Asked(event_id=EventId(event_id), field=field, way=way, update_id=self.update_id, day=day)


class DeskMiddleware(BaseMiddleware):
    """Gives handlers the `desk`, and says why where the event or the rights do not allow an act."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Lay out the desk, handle the event, and answer a refusal."""
        data["desk"] = Desk(
            person_id=data["person"].id,
            update_id=data["event_update"].update_id,
            now=data["clock"](),
            settling=data["settling"],
            directory=data["places"].directory,
            **{name: data[name] for name in ("editing", "repeating", "roles")},
        )
        try:
            return await handler(event, data)
        except EventRefusal as refusal:
            if isinstance(event, Message | CallbackQuery):
                await show(event, views.lists.refused(refusal))
            await data["state"].clear()
