"""The routes of the desk."""

from aiogram import F, Router
from aiogram.filters import Command

from handlers.coordination.callbacks import (
    DeskListShown,
    DeskOpened,
    FilesAsked,
    ListedCardShown,
    MoreActs,
    RequestOpenedAsked,
    RequestTaken,
)
from handlers.coordination.desk.cards import show_card, show_more_acts, take
from handlers.coordination.desk.desks import show_desk, show_desks, show_list
from handlers.coordination.desk.reading import open_request, show_files
from handlers.coordination.desk.replying import RepliesToRequest, answer
from handlers.coordination.desk.searching import NamesRequest, find
from handlers.coordination.refusing import RefusalMiddleware
from handlers.navigation import DeskCardShown, Section, SectionOpened


def create_reply_router() -> Router:
    """Give the route of replies to what was shown of a request: to be asked before any other text."""
    router = Router(name=f"{__name__}.replies")
    router.message.middleware(RefusalMiddleware())
    router.message.register(answer, F.reply_to_message, RepliesToRequest())
    return router


def create_text_router() -> Router:
    """Give the route of a number that is typed: to be asked after every command, key and form."""
    router = Router(name=f"{__name__}.text")
    router.message.middleware(RefusalMiddleware())
    router.message.register(find, F.text, NamesRequest())
    return router


def create_router() -> Router:
    """Give the routes of the desk in a private chat."""
    router = Router(name=__name__)
    router.callback_query.filter(F.message.chat.type == "private")
    router.message.middleware(RefusalMiddleware())
    router.callback_query.middleware(RefusalMiddleware())
    router.message.register(show_desks, Command("desk"))
    router.callback_query.register(show_desks, SectionOpened.filter(F.section == Section.DESK))
    router.callback_query.register(show_desk, DeskOpened.filter())
    router.callback_query.register(show_list, DeskListShown.filter())
    router.callback_query.register(show_card, DeskCardShown.filter())
    router.callback_query.register(show_card, ListedCardShown.filter())
    router.callback_query.register(show_more_acts, MoreActs.filter())
    router.callback_query.register(take, RequestTaken.filter())
    router.callback_query.register(open_request, RequestOpenedAsked.filter())
    router.callback_query.register(show_files, FilesAsked.filter())
    return router
