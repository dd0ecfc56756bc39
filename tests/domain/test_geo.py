"""Points lie on the globe, and distances are those of the great circle."""

from math import inf, isclose, nan, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.geo import EARTH_RADIUS_KM, Point, arc_km, chord_squared

ALMATY = Point(43.25249, 76.91150)
ASTANA = Point(51.18010, 71.44598)
HALF_ROUND_KM = pi * EARTH_RADIUS_KM

points = st.builds(
    Point,
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)


def test_almaty_and_astana_are_about_970_kilometres_apart() -> None:
    assert ALMATY.distance_km(ASTANA) == pytest.approx(970, rel=0.01)


def test_the_poles_are_half_the_globe_apart_whatever_their_longitude() -> None:
    assert Point(90, 12).distance_km(Point(-90, -77)) == pytest.approx(HALF_ROUND_KM)
    assert Point(90, 12).distance_km(Point(90, -77)) == pytest.approx(0, abs=1e-6)


def test_the_antimeridian_parts_nothing() -> None:
    assert Point(0, 179.5).distance_km(Point(0, -179.5)) == pytest.approx(HALF_ROUND_KM / 180)


@pytest.mark.parametrize(
    "degrees", [(90.1, 0), (-91, 0), (0, 180.5), (0, -200), (nan, 0), (0, nan), (inf, 0)]
)
def test_there_is_no_point_off_the_globe(degrees: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no such place"):
        Point(*degrees)


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_never_beyond_half_round(one: Point, other: Point) -> None:
    distance = one.distance_km(other)

    assert isclose(distance, other.distance_km(one), abs_tol=1e-6)
    assert 0 <= distance <= HALF_ROUND_KM + 1e-9


@given(points, points)
def test_unit_vectors_tell_the_same_distance(one: Point, other: Point) -> None:
    chord = sum(
        (ours - theirs) ** 2 for ours, theirs in zip(one.unit_vector(), other.unit_vector(), strict=True)
    )

    # Near the antipode both formulas resolve no better than a few tens of centimetres.
    assert arc_km(chord) == pytest.approx(one.distance_km(other), abs=1e-3)


@given(st.floats(0, HALF_ROUND_KM))
def test_an_arc_and_its_chord_are_each_others_inverse(arc: float) -> None:
    assert arc_km(chord_squared(arc)) == pytest.approx(arc, abs=1e-3)


def test_no_chord_is_longer_than_the_diameter() -> None:
    assert chord_squared(10 * HALF_ROUND_KM) == 4
    assert chord_squared(inf) == 4
    assert chord_squared(-1) == 0
