"""The desk and its lists."""

from aiogram.types import CallbackQuery, Message

from bot.domain.councils import CouncilId
from bot.domain.people import Person
from bot.domain.reception.errors import NotAllowed
from bot.domain.roles import Role
from bot.services.places import Places
from bot.services.reception.desks import CouncilDesk, Desks
from bot.services.roles import Roles
from handlers.coordination.callbacks import DeskListShown, DeskOpened
from handlers.coordination.desk.views import home, lists
from handlers.screens import Screen, show


async def show_desks(event: Message | CallbackQuery, person: Person, desks: Desks, roles: Roles) -> None:
    """Show what waits at the person's council, or offer their councils."""
    found = await desks.of_person(person.id)
    await show(event, _home(found) or await _without_council(person, roles))


async def show_desk(press: CallbackQuery, callback_data: DeskOpened, person: Person, desks: Desks) -> None:
    """Show what waits at one of the person's councils."""
    found = await desks.of_person(person.id)
    await show(press, home.desk(_desk(found, callback_data.council_id), is_only=len(found) == 1))


async def show_list(
    press: CallbackQuery, callback_data: DeskListShown, person: Person, desks: Desks, places: Places
) -> None:
    """Show a page of a list."""
    council = places.directory.council(callback_data.council_id)
    cards = await desks.listed(CouncilId(callback_data.council_id), callback_data.which, person.id)
    if council is None:
        raise NotAllowed
    today, _ = desks.today_and_soon()
    await show(press, lists.listed(cards, callback_data, council, places.directory, today))


def _home(found: list[CouncilDesk]) -> Screen | None:
    match found:
        case []:
            return None
        case [only]:
            return home.desk(only, is_only=True)
    return home.desks(found)


async def _without_council(person: Person, roles: Roles) -> Screen:
    held = await roles.grants_of(person.id)
    is_admin = any(grant.role is Role.ADMIN for grant in held)
    return home.admins_desk() if is_admin else home.not_for_you()


def _desk(found: list[CouncilDesk], council_id: str) -> CouncilDesk:
    for desk in found:
        if desk.council.id == council_id:
            return desk
    raise NotAllowed
