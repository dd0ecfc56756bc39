"""A citizen's own requests: the table of routes."""

from aiogram import F, Router
from aiogram.filters import CommandStart, MagicData, StateFilter

from handlers.navigation import LinkFollowed, RequestShown, Section, SectionOpened
from handlers.reception.own.browsing import (
    PAYLOAD,
    follow_link,
    open_followed,
    open_link,
    open_request,
    read_in_full,
    read_message,
    show_mine,
    stop_following,
)
from handlers.reception.own.callbacks import (
    AdditionStarted,
    AppointmentAnswered,
    DoorTextAsked,
    FilesSent,
    FollowedShown,
    FollowingStopped,
    MessageRead,
    MyRequestsShown,
    Rated,
    RatingAsked,
    RequestRead,
    SolvedSaid,
    TypedWordsKept,
    TypedWordsSent,
    WithdrawalAsked,
    Withdrawn,
    WordsShown,
)
from handlers.reception.own.ending import (
    answer_appointment,
    ask_rating,
    ask_withdrawal,
    give_text_for_door,
    rate,
    say_whether_solved,
    withdraw,
)
from handlers.reception.own.files import send_files
from handlers.reception.own.filters import AboutRequest, MayBeReply, OfSentAlbum
from handlers.reception.own.saying import (
    ask_place_again,
    keep_typed_words,
    offer_to_reply,
    send_typed_words,
    start_addition,
    take_addition,
    take_more_of_album,
    take_reply,
)
from handlers.reception.own.states import OwnForm
from handlers.reception.refusing import RefusalMiddleware


def create_early_router() -> Router:
    """Give the routes that stand before those of the places, which take any place and any lost one."""
    router = Router(name=f"{__name__}.early")
    router.message.middleware(RefusalMiddleware())
    asked = StateFilter(OwnForm.addition)
    router.message.register(take_more_of_album, OfSentAlbum())
    router.message.register(ask_place_again, MagicData(F.position_lost), AboutRequest())
    router.message.register(take_reply, AboutRequest())
    router.message.register(ask_place_again, MagicData(F.position_lost), asked)
    router.message.register(take_addition, asked)
    return router


def create_router() -> Router:
    """Give the routes of one's own requests, but for what somebody types or sends."""
    router = Router(name=__name__)
    router.message.middleware(RefusalMiddleware())
    router.callback_query.middleware(RefusalMiddleware())
    _register_looking(router)
    _register_acts(router)
    return router


def create_text_router() -> Router:
    """Give the route of free text that may be a reply: to be asked after every command, key and form."""
    router = Router(name=f"{__name__}.text")
    router.message.middleware(RefusalMiddleware())
    router.message.register(offer_to_reply, StateFilter(None), F.text, MayBeReply())
    return router


def _register_looking(router: Router) -> None:
    router.message.register(open_link, CommandStart(deep_link=True, magic=F.args.regexp(PAYLOAD)))
    router.callback_query.register(follow_link, LinkFollowed.filter(F.payload.regexp(PAYLOAD)))
    router.callback_query.register(show_mine, SectionOpened.filter(F.section == Section.MY_REQUESTS))
    router.callback_query.register(show_mine, MyRequestsShown.filter())
    router.callback_query.register(open_request, RequestShown.filter())
    router.callback_query.register(open_request, RequestRead.filter())
    router.callback_query.register(read_in_full, WordsShown.filter())
    router.callback_query.register(read_message, MessageRead.filter())
    router.callback_query.register(send_files, FilesSent.filter())
    router.callback_query.register(open_followed, FollowedShown.filter())
    router.callback_query.register(stop_following, FollowingStopped.filter())


def _register_acts(router: Router) -> None:
    router.callback_query.register(start_addition, AdditionStarted.filter())
    router.callback_query.register(send_typed_words, TypedWordsSent.filter())
    router.callback_query.register(keep_typed_words, TypedWordsKept.filter())
    router.callback_query.register(say_whether_solved, SolvedSaid.filter())
    router.callback_query.register(ask_rating, RatingAsked.filter())
    router.callback_query.register(rate, Rated.filter())
    router.callback_query.register(ask_withdrawal, WithdrawalAsked.filter())
    router.callback_query.register(withdraw, Withdrawn.filter())
    router.callback_query.register(answer_appointment, AppointmentAnswered.filter())
    router.callback_query.register(give_text_for_door, DoorTextAsked.filter())
