"""Points on the Earth and the distance between them."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth in kilometres (IUGG)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the Earth in degrees, WGS 84."""

    latitude: float
    longitude: float

    def distance_km(self, other: "Point") -> float:
        """Give the great-circle distance to `other` in kilometres."""
        latitude, other_latitude = radians(self.latitude), radians(other.latitude)
        half_height = sin((other_latitude - latitude) / 2) ** 2
        half_width = sin(radians(other.longitude - self.longitude) / 2) ** 2
        chord = half_height + cos(latitude) * cos(other_latitude) * half_width
        return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))
