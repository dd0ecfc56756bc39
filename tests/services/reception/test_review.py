"""Requests that nobody could have acted on, and what happens when many write at once."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.councils import NATIONAL_DESK
from bot.domain.places import RegionCode
from bot.domain.reception.request import Rung
from bot.domain.reception.states import RequestState
from bot.domain.roles import InvitationUsed, Role
from storage.database import Database
from tests.services.reception.reception_world import ALMATY, ASTANA, reception_world


async def test_colleagues_who_all_send_requests_at_once_do_not_wait_for_each_other(
    database: Database,
) -> None:
    world = await reception_world(database)
    staff = [await world.staff(name=f"Coordinator {number}") for number in range(6)]

    for _ in range(3):
        sent = await asyncio.gather(*(world.sent(person) for person in staff))
        assert len({request.number for request in sent}) == len(staff)


async def test_a_council_of_nobody_but_the_author_passes_the_request_on(sqlite_database: Database) -> None:
    world = await reception_world(sqlite_database)
    await world.staff(NATIONAL_DESK)
    request = await world.sent(await world.staff())

    assert await world.services.rescuing.move_deserted() == 1
    assert (await world.as_it_is(request)).council_id == NATIONAL_DESK


async def test_an_owner_who_went_to_another_council_is_none_however_high_the_silence(
    sqlite_database: Database,
) -> None:
    world = await reception_world(sqlite_database)
    await world.staff(name="Colleague")
    owner = await world.staff(name="Owner")
    request = await world.brought_to(RequestState.IN_PROGRESS, owner, owner)
    await world.dismiss(owner)
    roles = world.services.roles
    token = await roles.invite(Role.COORDINATOR, RegionCode("KZ-75"), timedelta(days=1), ALMATY)
    await roles.accept(owner, token, "Owner")
    await world.climbed(request, Rung.REGION)

    assert await world.services.rescuing.free_orphans() == 1
    assert (await world.as_it_is(request)).owner_id is None
    assert await world.services.rescuing.free_orphans() == 0


async def test_a_head_who_was_dismissed_comes_back_by_no_invitation_of_their_own(database: Database) -> None:
    world = await reception_world(database)
    head = await world.staff(role=Role.HEAD, name="Head")
    token = await world.services.roles.invite_colleague(head, ASTANA, timedelta(days=7))
    await world.dismiss(head)

    with pytest.raises(InvitationUsed):
        await world.services.roles.accept(head, token, "Head")
    assert await world.services.roles.grants_of(head) == []
