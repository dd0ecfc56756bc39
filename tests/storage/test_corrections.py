import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.domain.corrections import Correction, Subject
from storage.corrections import SqlCorrections
from storage.database import Database

pytest_plugins = ("tests.storage.databases",)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CORRECTION = Correction(
    action_key="5:17", subject=next(iter(Subject)), subject_id="almaty", text="It moved.", written_at=NOW
)


@pytest.fixture
def corrections(database: Database) -> SqlCorrections:
    return SqlCorrections(database)


async def test_at_first_there_are_none(corrections: SqlCorrections) -> None:
    assert await corrections.list_all() == []


@pytest.mark.parametrize("subject", Subject)
async def test_a_correction_comes_back_as_it_was_written(
    corrections: SqlCorrections, subject: Subject
) -> None:
    written = replace(CORRECTION, subject=subject)
    await corrections.add(written)

    assert await corrections.list_all() == [written]


async def test_the_same_act_is_kept_once(corrections: SqlCorrections) -> None:
    await asyncio.gather(*(corrections.add(replace(CORRECTION, text=text)) for text in ("a", "b", "c")))

    assert len(await corrections.list_all()) == 1


async def test_the_oldest_comes_first_wherever_clocks_stand(corrections: SqlCorrections) -> None:
    later = replace(CORRECTION, action_key="1", written_at=NOW + timedelta(microseconds=1))
    astana = timezone(timedelta(hours=5))
    earlier = replace(CORRECTION, action_key="2", written_at=(NOW - timedelta(hours=1)).astimezone(astana))
    for one in (later, CORRECTION, earlier):
        await corrections.add(one)

    assert await corrections.list_all() == [earlier, CORRECTION, later]


async def test_hostile_words_are_kept(corrections: SqlCorrections) -> None:
    await corrections.add(replace(CORRECTION, text="a\x00b '; DROP TABLE corrections; -- \U0001f3e0 әі {}%s"))

    [kept] = await corrections.list_all()
    assert kept.text == "ab '; DROP TABLE corrections; -- \U0001f3e0 әі {}%s"
