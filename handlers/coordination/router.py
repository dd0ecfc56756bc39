"""Those who work for councils: the desk, the acts on a request, the figures, the group."""

from aiogram import Router

from handlers.coordination.acts import router as acts
from handlers.coordination.desk import router as desk
from handlers.coordination.figures import router as figures
from handlers.coordination.groups import router as groups


def create_group_router() -> Router:
    """Give the routes within councils' groups."""
    return groups.create_router()


def create_reply_router() -> Router:
    """Give the route of replies to what was shown of a request."""
    return desk.create_reply_router()


def create_router() -> Router:
    """Give the routes in private chats, but for what somebody types."""
    router = Router(name=__name__)
    router.include_routers(
        desk.create_router(),
        acts.create_router(),
        figures.create_router(),
        groups.create_private_router(),
    )
    return router


def create_text_router() -> Router:
    """Give the route of a request's number that is typed."""
    return desk.create_text_router()
