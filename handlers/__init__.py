"""The Telegram edge: what people send and what they see."""

from aiogram import F, Router

from handlers import fallback, presence
from handlers.coordination import router as coordination
from handlers.corrections import router as corrections
from handlers.events import router as events
from handlers.menu import router as menu
from handlers.middlewares import FormMiddleware
from handlers.places import router as places
from handlers.privacy import router as privacy
from handlers.reception import router as reception
from handlers.roles import router as roles


def create_router() -> Router:
    """Give every route: those within councils' groups, and those between the bot and one person."""
    router = Router(name=__name__)
    router.include_routers(coordination.create_group_router(), _create_private_router())
    return router


def _create_private_router() -> Router:
    """Give the routes in the order in which they are asked."""
    router = Router(name=f"{__name__}.private")
    router.message.filter(F.chat.type == "private")
    router.message.outer_middleware(FormMiddleware())
    router.callback_query.outer_middleware(FormMiddleware())
    router.include_routers(
        menu.create_gate(),
        roles.create_router(),
        reception.create_early_router(),
        coordination.create_reply_router(),
        events.create_early_router(),
        reception.create_router(),
        reception.create_danger_router(),
        coordination.create_router(),
        places.create_router(),
        menu.create_router(),
        privacy.create_router(),
        events.create_router(),
        corrections.create_router(),
        coordination.create_text_router(),
        reception.create_text_router(),
        events.create_text_router(),
        reception.create_matter_router(),
        places.create_text_router(),
        fallback.create_router(),
        presence.create_router(),
    )
    return router
