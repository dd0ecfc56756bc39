"""What happens to many requests, or by many people, at the same moment."""

import asyncio

from bot.domain.reception.errors import TakenByAnother
from bot.domain.reception.notices import ReceptionNoticeKind as Kind
from bot.domain.reception.request import Rung
from bot.domain.reception.states import OPEN, Act, RequestState
from storage.database import Database
from tests.services.reception.reception_world import reception_world
from tests.services.reception.two_councils import settled


async def test_silence_climbs_in_every_open_state_but_while_the_citizen_is_asked(
    sqlite_database: Database,
) -> None:
    office = await settled(await reception_world(sqlite_database))
    requests = {state: await office.request(state) for state in RequestState}
    office.world.pass_time(days=30)

    await office.world.services.watching.begin_the_day()
    after = {state: await office.world.as_it_is(request) for state, request in requests.items()}

    climbed = {state for state, request in after.items() if request.rung > Rung.COORDINATORS}
    assert climbed == OPEN - {RequestState.WAITING_FOR_CITIZEN}
    assert {after[state].state for state in climbed} == climbed
    for state in climbed:
        assert (await office.world.history(requests[state]))[-1].act is Act.CLIMB


async def test_of_fifty_who_take_at_once_one_becomes_the_owner(database: Database) -> None:
    world = await reception_world(database)
    crowd = [await world.staff(name=f"Coordinator {number}") for number in range(50)]
    request = await world.sent()
    mark = await world.last_notice()
    outcomes = await asyncio.gather(
        *(world.services.coordinating.take(request.id, person) for person in crowd), return_exceptions=True
    )
    taken = await world.as_it_is(request)

    [winner] = [person for person, one in zip(crowd, outcomes, strict=True) if not isinstance(one, Exception)]
    assert taken.owner_id == winner
    assert {one.name for one in outcomes if isinstance(one, TakenByAnother)} == {taken.owner_name}
    assert sum(isinstance(one, TakenByAnother) for one in outcomes) == 49
    assert [entry.act for entry in await world.history(request)] == [None, Act.TAKE]
    assert await world.told_since(mark) == {(request.citizen_id, Kind.NEWS)}
