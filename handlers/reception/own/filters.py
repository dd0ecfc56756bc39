"""Which messages are about a request of the person's own, though no question was asked."""

import re
from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message
from aiogram.utils.i18n import I18n

from bot.domain.people import Person
from bot.domain.reception.request import Request
from bot.domain.reception.states import RequestState
from bot.services.places import Places
from bot.services.reception.own import OwnRequests
from handlers.known_names import names_something
from handlers.navigation import Key, is_key
from handlers.reception.own.memory import declined, recall_album

NUMBER = re.compile(r"\b\d{4}-\d{6,}\b")


class AboutRequest(Filter):
    """The message replies to one of the bot's about a request of the person's own; gives it as `about`.

    The message must still name the request: another screen may have been put in its place.
    """

    async def __call__(
        self, message: Message, own_requests: OwnRequests, i18n: I18n, person: Person | None = None
    ) -> bool | dict[str, Any]:
        """Find the request."""
        replied = message.reply_to_message
        if person is None or replied is None or _leads_elsewhere(message, i18n):
            return False
        request = await own_requests.shown_in(person.id, replied.message_id)
        if request is None or not _names(replied, request):
            return False
        return {"about": request}


class OfSentAlbum(Filter):
    """The message belongs to an album whose first part was passed on; gives the `request_id`."""

    async def __call__(self, message: Message, state: FSMContext) -> bool | dict[str, Any]:
        """Compare the album with the one that was passed on last."""
        if message.media_group_id is None:
            return False
        album = await recall_album(state)
        if album is None or album.name != message.media_group_id:
            return False
        return {"request_id": album.request_id}


class MayBeReply(Filter):
    """The text may be the reply for which the one request waits that waits; gives it as `about`.

    Where none waits, it may say what is not done of the one that was reopened.
    """

    async def __call__(
        self,
        message: Message,
        own_requests: OwnRequests,
        places: Places,
        state: FSMContext,
        i18n: I18n,
        person: Person | None = None,
    ) -> bool | dict[str, Any]:
        """Look whether the person was asked something; for names of places the database is not read."""
        text = message.text or ""
        if person is None or _leads_elsewhere(message, i18n) or names_something(text, places.directory):
            return False
        mine = await own_requests.mine(person.id)
        waiting = [one for one in mine.own if one.state is RequestState.WAITING_FOR_CITIZEN]
        waiting = waiting or [one for one in mine.own if one.state is RequestState.REOPENED]
        if len(waiting) != 1 or await declined(state):
            return False
        return {"about": waiting[0]}


def _leads_elsewhere(message: Message, i18n: I18n) -> bool:
    text = message.text or ""
    return text.startswith("/") or any(is_key(text, i18n, key) for key in Key)


def _names(replied: Message, request: Request) -> bool:
    """Tell whether the message names the request first of all, or none at all, as a file of it does."""
    shown = replied.text or replied.caption or (replied.venue.title if replied.venue else "")
    first = NUMBER.search(shown)
    if first is None:
        return replied.text is None
    return first[0] == request.number
