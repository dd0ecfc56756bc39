import asyncio
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.domain.content import ContentErrors
from bot.domain.content_changes import CellChange
from bot.services.content import describe
from storage.database import Database, as_utc
from storage.places import SqlDirectory
from tests.services.content_files import (
    LOADED_AT,
    SHIPPED,
    TABLE_NAMES,
    content_of,
    read_all,
    replace,
    write_sample,
)

pytest_plugins = ("tests.storage.databases",)

HOUSE_IDS = "SELECT id FROM houses ORDER BY position"
LOADED = "SELECT loaded_at FROM directory"
ONE_COUNCIL_A_REGION = "CREATE UNIQUE INDEX one_council_a_region ON councils (region_code)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "facts")


async def _tables(database: Database, folder: Path) -> dict[str, bytes]:
    await content_of(database).dump(folder)
    return read_all(folder)


async def test_shipped_facts_load_and_come_out_byte_for_byte(database: Database, tmp_path: Path) -> None:
    content = content_of(database)

    changes = await content.load(SHIPPED)
    await content.dump(tmp_path / "out")

    assert {one.sheet.table: len(one.added) for one in changes.sheets} == {
        "places": 226,
        "houses": 33,
        "schools": 66,
        "councils": 53,
        "calendar_days": 20,
        "doors": 6,
        "request_topics": 7,
        "helplines": 3,
        "care_words": 246,
        "ready_answers": 13,
        "days_off": 1,
        "facts": 56,
    }
    assert read_all(tmp_path / "out") == read_all(SHIPPED)


async def test_a_second_load_changes_nothing_and_leaves_the_version(database: Database, folder: Path) -> None:
    content = content_of(database)
    first = await content.load(folder)

    second = await content.load(folder)

    assert first
    assert first.version == 1
    assert not second
    assert second.version == 1
    assert await SqlDirectory(database).version() == 1
    assert describe(second) == "Nothing changed; the directory has version 1."


async def test_the_directory_knows_when_it_was_loaded(database: Database, folder: Path) -> None:
    await content_of(database).load(folder)

    assert as_utc((await database.fetch(LOADED))[0]["loaded_at"]) == LOADED_AT


async def test_a_corrected_cell_is_the_only_change(database: Database, folder: Path) -> None:
    content = content_of(database)
    await content.load(folder)
    replace(folder, "houses.csv", "+7 727 123 45 67", "1414")
    replace(folder, "facts.yaml", "Opened in 1992.", "Opened in 1993.")

    changes = await content.load(folder)

    changed = [record for sheet in changes.sheets for record in sheet.changed]
    assert [record.id for record in changed] == ["almaty", "faq.first_house"]
    assert changed[0].cells == (CellChange(column="phone", before="+7 727 123 45 67", after="1414"),)
    assert changes.version == 2
    assert not any(sheet.added or sheet.gone or sheet.reordered for sheet in changes.sheets)


async def test_what_is_gone_from_the_files_is_gone_from_the_directory(
    database: Database, folder: Path
) -> None:
    content = content_of(database)
    await content.load(folder)
    rows = (folder / "houses.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "houses.csv").write_text("".join([rows[0], rows[2]]), encoding="utf-8", newline="")
    replace(folder, "schools.csv", ",almaty,", ",,")
    replace(folder, "councils.csv", "named,almaty,", "named,,")

    changes = await content.load(folder)

    assert next(one.gone for one in changes.sheets if one.sheet.table == "houses") == ("almaty",)
    assert [row["id"] for row in await database.fetch(HOUSE_IDS)] == ["kostanay"]


async def test_a_house_and_its_school_may_go_together(database: Database, folder: Path) -> None:
    content = content_of(database)
    await content.load(folder)
    for name in ("houses.csv", "schools.csv", "councils.csv"):
        header = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)[0]
        (folder / name).write_text(header, encoding="utf-8", newline="")

    await content.load(folder)

    facts = await SqlDirectory(database).read()
    assert facts.houses == ()
    assert facts.schools == ()


async def test_a_council_outlives_the_place_that_it_served(database: Database, folder: Path) -> None:
    content = content_of(database)
    await content.load(folder)
    replace(folder, "places.csv", "almaty,city_republican", "alma-ata,city_republican")
    replace(folder, "councils.csv", ",almaty,,,We", ",alma-ata,,,We")

    await content.load(folder)

    facts = await SqlDirectory(database).read()
    assert [council.place_id for council in facts.councils] == [None, "alma-ata"]


async def test_a_day_that_is_no_longer_off_is_taken_out(database: Database, folder: Path) -> None:
    content = content_of(database)
    await content.load(folder)
    replace(folder, "days_off.csv", "2026-05-08,day_off", "2026-05-15,day_off")

    changes = await content.load(folder)

    assert describe(changes).splitlines()[:3] == [
        "days_off.csv: 1 added, 0 changed, 1 gone",
        "  + 2026-05-15",
        "  - 2026-05-08",
    ]
    assert (await SqlDirectory(database).read()).day_exceptions == {
        date(2026, 5, 15): False,
        date(2026, 5, 16): True,
    }


async def test_rows_in_another_order_are_a_change_and_come_out_in_it(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    content = content_of(database)
    await content.load(folder)
    header, first, second = (folder / "places.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "places.csv").write_text(header + second + first, encoding="utf-8", newline="")

    changes = await content.load(folder)

    assert [one.sheet.table for one in changes.sheets if one.reordered] == ["places"]
    assert changes.version == 2
    assert await _tables(database, tmp_path / "out") == read_all(folder)


async def test_a_row_put_between_others_is_only_an_addition(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    content = content_of(database)
    await content.load(folder)
    replace(
        folder,
        "places.csv",
        "almaty,",
        "rudny,city,Рудный,Рудный,Rudny,,KZ-39,52.9729,63.11677,,handbook\nalmaty,",
    )

    changes = await content.load(folder)

    places = changes.sheets[0]
    assert (places.added, places.changed, places.gone, places.reordered) == (("rudny",), (), (), False)
    assert await _tables(database, tmp_path / "out") == read_all(folder)


async def test_a_dry_run_tells_all_and_writes_nothing(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    content = content_of(database)
    await content.load(folder)
    before = await _tables(database, tmp_path / "before")
    replace(folder, "houses.csv", ",Closed", ",Open on Sundays")
    replace(folder, "calendar.csv", "session,", "meeting,")

    changes = await content.load(folder, dry_run=True)

    assert describe(changes).splitlines() == [
        "houses.csv: 0 added, 1 changed, 0 gone",
        "  ~ kostanay",
        "      notes: Closed → Open on Sundays",
        "calendar.csv: 1 added, 0 changed, 1 gone",
        "  + meeting",
        "  - session",
        "The directory has version 1.",
    ]
    assert await _tables(database, tmp_path / "after") == before
    assert await SqlDirectory(database).version() == 1


async def test_a_small_change_of_a_long_text_is_shown_where_it_is(database: Database, folder: Path) -> None:
    content = content_of(database)
    replace(folder, "houses.csv", ",Closed", f",{'x' * 100} closed on Sundays {'y' * 100}")
    await content.load(folder)
    replace(folder, "houses.csv", "on Sundays", "on Mondays")

    changes = await content.load(folder, dry_run=True)

    shown = describe(changes).splitlines()[2]
    assert shown == (
        f"      notes: …{'x' * 9} closed on Sundays {'y' * 32}… → …{'x' * 9} closed on Mondays {'y' * 32}…"
    )


async def test_one_error_in_one_file_keeps_every_file_out(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    content = content_of(database)
    await content.load(folder)
    before = await _tables(database, tmp_path / "before")
    replace(folder, "places.csv", "1977011", "2000000")
    replace(folder, "calendar.csv", "03-01", "03-32")

    with pytest.raises(ContentErrors):
        await content.load(folder)

    assert await _tables(database, tmp_path / "after") == before
    assert await SqlDirectory(database).version() == 1


async def test_a_load_that_breaks_in_the_middle_leaves_the_directory_as_it_was(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    content = content_of(database)
    await content.load(folder)
    before = await _tables(database, tmp_path / "before")
    await database.write(ONE_COUNCIL_A_REGION)
    replace(folder, "places.csv", "1977011", "2000000")
    replace(folder, "councils.csv", "Elders of Almaty,KZ-75", "Elders of Almaty,KZ")

    with pytest.raises(Exception, match=r"(?i)unique"):
        await content.load(folder)

    assert await _tables(database, tmp_path / "after") == before
    assert await SqlDirectory(database).version() == 1


async def test_two_loads_at_once_are_one_change(database: Database, folder: Path) -> None:
    content = content_of(database)

    results = await asyncio.gather(content.load(folder), content.load(folder))

    assert sorted(bool(changes) for changes in results) == [False, True]
    assert await SqlDirectory(database).version() == 1


async def test_an_empty_directory_comes_out_as_headers_and_goes_in_again(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    content = content_of(database)

    await content.dump(tmp_path / "empty")
    changes = await content.load(tmp_path / "empty")

    assert not changes
    for name, text in read_all(tmp_path / "empty").items():
        lines = text.decode().splitlines()
        expected = (
            (folder / name).read_text(encoding="utf-8").splitlines()[: 1 if name != "facts.yaml" else 2]
        )
        assert lines == expected


async def test_a_dump_replaces_files_and_leaves_nothing_else_behind(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    content = content_of(database)
    await content.load(folder)
    shutil.copytree(SHIPPED, tmp_path / "out")

    await content.dump(tmp_path / "out")

    assert read_all(tmp_path / "out") == read_all(folder)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {path.name for path in SHIPPED.iterdir()}


async def test_files_of_a_spreadsheet_program_load_as_well(database: Database, folder: Path) -> None:
    for name in TABLE_NAMES:
        path = folder / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    await content_of(database).load(folder)
    replace(folder, "houses.csv", "\ufeff", "")
    changes = await content_of(database).load(folder)

    assert not changes
