"""How far a house or a school is, as every list of them says it."""

from bot.domain.directory import Nearby
from bot.domain.places import House, Place, Precision, School
from handlers import formats
from handlers.wording import localized
from handlers.words import _, current_language


def distance_line(nearby: Nearby[House] | Nearby[School], origin: Place | None) -> str:
    """Say where a house or a school is and how far, never more exactly than is known.

    `origin` is the town from whose centre is measured; None for the place that the person has shared.
    """
    town = localized(nearby.item.locality)
    if origin is not None and nearby.item.locality == origin.name:
        return town
    if nearby.precision is Precision.REGION:
        return _("{town}: the distance is not known").format(town=town)
    if nearby.precision is Precision.TOWN:
        distance = formats.distance(max(1, round(nearby.distance_km)), current_language())
        if origin is None:
            return _("{town}: about {distance} from you to the town centre").format(
                town=town, distance=distance
            )
        return _("{town}: about {distance} away").format(town=town, distance=distance)
    distance = formats.distance(nearby.distance_km, current_language())
    if origin is None:
        return _("{town}: {distance} from you").format(town=town, distance=distance)
    return _("{town}: {distance} away").format(town=town, distance=distance)
