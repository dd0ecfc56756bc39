"""A folder of facts: all its files read and checked, or all of them written."""

from pathlib import Path

from bot.domain.content import Content, ContentError, ContentErrors
from bot.domain.content_sheets import FACTS, SHEETS, TABLES
from bot.services.content.facts import read_facts, write_facts
from bot.services.content.references import check_references
from bot.services.content.reports import FileReport
from bot.services.content.tables import read_table, write_table
from bot.services.content.text_files import read_text, write_text


def read_folder(folder: Path) -> Content:
    """Give every sheet of the folder.

    Raises ContentErrors with all that breaks a rule, a missing file included: a file that is not there
    must not empty its table.
    """
    errors: list[ContentError] = []
    reports = {sheet: FileReport(path=folder / sheet.file_name, errors=errors) for sheet in SHEETS}
    texts = {sheet: read_text(report) for sheet, report in reports.items()}
    tables = {
        sheet: read_table(sheet, text, reports[sheet]) if (text := texts[sheet]) is not None else []
        for sheet in TABLES
    }
    facts = texts[FACTS]
    entries = read_facts(facts, reports[FACTS]) if facts is not None else []
    check_references(tables, reports)
    if errors:
        order = [report.path.as_posix() for report in reports.values()]
        raise ContentErrors(sorted(errors, key=lambda error: (order.index(error.file), error.line or 0)))
    return {**{sheet: [one.record for one in read] for sheet, read in tables.items()}, FACTS: entries}


def write_folder(folder: Path, content: Content) -> None:
    """Write every sheet into the folder, which is made where it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        sheet: write_facts(content[sheet]) if sheet is FACTS else write_table(sheet, content[sheet])
        for sheet in SHEETS
    }
    for sheet, text in texts.items():
        write_text(folder / sheet.file_name, text)
