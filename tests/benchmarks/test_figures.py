"""Figures say honestly how they compare and whether they suffice."""

import pytest

from benchmarks.figures import Bound, Figure, Target, as_markdown

AS_FAST = Target(bound=Bound.AT_LEAST, limit=1, of_baseline=True)


def test_the_ratio_compares_round_by_round() -> None:
    figure = Figure(name="answers", unit="1/s", runs=(200, 90, 300), baseline=(100, 100, 100))

    assert figure.median == 200
    assert figure.ratio == 2
    assert Figure(name="answers", unit="1/s", runs=(10, 400, 90), baseline=(5, 400, 100)).ratio == 1


def test_a_figure_without_a_baseline_has_no_ratio() -> None:
    assert Figure(name="memory", unit="MB", runs=(90.0,)).ratio is None
    assert Figure(name="lost", unit="updates", runs=(0, 0), baseline=(0, 0)).ratio is None


@pytest.mark.parametrize(
    ("runs", "target", "met"),
    [
        ((110.0,), AS_FAST, True),
        ((90.0,), AS_FAST, False),
        ((1.99,), Target(bound=Bound.UNDER, limit=2), True),
        ((2.0,), Target(bound=Bound.UNDER, limit=2), False),
        ((0.0,), Target(bound=Bound.AT_MOST, limit=0), True),
        ((1.0,), Target(bound=Bound.AT_MOST, limit=0), False),
        ((1.0,), None, None),
    ],
)
def test_a_target_is_met_or_it_is_not(
    runs: tuple[float, ...],
    target: Target | None,
    met: bool | None,  # noqa: FBT001  # a column of the table above
) -> None:
    assert Figure(name="x", unit="s", runs=runs, baseline=(100.0,), target=target).met is met


def test_the_table_of_markdown_shows_everything_in_one_row() -> None:
    figure = Figure(
        name="answers", unit="1/s", runs=(1900, 2100, 2000), baseline=(1000, 1000, 1000), target=AS_FAST
    )

    *_, row = as_markdown([figure]).splitlines()

    assert row == "| answers | 1/s | 2,000 | 1,900-2,100 | 1,000 | 2.00 | ≥ 1 × baseline | yes |"
