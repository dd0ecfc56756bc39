"""Whether whoever took a request may still read it: one dismissed is in nobody's way."""

from bot.domain.directory import Directory
from bot.domain.reception.policy import Standing, standings_of
from bot.domain.reception.request import Request
from bot.domain.reception.routing import watching
from bot.ports.reception import RequestTransaction


async def has_owner(transaction: RequestTransaction, request: Request, directory: Directory) -> bool:
    """Tell whether the request has an owner who works for its council, or for one to which it climbed."""
    if request.owner_id is None:
        return False
    watched = watching(directory, request)
    grants = await transaction.grants(request.owner_id)
    return Standing.OWNER in standings_of(request.owner_id, request, grants, watched)
