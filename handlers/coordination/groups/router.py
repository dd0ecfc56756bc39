"""The routes of councils' groups: those in a group, and the one at the desk that leads to a group."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import LEAVE_TRANSITION, ChatMemberUpdatedFilter, CommandStart

from bot.domain.reception.groups import GROUP_PREFIX
from handlers.coordination.callbacks import RequestTaken
from handlers.coordination.groups import connecting, taking
from handlers.coordination.groups.callbacks import GroupAsked
from handlers.coordination.groups.speaking import GroupLanguageMiddleware
from handlers.coordination.refusing import RefusalMiddleware

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


def create_private_router() -> Router:
    """Give the route by which somebody of a council asks for a group, in their private chat."""
    router = Router(name=f"{__name__}.private")
    router.callback_query.middleware(RefusalMiddleware())
    router.callback_query.register(connecting.ask_for_group, GroupAsked.filter())
    return router


def create_router() -> Router:
    """Give the routes within groups; they take every press there, since the others answer in private."""
    router = Router(name=__name__)
    router.message.filter(F.chat.type.in_(GROUPS))
    router.callback_query.filter(F.message.chat.type.in_(GROUPS))
    router.my_chat_member.filter(F.chat.type.in_(GROUPS))
    for observer in (router.message, router.callback_query):
        observer.middleware(GroupLanguageMiddleware())

    link = CommandStart(deep_link=True, magic=F.args.startswith(GROUP_PREFIX))
    router.message.register(connecting.connect, link)
    router.message.register(connecting.move, F.migrate_to_chat_id | F.migrate_from_chat_id)
    router.message.register(taking.point_to_private_chat, taking.AnswersBot())
    router.callback_query.register(taking.take, RequestTaken.filter())
    router.callback_query.register(taking.answer_stale_button)
    router.my_chat_member.register(connecting.lose, ChatMemberUpdatedFilter(LEAVE_TRANSITION))
    return router
