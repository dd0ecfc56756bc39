import asyncio
from pathlib import Path

import pytest

from bot.domain.geo import Point
from bot.domain.language import LocalizedText
from bot.domain.places import DirectoryFacts, HouseLevel, PlaceKind, Precision, SchoolKind
from bot.domain.sources import Source
from storage.database import Database
from storage.places import SqlDirectory
from tests.services.content_files import SHIPPED, content_of, replace, write_sample

pytest_plugins = ("tests.storage.databases",)

KOSTANAY_CENTRE = Point(53.21435, 63.62463)


@pytest.fixture
async def facts(database: Database, tmp_path: Path) -> DirectoryFacts:
    await content_of(database).load(write_sample(tmp_path / "facts"))
    return await SqlDirectory(database).read()


async def test_before_the_first_load_the_directory_is_empty(database: Database) -> None:
    directory = SqlDirectory(database)

    assert await directory.version() == 0
    assert await directory.read() == DirectoryFacts(version=0, places=(), houses=(), schools=(), days=())


async def test_places_keep_their_order_names_and_variants(facts: DirectoryFacts) -> None:
    region, city = facts.places

    assert (region.kind, region.population, region.variants) == (PlaceKind.REGION, None, ())
    assert (city.kind, city.population, city.variants) == (
        PlaceKind.REPUBLICAN_CITY,
        1977011,
        ("Алма-Ата", "Верный"),
    )
    assert (city.name.kk, city.name.ru, city.name.en) == ("Алматы", "Алматы", "Almaty")


async def test_a_house_with_an_address_is_confirmed_and_one_without_is_not(facts: DirectoryFacts) -> None:
    almaty, kostanay = facts.houses

    assert almaty.address_confirmed
    assert (almaty.address.ru, almaty.phone) == ("улица Абая, 1", "+7 727 123 45 67")
    assert (almaty.level, almaty.precision) == (HouseLevel.REGIONAL, Precision.BUILDING)
    assert almaty.point == Point(43.244, 76.95)
    assert (almaty.source.reference, almaty.source.date) == ("seed:001", "2025-09")
    assert not kostanay.address_confirmed
    assert not kostanay.address


async def test_a_school_in_a_house_stands_where_the_house_does(facts: DirectoryFacts) -> None:
    tatar = facts.schools[0]

    assert tatar.house_id == "almaty"
    assert tatar.point == facts.houses[0].point
    assert (tatar.kind, tatar.languages) == (SchoolKind.SUNDAY_SCHOOL, ("tt", "ba"))


async def test_a_school_without_a_known_town_stands_at_the_regions_centre(facts: DirectoryFacts) -> None:
    polish = facts.schools[1]

    assert polish.house_id is None
    assert polish.point == KOSTANAY_CENTRE


async def test_a_school_of_a_known_town_stands_at_its_centre(database: Database, tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "facts")
    town = "kostanay,city,Қостанай,Костанай,Kostanay,,KZ-39,53.3,63.7,,handbook\nalmaty,"
    replace(folder, "places.csv", "almaty,", town)
    await content_of(database).load(folder)

    facts = await SqlDirectory(database).read()

    assert facts.schools[1].point == Point(53.3, 63.7)


async def test_a_town_of_the_same_name_in_another_region_is_not_taken(
    database: Database, tmp_path: Path
) -> None:
    folder = write_sample(tmp_path / "facts")
    namesake = "kostanay,village,Қостанай,Костанай,Kostanay,,KZ-75,43.3,76.7,,handbook\nalmaty,"
    replace(folder, "places.csv", "almaty,", namesake)
    await content_of(database).load(folder)

    facts = await SqlDirectory(database).read()

    assert facts.schools[1].point == KOSTANAY_CENTRE


async def test_a_yearly_date_has_its_words_in_every_language(facts: DirectoryFacts) -> None:
    gratitude = facts.days[0]

    assert (gratitude.id, gratitude.month_day) == ("gratitude", "03-01")
    assert gratitude.name == LocalizedText(
        kk="Алғыс айту күні", ru="День благодарности", en="Day of Gratitude"
    )
    assert gratitude.rule == LocalizedText(
        kk="Жыл сайын 1 наурызда", ru="Каждый год 1 марта", en="Every year on 1 March"
    )
    assert gratitude.what == LocalizedText(kk="Рахмет айту", ru="Благодарность", en="Thanks, given")
    assert gratitude.source == Source(reference="https://page.example", date="2023-07")


async def test_a_date_that_moves_has_no_day_of_the_year(facts: DirectoryFacts) -> None:
    assert [(day.id, day.month_day) for day in facts.days] == [("gratitude", "03-01"), ("session", None)]


async def test_the_shipped_directory_reads_whole(database: Database) -> None:
    await content_of(database).load(SHIPPED)

    facts = await SqlDirectory(database).read()

    assert (facts.version, len(facts.places), len(facts.houses), len(facts.schools)) == (1, 226, 33, 66)
    assert len(facts.days) == 20
    assert {school.region_code for school in facts.schools} <= {place.region_code for place in facts.places}


async def test_a_read_beside_loads_never_mixes_two_versions(database: Database, tmp_path: Path) -> None:
    content, directory = content_of(database), SqlDirectory(database)
    both = write_sample(tmp_path / "both")
    one = write_sample(tmp_path / "one")
    for name in ("houses.csv", "schools.csv"):
        path = one / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:2]), encoding="utf-8")

    async def load_by_turns() -> None:
        for turn in range(10):
            await content.load((both, one)[turn % 2])

    async def read_often() -> list[DirectoryFacts]:
        return [await directory.read() for _ in range(40)]

    _, *readings = await asyncio.gather(load_by_turns(), read_often(), read_often())

    seen = [facts for reading in readings for facts in reading]
    rows = {0: 0} | {version: 1 + version % 2 for version in range(1, 11)}
    assert all(len(facts.houses) == len(facts.schools) == rows[facts.version] for facts in seen)
