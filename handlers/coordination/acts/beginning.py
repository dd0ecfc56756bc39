"""The first step of every act: what was chosen on a card."""

from collections.abc import Awaitable, Callable, Mapping

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.reception.states import Act
from bot.services.reception.coordinating import SeenCard
from handlers.coordination.acts import states
from handlers.coordination.acts.callbacks import CouncilsTurned, HandsTurned
from handlers.coordination.acts.desk import Desk
from handlers.coordination.acts.showing import show
from handlers.coordination.acts.views import choices, confirming, questions
from handlers.coordination.callbacks import ActChosen, ReadyAnswersShown
from handlers.screens import Screen

Beginning = Callable[[SeenCard, FSMContext, Desk], Awaitable[Screen]]


async def begin_act(press: CallbackQuery, callback_data: ActChosen, state: FSMContext, desk: Desk) -> None:
    """Ask for what the act needs; whoever may not do it, or not now, hears that at once."""
    act = callback_data.act
    seen = await desk.about(callback_data.request_id, act)
    begin = BEGINNINGS.get(act)
    await show(press, await begin(seen, state, desk) if begin else choices.no_form(seen.card, desk.directory))


async def show_ready_answers(press: CallbackQuery, callback_data: ReadyAnswersShown, desk: Desk) -> None:
    """List the answers to begin from."""
    seen = await desk.about(callback_data.request_id, Act.ANSWER)
    await show(press, choices.ready_answers(seen.card, desk.directory))


async def turn_hands(press: CallbackQuery, callback_data: HandsTurned, desk: Desk) -> None:
    """Show another page of those who could own the request."""
    seen = await desk.about(callback_data.request_id, Act.HAND)
    colleagues = await desk.moving.colleagues(seen.card.id, desk.person_id)
    await show(press, choices.colleagues(seen.card, desk.directory, colleagues, callback_data.page))


async def turn_councils(press: CallbackQuery, callback_data: CouncilsTurned, desk: Desk) -> None:
    """Show another page of the councils to which the request may go."""
    seen = await desk.about(callback_data.request_id, Act.TRANSFER)
    councils = await desk.moving.councils(seen.card.id)
    await show(press, choices.councils(seen.card, desk.directory, councils, callback_data.page))


def _asking_words(act: Act) -> Beginning:
    async def ask(seen: SeenCard, state: FSMContext, desk: Desk) -> Screen:
        draft = desk.draft(seen.card.id, act)
        await states.ask_words(state, draft)
        return questions.words(draft, seen.card, desk.directory)

    return ask


async def _ask_moment(seen: SeenCard, state: FSMContext, desk: Desk) -> Screen:
    await states.ask_moment(state, desk.draft(seen.card.id, Act.PROPOSE))
    return questions.moment(seen.card, desk.directory, desk.now)


async def _list_colleagues(seen: SeenCard, _state: FSMContext, desk: Desk) -> Screen:
    colleagues = await desk.moving.colleagues(seen.card.id, desk.person_id)
    return choices.colleagues(seen.card, desk.directory, colleagues, 0)


async def _list_councils(seen: SeenCard, _state: FSMContext, desk: Desk) -> Screen:
    return choices.councils(seen.card, desk.directory, await desk.moving.councils(seen.card.id), 0)


async def _list_doors(seen: SeenCard, _state: FSMContext, desk: Desk) -> Screen:
    return choices.doors(seen.card, desk.directory)


async def _list_reasons(seen: SeenCard, _state: FSMContext, desk: Desk) -> Screen:
    return choices.close_reasons(seen.card, desk.directory)


async def _ask_release(seen: SeenCard, state: FSMContext, desk: Desk) -> Screen:
    draft = desk.draft(seen.card.id, Act.RELEASE)
    await states.keep_shown(state, draft)
    return confirming.shown_back(draft, seen.card, desk.directory)


BEGINNINGS: Mapping[Act, Beginning] = {
    **{act: _asking_words(act) for act in (Act.ANSWER, Act.ASK, Act.NOTE, Act.ENTITLE)},
    Act.PROPOSE: _ask_moment,
    Act.HAND: _list_colleagues,
    Act.RELEASE: _ask_release,
    Act.TRANSFER: _list_councils,
    Act.REDIRECT: _list_doors,
    Act.CLOSE: _list_reasons,
}
"""How each act begins; taking a request has its own button, and the acts of citizens are not done here."""
