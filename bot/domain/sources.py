"""Where the facts of the directory come from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact comes from.

    `date` is what the page shows: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or empty where it shows none.
    """

    reference: str
    date: str
