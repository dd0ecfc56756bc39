"""Which question of the form is open; what has been said lives with the drafting service."""

from aiogram.fsm.state import State, StatesGroup

from bot.domain.reception.drafts import Question


class ReceptionForm(StatesGroup):
    """What the next message answers; `told` takes what somebody adds whose words were passed on at once."""

    place = State()
    topic = State()
    matter = State()
    way = State()
    phone = State()
    name = State()
    check = State()
    told = State()


QUESTIONS = {
    Question.PLACE: ReceptionForm.place,
    Question.TOPIC: ReceptionForm.topic,
    Question.MATTER: ReceptionForm.matter,
    Question.WAY: ReceptionForm.way,
    Question.PHONE: ReceptionForm.phone,
    Question.NAME: ReceptionForm.name,
    Question.CHECK: ReceptionForm.check,
}
"""The state in which each question stands open."""


def question_in(raw_state: str | None) -> Question | None:
    """Give the question that stands open; None where none does."""
    return next((question for question, state in QUESTIONS.items() if state.state == raw_state), None)
