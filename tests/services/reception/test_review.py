"""Requests that nobody could have acted on, and what happens when many write at once."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.care import CareKind
from bot.domain.councils import NATIONAL_DESK
from bot.domain.language import Language
from bot.domain.places import RegionCode
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.errors import NotNow
from bot.domain.reception.request import Rung
from bot.domain.reception.states import RequestState
from bot.domain.roles import InvitationUsed, Role
from storage.database import Database
from tests.services.reception.reception_world import ALMATY, ASTANA, reception_world, words


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


async def test_words_of_danger_that_answer_a_question_set_the_clock_going_again(database: Database) -> None:
    world = await reception_world(database)
    owner = await world.staff()
    request = await world.sent(text="Не хочу жить")
    await world.services.coordinating.take(request.id, owner)
    await world.services.coordinating.ask(request.id, owner, words("Where are you?"), world.key)
    draft = RequestDraft(key=world.key, begun_at=world.time, pieces=(words("Хочу умереть"),))

    same = await world.services.submitting.pass_on(
        request.citizen_id, Language.RUSSIAN, draft, CareKind.SELF_HARM
    )
    found = await world.as_it_is(request)

    assert same.id == request.id
    assert (found.state, found.clock.paused_at) == (RequestState.IN_PROGRESS, None)


async def test_silence_on_a_reopened_request_climbs_anew(database: Database) -> None:
    world = await reception_world(database)
    owner = await world.staff()
    request = await world.brought_to(RequestState.ANSWERED, owner, owner)
    await world.climbed(request)
    reopened = await world.services.own_requests.reopen(request.id, request.citizen_id)

    assert (reopened.rung, reopened.owner_id) == (Rung.COORDINATORS, owner)


async def test_nobody_adds_to_an_answer_whose_owner_is_gone(database: Database) -> None:
    world = await reception_world(database)
    owner = await world.staff()
    request = await world.brought_to(RequestState.ANSWERED, owner, owner)
    await world.dismiss(owner)

    with pytest.raises(NotNow):
        await world.services.own_requests.say(request.id, request.citizen_id, words("And?"), world.key)


async def test_whoever_was_dismissed_hears_of_no_danger(database: Database) -> None:
    world = await reception_world(database)
    coordinator = await world.staff()
    await world.employ(coordinator, ALMATY)
    [here, _elsewhere] = await world.services.roles.grants_of(coordinator)
    await world.sent(text="Не хочу жить")
    await world.services.roles.withdraw(here.id)

    assert await world.deliver() == []
