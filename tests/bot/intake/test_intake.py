import asyncio
import random
import sqlite3
from collections import defaultdict

import pytest
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError
from aiogram.methods import GetMe, SendMessage
from aiogram.types import Update
from aiohttp import ClientConnectorError, ClientSession

from bot.budget import Held
from bot.intake.envelope import RawUpdate
from storage.database import Database
from tests.bot.intake.recorded import (
    HASTE,
    Recorded,
    emptied,
    errors,
    intake_of,
    message,
    running,
    states,
)

pytest_plugins = ("tests.storage.databases",)


async def test_updates_of_a_chat_are_handled_in_the_order_in_which_they_came(
    sqlite_database: Database,
) -> None:
    chance = random.Random(7)  # noqa: S311  # a repeatable muddle
    handled: dict[int, list[int]] = defaultdict(list)

    async def dawdle(update: RawUpdate) -> None:
        for _ in range(chance.randrange(5)):
            await asyncio.sleep(0)
        handled[update["message"]["chat"]["id"]].append(update["update_id"])

    intake = intake_of(sqlite_database, Recorded(dawdle))
    updates = [message(number, chat=chance.randrange(5)) for number in range(200)]
    async with running(intake):
        for start in range(0, 200, 20):
            await intake.accept(updates[start : start + 20])
        await emptied(intake)

    assert len(handled) == 5
    for chat, ids in handled.items():
        assert ids == [u["update_id"] for u in updates if u["message"]["chat"]["id"] == chat]


async def test_a_slow_chat_does_not_hold_up_the_others(sqlite_database: Database) -> None:
    answered = asyncio.Event()

    async def wait_for_the_other(update: RawUpdate) -> None:
        if update["update_id"] == 1:
            await answered.wait()
        else:
            answered.set()

    handlers = Recorded(wait_for_the_other)
    intake = intake_of(sqlite_database, handlers)
    async with running(intake):
        await intake.accept([message(1, chat=1), message(2, chat=2)])
        await emptied(intake)

    assert handlers.ended == [2, 1]


async def test_no_more_updates_are_handled_at_once_than_there_are_workers(
    sqlite_database: Database,
) -> None:
    gate = asyncio.Event()

    async def wait(_update: RawUpdate) -> None:
        await gate.wait()

    handlers = Recorded(wait)
    intake = intake_of(sqlite_database, handlers, workers=3)
    async with running(intake):
        await intake.accept([message(number, chat=number) for number in range(10)])
        await handlers.until(lambda: handlers.at_work == 3)
        gate.set()
        await emptied(intake)

    assert handlers.most_at_work == 3
    assert len(handlers.ended) == 10


async def test_what_is_done_is_marked_and_wiped(database: Database) -> None:
    intake = intake_of(database, Recorded())
    async with running(intake):
        await intake.accept([message(1), message(2, chat=2)])
        await emptied(intake)

    rows = await database.fetch("SELECT state, payload FROM inbox")
    assert [(row["state"], row["payload"]) for row in rows] == [("done", None)] * 2


async def test_a_repeated_update_is_handled_once(database: Database) -> None:
    handlers = Recorded()
    intake = intake_of(database, handlers)
    async with running(intake):
        await intake.accept([message(1), message(1), message(2)])
        await asyncio.gather(*(intake.accept([message(number)]) for number in (2, 3, 3, 1)))
        await emptied(intake)
        await intake.accept([message(3)])
        await emptied(intake)

    assert handlers.attempts() == {1: 1, 2: 1, 3: 1}


async def test_what_comes_before_the_start_is_handled_once_and_after_what_was_left(
    database: Database,
) -> None:
    await intake_of(database, Recorded()).accept([message(1)])

    handlers = Recorded()
    intake = intake_of(database, handlers)
    await intake.accept([message(2)])
    async with running(intake):
        await intake.accept([message(3)])
        await emptied(intake)

    assert handlers.begun == [1, 2, 3]


async def test_poison_goes_into_quarantine_and_its_neighbours_are_answered(
    sqlite_database: Database,
) -> None:
    person = {"id": 5, "is_bot": False, "first_name": "A"}

    async def read(update: RawUpdate) -> None:
        Update.model_validate(update)

    def sound(update_id: int) -> RawUpdate:
        chat = {"id": 1, "type": "private"}
        content = {"message_id": 1, "date": 0, "from": person, "chat": chat, "text": "x"}
        return {"update_id": update_id, "message": content}

    handlers = Recorded(read)
    intake = intake_of(sqlite_database, handlers)
    poison: list[RawUpdate] = [
        {"update_id": 2, "message": {"chat": {"id": 1}}},
        {"update_id": 3, "message": "no message at all"},
        {"update_id": 4, "callback_query": None, "message": [[[]]]},
        {"update_id": 5, "message": sound(0)["message"] | {"date": "tomorrow"}},
    ]
    async with running(intake):
        await intake.accept([sound(1), *poison, sound(6)])
        await emptied(intake)

    assert handlers.ended == [1, 6]
    assert await errors(sqlite_database) == dict.fromkeys((2, 3, 4, 5), "ValidationError")
    assert handlers.attempts()[2] == 1


async def test_an_update_without_a_number_does_not_take_its_neighbours_along(
    sqlite_database: Database,
) -> None:
    handlers = Recorded()
    intake = intake_of(sqlite_database, handlers)
    async with running(intake):
        await intake.accept([message(1), {"message": {}}, message(2**63), message(2)])
        await emptied(intake)

    assert handlers.ended == [1, 2]


async def test_a_handler_that_fails_is_tried_again(sqlite_database: Database) -> None:
    async def fail_twice(update: RawUpdate) -> None:
        if handlers.attempts()[update["update_id"]] < 3:
            raise RuntimeError

    handlers = Recorded(fail_twice)
    intake = intake_of(sqlite_database, handlers)
    async with running(intake):
        await intake.accept([message(1), message(2)])
        await emptied(intake)

    assert handlers.begun == [1, 1, 1, 2, 2, 2]
    assert handlers.apologised == []
    assert await states(sqlite_database) == {1: "done", 2: "done"}


async def test_a_handler_that_keeps_failing_ends_in_quarantine_and_an_apology(
    sqlite_database: Database,
) -> None:
    async def fail(update: RawUpdate) -> None:
        if update["update_id"] == 1:
            raise KeyError("what somebody wrote")

    handlers = Recorded(fail)
    intake = intake_of(sqlite_database, handlers)
    async with running(intake):
        await intake.accept([message(1), message(2)])
        await emptied(intake)

    assert handlers.begun == [1, 1, 1, 1, 2]
    assert handlers.apologised == [1]
    assert await errors(sqlite_database) == {1: "KeyError"}


def test_pauses_between_attempts_grow_up_to_the_longest() -> None:
    pauses = [HASTE.pause(failures) for failures in (1, 2, 3, 500)]

    assert pauses == [0.001, 0.004, 0.004, 0.004]


async def test_a_chat_that_telegram_holds_waits_without_an_attempt(sqlite_database: Database) -> None:
    async def hold(update: RawUpdate) -> None:
        if update["update_id"] == 1 and handlers.attempts()[1] < 10:
            raise Held(0.001)

    handlers = Recorded(hold)
    intake = intake_of(sqlite_database, handlers)
    async with running(intake):
        await intake.accept([message(1), message(2), message(3, chat=2)])
        await emptied(intake)

    assert handlers.attempts() == {1: 10, 2: 1, 3: 1}
    assert handlers.ended == [3, 1, 2]
    assert await states(sqlite_database) == dict.fromkeys((1, 2, 3), "done")


async def test_a_telegram_out_of_reach_costs_no_attempt(sqlite_database: Database) -> None:
    async def no_connection(_update: RawUpdate) -> None:
        if len(handlers.begun) < 9:
            await _refused_connection()

    handlers = Recorded(no_connection)
    intake = intake_of(sqlite_database, handlers)
    async with running(intake):
        await intake.accept([message(1)])
        await emptied(intake)

    assert await states(sqlite_database) == {1: "done"}
    assert handlers.apologised == []


async def _refused_connection() -> None:
    async with ClientSession() as http:
        try:
            await http.get("http://127.0.0.1:1/")
        except ClientConnectorError as error:
            raise TelegramNetworkError(method=GetMe(), message="down") from error


async def test_somebody_who_blocked_the_bot_is_not_tried_again(sqlite_database: Database) -> None:
    async def refuse(_update: RawUpdate) -> None:
        method = SendMessage(chat_id=1, text="x")
        raise TelegramForbiddenError(method=method, message="bot was blocked by the user")

    handlers = Recorded(refuse)
    intake = intake_of(sqlite_database, handlers)
    async with running(intake):
        await intake.accept([message(1)])
        await emptied(intake)

    assert handlers.begun == [1]
    assert await states(sqlite_database) == {1: "done"}


@pytest.mark.parametrize("broken", [False, True])
async def test_while_the_database_fails_updates_are_handled_once_and_finished_later(
    sqlite_database: Database, sqlite_url: str, *, broken: bool
) -> None:
    async def lose_the_table(update: RawUpdate) -> None:
        if update["update_id"] == 1:
            outside.execute("ALTER TABLE inbox RENAME TO elsewhere")
            asyncio.get_running_loop().call_later(0.05, bring_back)
        if broken:
            Update.model_validate(update)

    def bring_back() -> None:
        outside.execute("ALTER TABLE elsewhere RENAME TO inbox")

    outside = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    try:
        handlers = Recorded(lose_the_table)
        intake = intake_of(sqlite_database, handlers)
        async with running(intake):
            await intake.accept([message(1), message(2, chat=2)])
            await emptied(intake)
    finally:
        outside.close()

    assert handlers.attempts() == {1: 1, 2: 1}
    assert await states(sqlite_database) == dict.fromkeys((1, 2), "quarantined" if broken else "done")


async def test_what_cannot_be_kept_is_told_to_whoever_brought_it(
    sqlite_database: Database, sqlite_url: str
) -> None:
    outside = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    try:
        handlers = Recorded()
        intake = intake_of(sqlite_database, handlers)
        async with running(intake):
            await intake.accept([message(1)])
            outside.execute("ALTER TABLE inbox RENAME TO elsewhere")
            with pytest.raises(sqlite3.OperationalError):
                await intake.accept([message(2)])
            outside.execute("ALTER TABLE elsewhere RENAME TO inbox")
            await intake.accept([message(2)])
            await emptied(intake)
    finally:
        outside.close()

    assert handlers.attempts() == {1: 1, 2: 1}
