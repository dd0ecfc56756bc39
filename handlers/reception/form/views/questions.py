"""What all questions of the form share: the way back, the way out, and how each is answered."""

from aiogram.types import InlineKeyboardButton

from bot.domain.reception.drafts import Question, RequestDraft
from handlers.navigation import ButtonData, Section, SectionOpened, button
from handlers.reception.form.callbacks import CancelAsked, PhoneLeft, QuestionAsked
from handlers.words import _

BEFORE = {
    Question.TOPIC: Question.PLACE,
    Question.MATTER: Question.TOPIC,
    Question.WAY: Question.MATTER,
    Question.NAME: Question.WAY,
    Question.CHECK: Question.NAME,
}
"""The question before each; the first leads back to the menu, the phone number to another way."""


def ways_out(question: Question, draft: RequestDraft | None = None) -> list[InlineKeyboardButton]:
    """Give Back and Cancel; from an answer that is being changed, Back leads to the page of all answers."""
    return [
        button(_("← Back"), _back(question, draft)),
        button(_("Cancel"), CancelAsked(question=question)),
    ]


def with_note(note: str, text: str) -> str:
    """Put above a question why it is asked again."""
    return f"{note}\n\n{text}" if note else text


def how_to_answer(question: Question) -> str:
    """Say what a question takes, where something else came."""
    match question:
        case Question.PLACE:
            return _("Write the name of the place. You can add a place on the map later, with the matter.")
        case Question.PHONE:
            return _(
                "I take the number only from the key “Share my phone number”: with a typing mistake "
                "the call would go to a stranger."
            )
        case Question.NAME:
            return _("Write the name in words, or press a button.")
    return _("Press one of the buttons.")


def _back(question: Question, draft: RequestDraft | None) -> ButtonData:
    if question is Question.PHONE:
        return PhoneLeft()
    if question is not Question.CHECK and draft and draft.next_question() is Question.CHECK:
        return QuestionAsked(question=Question.CHECK)
    if question not in BEFORE:
        return SectionOpened(section=Section.MENU)
    return QuestionAsked(question=BEFORE[question])
