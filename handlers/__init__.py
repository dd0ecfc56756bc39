"""The Telegram edge: what people send and what they see."""

from aiogram import F, Router

from handlers import fallback, presence
from handlers.corrections import router as corrections
from handlers.menu import router as menu
from handlers.middlewares import FormMiddleware
from handlers.places import router as places


def create_router() -> Router:
    """Give every route in the order in which they are asked."""
    conversation = Router(name="conversation")
    conversation.message.filter(F.chat.type == "private")
    conversation.message.outer_middleware(FormMiddleware())
    conversation.callback_query.outer_middleware(FormMiddleware())
    conversation.include_routers(
        menu.create_router(),
        corrections.create_router(),
        places.create_router(),
        fallback.create_router(),
    )
    router = Router(name=__name__)
    router.include_routers(presence.create_router(), conversation)
    return router
