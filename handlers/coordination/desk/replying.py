"""A Telegram reply to any message about a request is the council's answer to the citizen."""

from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, Update
from aiogram.utils.i18n import I18n

from bot.domain.people import Person
from bot.domain.reception.request import RequestCard, RequestId
from bot.domain.reception.states import Act
from bot.services.places import Places
from bot.services.reception.coordinating import Coordinating
from handlers.coordination.acts.speaking import InAlbum
from handlers.coordination.acts.states import ActDraft, ActForm, await_album, read
from handlers.coordination.desk.views import answers as views
from handlers.navigation import Key, is_key
from handlers.pieces import PieceRefused, piece_of
from handlers.screens import show


class RepliesToRequest(Filter):
    """The message answers one that is about somebody's request; gives its `request_id`.

    It still has to begin with the number: another screen may have been put in its place.
    While an act on that very request is being put into words, what is written belongs to the act.
    """

    async def __call__(
        self,
        message: Message,
        person: Person,
        coordinating: Coordinating,
        i18n: I18n,
        state: FSMContext,
        raw_state: str | None = None,
    ) -> bool | dict[str, Any]:
        """Look up what the answered message was about."""
        answered = message.reply_to_message
        if answered is None or _leads_elsewhere(message, i18n):
            return False
        card = await coordinating.shown_in(person.id, answered.message_id)
        if card is None or not _is_about(answered, card):
            return False
        if await _belongs_to_act(message, card.id, state, raw_state):
            return False
        return {"request_id": card.id}


async def answer(
    message: Message,
    request_id: RequestId,
    person: Person,
    coordinating: Coordinating,
    places: Places,
    state: FSMContext,
    event_update: Update,
) -> None:
    """Carry the reply to the citizen; the other files of an album follow its first.

    A form about another request is closed: nothing that is written next may go to that citizen by mistake.
    """
    piece, update_id = piece_of(message), event_update.update_id
    if isinstance(piece, PieceRefused):
        await show(message, views.not_taken(piece, request_id))
        return
    request = await coordinating.answer(request_id, person.id, piece, f"{person.id}:{update_id}")
    number = await show(message, views.sent(request, places.directory))
    if number is not None:
        await coordinating.keep_shown(request_id, person.id, number)
    if await state.get_state() in ActForm:
        await state.clear()
    if piece.album and await state.get_state() is None:
        draft = ActDraft(request_id=request_id, act=Act.ANSWER, update_id=update_id)
        await await_album(state, draft, piece.album)


def _is_about(answered: Message, card: RequestCard) -> bool:
    title = answered.venue.title if answered.venue else ""
    return (answered.text or answered.caption or title).startswith(card.number)


async def _belongs_to_act(
    message: Message, request_id: RequestId, state: FSMContext, raw_state: str | None
) -> bool:
    if raw_state == ActForm.album.state:
        return bool(await InAlbum()(message, state))
    return raw_state in ActForm and (await read(state)).request_id == request_id


def _leads_elsewhere(message: Message, i18n: I18n) -> bool:
    text = message.text or ""
    return text.startswith("/") or any(is_key(text, i18n, key) for key in Key)
