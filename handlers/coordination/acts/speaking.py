"""What is written for an act: words and files that are passed on at once, lines that are shown back first."""

from dataclasses import replace

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.domain.reception.messages import Piece
from bot.domain.reception.request import LONGEST_HEADLINE, LONGEST_REASON, RequestCard
from bot.domain.reception.states import Act
from handlers.coordination.acts import states
from handlers.coordination.acts.desk import Desk
from handlers.coordination.acts.showing import show
from handlers.coordination.acts.states import ActDraft
from handlers.coordination.acts.views import confirming, done, questions
from handlers.pieces import PieceRefused, piece_of, refusal

PASSED_ON = frozenset({Act.ANSWER, Act.ASK, Act.NOTE})
"""Acts whose words go out as they are, a file as well."""


class InAlbum(Filter):
    """The message is one more file of the album whose first file has been passed on."""

    async def __call__(self, message: Message, state: FSMContext) -> bool:
        """Compare the albums."""
        return bool(message.media_group_id) and (await states.read(state)).album == message.media_group_id


async def take_message(message: Message, state: FSMContext, desk: Desk) -> None:
    """Take what was asked for; where it can't be taken, say why and ask again."""
    draft = await states.read(state)
    if draft.act in PASSED_ON:
        await _pass_on(message, draft, state, desk)
    else:
        await _take_line(message, draft, state, desk)


async def take_album(message: Message, state: FSMContext, desk: Desk) -> None:
    """Pass on another file of an album; its first file has been answered for all of them."""
    draft = await states.read(state)
    piece = piece_of(message)
    if isinstance(piece, PieceRefused):
        await show(message, done.not_taken(draft.request_id, refusal(piece)))
        return
    await _say(piece, draft, desk)


async def _pass_on(message: Message, draft: ActDraft, state: FSMContext, desk: Desk) -> None:
    piece = piece_of(message)
    if isinstance(piece, PieceRefused):
        await _ask_again(message, draft, desk, refusal(piece))
        return
    card = await _say(piece, draft, desk)
    number = await show(message, done.said(draft.act, card, desk.directory))
    if number is not None:
        await desk.coordinating.keep_shown(card.id, desk.person_id, number)
    if piece.album:
        await states.await_album(state, draft, piece.album)
    else:
        await state.clear()


async def _say(piece: Piece, draft: ActDraft, desk: Desk) -> RequestCard:
    coordinating, about = desk.coordinating, (draft.request_id, desk.person_id, piece, desk.action_key)
    match draft.act:
        case Act.NOTE:
            return (await coordinating.note(*about)).card
        case Act.ASK:
            return (await coordinating.ask(*about)).card
    return (await coordinating.answer(*about)).card


async def _take_line(message: Message, draft: ActDraft, state: FSMContext, desk: Desk) -> None:
    line = " ".join((message.text or "").split())
    longest = LONGEST_HEADLINE if draft.act is Act.ENTITLE else LONGEST_REASON
    if not line or len(line) > longest:
        await _ask_again(message, draft, desk, questions.unfit(len(line), longest))
        return
    if draft.act is Act.ENTITLE:
        request = await desk.coordinating.entitle(draft.request_id, desk.person_id, line)
        await show(message, done.entitled(request.card, desk.directory))
        await state.clear()
        return
    seen = await desk.about(draft.request_id, draft.act)
    written = replace(draft, words=line, update_id=desk.update_id)
    await states.keep_shown(state, written)
    await show(message, confirming.shown_back(written, seen.card, desk.directory))


async def _ask_again(message: Message, draft: ActDraft, desk: Desk, trouble: str) -> None:
    seen = await desk.about(draft.request_id, draft.act)
    await show(message, questions.words(draft, seen.card, desk.directory, trouble))
