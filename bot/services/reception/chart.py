"""Closed by the council, confirmed by citizens: two bars for each month, as a picture for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import fill

SIZE = (6.4, 6.4)
"""Inches; 1024 by 1024 pixels fill the width of a phone, and numbers can be read without zooming."""

RESOLUTION = 160
"""Dots an inch."""

BAR = 0.4
"""Width of a bar, where 1 is a month."""

TITLE_WIDTH = 42
"""Characters of a line of the title."""

ROOM_ABOVE = 1.18
"""How much higher than the longest bar the picture is: its number stands there."""

LEAST_HEIGHT = 4
"""The scale of a picture without any bars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartMonth:
    """A month by its name, and its two numbers."""

    name: str
    closed_by_us: int
    confirmed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """The words of the picture in the reader's language."""

    title: str
    closed_by_us: str
    confirmed: str


def closed_and_confirmed(months: Sequence[ChartMonth], words: ChartWords) -> bytes:
    """Draw the months in their order as PNG.

    Each bar has its number above it, and the two kinds differ by hatching too, not by colour alone. The font
    is DejaVu Sans, which comes with matplotlib and knows Kazakh letters. It takes a second when it is first
    called: call it in a thread.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  # 0.4 s and 30 MB that a start saves
    from matplotlib.figure import Figure  # noqa: PLC0415  # the same

    figure = Figure(figsize=SIZE, dpi=RESOLUTION, layout="constrained")
    axes = figure.add_subplot()
    longest = 0
    for label, counts, shift, colour, hatch in (
        (words.closed_by_us, [month.closed_by_us for month in months], -BAR / 2, "#1f5a92", ""),
        (words.confirmed, [month.confirmed for month in months], BAR / 2, "#f2b84b", "///"),
    ):
        places = [number + shift for number in range(len(months))]
        bars = axes.bar(places, counts, BAR, label=label, color=colour, hatch=hatch, edgecolor="#222222")
        axes.bar_label(bars, fmt="%d", padding=2, fontsize=13, fontweight="bold")
        longest = max(longest, *counts)
    axes.set_title(fill(words.title, TITLE_WIDTH), fontsize=14, pad=12, parse_math=False)
    axes.set_xticks(range(len(months)), [month.name for month in months], fontsize=12)
    axes.set_ylim(0, longest * ROOM_ABOVE or LEAST_HEIGHT)
    axes.set_yticks([])
    axes.spines[["top", "right", "left"]].set_visible(False)
    figure.legend(loc="outside lower center", ncols=1, frameon=False, fontsize=13)
    file = BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(file, format="png")
    return file.getvalue()
