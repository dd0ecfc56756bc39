from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.domain.events.attendance import AttendanceState
from bot.domain.language import Language, LocalizedText
from bot.services.events.attendee_table import AttendeeRow, AttendeeTableWords, attendee_table
from tests.services.events.an_event import AN_EVENT, an_event

WORDS = AttendeeTableWords(
    number="Нөмірі",
    seats="Орын",
    state="Күйі",
    since="Қашаннан",
    checked_in_at="Келді",
    states={state: state.value for state in AttendanceState},
)
ROWS = (
    AttendeeRow(
        number=7,
        seats=2,
        state=AttendanceState.COMING,
        since=datetime(2026, 11, 30, 20, 30, tzinfo=UTC),
        checked_in_at=datetime(2026, 12, 25, 12, 55, tzinfo=UTC),
    ),
    AttendeeRow(
        number=8,
        seats=1,
        state=AttendanceState.WAITING,
        since=datetime(2026, 12, 1, 9, 5, tzinfo=UTC),
        checked_in_at=None,
    ),
)
SHEET = "xl/worksheets/sheet1.xml"


def sheet_of(file: bytes) -> Worksheet:
    (sheet,) = load_workbook(BytesIO(file)).worksheets
    return sheet


def with_words(dangerous: str) -> AttendeeTableWords:
    return AttendeeTableWords(
        number=dangerous,
        seats="s",
        state="s",
        since="s",
        checked_in_at="s",
        states=dict.fromkeys(AttendanceState, dangerous),
    )


def test_a_row_is_a_ticket_with_the_hours_of_astana() -> None:
    sheet = sheet_of(attendee_table(AN_EVENT, ROWS, Language.KAZAKH, WORDS))

    assert list(sheet.values) == [
        ("Нөмірі", "Орын", "Күйі", "Қашаннан", "Келді"),
        ("7", "2", "coming", "2026-12-01 01:30", "2026-12-25 17:55"),
        ("8", "1", "waiting", "2026-12-01 14:05", None),
    ]


def test_the_header_stays_in_sight_and_the_columns_have_room() -> None:
    sheet = sheet_of(attendee_table(AN_EVENT, ROWS, Language.KAZAKH, WORDS))

    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["D"].width >= len("2026-12-25 18:00")


@pytest.mark.parametrize("dangerous", ["=1+1", "+7", "-1", "@SUM(A1)", "\t=1", "#N/A"])
def test_nothing_becomes_a_formula(dangerous: str) -> None:
    file = attendee_table(AN_EVENT, ROWS, Language.KAZAKH, with_words(dangerous))

    cells = [cell for row in sheet_of(file).iter_rows() for cell in row if cell.value is not None]
    assert {cell.value for cell in cells if cell.coordinate in {"A1", "C2", "C3"}} == {dangerous.strip()}
    assert {(cell.data_type, cell.number_format, bool(cell.quotePrefix)) for cell in cells} == {
        ("s", "@", True)
    }
    assert b"<f>" not in ZipFile(BytesIO(file)).read(SHEET)


def test_what_only_looks_like_an_escape_of_excel_stays_as_it_is() -> None:
    file = attendee_table(AN_EVENT, (), Language.KAZAKH, with_words("_x0041_"))

    assert b"_x005F_x0041_" in ZipFile(BytesIO(file)).read(SHEET)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Кеш: [ән] / би?", "12 Кеш   ән    би"),
        ("Ә" * 100, "12 " + "Ә" * 28),
        ("", "12"),
        ("той'", "12 той"),
        ("бір\nекі\x00", "12 бір екі"),
    ],
)
def test_the_sheet_is_named_after_the_event_as_excel_allows(title: str, name: str) -> None:
    event = an_event(title=LocalizedText(kk=title))

    assert sheet_of(attendee_table(event, (), Language.KAZAKH, WORDS)).title == name
