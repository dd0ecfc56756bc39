import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given

from bot.domain.events.event import Event, EventDetails, EventStatus
from bot.domain.language import Language, LocalizedText
from bot.services.events.calendar_file import calendar_file, file_name
from tests.services.events.an_event import AN_EVENT, NOW, STARTS, an_event, words

LINK = "https://t.me/dostyq_bot?start=e_12"
WHERE = "Достық үйі, Абай даңғылы 1; 2-қабат"


def file_of(event: Event) -> bytes:
    return calendar_file(event, Language.KAZAKH, WHERE, LINK, NOW)


def entry_in(file: bytes) -> Any:
    (entry,) = icalendar.Calendar.from_ical(file).walk("VEVENT")
    return entry


def entry_of(event: Event) -> Any:
    return entry_in(file_of(event))


def test_the_event_stands_at_its_hour_wherever_the_calendar_is() -> None:
    ends_at = STARTS + timedelta(hours=3)

    file = file_of(an_event(ends_at=ends_at))

    assert b"\r\nDTSTART;TZID=Asia/Almaty:20261225T180000\r\n" in file
    assert b"\r\nDTEND;TZID=Asia/Almaty:20261225T210000\r\n" in file
    entry = entry_in(file)
    assert entry["DTSTART"].dt.astimezone(UTC) == STARTS
    assert entry["DTEND"].dt.astimezone(UTC) == ends_at


def test_a_calendar_that_does_not_know_the_zone_finds_it_in_the_file() -> None:
    (zone,) = icalendar.Calendar.from_ical(file_of(AN_EVENT)).walk("VTIMEZONE")

    assert isinstance(zone, icalendar.Timezone)
    assert zone["TZID"] == "Asia/Almaty"
    assert [part.name for part in zone.subcomponents] == ["STANDARD"]
    shown = datetime(2026, 7, 1, tzinfo=zone.to_tz(lookup_tzid=False))
    assert shown.utcoffset() == timedelta(hours=5)


def test_an_event_without_an_end_lasts_an_hour() -> None:
    entry = entry_of(AN_EVENT)

    assert entry["DTEND"].dt - entry["DTSTART"].dt == timedelta(hours=1)


def test_a_later_version_replaces_the_earlier_one() -> None:
    moved = entry_of(replace(an_event(starts_at=STARTS + timedelta(days=1)), version=4))
    first = entry_of(AN_EVENT)

    assert (first["UID"], moved["UID"]) == ("event-12@dostyq",) * 2
    assert (first["SEQUENCE"], moved["SEQUENCE"]) == (3, 4)
    assert (first["DTSTAMP"].dt, first["LAST-MODIFIED"].dt) == (NOW, NOW)


@pytest.mark.parametrize(
    ("status", "method", "shown"),
    [(EventStatus.PUBLISHED, "PUBLISH", "CONFIRMED"), (EventStatus.CANCELLED, "CANCEL", "CANCELLED")],
)
def test_a_cancelled_event_is_taken_out_of_the_calendar(status: EventStatus, method: str, shown: str) -> None:
    calendar = icalendar.Calendar.from_ical(file_of(an_event(status=status)))

    assert calendar["METHOD"] == method
    assert calendar.walk("VEVENT")[0]["STATUS"] == shown


def test_commas_semicolons_and_lines_are_escaped() -> None:
    file = file_of(an_event(text=LocalizedText(kk="Ән, би; шай.\nКеліңіз \\ кел")))

    assert "Ән\\, би\\; шай.\\nКеліңіз \\\\ кел\\n\\n" in file.decode().replace("\r\n ", "")
    entry = entry_in(file)
    assert entry["DESCRIPTION"] == f"Ән, би; шай.\nКеліңіз \\ кел\n\n{LINK}"
    assert (entry["LOCATION"], entry["URL"]) == (WHERE, LINK)


def test_no_alarm_rings_besides_the_reminder_of_the_bot() -> None:
    assert b"VALARM" not in file_of(AN_EVENT)


def test_a_control_character_does_not_break_the_file() -> None:
    assert entry_of(an_event(title=LocalizedText(kk="Той\x0b\x00 кеші\r")))["SUMMARY"] == "Той кеші"


def without_new_line_of_icalendar(text: str) -> bool:
    """Leave out what the library takes for a new line, written or read: harmless, and never typed."""
    return "\\N" not in text


@given(
    title=words(100).filter(without_new_line_of_icalendar),
    text=words(600, lines=True).filter(without_new_line_of_icalendar),
)
def test_any_title_comes_back_from_lines_that_every_calendar_takes(title: str, text: str) -> None:
    file = file_of(an_event(title=LocalizedText(kk=title), text=LocalizedText(kk=text)))

    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert all(line.decode() is not None for line in file.split(b"\r\n")), "no letter is cut in two"
    entry = entry_in(file)
    assert entry["SUMMARY"] == title
    assert entry["DESCRIPTION"] == f"{text}\n\n{LINK}".strip()


def test_a_draft_without_a_time_has_no_file() -> None:
    with pytest.raises(ValueError, match="no time"):
        file_of(replace(AN_EVENT, details=EventDetails()))


def test_the_name_of_the_file_is_the_same_for_every_version() -> None:
    assert file_name(AN_EVENT) == file_name(replace(AN_EVENT, version=9)) == "dostyq-12.ics"


def test_a_start_does_not_load_what_only_files_need() -> None:
    code = (
        "import sys, bot.services.events.calendar_file, bot.services.events.tickets,"
        " bot.services.events.attendee_table, bot.services.events.event_table;"
        "print({'icalendar', 'segno', 'openpyxl', 'babel'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own code

    assert done.stdout.strip() == "set()"
