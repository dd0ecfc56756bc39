"""Requests whose owner or council is gone come to somebody who is there."""

from bot.domain.councils import NATIONAL_DESK
from bot.domain.reception.notices import ReceptionNoticeKind as Kind
from bot.domain.reception.states import Act, RequestState
from storage.database import Database
from tests.services.reception.reception_world import ASTANA, reception_world, words


async def test_a_dismissed_owners_request_goes_back_to_the_council_and_its_clock_runs_on(
    database: Database,
) -> None:
    world = await reception_world(database)
    owner, colleague = await world.staff(), await world.staff()
    request = await world.sent()
    await world.services.coordinating.take(request.id, owner)
    await world.services.coordinating.ask(request.id, owner, words("Which yard?"), world.key)
    world.pass_time(days=7)
    await world.dismiss(owner)
    mark = await world.last_notice()

    freed = await world.services.rescuing.free_orphans()
    again = await world.services.rescuing.free_orphans()
    found = await world.as_it_is(request)

    assert (freed, again) == (1, 0)
    assert (found.state, found.owner_id, found.owner_name) == (RequestState.SUBMITTED, None, "")
    assert found.clock.paused_at is None
    assert found.clock.days_paused == 5
    assert found.clock.answer_due_on > request.clock.answer_due_on
    assert await world.told_since(mark) == {(request.citizen_id, Kind.NEWS), (colleague, Kind.NEW)}


async def test_an_owner_who_still_works_elsewhere_is_none_here(database: Database) -> None:
    world = await reception_world(database)
    owner, _colleague = await world.staff(), await world.staff()
    request = await world.sent()
    await world.services.coordinating.take(request.id, owner)
    [grant] = await world.services.roles.grants_of(owner)
    await world.employ(owner, NATIONAL_DESK)
    await world.services.roles.withdraw(grant.id)

    assert await world.services.rescuing.free_orphans() == 1
    assert (await world.as_it_is(request)).owner_id is None


async def test_a_council_for_which_nobody_works_any_more_leaves_its_requests_to_the_national_desk(
    database: Database,
) -> None:
    world = await reception_world(database)
    last = await world.staff(ASTANA)
    request = await world.sent()
    assert await world.services.rescuing.move_deserted() == 0
    await world.dismiss(last)
    assert await world.services.rescuing.move_deserted() == 0, "there is no desk yet"
    desk = await world.staff(NATIONAL_DESK)
    mark = await world.last_notice()

    moved = await world.services.rescuing.move_deserted()
    found = await world.as_it_is(request)

    assert moved == 1
    assert (found.council_id, found.state) == (NATIONAL_DESK, RequestState.TRANSFERRED)
    assert (await world.history(request))[-1].act is Act.TRANSFER
    assert await world.told_since(mark) == {(request.citizen_id, Kind.NEWS), (desk, Kind.NEW)}
    assert (await world.services.coordinating.take(request.id, desk)).owner_id == desk
