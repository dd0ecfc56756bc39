"""What citizens read of councils and other doors that a thing in a request's history names by their ids."""

from html import escape

from bot.domain.councils import CouncilId
from bot.domain.directory import Directory
from bot.domain.reception.request import Rung
from bot.domain.reception.routing import ladder
from handlers.wording import localized
from handlers.words import _


def council_name(council_id: str, directory: Directory) -> str:
    """Name a council, safe to put into HTML; one no longer listed goes by its id."""
    council = directory.council(council_id)
    return localized(council.name) if council else escape(council_id, quote=False)


def door_name(door_id: str, directory: Directory) -> str:
    """Name another door, safe to put into HTML; one no longer listed goes by its id."""
    door = directory.door(door_id)
    return localized(door.name) if door else escape(door_id, quote=False)


def told_of_silence(rung: str, council_id: CouncilId, directory: Directory) -> str:
    """Name who hears that a request was not answered in time, safe to put into HTML."""
    if rung == Rung.REGION.name.lower():
        return council_name(ladder(directory, council_id)[Rung.REGION], directory)
    if rung == Rung.COUNTRY.name.lower():
        return _("the national desk of the elders’ councils")
    return _("the head of the council")
