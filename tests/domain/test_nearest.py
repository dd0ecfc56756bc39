"""The index of nearest points agrees with looking at every point, anywhere on the Earth."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.geo import EARTH_RADIUS_KM, Point
from bot.domain.nearest import LEAF_SIZE, Found, NearestIndex

SAME_KM = 1e-3
"""What rounding may do to a distance half round the globe."""

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
anywhere = st.builds(Point, latitudes, longitudes)
on_a_coarse_grid = st.builds(
    Point,
    st.integers(-9, 9).map(lambda step: step * 10.0),
    st.integers(-18, 18).map(lambda step: step * 10.0),
)
in_one_town = st.builds(Point, st.floats(43.2, 43.3), st.floats(76.8, 77.0))
crowds = st.lists(st.one_of(anywhere, on_a_coarse_grid, in_one_town), max_size=5 * LEAF_SIZE)


def indexed(points: list[Point]) -> NearestIndex[int]:
    return NearestIndex((point, number) for number, point in enumerate(points))


def distances(found: list[Found[int]]) -> list[float]:
    return [one.distance_km for one in found]


@settings(max_examples=200, deadline=None)
@given(crowds, st.one_of(anywhere, on_a_coarse_grid), st.integers(1, 12))
def test_it_finds_what_a_look_at_every_point_finds(points: list[Point], origin: Point, count: int) -> None:
    found = indexed(points).nearest(origin, count)

    assert distances(found) == pytest.approx(
        sorted(origin.distance_km(point) for point in points)[:count], abs=SAME_KM
    )
    for one in found:
        assert one.distance_km == pytest.approx(origin.distance_km(points[one.item]), abs=SAME_KM)


@pytest.mark.parametrize("seed", range(3))
def test_it_is_exact_among_thousands(seed: int) -> None:
    random = Random(seed)  # noqa: S311  # repeatable points, not secrets
    points = [Point(random.uniform(-90, 90), random.uniform(-180, 180)) for _ in range(2_000)]
    points += [Point(random.uniform(40.5, 55.5), random.uniform(46.4, 87.4)) for _ in range(2_000)]
    index = indexed(points)

    for origin in (*random.sample(points, 25), Point(90, 0), Point(-90, 0), Point(0, 180), Point(-30, -150)):
        expected = sorted(origin.distance_km(point) for point in points)[:10]
        assert distances(index.nearest(origin, 10)) == pytest.approx(expected, abs=SAME_KM)


@settings(max_examples=100, deadline=None)
@given(crowds, anywhere, st.integers(1, 12))
def test_answers_are_different_items_nearest_first(points: list[Point], origin: Point, count: int) -> None:
    found = indexed(points).nearest(origin, count)

    assert len({one.item for one in found}) == len(found) == min(count, len(points))
    assert all(nearer <= farther for nearer, farther in pairwise(distances(found)))


@settings(max_examples=100, deadline=None)
@given(crowds, anywhere, st.integers(1, 12))
def test_only_items_that_fit_are_answered(points: list[Point], origin: Point, count: int) -> None:
    found = indexed(points).nearest(origin, count, where=lambda number: number % 3 == 0)

    fitting = sorted(origin.distance_km(point) for point in points[::3])
    assert distances(found) == pytest.approx(fitting[:count], abs=SAME_KM)
    assert all(one.item % 3 == 0 for one in found)


@settings(max_examples=100, deadline=None)
@given(crowds, anywhere, st.floats(0, 21_000))
def test_nothing_beyond_the_limit_is_answered(points: list[Point], origin: Point, limit: float) -> None:
    found = {one.item for one in indexed(points).nearest(origin, len(points) or 1, within_km=limit)}

    for number, point in enumerate(points):
        distance = origin.distance_km(point)
        if distance < limit - SAME_KM:
            assert number in found
        if distance > limit + SAME_KM:
            assert number not in found


@given(st.lists(in_one_town, min_size=1, max_size=3), st.integers(1, 2 * LEAF_SIZE), anywhere)
def test_equal_distances_keep_the_order_of_the_directory(
    towns: list[Point], houses_in_town: int, origin: Point
) -> None:
    points = [town for town in towns for _ in range(houses_in_town)]
    index = indexed(points)

    first = [one.item for one in index.nearest(origin, houses_in_town)]
    everything = index.nearest(origin, len(points))

    assert first == [one.item for one in everything[:houses_in_town]]
    for nearer, farther in pairwise(everything):
        if nearer.distance_km == farther.distance_km and points[nearer.item] == points[farther.item]:
            assert nearer.item < farther.item


@pytest.mark.parametrize("longitude", [10.0, -10.0])
def test_of_two_points_equally_far_the_first_given_comes_first(longitude: float) -> None:
    index = indexed([Point(0, longitude), Point(0, -longitude)])

    assert [one.item for one in index.nearest(Point(0, 0), 2)] == [0, 1]
    assert [one.item for one in index.nearest(Point(0, 0), 1)] == [0]


def test_across_the_antimeridian_is_near() -> None:
    index = indexed([Point(0, 170), Point(0, -179)])

    [found] = index.nearest(Point(0, 179))
    assert found.item == 1
    assert found.distance_km == pytest.approx(2 * 3.14159265 * EARTH_RADIUS_KM / 180)


def test_at_the_pole_longitude_does_not_count() -> None:
    index = indexed([Point(80, 0), Point(85, 180), Point(89, -90)])

    assert [one.item for one in index.nearest(Point(90, 45), 3)] == [2, 1, 0]


def test_a_point_at_the_limit_belongs_to_it() -> None:
    index = indexed([Point(43.25, 76.9)])

    assert index.nearest(Point(43.25, 76.9), within_km=0)
    assert index.nearest(Point(43.25, 76.8), within_km=0) == []


def test_an_empty_directory_has_nothing_near() -> None:
    empty: NearestIndex[int] = NearestIndex([])

    assert len(empty) == 0
    assert empty.nearest(Point(43.25, 76.9), 3) == []


def test_asking_for_nothing_gives_nothing() -> None:
    assert indexed([Point(43.25, 76.9)]).nearest(Point(43.25, 76.9), 0) == []
