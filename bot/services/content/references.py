"""Rules that need more than one cell: what refers to what, and what goes with what."""

from collections.abc import Mapping, Sequence

from bot.domain.content import Cell, Sheet
from bot.domain.content_sheets import COUNCILS, COUNTRY, HOUSES, PLACES, SCHOOLS, Verified
from bot.domain.places import PlaceKind
from bot.services.content.reports import FileReport
from bot.services.content.tables import ReadRecord

CENTRES = {PlaceKind.REGION, PlaceKind.REPUBLICAN_CITY}
"""Kinds of places whose point stands for all of a region."""

Tables = Mapping[Sheet, Sequence[ReadRecord]]
Reports = Mapping[Sheet, FileReport]


def check_references(tables: Tables, reports: Reports) -> None:
    """Note every record that contradicts another record, or itself.

    A file with errors of its own is not looked up: a row left out of it would be missed everywhere.
    """
    _check_addresses(tables[HOUSES], reports[HOUSES])
    _check_centres(tables[PLACES], reports[PLACES])
    if reports[PLACES].is_clean:
        _check_regions(tables[SCHOOLS], tables[PLACES], reports[SCHOOLS])
    if reports[HOUSES].is_clean:
        for sheet in (SCHOOLS, COUNCILS):
            _check_houses(tables[sheet], tables[HOUSES], reports[sheet])


def _check_addresses(houses: Sequence[ReadRecord], report: FileReport) -> None:
    for house in houses:
        cells = house.record.cells
        has_address = bool(cells["address_kk"] or cells["address_ru"])
        if has_address and cells["verified"] != Verified.YES:
            report.add(house.line, "verified", "must be 'yes' where an address is given")
        if not has_address and cells["verified"] == Verified.YES:
            report.add(house.line, "verified", "must be 'partial' where no address is given")


def _check_centres(places: Sequence[ReadRecord], report: FileReport) -> None:
    first: dict[Cell, ReadRecord] = {}
    for place in places:
        cells = place.record.cells
        if cells["kind"] not in CENTRES:
            continue
        earlier = first.setdefault(cells["region_code"], place)
        if earlier is not place:
            rule = f"{cells['region_code']} already has its row as a region in line {earlier.line}"
            report.add(place.line, "region_code", rule)


def _check_regions(schools: Sequence[ReadRecord], places: Sequence[ReadRecord], report: FileReport) -> None:
    regions = {place.record.cells["region_code"] for place in places if place.record.cells["kind"] in CENTRES}
    for school in schools:
        region = school.record.cells["region_code"]
        if region not in regions:
            report.add(school.line, "region_code", f"{region} has no row as a region in {PLACES.file_name}")


def _check_houses(records: Sequence[ReadRecord], houses: Sequence[ReadRecord], report: FileReport) -> None:
    regions = {house.record.id: house.record.cells["region_code"] for house in houses}
    for one in records:
        house, region = one.record.cells["house_id"], one.record.cells["region_code"]
        if house is None:
            continue
        if house not in regions:
            report.add(one.line, "house_id", f"{house!r} is no id in {HOUSES.file_name}")
        elif region not in {regions[str(house)], COUNTRY}:
            report.add(one.line, "house_id", f"{house!r} is in {regions[str(house)]}, this row in {region}")
