"""What the clock does for requests: outcomes, mornings, new ones told together, the end of the term."""

from datetime import timedelta

from bot.domain.outbox import OutboxState
from bot.domain.reception.messages import Delivery, Purpose
from bot.domain.reception.notices import NewRequests, RequestNews
from bot.domain.reception.notices import ReceptionNoticeKind as Kind
from bot.domain.reception.request import Rung
from storage.database import Database
from tests.services.reception.reception_world import ReceptionWorld, reception_world, words

WORDS_KEPT = """
    SELECT text || file_id AS kept FROM request_messages WHERE request_id = :request_id
    UNION ALL SELECT name || phone || headline || reason FROM requests WHERE id = :request_id
"""


async def delivery_of_the_answer(world: ReceptionWorld, request_id: int) -> Delivery | None:
    rows = await world.database.fetch(
        "SELECT delivery FROM request_messages WHERE request_id = :request_id AND purpose = :purpose",
        request_id=request_id,
        purpose=Purpose.ANSWER.value,
    )
    return Delivery(rows[0]["delivery"])


async def test_an_owner_hears_once_that_an_answer_did_not_arrive(database: Database) -> None:
    world = await reception_world(database)
    owner = await world.staff()
    request = await world.sent()
    await world.services.coordinating.take(request.id, owner)
    await world.services.coordinating.answer(request.id, owner, words("It is mended"), world.key)
    mark = await world.last_notice()
    await world.outbox.blocked(request.citizen_id, world.time)

    told = [await world.services.watching.tell_outcomes() for _ in range(2)]

    assert told == [1, 0]
    assert await delivery_of_the_answer(world, request.id) is Delivery.BLOCKED
    assert await world.told_since(mark) == {(owner, Kind.UNDELIVERED)}


async def test_an_answer_that_arrived_is_kept_as_such_and_nobody_is_told(database: Database) -> None:
    world = await reception_world(database)
    owner = await world.staff()
    request = await world.sent()
    await world.services.coordinating.take(request.id, owner)
    await world.services.coordinating.answer(request.id, owner, words("It is mended"), world.key)
    await world.deliver()
    mark = await world.last_notice()

    await world.services.watching.tell_outcomes()

    assert await delivery_of_the_answer(world, request.id) is Delivery.SENT
    assert await world.told_since(mark) == set()


async def test_silence_climbs_a_rung_at_a_time_and_the_citizen_hears_of_each(
    sqlite_database: Database,
) -> None:
    world = await reception_world(sqlite_database)
    await world.staff()
    request = await world.sent()
    rungs, news = [], 0
    for _ in range(20):
        world.pass_time(days=1)
        await world.services.watching.begin_the_day()
        rungs.append((await world.as_it_is(request)).rung)
        news += sum(isinstance(told, RequestNews) for _, told in await world.deliver())

    # Sent on Tuesday 1 December; the first reaction was promised by Friday the 4th, 16 December is a day off.
    assert rungs[:3] == [Rung.COORDINATORS] * 3
    assert [rungs.index(rung) + 2 for rung in (Rung.HEAD, Rung.REGION, Rung.COUNTRY)] == [7, 9, 11]
    assert news == 3


async def test_the_morning_comes_once_and_not_on_a_day_off(sqlite_database: Database) -> None:
    world = await reception_world(sqlite_database)
    await world.staff()
    await world.sent()
    world.pass_time(days=4)  # Saturday
    assert await world.services.watching.begin_the_day() == 0
    world.pass_time(days=2, hours=-2)  # Monday at eight
    assert await world.services.watching.begin_the_day() == 0
    world.pass_time(hours=1)
    mark = await world.last_notice()

    await world.services.watching.begin_the_day()
    await world.services.watching.begin_the_day()

    rows = await world.database.fetch(
        "SELECT kind FROM outbox WHERE id > :mark AND kind = 'reception_digest'", mark=mark
    )
    assert len(rows) == 1


async def test_a_crowd_of_new_requests_is_told_of_in_one_message(database: Database) -> None:
    world = await reception_world(database)
    coordinator = await world.staff()
    for _ in range(12):
        await world.sent()

    told = [(notice.person_id, what) for notice, what in await world.deliver()]
    left = (await world.outbox.count_by_state()).get(OutboxState.QUEUED, 0)

    [(person, what)] = told
    assert person == coordinator
    assert isinstance(what, NewRequests)
    assert len(what.cards) == 12
    assert left == 0


async def test_after_its_term_a_request_keeps_its_number_and_dates_and_nobodys_words(
    database: Database,
) -> None:
    world = await reception_world(database)
    owner = await world.staff()
    request = await world.sent(text="Canary words", name="Canary Name")
    await world.services.coordinating.take(request.id, owner)
    await world.services.coordinating.answer(request.id, owner, words("Canary answer"), world.key)
    world.pass_time(days=364)
    assert await world.services.watching.forget() == 0
    world.now[0] += timedelta(days=2)

    assert await world.services.watching.forget() == 1
    assert await world.services.watching.forget() == 0

    stripped = await world.as_it_is(request)
    kept = [row["kept"] for row in await world.database.fetch(WORDS_KEPT, request_id=request.id)]
    assert "".join(kept) == ""
    assert (stripped.number, stripped.state) == (request.number, "answered")
    assert stripped.clock.submitted_at == request.clock.submitted_at
