"""A head's colleagues: who works for the council, an invitation, a dismissal."""

from datetime import timedelta

from aiogram import Bot
from aiogram.types import CallbackQuery

from bot.domain.councils import Council
from bot.domain.people import Person
from bot.domain.reception.errors import NotAllowed
from bot.domain.reception.policy import Look, council_standings, require
from bot.domain.roles import INVITATION_PREFIX, GrantId, NotYoursToGive, Role
from bot.ports.clock import Clock
from bot.services.places import Places
from bot.services.roles import Roles
from handlers.coordination.acts.callbacks import (
    ColleagueDismissed,
    ColleagueInvited,
    ColleaguesTurned,
    DismissalAsked,
)
from handlers.coordination.acts.showing import show
from handlers.coordination.acts.views import colleagues as views
from handlers.coordination.callbacks import ColleaguesShown

INVITATION_LASTS = timedelta(days=7)


async def show_colleagues(
    press: CallbackQuery, callback_data: ColleaguesShown, person: Person, roles: Roles, places: Places
) -> None:
    """List who works for the council."""
    council = await _led(callback_data.council_id, person, roles, places)
    await show(press, views.listed(council, await roles.of_council(council.id)))


async def turn_colleagues(
    press: CallbackQuery, callback_data: ColleaguesTurned, person: Person, roles: Roles, places: Places
) -> None:
    """Show another page of them."""
    council = await _led(callback_data.council_id, person, roles, places)
    await show(press, views.listed(council, await roles.of_council(council.id), callback_data.page))


async def invite(
    press: CallbackQuery,
    callback_data: ColleagueInvited,
    person: Person,
    roles: Roles,
    places: Places,
    bot: Bot,
    clock: Clock,
) -> None:
    """Make a link by which one account becomes a coordinator."""
    council = await _led(callback_data.council_id, person, roles, places)
    token = await roles.invite_colleague(person.id, council.id, INVITATION_LASTS)
    username = (await bot.me()).username
    url = f"https://t.me/{username}?start={INVITATION_PREFIX}{token}"
    await show(press, views.invited(council, url, clock() + INVITATION_LASTS))


async def ask_dismissal(
    press: CallbackQuery, callback_data: DismissalAsked, person: Person, roles: Roles, places: Places
) -> None:
    """Ask whether a coordinator is really dismissed."""
    council = await _led(callback_data.council_id, person, roles, places)
    found = await roles.of_council(council.id)
    named = [one for one in found if one.id == callback_data.grant_id and one.role is Role.COORDINATOR]
    await show(press, views.dismissal(council, named[0]) if named else views.listed(council, found))


async def dismiss(
    press: CallbackQuery, callback_data: ColleagueDismissed, person: Person, roles: Roles, places: Places
) -> None:
    """Dismiss a coordinator and show who is left; one who has gone already stays gone."""
    council = await _led(callback_data.council_id, person, roles, places)
    try:
        await roles.dismiss_colleague(person.id, GrantId(callback_data.grant_id))
    except NotYoursToGive:
        await show(press, views.listed(council, await roles.of_council(council.id)))
        return
    await show(press, views.dismissed(council, await roles.of_council(council.id)))


async def _led(council_id: str, person: Person, roles: Roles, places: Places) -> Council:
    """Give the council, which the person leads at this moment; raises NotAllowed."""
    council = places.directory.council(council_id)
    if council is None:
        raise NotAllowed
    grants = await roles.grants_of(person.id)
    require(Look.INVITE, council_standings(council.id, council.region_code, grants))
    return council
