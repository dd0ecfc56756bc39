"""What an editor works with during one update, and the refusals that may end it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.directory import Directory
from bot.domain.events.errors import EventRefusal
from bot.domain.events.event import Event, EventId, EventStatus
from bot.domain.people import PersonId
from bot.domain.places import House
from bot.services.events.browsing import Browsing
from bot.services.events.door import Door
from bot.services.events.editing import Editing
from bot.services.events.repeating import Repeating
from bot.services.roles import Roles
from handlers.events.editing import views
from handlers.events.editing.fields import Field, Way
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
    door: Door
    browsing: Browsing
    roles: Roles

    async def page(self, event_id: int) -> EditorPage:
        """Give an event as its editor sees it at this moment; raises EventUnknown, NotAnEditor."""
        guests = await self.door.guests(EventId(event_id), self.person_id)
        event = guests.event
        later: list[Event] = []
        if event.series_id is not None:
            later = [one for one in await self.editing.editable(self.person_id) if _is_later(one, event)]
        return EditorPage(
            event=event,
            guests=len(guests.attendances),
            seats_taken=sum(one.seats_held for one in guests.attendances),
            later=len(later),
            now=self.now,
            settling=self.settling,
            update_id=self.update_id,
        )

    async def houses(self) -> list[House]:
        """Give the houses in which the editor may hold events."""
        return houses_of(await self.roles.grants_of(self.person_id), self.directory)

    def asking(self, event_id: int, field: Field, way: Way, day: date | None = None) -> Asked:
        """Name what this update makes the bot ask for; a change that nobody widened is of one event."""
        way = Way.ALONE if way is Way.UNSETTLED else way
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
            **{name: data[name] for name in ("editing", "repeating", "door", "browsing", "roles")},
        )
        try:
            return await handler(event, data)
        except EventRefusal as refusal:
            if isinstance(event, Message | CallbackQuery):
                await show(event, views.lists.refused(refusal))
            await data["state"].clear()


def _is_later(one: Event, event: Event) -> bool:
    """Tell whether `one` would follow an edit of `event`, as the services have it."""
    return (
        one.series_id == event.series_id
        and one.id != event.id
        and one.status is not EventStatus.CANCELLED
        and (one.details.starts_at or event.starts_at) > event.starts_at
    )
