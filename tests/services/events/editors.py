"""Editors of one region, and the loss of their role."""

from datetime import timedelta
from itertools import count

from bot.domain.people import PersonId
from bot.domain.places import RegionCode
from bot.domain.roles import Role
from tests.services.events.small_world import SmallWorld

ACCOUNTS = count(500)
"""Telegram accounts that nobody else in a small world has."""


async def editor_of(world: SmallWorld, region: str) -> PersonId:
    """Give somebody new who edits the events of that region."""
    editor = await world.services.people.meet(next(ACCOUNTS), "ru")
    token = await world.services.roles.invite(Role.EDITOR, RegionCode(region), timedelta(days=1))
    await world.services.roles.accept(editor.id, token)
    return editor.id


async def withdraw(world: SmallWorld, editor: PersonId) -> None:
    """Take every role from the editor."""
    for grant in await world.services.roles.grants_of(editor):
        await world.services.roles.withdraw(grant.id)
