import asyncio
from dataclasses import replace

from bot.intake.envelope import RawUpdate
from storage.database import Database
from tests.bot.intake.recorded import (
    HASTE,
    PATIENCE,
    Recorded,
    emptied,
    errors,
    intake_of,
    message,
    running,
    states,
)

pytest_plugins = ("tests.storage.databases",)

PLACE = {"latitude": 43.238949127, "longitude": 76.889709351}


async def test_a_stop_lets_handlers_finish_and_leaves_the_rest_for_the_next_start(
    database: Database,
) -> None:
    gate = asyncio.Event()

    async def wait(_update: RawUpdate) -> None:
        await gate.wait()

    handlers = Recorded(wait)
    intake = intake_of(database, handlers, workers=1, limits=replace(HASTE, draining=PATIENCE))
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(intake.run(stop))
        await intake.accept([message(1), message(2), message(3, chat=2)])
        await handlers.until(lambda: handlers.begun == [1])
        stop.set()
        asyncio.get_running_loop().call_later(0.02, gate.set)

    assert handlers.ended == [1]
    assert await states(database) == {1: "done", 2: "waiting", 3: "waiting"}

    successor = Recorded()
    intake = intake_of(database, successor)
    async with running(intake):
        await successor.until(lambda: len(successor.ended) == 2)
        await emptied(intake)

    assert sorted(successor.ended) == [2, 3]
    assert set((await states(database)).values()) == {"done"}


async def test_a_handler_that_overstays_the_stop_is_cut_off_and_its_update_stays(
    sqlite_database: Database,
) -> None:
    async def never_end(_update: RawUpdate) -> None:
        await asyncio.Event().wait()

    handlers = Recorded(never_end)
    intake = intake_of(sqlite_database, handlers)
    async with asyncio.timeout(PATIENCE), running(intake):
        await intake.accept([message(1)])
        await handlers.until(lambda: handlers.begun == [1])

    assert handlers.ended == []
    assert await states(sqlite_database) == {1: "waiting"}


async def test_an_update_that_waits_for_its_next_attempt_stays_at_a_stop(sqlite_database: Database) -> None:
    async def fail(_update: RawUpdate) -> None:
        raise RuntimeError

    handlers = Recorded(fail)
    intake = intake_of(sqlite_database, handlers, limits=replace(HASTE, first_pause=60, longest_pause=60))
    async with asyncio.timeout(PATIENCE), running(intake):
        await intake.accept([message(1)])
        await handlers.until(lambda: handlers.begun == [1])

    assert await states(sqlite_database) == {1: "waiting"}


async def test_what_comes_after_the_stop_is_kept_for_the_next_start(sqlite_database: Database) -> None:
    handlers = Recorded()
    intake = intake_of(sqlite_database, handlers)
    async with running(intake):
        pass
    await intake.accept([message(1)])

    assert handlers.begun == []
    assert await states(sqlite_database) == {1: "waiting"}


async def test_a_position_is_there_for_the_handler_and_gone_after_a_crash(database: Database) -> None:
    handlers = Recorded()
    await intake_of(database, handlers).accept([message(1, location=PLACE), message(2)])

    successor = Recorded()
    intake = intake_of(database, successor)
    async with running(intake):
        await intake.accept([message(3, location=PLACE)])
        await emptied(intake)

    assert successor.positions_lost == [1]
    assert successor.ended == [1, 2, 3]
    assert "location" not in successor.seen[0]["message"]
    assert successor.seen[2]["message"]["location"] == PLACE


async def test_a_position_survives_an_attempt_that_failed(sqlite_database: Database) -> None:
    async def fail_once(_update: RawUpdate) -> None:
        if len(handlers.begun) == 1:
            raise RuntimeError

    handlers = Recorded(fail_once)
    intake = intake_of(sqlite_database, handlers)
    async with running(intake):
        await intake.accept([message(1, location=PLACE)])
        await emptied(intake)

    assert handlers.positions_lost == []
    assert [update["message"]["location"] for update in handlers.seen] == [PLACE, PLACE]


async def test_an_update_that_kills_the_process_every_time_ends_in_quarantine(database: Database) -> None:
    await intake_of(database, Recorded()).accept([message(1)])
    for _ in range(HASTE.recoveries):
        handlers = Recorded(lambda _update: asyncio.Event().wait())  # type: ignore[arg-type, return-value]  # cut off
        async with asyncio.timeout(PATIENCE), running(intake_of(database, handlers)):
            await handlers.until(lambda: handlers.begun == [1])  # noqa: B023  # called in this round

    handlers = Recorded()
    async with running(intake_of(database, handlers)):
        pass

    assert handlers.begun == []
    assert await errors(database) == {1: "attempts"}


async def test_a_crowd_is_kept_out_until_there_is_room(sqlite_database: Database) -> None:
    gate = asyncio.Event()

    async def wait(_update: RawUpdate) -> None:
        await gate.wait()

    handlers = Recorded(wait)
    intake = intake_of(sqlite_database, handlers, limits=replace(HASTE, most_waiting=3))
    async with running(intake):
        await intake.accept([message(1), message(2)])
        assert not intake.crowded
        async with asyncio.timeout(PATIENCE):
            await intake.room()
        await intake.accept([message(3)])
        assert intake.crowded
        turned_away = await _waits(intake.room())
        gate.set()
        async with asyncio.timeout(PATIENCE):
            await intake.room()
        await emptied(intake)

    assert turned_away
    assert not intake.crowded


async def test_a_crowd_left_by_an_earlier_run_counts_too(sqlite_database: Database) -> None:
    await intake_of(sqlite_database, Recorded()).accept([message(number) for number in range(3)])
    gate = asyncio.Event()

    async def wait(_update: RawUpdate) -> None:
        await gate.wait()

    handlers = Recorded(wait)
    intake = intake_of(sqlite_database, handlers, limits=replace(HASTE, most_waiting=3))
    async with running(intake):
        await handlers.until(lambda: handlers.begun == [0])
        assert await _waits(intake.room())
        gate.set()
        await emptied(intake)


async def _waits(waiting: object) -> bool:
    try:
        async with asyncio.timeout(0.02):
            await waiting  # type: ignore[misc]  # a coroutine of the intake
    except TimeoutError:
        return True
    return False
