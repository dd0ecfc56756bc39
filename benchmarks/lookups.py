"""How fast the nearest point and a typed place name are found."""

import csv
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import product
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TypeVar

from rapidfuzz.process import extractOne

from benchmarks.figures import Bound, Figure, Target, show
from bot.domain.gazetteer import Gazetteer
from bot.domain.geo import Point, arc_km
from bot.domain.language import LocalizedText
from bot.domain.nearest import NearestIndex
from bot.domain.places import Place, PlaceId, PlaceKind, RegionCode

ROUNDS = 5
SEED = 2026
NEAREST = 3
PLACES_FILE = Path(__file__).parents[1] / "content" / "places.csv"

Query = TypeVar("Query")

LATITUDES, LONGITUDES = (40.5, 55.5), (46.4, 87.4)
"""Kazakhstan's bounds in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """A number of points, how many queries a round puts to the index and to the scan, and the goal."""

    points: int
    queries: int
    scans: int
    p99_ms: float


CROWDS = (
    Crowd(points=50, queries=2_000, scans=1_000, p99_ms=1),
    Crowd(points=10_000, queries=2_000, scans=100, p99_ms=5),
    Crowd(points=1_000_000, queries=1_000, scans=3, p99_ms=10),
)
NAME_P99_MS = 5
MULTIPLIED = 10
FOREIGN_SHARE = 0.1
"""Of the queries, those asked from anywhere on the Earth."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of single look-ups in one round."""

    p50: float
    p99: float


class PlainScan:
    """The baseline: every point is compared, its terms worked out beforehand."""

    def __init__(self, points: Sequence[Point]) -> None:
        self._vectors = [point.unit_vector() for point in points]

    def nearest(self, point: Point) -> list[tuple[float, int]]:
        """Give distances in kilometres and positions of the nearest points."""
        x, y, z = point.unit_vector()
        distances = (
            ((px - x) * (px - x) + (py - y) * (py - y) + (pz - z) * (pz - z), place)
            for place, (px, py, pz) in enumerate(self._vectors)
        )
        return [(arc_km(chord), place) for chord, place in nsmallest(NEAREST, distances)]


def run(crowds: Sequence[Crowd] = CROWDS, rounds: int = ROUNDS) -> list[Figure]:
    """Measure everything; ours and the baseline take turns round by round."""
    figures = [figure for crowd in crowds for figure in nearest_figures(crowd, rounds)]
    places = shipped_places()
    figures += name_figures("place names", places, rounds)
    figures += name_figures(f"place names, {MULTIPLIED} times as many", multiplied(places), rounds)
    return figures


def nearest_figures(crowd: Crowd, rounds: int) -> list[Figure]:
    """Measure the index of nearest points against the plain scan."""
    random = Random(SEED)  # noqa: S311  # repeatable places, not secrets
    points = [_point_in_kazakhstan(random) for _ in range(crowd.points)]
    began = perf_counter()
    index = NearestIndex((point, place) for place, point in enumerate(points))
    built = perf_counter() - began
    scan = PlainScan(points)
    queries = [_query(random) for _ in range(crowd.queries)]
    ours, baseline = _in_turns(
        rounds,
        lambda: _timed(lambda point: index.nearest(point, NEAREST), queries),
        lambda: _timed(scan.nearest, queries[: crowd.scans]),
    )
    name = f"nearest of {crowd.points:,}"
    return [
        *_latency_figures(name, ours, baseline, crowd.p99_ms),
        Figure(name=f"{name}, building the index", unit="s", runs=(built,)),
    ]


def name_figures(name: str, places: tuple[Place, ...], rounds: int) -> list[Figure]:
    """Measure finding typed names against rapidfuzz's extractOne over all names."""
    gazetteer = Gazetteer(places)
    names = [name for place in places for name in names_of(place)]
    typed = typed_names(places, Random(SEED))  # noqa: S311  # repeatable typos, not secrets
    ours, baseline = _in_turns(
        rounds,
        lambda: _timed(gazetteer.find, typed),
        lambda: _timed(lambda text: extractOne(text, names), typed[:200]),
    )
    return _latency_figures(name, ours, baseline, NAME_P99_MS)


def names_of(place: Place) -> tuple[str, ...]:
    """Give all the names of a place."""
    return (place.name.kk, place.name.ru, place.name.en, *place.variants)


def typed_names(places: Sequence[Place], random: Random, count: int = 1_000) -> list[str]:
    """Give names as people type them: right, with an ending, with one typo and with two."""
    typed: list[str] = []
    for _ in range(count // 4):
        name, other, third = (random.choice(names_of(random.choice(places))) for _ in range(3))
        typed += (
            name,
            _with_typo(other, random),
            f"{third}да",
            _with_typo(_with_typo(other, random), random),
        )
    random.shuffle(typed)
    return typed


def shipped_places() -> tuple[Place, ...]:
    """Read the places that the project ships."""
    with PLACES_FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Place(
                id=PlaceId(row["id"]),
                kind=PlaceKind(row["kind"]),
                name=LocalizedText(kk=row["name_kk"], ru=row["name_ru"], en=row["name_en"]),
                variants=tuple(filter(None, row["variants"].split("; "))),
                region_code=RegionCode(row["region_code"]),
                point=Point(float(row["latitude"]), float(row["longitude"])),
                population=int(row["population"]) if row["population"] else None,
            )
            for row in csv.DictReader(lines)
        )


def multiplied(places: tuple[Place, ...], times: int = MULTIPLIED) -> tuple[Place, ...]:
    """Give `times` as many places: the same ones, and made-up ones with two letters of each name changed."""
    random = Random(SEED)  # noqa: S311  # repeatable names, not secrets

    def changed(name: str) -> str:
        return _with_typo(_with_typo(name, random), random)

    made_up = (
        replace(
            place,
            id=PlaceId(f"{place.id}-{copy}"),
            name=LocalizedText(
                kk=changed(place.name.kk), ru=changed(place.name.ru), en=changed(place.name.en)
            ),
            variants=tuple(map(changed, place.variants)),
        )
        for copy, place in product(range(1, times), places)
    )
    return (*places, *made_up)


def _latency_figures(
    name: str, ours: Sequence[Timed], baseline: Sequence[Timed], p99_ms: float
) -> list[Figure]:
    return [
        Figure(
            name=f"{name}, p50",
            unit="ms",
            runs=tuple(timed.p50 for timed in ours),
            baseline=tuple(timed.p50 for timed in baseline),
        ),
        Figure(
            name=f"{name}, p99",
            unit="ms",
            runs=tuple(timed.p99 for timed in ours),
            baseline=tuple(timed.p99 for timed in baseline),
            target=Target(bound=Bound.UNDER, limit=p99_ms),
        ),
    ]


def _in_turns(
    rounds: int, ours: Callable[[], Timed], baseline: Callable[[], Timed]
) -> tuple[list[Timed], list[Timed]]:
    pairs = [(ours(), baseline()) for _ in range(rounds)]
    return [first for first, _ in pairs], [second for _, second in pairs]


def _timed(look_up: Callable[[Query], object], queries: Sequence[Query]) -> Timed:
    spent = []
    for query in queries:
        began = perf_counter()
        look_up(query)
        spent.append((perf_counter() - began) * 1_000)
    spent.sort()
    return Timed(p50=spent[len(spent) // 2], p99=spent[int(len(spent) * 0.99)])


def _point_in_kazakhstan(random: Random) -> Point:
    return Point(random.uniform(*LATITUDES), random.uniform(*LONGITUDES))


def _query(random: Random) -> Point:
    if random.random() < FOREIGN_SHARE:
        return Point(random.uniform(-90, 90), random.uniform(-180, 180))
    return _point_in_kazakhstan(random)


def _with_typo(name: str, random: Random) -> str:
    """Replace one letter by another of the same name."""
    place = random.randrange(len(name))
    return f"{name[:place]}{random.choice(name)}{name[place + 1 :]}"


if __name__ == "__main__":
    show(run(), markdown="--markdown" in sys.argv[1:])
