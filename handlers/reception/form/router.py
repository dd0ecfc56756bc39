"""A request to a council, from the first question to the receipt: the table of routes."""

from aiogram import F, Router
from aiogram.filters import Command, CommandStart, MagicData, StateFilter

from handlers.navigation import IsKey, Key, LinkFollowed, Section, SectionOpened
from handlers.reception.form.answering import (
    ask_other_name,
    choose_name,
    choose_place,
    choose_topic,
    choose_way,
    refuse_anything_else,
    share_contact,
    type_name,
    type_place,
    type_topic,
)
from handlers.reception.form.callbacks import (
    CancelAsked,
    DoorTaken,
    DraftBegun,
    DraftContinued,
    DraftDropped,
    DraftKept,
    MatterBegunAnew,
    NameTold,
    OtherFollowed,
    OtherNameAsked,
    PassingOnUndone,
    PhoneLeft,
    PlaceTold,
    QuestionAsked,
    RequestSent,
    TopicTold,
    WayTold,
    WordsTaken,
)
from handlers.reception.form.danger import SpeaksOfDanger, add_words, pass_on_draft, pass_on_words, undo
from handlers.reception.form.elsewhere import follow, take_door
from handlers.reception.form.entrance import (
    PAYLOAD,
    begin_anew,
    follow_link,
    go_on_with_draft,
    open_form,
    open_link,
)
from handlers.reception.form.leaving import ask_again, ask_cancel, drop_draft, keep_draft, leave_phone
from handlers.reception.form.matter import ask_for_place_again, begin_matter_anew, take_part
from handlers.reception.form.offering import MayBeMatter, begin_with_words, offer_form
from handlers.reception.form.sending import send
from handlers.reception.form.states import QUESTIONS, ReceptionForm
from handlers.reception.form.writing import WritingMiddleware
from handlers.reception.refusing import RefusalMiddleware

ANY_QUESTION = tuple(QUESTIONS.values())


def create_early_router() -> Router:
    """Give the route that stands before those of the places, which take any place that was lost."""
    router = _router("early")
    router.message.register(ask_for_place_again, StateFilter(*ANY_QUESTION), MagicData(F.position_lost))
    return router


def create_router() -> Router:
    """Give the routes of the form."""
    router = _router("form")
    _register_entrances(router)
    _register_messages(router)
    _register_answers(router)
    _register_ways_out(router)
    return router


def create_matter_router() -> Router:
    """Give the route of words that nothing else knows: to be asked after all others but those of names."""
    router = _router("matter")
    router.message.register(offer_form, StateFilter(None), F.text, MayBeMatter())
    return router


def create_text_router() -> Router:
    """Give the route of words of danger that somebody types anywhere: to be asked before all other texts."""
    router = _router("text")
    router.message.register(pass_on_words, SpeaksOfDanger())
    return router


def _register_entrances(router: Router) -> None:
    for start in (Command("request"), IsKey(Key.REQUEST)):
        router.message.register(open_form, start)
    router.callback_query.register(open_form, SectionOpened.filter(F.section == Section.REQUEST))
    router.message.register(open_link, CommandStart(deep_link=True, magic=F.args.regexp(PAYLOAD)))
    router.callback_query.register(follow_link, LinkFollowed.filter(F.payload.regexp(PAYLOAD)))
    router.callback_query.register(go_on_with_draft, DraftContinued.filter())
    router.callback_query.register(begin_anew, DraftBegun.filter())
    router.callback_query.register(begin_with_words, WordsTaken.filter())


def _register_messages(router: Router) -> None:
    router.message.register(pass_on_draft, StateFilter(*ANY_QUESTION), SpeaksOfDanger())
    router.message.register(pass_on_words, StateFilter(ReceptionForm.told), SpeaksOfDanger())
    router.message.register(add_words, StateFilter(ReceptionForm.told))
    text = F.text.as_("text")
    router.message.register(type_place, StateFilter(ReceptionForm.place), text)
    router.message.register(type_topic, StateFilter(ReceptionForm.topic), text)
    router.message.register(type_name, StateFilter(ReceptionForm.name), text)
    with_phone = StateFilter(ReceptionForm.way, ReceptionForm.phone)
    router.message.register(share_contact, with_phone, F.contact.as_("contact"))
    with_matter = StateFilter(ReceptionForm.matter, ReceptionForm.way, ReceptionForm.check)
    router.message.register(take_part, with_matter)
    router.message.register(refuse_anything_else, StateFilter(*ANY_QUESTION))


def _register_answers(router: Router) -> None:
    router.callback_query.register(choose_place, PlaceTold.filter())
    router.callback_query.register(choose_topic, TopicTold.filter())
    router.callback_query.register(begin_matter_anew, MatterBegunAnew.filter())
    router.callback_query.register(take_door, DoorTaken.filter())
    router.callback_query.register(follow, OtherFollowed.filter())
    router.callback_query.register(choose_way, WayTold.filter())
    router.callback_query.register(choose_name, NameTold.filter())
    router.callback_query.register(ask_other_name, OtherNameAsked.filter())
    router.callback_query.register(send, RequestSent.filter())
    router.callback_query.register(undo, PassingOnUndone.filter())


def _register_ways_out(router: Router) -> None:
    router.callback_query.register(ask_again, QuestionAsked.filter())
    router.callback_query.register(leave_phone, PhoneLeft.filter())
    router.callback_query.register(ask_cancel, CancelAsked.filter())
    router.callback_query.register(drop_draft, DraftDropped.filter())
    router.callback_query.register(keep_draft, DraftKept.filter())


def _router(name: str) -> Router:
    router = Router(name=f"{__name__}.{name}")
    for observer in (router.message, router.callback_query):
        observer.middleware(RefusalMiddleware())
        observer.middleware(WritingMiddleware())
    return router
