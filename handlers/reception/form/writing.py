"""What a citizen's request is written with during one update."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.directory import Directory
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.reception.drafts import Question, RequestDraft
from bot.domain.reception.request import Request
from bot.services.reception.drafting import Drafting
from bot.services.reception.own import OwnRequests
from bot.services.reception.submitting import Submitting
from handlers.reception.form import views
from handlers.reception.form.states import question_in
from handlers.screens import show

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class DraftGone(Exception):
    """Nothing that was begun is kept: it was sent, deleted, or forgotten after its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The citizen, the services, the directory and the time; `update_id` names the update.

    `asked` is the question that a message answers; None where none stands open.
    """

    person_id: PersonId
    language: Language
    update_id: int
    now: datetime
    directory: Directory
    state: FSMContext
    asked: Question | None
    drafting: Drafting
    submitting: Submitting
    own_requests: OwnRequests

    async def draft(self) -> RequestDraft:
        """Give what was said so far, as it is kept now; raises DraftGone."""
        draft = await self.drafting.draft(self.person_id)
        if draft is None:
            raise DraftGone
        return draft

    async def begin(self, topic_id: str = "") -> RequestDraft:
        """Begin anew, with the topic where a link has named one that we know."""
        draft = await self.drafting.begin(self.person_id, str(self.update_id))
        topic = self.directory.topic(topic_id)
        return draft if topic is None else await self.keep(replace(draft, topic_id=topic.id))

    async def keep(self, draft: RequestDraft) -> RequestDraft:
        """Keep what was said so far, and give it back."""
        await self.drafting.keep(self.person_id, draft)
        return draft

    async def drop(self) -> None:
        """Forget what was said so far."""
        await self.drafting.drop(self.person_id)

    async def keep_shown(self, request: Request, message_id: int | None) -> None:
        """Keep which message shows a request, so that a reply to it finds its way."""
        if message_id is not None:
            await self.own_requests.keep_shown(request.id, self.person_id, message_id)


class WritingMiddleware(BaseMiddleware):
    """Gives handlers the `form`, and says where what was begun is kept no longer."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Lay out the form and handle the event."""
        data["form"] = Form(
            person_id=data["person"].id,
            language=data["person"].language or Language.RUSSIAN,
            update_id=data["event_update"].update_id,
            now=data["clock"](),
            directory=data["places"].directory,
            state=data["state"],
            asked=question_in(data.get("raw_state")),
            **{name: data[name] for name in ("drafting", "submitting", "own_requests")},
        )
        try:
            return await handler(event, data)
        except DraftGone:
            if isinstance(event, Message | CallbackQuery):
                await show(event, views.starts.nothing_begun())
            await data["state"].clear()
