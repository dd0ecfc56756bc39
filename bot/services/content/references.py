"""Rules that need more than one cell: what refers to what, and what goes with what."""

from collections.abc import Mapping, Sequence

from bot.domain.content import Cell, Sheet
from bot.domain.content_columns import LIST_SEPARATOR
from bot.domain.content_sheets import COUNCILS, COUNTRY, HOUSES, PLACES, SCHOOLS, Verified
from bot.domain.councils import NATIONAL_DESK
from bot.domain.places import PlaceKind
from bot.domain.reception_sheets import DOORS, TOPICS
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
    if reports[COUNCILS].is_clean:
        _check_national_desk(tables[COUNCILS], reports[COUNCILS])
    _check_ways_in(tables[DOORS], reports[DOORS])
    if reports[PLACES].is_clean:
        _check_regions(tables[SCHOOLS], tables[PLACES], reports[SCHOOLS])
        _check_same_region(tables[COUNCILS], "place_id", PLACES, tables[PLACES], reports[COUNCILS])
    if reports[HOUSES].is_clean:
        for sheet in (SCHOOLS, COUNCILS):
            _check_same_region(tables[sheet], "house_id", HOUSES, tables[HOUSES], reports[sheet])
    if reports[DOORS].is_clean:
        _check_doors(tables[TOPICS], tables[DOORS], reports[TOPICS])


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


def _check_same_region(
    records: Sequence[ReadRecord],
    column: str,
    sheet: Sheet,
    known: Sequence[ReadRecord],
    report: FileReport,
) -> None:
    """Note what refers to no row of `sheet`, or to one of another region."""
    regions = {one.record.id: one.record.cells["region_code"] for one in known}
    for one in records:
        id_, region = one.record.cells[column], one.record.cells["region_code"]
        if id_ is None:
            continue
        if id_ not in regions:
            report.add(one.line, column, f"{id_!r} is no id in {sheet.file_name}")
        elif region not in {regions[str(id_)], COUNTRY}:
            report.add(one.line, column, f"{id_!r} is in {regions[str(id_)]}, this row in {region}")


def _check_national_desk(councils: Sequence[ReadRecord], report: FileReport) -> None:
    if councils and NATIONAL_DESK not in {council.record.id for council in councils}:
        rule = f"{NATIONAL_DESK!r} is missing: requests that no other council can take go there"
        report.add(None, "id", rule)


def _check_ways_in(doors: Sequence[ReadRecord], report: FileReport) -> None:
    for door in doors:
        if not door.record.cells["phone"] and not door.record.cells["url"]:
            report.add(door.line, "phone", "must be filled where there is no url")


def _check_doors(topics: Sequence[ReadRecord], doors: Sequence[ReadRecord], report: FileReport) -> None:
    known = {door.record.id for door in doors}
    for topic in topics:
        listed = str(topic.record.cells["doors"])
        for door in filter(None, listed.split(LIST_SEPARATOR)):
            if door not in known:
                report.add(topic.line, "doors", f"{door!r} is no id in {DOORS.file_name}")
