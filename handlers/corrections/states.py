"""What is kept while somebody writes a correction."""

from dataclasses import dataclass

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

from bot.domain.corrections import Subject


class CorrectionForm(StatesGroup):
    """The one step of the form."""

    text = State()


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """What the correction is about."""

    subject: Subject
    subject_id: str


async def begin(state: FSMContext, draft: CorrectionDraft) -> None:
    """Keep what the correction is about until its text comes."""
    await state.set_state(CorrectionForm.text)
    await state.set_data({"subject": draft.subject, "subject_id": draft.subject_id})


async def read(state: FSMContext) -> CorrectionDraft:
    """Give what the correction is about."""
    data = await state.get_data()
    return CorrectionDraft(subject=Subject(data["subject"]), subject_id=str(data["subject_id"]))
