"""Opening an invitation: by its link, or by the button after somebody has chosen their language."""

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.roles import INVITATION_PREFIX, InvitationRefused
from bot.services.places import Places
from bot.services.roles import Roles
from handlers.navigation import LinkFollowed, keys
from handlers.roles import views
from handlers.screens import Screen, show

INVITATION = rf"^{INVITATION_PREFIX}[A-Za-z0-9_-]{{32}}$"


async def open_invitation(
    message: Message, command: CommandObject, person: Person, roles: Roles, places: Places
) -> None:
    """Greet with the keyboard, and say what the person may do now."""
    shown_as = message.from_user.full_name if message.from_user else ""
    screen = await _accepted(command.args or "", shown_as, person, roles, places)
    await message.answer(views.welcome(), reply_markup=keys())
    await show(message, screen)


async def follow_invitation(
    press: CallbackQuery, callback_data: LinkFollowed, person: Person, roles: Roles, places: Places
) -> None:
    """Say what the person may do now, who first had to choose a language."""
    await show(
        press, await _accepted(callback_data.payload, press.from_user.full_name, person, roles, places)
    )


async def _accepted(payload: str, shown_as: str, person: Person, roles: Roles, places: Places) -> Screen:
    try:
        grant = await roles.accept(person.id, payload.removeprefix(INVITATION_PREFIX), shown_as)
    except InvitationRefused as refusal:
        return views.refused(refusal)
    directory = places.directory
    return views.granted(grant, directory.region(grant.region_code), directory.council(grant.council_id))


def create_router() -> Router:
    """Give the routes of invitations."""
    router = Router(name=__name__)
    router.message.register(open_invitation, CommandStart(deep_link=True, magic=F.args.regexp(INVITATION)))
    router.callback_query.register(follow_invitation, LinkFollowed.filter(F.payload.regexp(INVITATION)))
    return router
