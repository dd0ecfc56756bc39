import pytest

from bot.domain.content import Record, Sheet
from bot.domain.content_sheets import HOUSES, SCHOOLS, SHEETS
from storage.content import SqlContentStore
from storage.database import Database, open_database
from storage.places import SqlDirectory
from tests.services.content_files import LOADED_AT, SHIPPED, content_of

pytest_plugins = ("tests.storage.databases",)


async def _records(database: Database, sheet: Sheet) -> list[Record]:
    async with SqlContentStore(database).reading() as reading:
        return list(await reading.records(sheet))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.table)
async def test_saving_again_keeps_records_as_they_are(database: Database, sheet: Sheet) -> None:
    await content_of(database).load(SHIPPED)
    before = await _records(database, sheet)

    async with SqlContentStore(database).writing() as writing:
        await writing.save(sheet, before)

    assert await _records(database, sheet) == before


async def test_an_error_in_the_block_undoes_removals_and_the_version(database: Database) -> None:
    await content_of(database).load(SHIPPED)
    before = await _records(database, SCHOOLS)

    with pytest.raises(RuntimeError, match="in the middle"):
        await _break_in_the_middle(database, before)

    assert await _records(database, SCHOOLS) == before
    assert await SqlDirectory(database).version() == 1


async def _break_in_the_middle(database: Database, schools: list[Record]) -> None:
    async with SqlContentStore(database).writing() as writing:
        await writing.remove(SCHOOLS, [school.id for school in schools])
        await writing.raise_version(LOADED_AT)
        raise RuntimeError("in the middle")


async def test_a_house_that_a_school_refers_to_cannot_be_removed(database: Database) -> None:
    await content_of(database).load(SHIPPED)

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await _remove_house(database, "kostanay")

    assert "kostanay" in [house.id for house in await _records(database, HOUSES)]


async def _remove_house(database: Database, house_id: str) -> None:
    async with SqlContentStore(database).writing() as writing:
        await writing.remove(HOUSES, [house_id])


async def test_another_process_sees_the_version_move(database: Database, database_url: str) -> None:
    other = await open_database(database_url)
    try:
        before = await SqlDirectory(other).version()
        await content_of(database).load(SHIPPED)

        assert (before, await SqlDirectory(other).version()) == (0, 1)
    finally:
        await other.close()
