"""What is kept between the steps of an act: whose request, which act, what has been said so far."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

from bot.domain.reception.request import RequestId
from bot.domain.reception.states import Act

KEPT_AS, DONE = "act", "act_done"
"""Under what this feature keeps its things: what other forms leave there is none of its business."""


class ActForm(StatesGroup):
    """What the next message is: words or a file, the time of an appointment, one more file of an album."""

    words = State()
    moment = State()
    album = State()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActDraft:
    """An act that is being put into words.

    `update_id` is the update that brought the present step, and so names the act that comes of it. `target`
    is the council, the door or the reason that was chosen; `day` and `at` are those of an appointment.
    """

    request_id: RequestId
    act: Act
    update_id: int
    target: str = ""
    day: date | None = None
    at: datetime | None = None
    words: str = ""
    album: str = ""


async def ask_words(state: FSMContext, draft: ActDraft) -> None:
    """Take the next message for the words."""
    await _keep(state, ActForm.words, draft)


async def ask_moment(state: FSMContext, draft: ActDraft) -> None:
    """Take the next text for the time of an appointment."""
    await _keep(state, ActForm.moment, draft)


async def await_album(state: FSMContext, draft: ActDraft, album: str) -> None:
    """Take the other files of the album as well, whose first has come."""
    await _keep(state, ActForm.album, replace(draft, album=album))


async def read(state: FSMContext) -> ActDraft:
    """Give the act that a message belongs to."""
    return _draft_of((await state.get_data())[KEPT_AS])


async def keep_shown(state: FSMContext, draft: ActDraft) -> None:
    """Keep what is shown back until it is confirmed.

    A press closes forms; so none is open while it is shown, and the press finds what was kept.
    """
    await _keep(state, None, draft)


async def read_shown(state: FSMContext, update_id: int) -> ActDraft | None:
    """Give what that update showed back; None where it is another, or none any more."""
    kept = (await state.get_data()).get(KEPT_AS)
    return _draft_of(kept) if kept and kept["update_id"] == update_id else None


async def keep_done(state: FSMContext, update_id: int) -> None:
    """Keep that what the update showed back has been done, for a second press."""
    await state.set_state(None)
    await state.set_data({DONE: update_id})


async def is_done(state: FSMContext, update_id: int) -> bool:
    """Tell whether the last act that was confirmed is the one that the update showed back."""
    return (await state.get_data()).get(DONE) == update_id


async def _keep(state: FSMContext, step: State | None, draft: ActDraft) -> None:
    await state.set_state(step)
    kept = {
        "request_id": draft.request_id,
        "act": draft.act.value,
        "update_id": draft.update_id,
        "target": draft.target,
        "day": draft.day.isoformat() if draft.day else "",
        "at": draft.at.isoformat() if draft.at else "",
        "words": draft.words,
        "album": draft.album,
    }
    await state.set_data({KEPT_AS: kept})


def _draft_of(data: dict[str, Any]) -> ActDraft:
    return ActDraft(
        request_id=RequestId(int(data["request_id"])),
        act=Act(data["act"]),
        update_id=int(data["update_id"]),
        target=data["target"],
        day=date.fromisoformat(data["day"]) if data["day"] else None,
        at=datetime.fromisoformat(data["at"]) if data["at"] else None,
        words=data["words"],
        album=data["album"],
    )
