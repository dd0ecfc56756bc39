"""People who block the bot, and who come back."""

from aiogram import F, Router
from aiogram.filters import JOIN_TRANSITION, LEAVE_TRANSITION, ChatMemberUpdatedFilter
from aiogram.types import ChatMemberUpdated

from bot.services.people import People


async def leave(event: ChatMemberUpdated, people: People) -> None:
    """Remember that the person wants nothing more."""
    await people.leave(event.from_user.id)


async def come_back(event: ChatMemberUpdated, people: People) -> None:
    """Remember that the person may be written to again."""
    await people.come_back(event.from_user.id)


def create_router() -> Router:
    """Give the routes of coming and going, in private chats."""
    router = Router(name=__name__)
    router.my_chat_member.filter(F.chat.type == "private")
    router.my_chat_member.register(leave, ChatMemberUpdatedFilter(LEAVE_TRANSITION))
    router.my_chat_member.register(come_back, ChatMemberUpdatedFilter(JOIN_TRANSITION))
    return router
