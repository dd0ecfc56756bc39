"""Measured figures as values, and the one table that shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from rich import box
from rich.console import Console
from rich.table import Table

WIDTH = 130
"""Characters of the printed table, wherever it goes: its rows may wrap, its cells should not."""

HEADINGS = ("figure", "unit", "median", "min-max", "baseline", "ratio", "target", "met")


class Bound(StrEnum):
    """On which side of its limit a figure is good."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    UNDER = "<"

    def admits(self, value: float, limit: float) -> bool:
        """Tell whether `value` is on the good side of `limit`."""
        match self:
            case Bound.AT_LEAST:
                return value >= limit
            case Bound.AT_MOST:
                return value <= limit
            case Bound.UNDER:
                return value < limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a figure has to reach: a limit in the figure's own unit, or a multiple of its baseline."""

    bound: Bound
    limit: float
    of_baseline: bool = False

    def __str__(self) -> str:
        return f"{self.bound} {_number(self.limit)}{' × baseline' if self.of_baseline else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing that was measured: a value for every run, and the baseline's value in the same run."""

    name: str
    unit: str
    runs: tuple[float, ...]
    baseline: tuple[float, ...] = ()
    target: Target | None = None

    @property
    def median(self) -> float:
        """Give the middle of the runs."""
        return median(self.runs)

    @property
    def ratio(self) -> float | None:
        """Compare with the baseline round by round (what slows a round slows both) and give the middle.

        None where there is no baseline, or where it is zero.
        """
        if not self.baseline or not all(self.baseline):
            return None
        if len(self.baseline) != len(self.runs):
            return self.median / median(self.baseline)
        return median(ours / theirs for ours, theirs in zip(self.runs, self.baseline, strict=True))

    @property
    def met(self) -> bool | None:
        """Tell whether the target is reached; None where there is none, or nothing to compare with."""
        if self.target is None:
            return None
        value = self.ratio if self.target.of_baseline else self.median
        return None if value is None else self.target.bound.admits(value, self.target.limit)

    def cells(self) -> tuple[str, ...]:
        """Give the row of the table, one text for every heading."""
        return (
            self.name,
            self.unit,
            _number(self.median),
            f"{_number(min(self.runs))}-{_number(max(self.runs))}",
            _number(median(self.baseline)) if self.baseline else "",
            "" if self.ratio is None else _times(self.ratio),
            "" if self.target is None else str(self.target),
            {True: "yes", False: "no", None: ""}[self.met],
        )


def as_table(figures: Sequence[Figure]) -> Table:
    """Lay the figures out for a terminal."""
    table = Table(box=box.SIMPLE_HEAD)
    for heading in HEADINGS:
        table.add_column(heading, justify="left" if heading in {"figure", "unit"} else "right")
    for figure in figures:
        table.add_row(*figure.cells(), style="red" if figure.met is False else "")
    return table


def as_markdown(figures: Sequence[Figure]) -> str:
    """Lay the figures out as a table of Markdown."""
    lines = [
        HEADINGS,
        ("---", "---", *("---:" for _ in HEADINGS[2:])),
        *(figure.cells() for figure in figures),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def show(figures: Sequence[Figure], *, markdown: bool = False) -> None:
    """Print the figures as one table."""
    if markdown:
        print(as_markdown(figures))
        return
    Console(width=WIDTH).print(as_table(figures))


def _number(value: float) -> str:
    """Write a number with about three figures that mean something, and thousands apart."""
    size = abs(value)
    if size >= 100 or value == int(value):  # noqa: PLR2004  # from a hundred on, decimals are noise
        return f"{value:,.0f}"
    return f"{value:.1f}" if size >= 10 else f"{value:.3g}"  # noqa: PLR2004  # three figures that mean something


def _times(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.1g}"  # noqa: PLR2004  # 0.00 would say nothing
