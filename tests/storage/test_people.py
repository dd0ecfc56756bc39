import asyncio
from datetime import UTC, datetime

import pytest

from bot.domain.language import Language
from storage.database import Database, as_utc
from storage.people import SqlPeople

pytest_plugins = ("tests.storage.databases",)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ACCOUNT = 5_000_000_001


@pytest.fixture
def people(database: Database) -> SqlPeople:
    return SqlPeople(database)


async def test_a_stranger_is_not_found(people: SqlPeople) -> None:
    assert await people.find(ACCOUNT) is None


async def test_somebody_who_was_met_is_found_again(people: SqlPeople) -> None:
    met = await people.add(ACCOUNT, Language.KAZAKH, NOW)

    assert (met.telegram_id, met.language) == (ACCOUNT, Language.KAZAKH)
    assert await people.find(ACCOUNT) == met


async def test_meeting_somebody_twice_at_once_makes_one_person(people: SqlPeople, database: Database) -> None:
    met = await asyncio.gather(*(people.add(ACCOUNT, language, NOW) for language in (None, *Language)))

    assert len(set(met)) == 1
    [row] = await database.fetch("SELECT count(*) AS people FROM people")
    assert row["people"] == 1


async def test_the_language_is_the_one_chosen_last(people: SqlPeople) -> None:
    person = await people.add(ACCOUNT, None, NOW)
    other = await people.add(ACCOUNT + 1, None, NOW)
    assert person.language is None
    await people.set_language(person.id, Language.RUSSIAN)
    await people.set_language(person.id, Language.ENGLISH)

    found, untouched = await people.find(ACCOUNT), await people.find(ACCOUNT + 1)
    assert found is not None
    assert found.language is Language.ENGLISH
    assert untouched == other


async def test_blocking_is_kept_with_its_time_until_they_come_back(
    people: SqlPeople, database: Database
) -> None:
    async def blocked_at() -> datetime | None:
        [row] = await database.fetch("SELECT blocked_at FROM people")
        return as_utc(row["blocked_at"]) if row["blocked_at"] else None

    await people.add(ACCOUNT, None, NOW)
    await people.set_blocked(ACCOUNT, NOW)
    assert await blocked_at() == NOW
    await people.set_blocked(ACCOUNT, None)
    assert await blocked_at() is None


async def test_a_stranger_who_blocks_the_bot_is_no_trouble(people: SqlPeople) -> None:
    await people.set_blocked(ACCOUNT, NOW)

    assert await people.find(ACCOUNT) is None
