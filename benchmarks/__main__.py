"""The command line of the benchmarks: everything, in one table at the end."""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from benchmarks import load, lookups, reception
from benchmarks.children import ChildFailed
from benchmarks.contenders import Mode
from benchmarks.figures import Figure, show
from benchmarks.load_plan import LoadPlan

QUICK_ROUNDS, QUICK_UPDATES = 2, 1_500

SUITES = (*(mode.value for mode in Mode), "lookups", "reception")


async def measure(suites: Sequence[str], *, quick: bool) -> list[Figure]:
    """Run the suites of these names and give their figures."""
    figures: list[Figure] = []
    rounds = QUICK_ROUNDS if quick else load.ROUNDS
    if modes := [mode for mode in Mode if mode.value in suites]:
        plan = LoadPlan(updates=QUICK_UPDATES) if quick else LoadPlan()
        figures += await load.run(modes, plan, rounds)
    if "lookups" in suites:
        figures += lookups.run(rounds=rounds)
    if "reception" in suites:
        figures += await reception.run()
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and tell by the exit code whether the bots went through it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="fewer and shorter runs; the figures are rougher"
    )
    parser.add_argument("--only", action="append", choices=SUITES, help="one suite; may be given again")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    given = parser.parse_args(arguments)
    try:
        figures = asyncio.run(measure(given.only or SUITES, quick=given.quick))
    except ChildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    show(figures, markdown=given.markdown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
