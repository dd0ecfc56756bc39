"""Points on the Earth and the distance between them."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth in kilometres (IUGG)."""

_POLE = 90.0
_ANTIMERIDIAN = 180.0


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the Earth in degrees, WGS 84; raises ValueError for a place off the globe."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-_POLE <= self.latitude <= _POLE and -_ANTIMERIDIAN <= self.longitude <= _ANTIMERIDIAN):
            raise ValueError(f"no such place on the Earth: {self.latitude}, {self.longitude}")

    def distance_km(self, other: "Point") -> float:
        """Give the great-circle distance to `other` in kilometres."""
        latitude, other_latitude = radians(self.latitude), radians(other.latitude)
        half_height = sin((other_latitude - latitude) / 2) ** 2
        half_width = sin(radians(other.longitude - self.longitude) / 2) ** 2
        chord = half_height + cos(latitude) * cos(other_latitude) * half_width
        return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))

    def unit_vector(self) -> tuple[float, float, float]:
        """Give the point on a sphere of radius 1, where neither poles nor the antimeridian are special."""
        latitude, longitude = radians(self.latitude), radians(self.longitude)
        ring = cos(latitude)
        return ring * cos(longitude), ring * sin(longitude), sin(latitude)


def arc_km(chord_squared: float) -> float:
    """Give the great-circle distance over a straight line between unit vectors, squared."""
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord_squared) / 2))


def chord_squared(arc: float) -> float:
    """Give the square of the straight line between unit vectors `arc` kilometres apart; 4 at most."""
    half_turn = min(max(arc, 0.0) / (2 * EARTH_RADIUS_KM), asin(1.0))
    return (2 * sin(half_turn)) ** 2
