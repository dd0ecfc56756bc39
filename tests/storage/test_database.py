import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from storage.database import Database, DatabaseUnavailable, Dialects, as_utc, open_database

pytest_plugins = ("tests.storage.databases",)

MOMENT = datetime(2026, 11, 22, 12, 30, 15, 123456, tzinfo=UTC)

ADD = "INSERT INTO drafts (key, data, updated_at) VALUES (:key, :data, :now)"
LIST = "SELECT key, data FROM drafts ORDER BY key"


async def add(database: Database, key: str) -> None:
    await database.write(ADD, key=key, data="{}", now=MOMENT)


async def keys(database: Database) -> list[str]:
    return [row["key"] for row in await database.fetch(LIST)]


async def test_what_is_written_is_read_at_once(database: Database) -> None:
    for number in range(10):
        await add(database, str(number))
        assert str(number) in await keys(database)


async def test_a_statement_may_give_rows_back(database: Database) -> None:
    [row] = await database.write(ADD + " RETURNING key", key="a", data="{}", now=MOMENT)

    assert row["key"] == "a"


async def test_each_database_gets_its_own_words(database: Database, database_url: str) -> None:
    [row] = await database.fetch(
        Dialects(sqlite="SELECT 'sqlite' AS name", postgresql="SELECT 'postgresql' AS name")
    )

    assert row["name"] == database_url.partition(":")[0]


async def test_one_name_may_stand_twice_and_a_cast_is_no_name(database: Database) -> None:
    [row] = await database.fetch(
        Dialects(
            sqlite="SELECT :word || :word AS twice, '12:30' AS time",
            postgresql="SELECT :word::text || :word::text AS twice, '12:30' AS time",
        ),
        word="a",
    )

    assert (row["twice"], row["time"]) == ("aa", "12:30")


async def test_a_time_comes_back_as_the_same_moment(database: Database) -> None:
    astana = MOMENT.astimezone(timezone(timedelta(hours=5)))
    await database.write(ADD, key="a", data="{}", now=astana)
    [row] = await database.fetch("SELECT updated_at FROM drafts")
    found = as_utc(row["updated_at"])

    assert found == MOMENT
    assert found.utcoffset() == timedelta(0)


async def test_a_transaction_is_kept_whole(database: Database) -> None:
    async with database.transaction() as transaction:
        await transaction.fetch(ADD, key="a", data="{}", now=MOMENT)
        await transaction.execute_many(ADD, [{"key": key, "data": "{}", "now": MOMENT} for key in "bc"])

    assert await keys(database) == ["a", "b", "c"]


async def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        await _fail_in_the_middle(database)
    await add(database, "b")

    assert await keys(database) == ["b"]


async def _fail_in_the_middle(database: Database) -> None:
    async with database.transaction() as transaction:
        await transaction.fetch(ADD, key="a", data="{}", now=MOMENT)
        raise RuntimeError


async def test_a_transaction_that_is_cancelled_anywhere_leaves_all_or_nothing(database: Database) -> None:
    for turns in range(12):
        async with asyncio.TaskGroup() as group:
            writing = group.create_task(_write_two(database, turns))
            for _ in range(turns):
                await asyncio.sleep(0)
            writing.cancel()
        await add(database, f"{turns:02} after")

    found = await keys(database)
    assert [key for key in found if key.endswith("after")] == [f"{turns:02} after" for turns in range(12)]
    for turns in range(12):
        assert sum(key.startswith(f"{turns:02} part") for key in found) in {0, 2}


async def _write_two(database: Database, turns: int) -> None:
    async with database.transaction() as transaction:
        for part in (1, 2):
            await transaction.fetch(ADD, key=f"{turns:02} part {part}", data="{}", now=MOMENT)


async def test_transactions_at_once_do_not_mix(database: Database) -> None:
    await add(database, "0")

    async def count_up() -> None:
        async with database.transaction() as transaction:
            rows = await transaction.fetch(
                Dialects(sqlite=LIST, postgresql="LOCK TABLE drafts IN EXCLUSIVE MODE")
            )
            rows = await transaction.fetch("SELECT count(*) AS drafts FROM drafts")
            await asyncio.sleep(0)
            await transaction.fetch(ADD, key=str(rows[0]["drafts"]), data="{}", now=MOMENT)

    await asyncio.gather(*(count_up() for _ in range(20)))

    assert sorted(map(int, await keys(database))) == list(range(21))


async def test_sqlite_keeps_its_promises_on_every_connection(sqlite_url: str) -> None:
    database = await open_database(sqlite_url)
    try:
        for ask in (database.fetch, database.fetch, database.write):
            settings: list[object] = [
                next(iter(tuple((await ask(f"PRAGMA {name}"))[0])))  # type: ignore[arg-type]  # a row of sqlite3
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            ]
            assert settings == ["wal", 2, 1, 1]
    finally:
        await database.close()


async def test_a_lock_held_by_somebody_else_for_a_moment_is_waited_out(
    sqlite_database: Database, sqlite_url: str
) -> None:
    outside = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    outside.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.1, outside.execute, "COMMIT")
    await add(sqlite_database, "a")
    outside.close()

    assert await keys(sqlite_database) == ["a"]


async def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/a/b/dostyq.db")
    await database.close()

    assert (tmp_path / "a" / "b" / "dostyq.db").exists()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://host/name",
        "nonsense",
        "",
        "postgresql://bot@127.0.0.1:1/dostyq",
        "postgresql://bot@127.0.0.1:port/dostyq",
        "postgresql+asyncpg://bot@127.0.0.1:1/dostyq",
        "sqlite:////dev/null/dostyq.db",
        "sqlite:////",
    ],
)
async def test_what_cannot_be_opened_is_told_in_one_line(url: str) -> None:
    with pytest.raises(DatabaseUnavailable) as problem:
        await open_database(url)

    assert str(problem.value).startswith("DATABASE_URL: ")
    assert "\n" not in str(problem.value)


async def test_a_database_that_is_not_there_is_told_too(postgresql_url: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="does not exist"):
        await open_database(postgresql_url + "_not_there")


async def test_a_file_that_is_no_database_is_told_and_let_go(tmp_path: Path) -> None:
    (tmp_path / "garbage.db").write_bytes(b"not a database " * 100)
    with pytest.raises(DatabaseUnavailable, match="not a database"):
        await open_database(f"sqlite:///{tmp_path}/garbage.db")

    assert (tmp_path / "garbage.db").read_bytes() == b"not a database " * 100


@pytest.mark.parametrize("spelling", ["sqlite+aiosqlite:///", "sqlite:///"])
async def test_sqlalchemys_spellings_are_understood(spelling: str, tmp_path: Path) -> None:
    database = await open_database(f"{spelling}{tmp_path}/dostyq.db")
    [row] = await database.fetch("SELECT 1 AS one")
    await database.close()

    assert row["one"] == 1
