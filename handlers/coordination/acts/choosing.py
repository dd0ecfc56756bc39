"""To whom or where a request goes, or why it is closed: chosen by a button."""

from dataclasses import replace

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.people import PersonId
from bot.domain.reception.request import CloseReason, RequestId
from bot.domain.reception.states import Act
from handlers.coordination.acts import states
from handlers.coordination.acts.callbacks import (
    CloseReasonChosen,
    ColleagueChosen,
    CouncilChosen,
    DoorChosen,
    LineSkipped,
    ReadyAnswerShown,
    WordsTaken,
)
from handlers.coordination.acts.desk import Desk
from handlers.coordination.acts.showing import show
from handlers.coordination.acts.states import ActDraft
from handlers.coordination.acts.views import choices, confirming, done, questions, ready
from handlers.screens import show_below


async def hand_over(press: CallbackQuery, callback_data: ColleagueChosen, desk: Desk) -> None:
    """Make a colleague the owner."""
    request = await desk.moving.hand(
        RequestId(callback_data.request_id), desk.person_id, PersonId(callback_data.person_id)
    )
    await show(press, done.handed(request.card, desk.directory))


async def choose_council(
    press: CallbackQuery, callback_data: CouncilChosen, state: FSMContext, desk: Desk
) -> None:
    """Ask why the request goes to that council."""
    if desk.directory.council(callback_data.council_id) is None:
        seen = await desk.about(callback_data.request_id, Act.TRANSFER)
        councils = await desk.moving.councils(seen.card.id)
        await show(press, choices.councils(seen.card, desk.directory, councils, 0))
        return
    draft = desk.draft(callback_data.request_id, Act.TRANSFER, callback_data.council_id)
    await _ask_line(press, draft, state, desk)


async def choose_door(press: CallbackQuery, callback_data: DoorChosen, state: FSMContext, desk: Desk) -> None:
    """Ask why the matter belongs to that service."""
    if desk.directory.door(callback_data.door_id) is None:
        seen = await desk.about(callback_data.request_id, Act.REDIRECT)
        await show(press, choices.doors(seen.card, desk.directory))
        return
    draft = desk.draft(callback_data.request_id, Act.REDIRECT, callback_data.door_id)
    await _ask_line(press, draft, state, desk)


async def choose_close_reason(
    press: CallbackQuery, callback_data: CloseReasonChosen, state: FSMContext, desk: Desk
) -> None:
    """Ask for a line about why the request is closed."""
    draft = desk.draft(callback_data.request_id, Act.CLOSE, callback_data.why)
    await _ask_line(press, draft, state, desk)


async def skip_line(press: CallbackQuery, callback_data: LineSkipped, state: FSMContext, desk: Desk) -> None:
    """Show back what the citizen will read without a line; but of a solved matter, it needs one."""
    draft = desk.draft(callback_data.request_id, Act.CLOSE, callback_data.why)
    if callback_data.why is not CloseReason.SOLVED:
        await _ask_line(press, draft, state, desk)
        return
    seen = await desk.about(draft.request_id, draft.act)
    await states.keep_shown(state, draft)
    await show(press, confirming.shown_back(draft, seen.card, desk.directory))


async def show_ready_answer(
    press: CallbackQuery, callback_data: ReadyAnswerShown, state: FSMContext, desk: Desk
) -> None:
    """Show an answer as the citizen would read it, in their language."""
    seen = await desk.about(callback_data.request_id, Act.ANSWER)
    found = desk.directory.ready_answer(callback_data.answer_id)
    if found is None:
        await show(press, choices.ready_answers(seen.card, desk.directory))
        return
    language = await desk.coordinating.language(seen.card.id, desk.person_id)
    words = ready.filled_in(found, seen.card, desk.directory, language)
    draft = ActDraft(
        request_id=seen.card.id, act=Act.ANSWER, update_id=desk.update_id, target=found.id, words=words
    )
    await states.keep_shown(state, draft)
    await show(press, ready.shown(draft, found, seen.card, desk.directory, language))


async def take_words(press: CallbackQuery, callback_data: WordsTaken, state: FSMContext, desk: Desk) -> None:
    """Ask for the words of a ready answer as the coordinator would have them."""
    draft = await states.read_shown(state, callback_data.update_id)
    if draft is None:
        await show_below(press, done.out_of_date(callback_data.request_id))
        return
    act = Act.ASK if callback_data.act is Act.ASK else Act.ANSWER
    await _ask_line(press, replace(draft, act=act), state, desk)


async def _ask_line(press: CallbackQuery, draft: ActDraft, state: FSMContext, desk: Desk) -> None:
    seen = await desk.about(draft.request_id, draft.act)
    await states.ask_words(state, draft)
    await show(press, questions.words(draft, seen.card, desk.directory))
