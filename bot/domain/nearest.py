"""The nearest of many points: an exact index over the whole sphere."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush, heapreplace
from itertools import count as counting
from math import ceil, sqrt
from typing import Generic, TypeVar

from bot.domain.geo import Point, arc_km, chord_squared

T = TypeVar("T")

LEAF_SIZE = 64
"""Points scanned one by one: of 16, 32, 64 and 128 the fastest over a million points."""

_WHOLE_SPHERE = 4.1
"""Above the square of the sphere's diameter, whatever rounding adds to it."""

Box = tuple[float, float, float, float, float, float]
"""The least and the greatest x, y and z of some unit vectors."""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """An item and its great-circle distance from where the search began."""

    item: T
    distance_km: float


@dataclass(frozen=True, slots=True)
class _Leaf:
    box: Box
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Branch:
    box: Box
    near: "_Leaf | _Branch"
    far: "_Leaf | _Branch"


class NearestIndex(Generic[T]):
    """Finds the items nearest to a point.

    Points lie packed in leaves, tiled by latitude and longitude; a tree of boxes around their unit
    vectors stands over the leaves. Tiling only makes the search fast; the boxes make it exact
    at the poles, across the antimeridian and from the other side of the Earth.
    """

    def __init__(self, items: Iterable[tuple[Point, T]]) -> None:
        """Index `items` once; their order decides between equal distances."""
        given = list(items)
        tiled = _tile([point for point, _ in given])
        self._insertion = array("L", tiled)
        self._items = [given[place][1] for place in tiled]
        self._x, self._y, self._z = array("d"), array("d"), array("d")
        for place in tiled:
            x, y, z = given[place][0].unit_vector()
            self._x.append(x)
            self._y.append(y)
            self._z.append(z)
        leaves = [self._leaf(start) for start in range(0, len(tiled), LEAF_SIZE)]
        self._root = _branch(leaves) if leaves else None

    def __len__(self) -> int:
        return len(self._items)

    def nearest(
        self,
        point: Point,
        count: int = 1,
        *,
        within_km: float | None = None,
        where: Callable[[T], bool] | None = None,
    ) -> list[Found[T]]:
        """Give at most `count` items, nearest first, equal distances in the order they were given in.

        `within_km` leaves out what lies farther, `where` what it answers False to.
        """
        if self._root is None or count < 1:
            return []
        origin = point.unit_vector()
        reach = _WHOLE_SPHERE if within_km is None else _with_slack(chord_squared(within_km))
        best: list[tuple[float, int, int]] = []
        tie_breaker = counting()
        waiting: list[tuple[float, int, _Leaf | _Branch]] = [(0.0, next(tie_breaker), self._root)]
        while waiting:
            bound, _, node = heappop(waiting)
            if bound > reach:
                break
            if isinstance(node, _Leaf):
                reach = self._scan(node, origin, reach, count, where, best)
                continue
            for child in (node.near, node.far):
                child_bound = _box_distance(child.box, origin)
                if child_bound <= reach:
                    heappush(waiting, (child_bound, next(tie_breaker), child))
        return self._answer(best, within_km)

    def _scan(
        self,
        leaf: _Leaf,
        origin: tuple[float, float, float],
        reach: float,
        count: int,
        where: Callable[[T], bool] | None,
        best: list[tuple[float, int, int]],
    ) -> float:
        """Put the leaf's points within `reach` into `best` (a heap, worst on top) and give the new reach."""
        x, y, z = origin
        start, stop = leaf.start, leaf.stop
        for place, px, py, pz in zip(
            range(start, stop), self._x[start:stop], self._y[start:stop], self._z[start:stop], strict=True
        ):
            distance = (px - x) * (px - x) + (py - y) * (py - y) + (pz - z) * (pz - z)
            if distance > reach or (where is not None and not where(self._items[place])):
                continue
            candidate = (-distance, -self._insertion[place], place)
            if len(best) < count:
                heappush(best, candidate)
            elif candidate > best[0]:
                heapreplace(best, candidate)
            if len(best) == count:
                reach = min(reach, -best[0][0])
        return reach

    def _answer(self, best: list[tuple[float, int, int]], within_km: float | None) -> list[Found[T]]:
        found = [
            Found(self._items[place], arc_km(-negative)) for negative, _, place in sorted(best, reverse=True)
        ]
        if within_km is None:
            return found
        return [one for one in found if one.distance_km <= within_km]

    def _leaf(self, start: int) -> _Leaf:
        stop = min(start + LEAF_SIZE, len(self._items))
        x, y, z = self._x[start:stop], self._y[start:stop], self._z[start:stop]
        return _Leaf((min(x), min(y), min(z), max(x), max(y), max(z)), start, stop)


def _with_slack(reach: float) -> float:
    """Widen a limit beyond rounding; the answer is cut at the exact limit afterwards."""
    return reach * (1 + 1e-9) + 1e-15


def _tile(points: Sequence[Point]) -> list[int]:
    """Order points so that each run of `LEAF_SIZE` lies close together (sort-tile-recursive packing)."""
    latitudes = [point.latitude for point in points]
    longitudes = [point.longitude for point in points]
    order = sorted(range(len(points)), key=latitudes.__getitem__)
    leaves_in_band = max(1, ceil(sqrt(len(points) / LEAF_SIZE)))
    band = leaves_in_band * LEAF_SIZE
    tiled: list[int] = []
    for start in range(0, len(order), band):
        tiled.extend(sorted(order[start : start + band], key=longitudes.__getitem__))
    return tiled


def _branch(leaves: list[_Leaf]) -> _Leaf | _Branch:
    """Build the tree over `leaves`, halved each time across the longest side of their box."""
    if len(leaves) == 1:
        return leaves[0]
    box = _around([leaf.box for leaf in leaves])
    axis = max(range(3), key=lambda side: box[side + 3] - box[side])
    leaves.sort(key=lambda leaf: leaf.box[axis] + leaf.box[axis + 3])
    middle = len(leaves) // 2
    return _Branch(box, _branch(leaves[:middle]), _branch(leaves[middle:]))


def _around(boxes: list[Box]) -> Box:
    low_x, low_y, low_z, high_x, high_y, high_z = zip(*boxes, strict=True)
    return min(low_x), min(low_y), min(low_z), max(high_x), max(high_y), max(high_z)


def _box_distance(box: Box, origin: tuple[float, float, float]) -> float:
    """Give the square of the straight line from `origin` to the nearest side of `box`; 0 inside."""
    low_x, low_y, low_z, high_x, high_y, high_z = box
    x, y, z = origin
    away_x = low_x - x if x < low_x else x - high_x if x > high_x else 0.0
    away_y = low_y - y if y < low_y else y - high_y if y > high_y else 0.0
    away_z = low_z - z if z < low_z else z - high_z if z > high_z else 0.0
    return away_x * away_x + away_y * away_y + away_z * away_z
