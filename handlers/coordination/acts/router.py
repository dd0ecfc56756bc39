"""The acts on a request, and a head's colleagues: the table of routes."""

from aiogram import Router
from aiogram.filters import StateFilter

from handlers.coordination.acts.beginning import begin_act, show_ready_answers, turn_councils, turn_hands
from handlers.coordination.acts.callbacks import (
    ActConfirmed,
    CloseReasonChosen,
    ColleagueChosen,
    ColleagueDismissed,
    ColleagueInvited,
    ColleaguesTurned,
    CouncilChosen,
    CouncilsTurned,
    DismissalAsked,
    DoorChosen,
    HandsTurned,
    LineSkipped,
    MeetingDayPicked,
    MeetingHourPicked,
    ReadyAnswerShown,
    WordsTaken,
)
from handlers.coordination.acts.choosing import (
    choose_close_reason,
    choose_council,
    choose_door,
    hand_over,
    show_ready_answer,
    skip_line,
    take_words,
)
from handlers.coordination.acts.colleagues import (
    ask_dismissal,
    dismiss,
    invite,
    show_colleagues,
    turn_colleagues,
)
from handlers.coordination.acts.confirming import confirm
from handlers.coordination.acts.desk import DeskMiddleware
from handlers.coordination.acts.proposing import pick_day, pick_hour, take_moment
from handlers.coordination.acts.speaking import InAlbum, take_album, take_message
from handlers.coordination.acts.states import ActForm
from handlers.coordination.callbacks import ActChosen, ColleaguesShown, ReadyAnswersShown
from handlers.coordination.refusing import RefusalMiddleware


def create_router() -> Router:
    """Give the routes of the acts; those that take messages do so in their own forms alone."""
    router = Router(name=__name__)
    for observer in (router.message, router.callback_query):
        observer.middleware(RefusalMiddleware())
        observer.middleware(DeskMiddleware())
    router.message.register(take_message, StateFilter(ActForm.words))
    router.message.register(take_moment, StateFilter(ActForm.moment))
    router.message.register(take_album, StateFilter(ActForm.album), InAlbum())

    router.callback_query.register(begin_act, ActChosen.filter())
    router.callback_query.register(pick_day, MeetingDayPicked.filter())
    router.callback_query.register(pick_hour, MeetingHourPicked.filter())
    router.callback_query.register(show_ready_answers, ReadyAnswersShown.filter())
    router.callback_query.register(show_ready_answer, ReadyAnswerShown.filter())
    router.callback_query.register(take_words, WordsTaken.filter())
    router.callback_query.register(hand_over, ColleagueChosen.filter())
    router.callback_query.register(turn_hands, HandsTurned.filter())
    router.callback_query.register(turn_councils, CouncilsTurned.filter())
    router.callback_query.register(choose_council, CouncilChosen.filter())
    router.callback_query.register(choose_door, DoorChosen.filter())
    router.callback_query.register(choose_close_reason, CloseReasonChosen.filter())
    router.callback_query.register(skip_line, LineSkipped.filter())
    router.callback_query.register(confirm, ActConfirmed.filter())

    router.callback_query.register(show_colleagues, ColleaguesShown.filter())
    router.callback_query.register(turn_colleagues, ColleaguesTurned.filter())
    router.callback_query.register(invite, ColleagueInvited.filter())
    router.callback_query.register(ask_dismissal, DismissalAsked.filter())
    router.callback_query.register(dismiss, ColleagueDismissed.filter())
    return router
