"""What was shown back is done."""

from collections.abc import Awaitable, Callable, Mapping

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.councils import CouncilId
from bot.domain.doors import DoorId
from bot.domain.reception.messages import Piece, PieceKind
from bot.domain.reception.request import CloseReason, Request
from bot.domain.reception.states import Act
from handlers.coordination.acts import proposing, states
from handlers.coordination.acts.callbacks import ActConfirmed
from handlers.coordination.acts.desk import Desk
from handlers.coordination.acts.meetings import NoMoment, WhyNot
from handlers.coordination.acts.showing import show
from handlers.coordination.acts.states import ActDraft
from handlers.coordination.acts.views import done
from handlers.screens import show_below

Carrying = Callable[[ActDraft, str, Desk], Awaitable[Request]]


async def confirm(press: CallbackQuery, callback_data: ActConfirmed, state: FSMContext, desk: Desk) -> None:
    """Do what was shown back, once; a second press changes nothing."""
    update_id = callback_data.update_id
    if await states.is_done(state, update_id):
        return
    draft = await states.read_shown(state, update_id)
    if draft is None:
        await show_below(press, done.out_of_date(callback_data.request_id))
        return
    if draft.at is not None and draft.at <= desk.now:
        await proposing.ask_moment(press, draft, NoMoment(why=WhyNot.PAST), state, desk)
        return
    act = _chosen(draft.act, callback_data.act)
    request = await CARRYING[act](draft, f"{desk.person_id}:{update_id}", desk)
    await show(press, done.confirmed(act, request, desk.directory))
    await states.keep_done(state, update_id)


def _chosen(shown: Act, pressed: Act) -> Act:
    """Give the act of the button: of what was shown, only an answer can be sent as a question instead."""
    return Act.ASK if shown is Act.ANSWER and pressed is Act.ASK else shown


async def _answer(draft: ActDraft, key: str, desk: Desk) -> Request:
    return await desk.coordinating.answer(draft.request_id, desk.person_id, _piece(draft), key)


async def _ask(draft: ActDraft, key: str, desk: Desk) -> Request:
    return await desk.coordinating.ask(draft.request_id, desk.person_id, _piece(draft), key)


async def _propose(draft: ActDraft, key: str, desk: Desk) -> Request:
    if draft.at is None:
        raise ValueError("an appointment is shown back with its moment")
    return await desk.coordinating.propose(draft.request_id, desk.person_id, draft.at, draft.words, key)


async def _release(draft: ActDraft, _key: str, desk: Desk) -> Request:
    return await desk.moving.release(draft.request_id, desk.person_id)


async def _transfer(draft: ActDraft, _key: str, desk: Desk) -> Request:
    return await desk.moving.transfer(draft.request_id, desk.person_id, CouncilId(draft.target), draft.words)


async def _redirect(draft: ActDraft, _key: str, desk: Desk) -> Request:
    return await desk.moving.redirect(draft.request_id, desk.person_id, DoorId(draft.target), draft.words)


async def _close(draft: ActDraft, _key: str, desk: Desk) -> Request:
    why = CloseReason(draft.target)
    return await desk.moving.close(draft.request_id, desk.person_id, why, draft.words)


def _piece(draft: ActDraft) -> Piece:
    return Piece(kind=PieceKind.TEXT, text=draft.words)


CARRYING: Mapping[Act, Carrying] = {
    Act.ANSWER: _answer,
    Act.ASK: _ask,
    Act.PROPOSE: _propose,
    Act.RELEASE: _release,
    Act.TRANSFER: _transfer,
    Act.REDIRECT: _redirect,
    Act.CLOSE: _close,
}
