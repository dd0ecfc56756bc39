from pathlib import Path

import pytest

from bot.domain.content import ERRORS_TOLD, ContentErrors
from storage.database import Database
from storage.places import SqlDirectory
from tests.services.content_files import content_of, replace, write_sample

pytest_plugins = ("tests.storage.databases",)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "facts")


async def _errors(database: Database, folder: Path) -> list[str]:
    """Load what must not load, and give its errors as a person reads them, without the folder."""
    with pytest.raises(ContentErrors) as caught:
        await content_of(database).load(folder)
    assert await SqlDirectory(database).version() == 0
    return str(caught.value).replace(f"{folder.as_posix()}/", "").splitlines()


BROKEN_CELLS = [
    ("places.csv", "region-kostanay,", "Kostanay,", "2: id: 'Kostanay' is not an id"),
    ("places.csv", "region-kostanay,", "a--b,", "2: id: 'a--b' is not an id"),
    ("places.csv", "region-kostanay,", "a_b,", "2: id: 'a_b' is not an id"),
    ("places.csv", "region-kostanay,", f"{'a' * 41},", f"2: id: '{'a' * 41}' is not an id"),
    ("places.csv", "region-kostanay,", ",", "2: id: must be filled"),
    ("places.csv", "almaty,", "region-kostanay,", "3: id: 'region-kostanay' already stands in line 2"),
    (
        "places.csv",
        ",region,",
        ",oblast,",
        "2: kind: 'oblast' is none of region, city_republican, city, town",
    ),
    ("places.csv", "Алма-Ата; Верный", "Алма-Ата;", "3: variants: 'Алма-Ата;' has an empty part"),
    ("places.csv", "Алма-Ата; Верный", "Верный; Верный", "3: variants: 'Верный' stands twice"),
    ("places.csv", "KZ-39", "KZ-ALA", "2: region_code: 'KZ-ALA' is not one of the 20 codes"),
    ("places.csv", "KZ-39", "KZ", "2: region_code: 'KZ' is not one of the 20 codes"),
    ("places.csv", "53.21435", "63.21435", "2: latitude: 63.21435 is outside Kazakhstan: 40.5 to 55.5"),
    ("places.csv", "53.21435", "40.49999", "2: latitude: 40.49999 is outside Kazakhstan"),
    ("places.csv", "63.62463", "87.40001", "2: longitude: 87.40001 is outside Kazakhstan: 46.4 to 87.4"),
    ("places.csv", "63.62463", "46.3", "2: longitude: 46.3 is outside Kazakhstan"),
    ("places.csv", "53.21435", '"53,21435"', "2: latitude: '53,21435' is not decimal degrees"),
    ("places.csv", "53.21435", "53.214353535", "2: latitude: '53.214353535' is not decimal degrees"),
    ("places.csv", "53.21435", "nan", "2: latitude: 'nan' is not decimal degrees"),
    ("places.csv", "53.21435", "", "2: latitude: must be filled"),
    ("places.csv", "1977011", "1 977 011", "3: population: '1 977 011' is not a whole number"),
    ("places.csv", "1977011", "-5", "3: population: '-5' is not a whole number"),
    ("houses.csv", ",regional,KZ-75", ",local,KZ-75", "2: level: 'local' is none of republican, regional"),
    (
        "houses.csv",
        ",building,",
        ",door,",
        "2: coordinate_precision: 'door' is none of building, street, city",
    ),
    ("houses.csv", "Mo-Fr 09:00-18:00", "Mo-Fr 9", "2: opening_hours: 'Mo-Fr 9' is not OSM opening_hours"),
    ("houses.csv", "Mo-Fr 09:00-18:00", "будни", "2: opening_hours: 'будни' is not OSM opening_hours"),
    ("houses.csv", "Mo-Fr 09:00-18:00", "Mo-Fr 09:00-", "it ends too early"),
    (
        "houses.csv",
        "Mo-Fr 09:00-18:00",
        "mo-fr 09:00-18:00",
        "2: opening_hours: 'mo-fr 09:00-18:00' is not OSM",
    ),
    ("houses.csv", "+7 727 123 45 67", "8 (727) 123-45-67", "2: phone: '8 (727) 123-45-67' is not a phone"),
    (
        "houses.csv",
        "https://house.example",
        "house.example",
        "2: website: 'house.example' is not a web address",
    ),
    (
        "houses.csv",
        "https://house.example",
        "javascript:alert(1)",
        "2: website: 'javascript:alert(1)' is not",
    ),
    ("houses.csv", "https://house.example", "https://", "2: website: 'https://' is not a web address"),
    (
        "houses.csv",
        "https://house.example",
        "https://a b.example",
        "2: website: 'https://a b.example' is not",
    ),
    ("houses.csv", "https://house.example", "https://[", "2: website: 'https://[' is not a web address"),
    ("houses.csv", "seed:001", "seed:1", "2: source_url: 'seed:1' is not a web address"),
    ("houses.csv", "seed:001", "", "2: source_url: must be filled"),
    ("houses.csv", "2025-09", "09.2025", "2: source_date: '09.2025' is not a date"),
    ("houses.csv", "2025-09", "2025-13", "2: source_date: '2025-13' is not a date"),
    ("houses.csv", "2025-09", "2025-02-29", "2: source_date: '2025-02-29' is not a date"),
    ("houses.csv", "2025-09", "2025-9", "2: source_date: '2025-9' is not a date"),
    ("houses.csv", "https://one.example ; ", "one ; ", "2: other_sources: 'one' is not a web address"),
    ("houses.csv", '"улица Абая, 1"', "", "2: verified: must be 'partial' where no address is given"),
    ("houses.csv", ",partial,", ",yes,", "3: verified: must be 'partial' where no address is given"),
    ("houses.csv", ",yes,", ",partial,", "2: verified: must be 'yes' where an address is given"),
    ("houses.csv", ",Closed", ",Clo\0sed", "3: notes: holds the control character U+0000"),
    ("houses.csv", ",Closed", ",Clo\tsed", "3: notes: holds the control character U+0009"),
    ("houses.csv", ",Closed", ',"Clo\rsed"', "3: notes: holds the control character U+000D"),
    ("houses.csv", ",Closed", ", Closed", "3: notes: ' Closed' begins or ends with a blank"),
    ("houses.csv", "Дом дружбы Костаная", "", "3: name_ru: must be filled"),
    ("schools.csv", "tt;ba", "tt;", "2: languages: 'tt;' has an empty part"),
    ("schools.csv", "tt;ba", "tt;tt", "2: languages: 'tt' stands twice"),
    ("schools.csv", "tt;ba", "tat;ba", "2: languages: 'tat' is not a language code"),
    ("schools.csv", "tt;ba", "en_GB", "2: languages: 'en_GB' is not a language code"),
    ("schools.csv", "tt;ba", "татарский", "2: languages: 'татарский' is not a language code"),
    ("schools.csv", ",almaty,", ",astana,", "2: house_id: 'astana' is no id in houses.csv"),
    ("schools.csv", ",almaty,", ",kostanay,", "2: house_id: 'kostanay' is in KZ-39, this row in KZ-75"),
    ("schools.csv", ",KZ-39,", ",KZ-10,", "3: region_code: KZ-10 has no row as a region in places.csv"),
    ("schools.csv", "sunday_school", "weekend", "2: kind: 'weekend' is none of sunday_school"),
    ("councils.csv", ",KZ-75,", ",KZ-99,", "3: region_code: 'KZ-99' is not one of the 20 codes"),
    ("councils.csv", "We 10:00-12:00", "Wednesdays", "3: reception_hours: 'Wednesdays' is not OSM"),
    ("councils.csv", ",count,", ",rumour,", "2: evidence: 'rumour' is none of named, count, general"),
    ("councils.csv", "named,almaty,", "named,nowhere,", "3: house_id: 'nowhere' is no id in houses.csv"),
    (
        "councils.csv",
        "KZ-75,almaty,",
        "KZ-75,region-kostanay,",
        "3: place_id: 'region-kostanay' is in KZ-39, this",
    ),
    ("councils.csv", "KZ-75,almaty,", "KZ-75,nowhere,", "3: place_id: 'nowhere' is no id in places.csv"),
    ("councils.csv", "KZ-75,almaty,", "KZ-75,No Where,", "3: place_id: 'No Where' is not an id"),
    ("councils.csv", "elders-republic,", "elders-country,", ": id: 'elders-republic' is missing: requests"),
    ("doors.csv", "112,,Өрт:", ",,Өрт:", "2: phone: must be filled where there is no url"),
    (
        "doors.csv",
        "Fire: {matter}",
        "Fire: {mater}",
        "2: ready_text_en: {mater} is filled in by nothing; only",
    ),
    ("doors.csv", "Fire: {matter}", "Fire: {}", "2: ready_text_en: {} is filled in by nothing"),
    ("doors.csv", "Fire: {matter}", "Fire: {matter!r}", "2: ready_text_en: {matter} is filled in by nothing"),
    (
        "doors.csv",
        "Fire: {matter}",
        "Fire: {matter",
        "2: ready_text_en: has a single brace; braces belong only",
    ),
    ("doors.csv", "үй өрт", "Үй өрт", "2: words: 'Үй өрт' is not a phrase"),
    ("doors.csv", "үй өрт", "үй-өрт", "2: words: 'үй-өрт' is not a phrase"),
    ("doors.csv", "үй өрт", "үй  өрт", "2: words: 'үй  өрт' is not a phrase"),
    ("doors.csv", "пожар!/пожара!", "пожар!/", "2: words: 'пожар!/' is not a phrase"),
    ("doors.csv", "пожар!/пожара!;", "үй өрт;", "2: words: 'үй өрт' stands twice"),
    ("topics.csv", "112;appeals", "112;102", "2: doors: '102' is no id in doors.csv"),
    ("topics.csv", "112;appeals", "112;112", "2: doors: '112' stands twice"),
    ("topics.csv", ",mothers,", ",fathers,", "3: council_kind: 'fathers' is none of elders, mothers"),
    (
        "topics.csv",
        ",Water,",
        ",The water and its taste and colour,",
        "2: name_en: has 34 characters, and a button shows 30",
    ),
    ("topics.csv", "Какая улица?", "", "2: hint_ru: must be filled"),
    (
        "helplines.csv",
        "self_harm;violence",
        "self_harm;fear",
        "2: kinds: 'fear' is none of self_harm, violence",
    ),
    ("helplines.csv", "self_harm;violence", "violence;violence", "2: kinds: 'violence' stands twice"),
    ("helplines.csv", "111,111,", "111,,", "2: phone: must be filled"),
    ("care_words.csv", "не хоч жить!", "не хоч; жить", "2: pattern: 'не хоч; жить' is not"),
    ("care_words.csv", "beaten,violence,kk", "beaten,violence,kz", "3: language: 'kz' is none of kk, ru, en"),
    ("care_words.csv", ",yes", ",maybe", "3: reviewed: 'maybe' is none of yes, no"),
    (
        "ready_answers.csv",
        "{council} looks",
        "{house} looks",
        "2: text_en: {house} is filled in by nothing; only",
    ),
    ("days_off.csv", "2026-05-16", "2026-05", "3: date: '2026-05' is not a day"),
    ("days_off.csv", "2026-05-16", "2026-02-30", "3: date: '2026-02-30' is not a day"),
    ("days_off.csv", "2026-05-16", "2026-05-08", "3: date: '2026-05-08' already stands in line 2"),
    ("days_off.csv", ",working,", ",half,", "3: kind: 'half' is none of day_off, working"),
    ("calendar.csv", "03-01", "02-30", "2: month_day: '02-30' is not a day of the year"),
    ("calendar.csv", "03-01", "3-1", "2: month_day: '3-1' is not a day of the year"),
    ("calendar.csv", "once a year", "", "3: rule_en: must be filled"),
    ("calendar.csv", "жылына бір рет", "", "3: rule_kk: must be filled"),
    ("calendar.csv", "Собрание", "", "3: what_ru: must be filled"),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), BROKEN_CELLS)
async def test_a_broken_cell_is_named_by_file_line_column_and_rule(
    sqlite_database: Database, folder: Path, name: str, old: str, new: str, message: str
) -> None:
    replace(folder, name, old, new)

    errors = await _errors(sqlite_database, folder)

    assert len(errors) == 1
    assert errors[0].startswith(f"{name}:")
    assert message in errors[0]


BROKEN_TABLES = [
    ("calendar.csv", ",what_en,", ",", ":1: what_en: is missing"),
    ("calendar.csv", ",what_en,", ",what_en,what_en,", ":1: what_en: stands twice"),
    ("calendar.csv", ",what_en,", ",what_en,mood,", ":1: mood: is not a column of this file"),
    ("calendar.csv", ",what_en,", ",what_en,,", ":1: (no name): is not a column of this file"),
    ("calendar.csv", '"Thanks, given"', "Thanks, given", ":2: has 14 cells where the header has 13"),
    ("calendar.csv", ",seed:001,\n", "\n", ":3: source_url: the row ends after 11 of 13 cells"),
    ("calendar.csv", "\nsession", "\n\nsession", ":3: the line is empty"),
    ("calendar.csv", '"Thanks, given"', '"Thanks" given', ":2: the row that begins here is not CSV"),
    ("calendar.csv", '"Thanks, given"', '"Thanks, given', ":2: the row that begins here is not CSV"),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), BROKEN_TABLES)
async def test_a_broken_table_is_named_by_file_and_line(
    sqlite_database: Database, folder: Path, name: str, old: str, new: str, message: str
) -> None:
    replace(folder, name, old, new)

    errors = await _errors(sqlite_database, folder)

    assert errors[0].startswith(f"{name}{message}")


BROKEN_FACTS = [
    ("as_of: March 2026", "as_of: [March", ": is not YAML"),
    ("as_of: March 2026", "as_of:\tMarch: 2026", ":4: is not YAML"),
    ("as_of: March 2026", "as_of: 2026", ":4: as_of: Input should be a valid string"),
    ("as_of: March 2026", "as_of:", ":4: as_of: Input should be a valid string"),
    ("as_of: March 2026", 'as_of: ""', ":4: as_of: must be filled"),
    ("as_of: March 2026", 'as_of: "a\\0b"', ":4: as_of: holds the control character U+0000"),
    ("as_of: March 2026", 'as_of: "a\\ud800b"', ":4: as_of: holds the control character U+D800"),
    ("as_of: March 2026", "as_of: a\0b", ":4: holds the character U+0000, unknown to YAML"),
    ("as_of: March 2026", 'as_of: "March "', ":4: as_of: 'March ' begins or ends with a blank"),
    (
        "as_of: March 2026",
        "as_of: !!binary TWFyY2g=",
        ":4: the tag tag:yaml.org,2002:binary is not understood",
    ),
    ("as_of: March 2026", "as_of: !!int March", ":4: the tag tag:yaml.org,2002:int is not understood"),
    ("as_of: March 2026", "? [as_of]\n: March", ":4: a key has to be a word"),
    ("as_of: March 2026", "as_of: March\nas_of: May", ":5: the key 'as_of' stands twice"),
    ("as_of: March 2026", "as_of: March\nsource: hearsay", ":5: source: Extra inputs are not permitted"),
    ("  house:", "  House-1:", ":7: proper_names.House-1: 'House-1' is not a key"),
    ("    kk: Достық үйі\n", "", ":7: proper_names.house.kk: Field required"),
    ("'2026-01-20'", "20 January", ":17: status_2026.timeline[0].date: '20 January' is not a date"),
    (
        "not_found:\n  - the law",
        "not_found: the law",
        ":20: status_2026.not_found: Input should be a valid list",
    ),
    ("topic: first_house", "topic: members", ":33: faq[1].topic: 'members' already stands in line 24"),
    ("topic: first_house", "topic: First house", ":33: faq[1].topic: 'First house' is not a key"),
    ("value: 526", "value: [526]", ":28: faq[0].conflicts[0].value: must be text or a whole number"),
    ("  sources:\n  - seed:000", "  sources: []", ":31: faq[0].sources: List should have at least 1 item"),
    ("  - seed:000", "  - &zero seed:000\n  - *zero", ":32: an alias (*) repeats this"),
]


@pytest.mark.parametrize(("old", "new", "message"), BROKEN_FACTS)
async def test_a_broken_fact_is_named_by_line_and_path(
    sqlite_database: Database, folder: Path, old: str, new: str, message: str
) -> None:
    replace(folder, "facts.yaml", old, new)

    errors = await _errors(sqlite_database, folder)

    assert errors[0].startswith("facts.yaml:")
    assert message in errors[0]


async def test_facts_that_are_no_mapping_are_refused(sqlite_database: Database, folder: Path) -> None:
    (folder / "facts.yaml").write_text("- one\n- two\n", encoding="utf-8")

    (error,) = await _errors(sqlite_database, folder)

    assert error.startswith("facts.yaml:1: ")


async def test_facts_that_refer_to_themselves_are_refused(sqlite_database: Database, folder: Path) -> None:
    (folder / "facts.yaml").write_text("&all\nfaq: [*all]\n", encoding="utf-8")

    (error,) = await _errors(sqlite_database, folder)

    assert "an alias (*) repeats this" in error


async def test_a_missing_file_is_an_error_and_not_an_empty_table(
    sqlite_database: Database, folder: Path
) -> None:
    (folder / "houses.csv").unlink()

    errors = await _errors(sqlite_database, folder)

    assert errors[0] == "houses.csv: cannot be read: No such file or directory"


async def test_a_file_in_another_encoding_names_the_line(sqlite_database: Database, folder: Path) -> None:
    text = (folder / "calendar.csv").read_text(encoding="utf-8").replace("Алғыс айту күні", "Алгыс")
    (folder / "calendar.csv").write_bytes(text.encode("cp1251"))

    errors = await _errors(sqlite_database, folder)

    assert errors == ["calendar.csv:2: byte 0xC0 is not UTF-8: save the file in that encoding"]


async def test_an_empty_file_has_no_header(sqlite_database: Database, folder: Path) -> None:
    (folder / "calendar.csv").write_bytes(b"")

    assert await _errors(sqlite_database, folder) == ["calendar.csv:1: there is no header row"]


async def test_semicolons_between_columns_are_told_as_such(sqlite_database: Database, folder: Path) -> None:
    replace(
        folder,
        "calendar.csv",
        "id,name_kk,name_ru,name_en,month_day,rule_kk,rule_ru,rule_en,what_kk,what_ru,what_en,"
        "source_url,source_date",
        "id;what",
    )

    errors = await _errors(sqlite_database, folder)

    assert errors == ["calendar.csv:1: the columns are separated by semicolons: save the file with commas"]


async def test_a_second_row_for_the_same_region_is_refused(sqlite_database: Database, folder: Path) -> None:
    replace(folder, "places.csv", "Верный,KZ-75", "Верный,KZ-39")

    errors = await _errors(sqlite_database, folder)

    assert errors[0] == "places.csv:3: region_code: KZ-39 already has its row as a region in line 2"


async def test_lines_are_counted_as_an_editor_counts_them(sqlite_database: Database, folder: Path) -> None:
    replace(folder, "calendar.csv", "Thanks, given", "Thanks,\ngiven")
    replace(folder, "calendar.csv", "once a year", "")

    assert await _errors(sqlite_database, folder) == ["calendar.csv:4: rule_en: must be filled"]


async def test_columns_may_stand_in_another_order(sqlite_database: Database, folder: Path) -> None:
    text = (folder / "calendar.csv").read_text(encoding="utf-8")
    lines = [line.rsplit(",", 2) for line in text.splitlines()]
    swapped = "".join(f"{start},{date},{url}\n" for start, url, date in lines)
    (folder / "calendar.csv").write_text(swapped, encoding="utf-8")

    assert await content_of(sqlite_database).load(folder)


async def test_all_errors_of_all_files_are_told_in_order(sqlite_database: Database, folder: Path) -> None:
    replace(folder, "facts.yaml", "value: 526", "value: []")
    replace(folder, "houses.csv", ",building,", ",door,")
    replace(folder, "houses.csv", "2018", "18")
    replace(folder, "schools.csv", "sunday_school", "weekend")

    errors = await _errors(sqlite_database, folder)

    assert [error.split(": ")[:2] for error in errors] == [
        ["houses.csv:2", "coordinate_precision"],
        ["houses.csv:3", "source_date"],
        ["schools.csv:2", "kind"],
        ["facts.yaml:28", "faq[0].conflicts[0].value"],
    ]


async def test_a_flood_of_errors_is_cut_and_counted(sqlite_database: Database, folder: Path) -> None:
    header = (folder / "calendar.csv").read_text(encoding="utf-8").splitlines(keepends=True)[0]
    (folder / "calendar.csv").write_text(header + "x\n" * (ERRORS_TOLD + 7), encoding="utf-8")

    errors = await _errors(sqlite_database, folder)

    assert len(errors) == ERRORS_TOLD + 1
    assert errors[-1] == "and 7 more"
