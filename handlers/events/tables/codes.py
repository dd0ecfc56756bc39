"""The codes by which a table names houses and towns, as a table of its own."""

from collections.abc import Iterable, Iterator

from bot.domain.directory import Directory
from bot.domain.language import Language, LocalizedText
from bot.services.events.text_sheet import text_sheet

WIDTHS = (10, 28, 44, 28)
"""Characters: the column, a code, the name of a house, the name of a town or region."""

HOUSE, PLACE = "house", "place"
"""The columns of a table of events that take these codes."""


def codes_table(directory: Directory, title: str, header: Iterable[str], language: Language) -> bytes:
    """Give every house, then every place, with the column and the code that name it (XLSX)."""
    return text_sheet(title, tuple(header), _rows(directory, language), WIDTHS)


def _rows(directory: Directory, language: Language) -> Iterator[tuple[str, str, str, str]]:
    regions = {region.region_code: region.name for region in directory.regions()}
    nameless = LocalizedText()
    for house in directory.houses.values():
        town = house.locality.in_language(language)
        yield HOUSE, house.id, house.name.in_language(language), town
    for place in directory.places.values():
        region = regions.get(place.region_code, nameless).in_language(language)
        yield PLACE, place.id, place.name.in_language(language), region
