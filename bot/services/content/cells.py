"""Cells of CSV files: from text to a checked value, and back."""

from collections.abc import Callable, Mapping

from bot.domain.content import Cell, Column, Kind
from bot.services.content import rules, word_rules
from bot.services.content.rules import RuleBroken

NULL_WHERE_BLANK = {Kind.COUNT, Kind.HOUSE, Kind.PLACE}
"""Kinds for which an empty text would be a wrong number or a wrong reference."""


def read_cell(column: Column, text: str) -> Cell:
    """Check a cell and give its value.

    Raises RuleBroken with a message that names the text and the rule.
    """
    rules.text(text)
    if not text:
        if column.required:
            raise RuleBroken("must be filled")
        return None if column.kind in NULL_WHERE_BLANK else ""
    if column.longest is not None:
        word_rules.label(text, column.longest)
    if column.choices is not None:
        read = rules.choices if column.kind is Kind.CHOICES else rules.choice
        return read(text, [choice.value for choice in column.choices])
    if column.kind is Kind.TEMPLATE:
        return word_rules.template(text, column.placeholders)
    return READERS[column.kind](text)


def write_cell(value: Cell) -> str:
    """Give the text of a cell; a coordinate is as short as it can be without becoming another one."""
    return "" if value is None else str(value)


READERS: Mapping[Kind, Callable[[str], Cell]] = {
    Kind.SLUG: rules.slug,
    Kind.PLACE_SLUG: rules.place_slug,
    Kind.TEXT: rules.text,
    Kind.REGION: rules.region,
    Kind.REGION_OR_COUNTRY: rules.region_or_country,
    Kind.LATITUDE: rules.latitude,
    Kind.LONGITUDE: rules.longitude,
    Kind.COUNT: rules.count,
    Kind.LANGUAGES: rules.languages,
    Kind.NAMES: rules.names,
    Kind.SOURCE: rules.source,
    Kind.SOURCES: rules.sources,
    Kind.WEB_ADDRESS: rules.web_address,
    Kind.PHONE: rules.phone,
    Kind.DATE: rules.partial_date,
    Kind.MONTH_DAY: rules.month_day,
    Kind.OPENING_HOURS: rules.opening_hours,
    Kind.HOUSE: rules.slug,
    Kind.PLACE: rules.place_slug,
    Kind.SLUGS: rules.slugs,
    Kind.DAY: rules.day,
    Kind.PHRASE: word_rules.phrase,
    Kind.PHRASES: word_rules.phrases,
}
"""How a kind is read that needs no more of its column; DOCUMENT never stands in a CSV file."""
