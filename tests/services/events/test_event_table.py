import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.domain.events.event import Event, EventDetails, EventId, Topic
from bot.domain.language import LocalizedText
from bot.domain.places import HouseId, PlaceId
from bot.services.events.event_table import (
    COLUMNS,
    LARGEST_FILE,
    MOST_ROWS,
    EventReferences,
    ParsedTable,
    Problem,
    read_table,
    write_csv,
    write_xlsx,
)
from bot.services.events.field_text import one_line
from tests.services.events.an_event import AN_EVENT, NOW, STARTS, an_event, words

KNOWN = EventReferences(
    houses=frozenset({HouseId("astana")}), places=frozenset({PlaceId("city-semey"), PlaceId("village-x")})
)
WRITERS = {"table.csv": write_csv, "table.xlsx": write_xlsx}

Told = list[tuple[int | None, str, Problem, str]]


def read(data: bytes, name: str = "table.csv") -> ParsedTable:
    return read_table(data, name, KNOWN, NOW)


def told(table: ParsedTable) -> Told:
    return [(one.line, one.column, one.problem, one.value) for one in table.problems]


def csv_of(*rows: dict[str, str], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(COLUMNS), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode(encoding)


def xlsx_of(*rows: Iterable[object]) -> bytes:
    book = Workbook()
    assert book.active is not None
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cells(**values: object) -> list[object]:
    return [values.get(column) for column in COLUMNS]


def repacked(file: bytes, part: str, change: Callable[[bytes], bytes], kind: int = ZIP_DEFLATED) -> bytes:
    """Give a workbook with one of its parts changed."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(file)) as before, ZipFile(out, "w", kind) as after:
        for name in before.namelist():
            after.writestr(name, change(before.read(name)) if name == part else before.read(name))
    return out.getvalue()


def with_parts(file: bytes, count: int) -> bytes:
    """Give a workbook with pictures beside its sheet."""
    out = io.BytesIO(file)
    with ZipFile(out, "a") as archive:
        for number in range(count):
            archive.writestr(f"xl/media/image{number}.png", b"\x89PNG\r\n\x1a\n\0\0<<==")
    return out.getvalue()


MOMENTS = st.integers(min_value=1, max_value=50 * 365 * 24 * 60).map(
    lambda minutes: NOW + timedelta(minutes=minutes)
)
LINES = words(100).map(one_line)
TITLES = st.builds(LocalizedText, kk=LINES, ru=LINES, en=LINES)
TEXTS = st.builds(
    LocalizedText, kk=words(600, lines=True), ru=words(600, lines=True), en=words(600, lines=True)
)
WHERE = st.sampled_from([(None, None), (HouseId("astana"), None), (None, PlaceId("city-semey"))])
WHEN = st.one_of(
    st.just((None, None)),
    MOMENTS.map(lambda starts: (starts, None)),
    MOMENTS.map(lambda starts: (starts, starts + timedelta(hours=2))),
)

SOURCES = st.just("") | st.sampled_from(["https://a.kz", "http://www.b.kz/?a=1;2&b=ә,\"'"])


@st.composite
def any_details(draw: st.DrawFn) -> EventDetails:
    house_id, place_id = draw(WHERE)
    starts_at, ends_at = draw(WHEN)
    return EventDetails(
        title=draw(TITLES),
        text=draw(TEXTS),
        house_id=house_id,
        place_id=place_id,
        address=draw(LINES),
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=draw(st.none() | st.integers(min_value=1, max_value=100_000)),
        languages=tuple(draw(st.lists(st.sampled_from(["kk", "ru", "en", "uz", "tt", "ug"]), unique=True))),
        topic=draw(st.sampled_from(Topic)),
        source=draw(SOURCES),
    )


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=40, deadline=None)  # a workbook takes tens of milliseconds
@given(details=st.lists(any_details(), min_size=1, max_size=2))
def test_what_is_written_is_read_back(name: str, details: list[EventDetails]) -> None:
    events = [
        replace(AN_EVENT, id=EventId(number), details=one) for number, one in enumerate(details, start=1)
    ]

    table = read(WRITERS[name](events), name)

    assert table.problems == ()
    assert [(row.event_id, row.details) for row in table.rows] == [(one.id, one.details) for one in events]


def test_excel_opens_csv_in_columns_and_runs_nothing_of_it() -> None:
    event = an_event(title=LocalizedText(kk="=HYPERLINK(1)", ru="+7", en="'=1"), source="@me", address="-5")

    data = write_csv([event])

    assert data.startswith(b"\xef\xbb\xbfid;status;title_kk;")
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    shown = [row[column] for column in ("title_kk", "title_ru", "title_en", "source", "address")]
    assert shown == ["'=HYPERLINK(1)", "'+7", "''=1", "'@me", "'-5"]
    assert (row["status"], row["starts"], row["languages"]) == ("published", "2026-12-25 18:00", "kk;ru")


def test_a_workbook_holds_only_text() -> None:
    sheet = load_workbook(io.BytesIO(write_xlsx([an_event(title=LocalizedText(kk="=1+1"))]))).worksheets[0]

    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert sheet["C2"].value == "=1+1"
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_csv_is_read_as_the_programs_of_the_country_write_it(delimiter: str, encoding: str) -> None:
    row = {"title_ru": "Вечер; чай, песни «Дом»", "starts": "25.12.2026 18:00", "languages": "kk;ru"}

    table = read(csv_of(row, delimiter=delimiter, encoding=encoding))

    assert table.problems == ()
    (parsed,) = table.rows
    assert (parsed.line, parsed.event_id) == (2, None)
    assert parsed.details == EventDetails(
        title=LocalizedText(ru="Вечер; чай, песни «Дом»"), starts_at=STARTS, languages=("kk", "ru")
    )


def test_kazakh_letters_that_windows_1251_lost_are_noticed() -> None:
    data = csv_of({"title_kk": "Қазақ әні", "title_ru": "Кто?"}).decode().encode("cp1251", errors="replace")

    assert told(read(data)) == [(2, "title_kk", Problem.LOST_LETTERS, "?аза? ?ні")]
    assert told(read(csv_of({"title_kk": "Кім?бұл"}))) == []


def test_dates_and_numbers_of_a_workbook_are_understood() -> None:
    starts = datetime(2026, 12, 25, 18, 0)  # noqa: DTZ001  # cells have no zone
    table = read(
        xlsx_of(COLUMNS, cells(id=12, title_en=2026, starts=starts, ends="2026-12-25 20:00", capacity=40.0)),
        "T.XLSX",
    )

    assert table.problems == ()
    (parsed,) = table.rows
    assert parsed.event_id == 12
    assert parsed.details == EventDetails(
        title=LocalizedText(en="2026"), starts_at=STARTS, ends_at=STARTS + timedelta(hours=2), capacity=40
    )


def test_a_minute_that_excel_counts_in_fractions_of_a_day_is_that_minute() -> None:
    almost = datetime(2026, 12, 25, 17, 59, 59, 996_000)  # noqa: DTZ001  # cells have no zone

    assert read(xlsx_of(COLUMNS, cells(starts=almost)), "t.xlsx").rows[0].details.starts_at == STARTS


def test_a_date_without_hours_is_not_a_time() -> None:
    table = read(xlsx_of(COLUMNS, cells(starts=date(2026, 12, 25)), cells(starts="2026-12-25")), "t.xlsx")

    assert told(table) == [
        (2, "starts", Problem.NOT_A_TIME, "2026-12-25"),
        (3, "starts", Problem.NOT_A_TIME, "2026-12-25"),
    ]


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ({"id": "twelve"}, "id", Problem.NOT_A_NUMBER),
        ({"id": "0"}, "id", Problem.NOT_A_NUMBER),
        ({"id": "9" * 5000}, "id", Problem.NOT_A_NUMBER),
        ({"capacity": "-5"}, "capacity", Problem.NOT_A_NUMBER),
        ({"capacity": "100001"}, "capacity", Problem.NOT_A_NUMBER),
        ({"capacity": "²"}, "capacity", Problem.NOT_A_NUMBER),
        ({"starts": "12/25/2026 18:00"}, "starts", Problem.NOT_A_TIME),
        ({"starts": "0001-01-01 00:00"}, "starts", Problem.NOT_A_TIME),
        ({"starts": "2026-12-01 09:00"}, "starts", Problem.IN_THE_PAST),
        ({"starts": "2026-12-25 18:00", "ends": "2026-12-25 18:00"}, "ends", Problem.ENDS_BEFORE_START),
        ({"house": "atlantis"}, "house", Problem.UNKNOWN_HOUSE),
        ({"place": "astana"}, "place", Problem.UNKNOWN_PLACE),
        ({"house": "astana", "place": "village-x"}, "place", Problem.HOUSE_AND_PLACE),
        ({"title_kk": "ә" * 101}, "title_kk", Problem.TOO_LONG),
        ({"text_en": "a" * 601}, "text_en", Problem.TOO_LONG),
        ({"address": "a" * 121}, "address", Problem.TOO_LONG),
        ({"source": "a" * 2001}, "source", Problem.TOO_LONG),
        ({"source": "https://a.kz/" + "a" * 1988}, "source", Problem.TOO_LONG),
        ({"source": "newspaper"}, "source", Problem.NOT_AN_ADDRESS),
        ({"source": "javascript:alert(1)"}, "source", Problem.NOT_AN_ADDRESS),
        ({"source": "http://[a.kz"}, "source", Problem.NOT_AN_ADDRESS),
        ({"topic": "sport"}, "topic", Problem.UNKNOWN_TOPIC),
        ({"languages": "kk;xx"}, "languages", Problem.UNKNOWN_LANGUAGE),
        ({"languages": "en_GB"}, "languages", Problem.UNKNOWN_LANGUAGE),
    ],
)
def test_a_mistake_is_told_with_its_place(row: dict[str, str], column: str, problem: Problem) -> None:
    table = read(csv_of({}, {"title_en": "Right"}, row))

    assert [(one.line, one.column, one.problem) for one in table.problems] == [(4, column, problem)]
    assert len(table.problems[0].value) <= 60
    assert [parsed.line for parsed in table.rows] == [3], "rows without a mistake are read"


def test_a_table_is_read_as_the_chat_is() -> None:
    row = {"title_kk": "Ән\nкеші", "address": "Abai  1\nFloor 2", "source": "assembly.kz/news"}

    table = read(csv_of(row))

    [details] = [row.details for row in table.rows]
    assert details.title.kk == "Ән кеші"
    assert details.address == "Abai 1 Floor 2"
    assert details.source == "https://assembly.kz/news"


def test_every_mistake_is_told_at_once_in_the_order_of_lines() -> None:
    rows = (
        {"id": "5", "capacity": "many", "topic": "sport"},
        {"id": "5"},
        {"id": "5", "house": "atlantis", "place": "nowhere"},
    )

    assert told(read(csv_of(*rows))) == [
        (2, "capacity", Problem.NOT_A_NUMBER, "many"),
        (2, "topic", Problem.UNKNOWN_TOPIC, "sport"),
        (3, "id", Problem.TWICE, "5"),
        (4, "house", Problem.UNKNOWN_HOUSE, "atlantis"),
        (4, "place", Problem.UNKNOWN_PLACE, "nowhere"),
        (4, "place", Problem.HOUSE_AND_PLACE, "nowhere"),
        (4, "id", Problem.TWICE, "5"),
    ]


def test_a_header_that_would_lose_something_is_told() -> None:
    header = [column for column in COLUMNS if column not in {"status", "ends"}]
    data = ";".join([*header, "Note", "", "topic"]).encode()

    assert told(read(data)) == [
        (1, "topic", Problem.TWICE, ""),
        (1, "note", Problem.UNKNOWN_COLUMN, ""),
        (1, "ends", Problem.MISSING_COLUMN, ""),
    ]


def test_a_cell_pushed_out_of_the_columns_is_told() -> None:
    data = csv_of({"title_en": "Right"}) + b";" * 17 + b"tea\r\n"

    assert told(read(data)) == [(3, "", Problem.UNKNOWN_COLUMN, "tea")]


def test_the_header_may_be_typed_in_capitals_and_rows_may_be_short() -> None:
    table = read(";".join(COLUMNS).upper().encode() + b"\n\n;;\n12;;Kesh\n")

    assert table.problems == ()
    assert [(row.line, row.event_id, row.details.title.kk) for row in table.rows] == [(4, 12, "Kesh")]


@pytest.mark.parametrize("name", WRITERS)
def test_a_table_has_at_most_a_thousand_events(name: str) -> None:
    def table_of(count: int) -> ParsedTable:
        events = (replace(AN_EVENT, id=EventId(number)) for number in range(1, count + 1))
        return read(WRITERS[name](events), name)

    assert (len(table_of(MOST_ROWS).rows), told(table_of(MOST_ROWS))) == (1000, [])
    assert told(table_of(MOST_ROWS + 1)) == [(1002, "", Problem.TOO_MANY_ROWS, "")]


def test_a_full_table_of_long_words_is_not_taken_for_a_bomb() -> None:
    def full(number: int) -> Event:
        def long(most: int) -> LocalizedText:
            return LocalizedText(kk=f"ә{number}" * 9, ru=f"я{number}" * 9, en=f"={number}" * (most // 9))

        details = replace(
            AN_EVENT.details,
            title=long(100),
            text=long(300),
            address=f"= {number}",
            source=f"https://x.kz/?a={number}",
            ends_at=STARTS + timedelta(minutes=number),
        )
        return replace(AN_EVENT, id=EventId(number), details=details)

    table = read(write_xlsx(map(full, range(1, MOST_ROWS + 1))), "table.xlsx")

    assert (len(table.rows), told(table)) == (1000, [])


def test_a_large_file_is_not_looked_into() -> None:
    assert told(read(b"x" * (LARGEST_FILE + 1))) == [(None, "", Problem.TOO_LARGE, "")]


WORKBOOK = write_xlsx([AN_EVENT])
SHEET = "xl/worksheets/sheet1.xml"
MANY = 500_000
NOT_TABLES = {
    "nothing.csv": b"",
    "nothing.xlsx": b"",
    "blank.csv": b"\r\n;;\r\n",
    "other.csv": b"name,phone\nA,1\n",
    "binary.csv": WORKBOOK,
    "utf16.csv": "id;status".encode("utf-16"),
    "neither.csv": b"id;title_kk\n\xff\x98\n",
    "quotes.csv": b'id;title_kk\n1;"a"b\n',
    "endless.csv": b'id;title_kk\n1;"' + b"a" * 200_000,
    "table.pdf": WORKBOOK,
    "text.xlsx": b"id,title_kk\n",
    "cut.xlsx": WORKBOOK[:-100],
    "damaged.xlsx": WORKBOOK[:300] + b"\0" * 50 + WORKBOOK[350:],
    "no_sheet.xlsx": repacked(WORKBOOK, "xl/workbook.xml", lambda _: b"<workbook/>"),
    "not_xml.xlsx": repacked(WORKBOOK, SHEET, lambda _: b"<a><b></a>"),
    "bomb.xlsx": repacked(WORKBOOK, SHEET, lambda xml: xml + b" " * 20_000_000),
    "bzip.xlsx": repacked(WORKBOOK, SHEET, bytes, ZIP_BZIP2),
    "cells.xlsx": repacked(
        WORKBOOK,
        SHEET,
        lambda xml: xml.replace(b"<sheetData>", b"<sheetData><row>" + b"<c/>" * MANY + b"</row>"),
    ),
    "attributes.xlsx": repacked(
        WORKBOOK,
        SHEET,
        lambda xml: xml.replace(
            b"<sheetData>", b"<sheetData " + b"".join(b'a%x="" ' % n for n in range(MANY)) + b">"
        ),
    ),
    "styles.xlsx": repacked(
        WORKBOOK,
        "xl/styles.xml",
        lambda xml: xml.replace(b"<cellXfs", b"<a>" + b"<xf/>" * MANY + b"</a><cellXfs"),
    ),
    "entities.xlsx": repacked(WORKBOOK, SHEET, lambda xml: b'<!DOCTYPE a [<!ENTITY b "bbbb">]>' + xml),
    "utf16.xlsx": repacked(WORKBOOK, SHEET, lambda xml: xml.decode().encode("utf-16")),
    "parts.xlsx": with_parts(WORKBOOK, 600),
}


@pytest.mark.parametrize("name", NOT_TABLES)
def test_a_file_that_is_no_table_is_told_and_harms_nobody(name: str) -> None:
    assert told(read(NOT_TABLES[name], name)) == [(None, "", Problem.NOT_A_TABLE, "")]


@settings(max_examples=200, deadline=None)  # some openings of a workbook take long
@given(
    junk=st.binary(max_size=200),
    cut=st.integers(min_value=0, max_value=len(WORKBOOK)),
    name=st.sampled_from(["a.csv", "a.xlsx"]),
)
def test_no_file_whatever_raises(junk: bytes, cut: int, name: str) -> None:
    data = junk if name == "a.csv" else WORKBOOK[:cut] + junk + WORKBOOK[cut + len(junk) :]

    assert isinstance(read(data, name), ParsedTable)
    assert isinstance(read(b"id;title_kk;starts\n" + junk), ParsedTable)


def test_a_picture_beside_the_table_does_not_matter() -> None:
    assert len(read(with_parts(WORKBOOK, 1), "table.xlsx").rows) == 1
