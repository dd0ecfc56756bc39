import asyncio
from pathlib import Path

import pytest

from storage.database import Database, DatabaseUnavailable, open_database
from storage.upgrade import is_current, newest_revision, upgrade

pytest_plugins = ("tests.storage.databases",)


async def _revisions(database: Database) -> list[str]:
    return [row["version_num"] for row in await database.fetch("SELECT version_num FROM alembic_version")]


@pytest.mark.parametrize("name", ["plain.db", "a b.db", "құжат.db", "100%.db"])
async def test_a_new_file_gets_the_newest_shape(name: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/{name}"
    database = await open_database(url)
    try:
        assert not await is_current(database)
        await upgrade(url)
        assert await is_current(database)
        assert await _revisions(database) == [newest_revision()]
    finally:
        await database.close()


async def test_upgrading_what_is_current_changes_nothing(database: Database, database_url: str) -> None:
    await database.write("INSERT INTO drafts (key, data, updated_at) VALUES ('k', '{}', CURRENT_TIMESTAMP)")
    await upgrade(database_url)

    assert await is_current(database)
    assert len(await database.fetch("SELECT key FROM drafts")) == 1


async def test_each_step_leads_to_the_newest_shape(tmp_path: Path) -> None:
    for number in range(1, int(newest_revision()) + 1):
        url = f"sqlite:///{tmp_path}/{number}.db"
        await upgrade(url, target=f"{number:04}")
        database = await open_database(url)
        try:
            assert await _revisions(database) == [f"{number:04}"]
            await upgrade(url)
            assert await is_current(database)
        finally:
            await database.close()


async def test_several_who_upgrade_at_once_upgrade_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/dostyq.db"
    await asyncio.gather(*(upgrade(url) for _ in range(4)))

    database = await open_database(url)
    try:
        assert await _revisions(database) == [newest_revision()]
    finally:
        await database.close()


async def test_a_database_ahead_of_this_version_is_left_alone(database: Database, database_url: str) -> None:
    await database.write("UPDATE alembic_version SET version_num = '9999'")

    assert not await is_current(database)
    with pytest.raises(DatabaseUnavailable, match="newer version"):
        await upgrade(database_url)
    assert await _revisions(database) == ["9999"]
