"""Reading where an event is held, and the houses that an editor chooses from."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.directory import Directory
from bot.domain.events.edits import Edit
from bot.domain.events.event import EventDetails
from bot.domain.places import House, HouseId, Place, PlaceId, PlaceKind
from bot.domain.roles import Grant, Role, allows
from handlers.events.editing.unsettled import PlacesFound, PlaceUnknown, Unsettled

SHORTEST_PART = 3
"""Letters of a house's name that are looked for."""

MOST_FOUND = 8
"""Houses and towns to choose from: more is no choice."""


def held_at(*, house_id: HouseId | None = None, place_id: PlaceId | None = None) -> Edit:
    """Hold it in that house, or else in that town; the address line of another place does not stay."""

    def edit(details: EventDetails) -> EventDetails:
        if (details.house_id, details.place_id) == (house_id, place_id):
            return details
        return replace(details, house_id=house_id, place_id=place_id, address="")

    return edit


def houses_of(grants: Sequence[Grant], directory: Directory) -> list[House]:
    """Give the houses in which an editor may hold events."""
    return [house for house in directory.houses.values() if allows(grants, Role.EDITOR, house.region_code)]


def read_place(text: str, directory: Directory) -> Edit | Unsettled:
    """Find the town, or the house by a part of its name; several are to be chosen from."""
    matches = directory.gazetteer.find(text)
    named = [match.place for match in matches.matches] if matches.ambiguous else [matches.best]
    places = [place for place in named if place is not None]
    towns = [place for place in places if place.kind is not PlaceKind.REGION]
    houses = [house for house in directory.houses.values() if _is_named(house, text, places)]
    if not houses and not towns:
        return PlaceUnknown(text)
    if not houses and len(towns) == 1:
        return held_at(place_id=towns[0].id)
    if len(houses) == 1 and not towns:
        return held_at(house_id=houses[0].id)
    return PlacesFound(houses[:MOST_FOUND], towns[: max(1, MOST_FOUND - len(houses))])


def _is_named(house: House, text: str, places: Sequence[Place]) -> bool:
    for place in places:
        is_region = place.kind is PlaceKind.REGION
        if place.region_code == house.region_code and (is_region or place.name == house.locality):
            return True
    words, name = text.casefold(), house.name
    return len(words) >= SHORTEST_PART and any(
        words in known.casefold() for known in (name.kk, name.ru, name.en)
    )
