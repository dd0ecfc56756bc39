"""The Telegram edge: what people send and what they see."""

from aiogram import F, Router

from handlers import fallback, presence
from handlers.corrections import router as corrections
from handlers.events import router as events
from handlers.menu import router as menu
from handlers.middlewares import FormMiddleware
from handlers.places import router as places
from handlers.roles import router as roles


def create_router() -> Router:
    """Give every route in the order in which they are asked; what people send most stands near the front."""
    router = Router(name=__name__)
    router.message.filter(F.chat.type == "private")
    router.message.outer_middleware(FormMiddleware())
    router.callback_query.outer_middleware(FormMiddleware())
    router.include_routers(
        menu.create_gate(),
        roles.create_router(),
        events.create_early_router(),
        places.create_router(),
        menu.create_router(),
        events.create_router(),
        corrections.create_router(),
        events.create_text_router(),
        places.create_text_router(),
        fallback.create_router(),
        presence.create_router(),
    )
    return router
