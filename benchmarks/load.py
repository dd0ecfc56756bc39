"""The load benchmark: this bot beside a stock one, round by round, by polling and by webhook."""

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path

from benchmarks.children import Cores
from benchmarks.contenders import Contender, Dostyq, Mode, StockBot
from benchmarks.figures import Bound, Figure, Target
from benchmarks.load_plan import LoadPlan
from benchmarks.load_run import LoadRun, run_load

ROUNDS = 5

Runs = Mapping[tuple[str, Mode], Sequence[LoadRun]]
"""The runs of each bot in each mode, in the order of the rounds."""

Quantity = Callable[[LoadRun], float]

QUANTITIES: Sequence[tuple[str, str, Target | None, Quantity]] = (
    (
        "answers",
        "1/s",
        Target(bound=Bound.AT_LEAST, limit=1, of_baseline=True),
        lambda run: run.report.per_second,
    ),
    ("delivered → reply, p50", "ms", None, lambda run: run.report.after_delivery_p50),
    (
        "delivered → reply, p99",
        "ms",
        Target(bound=Bound.AT_MOST, limit=1, of_baseline=True),
        lambda run: run.report.after_delivery_p99,
    ),
    ("waiting at Telegram → reply, p50", "ms", None, lambda run: run.report.after_offer_p50),
    ("waiting at Telegram → reply, p99", "ms", None, lambda run: run.report.after_offer_p99),
    ("processor an update", "µs", None, lambda run: run.processor),
    ("its processor, taken by others", "%", None, lambda run: run.others),
    ("never answered", "updates", Target(bound=Bound.AT_MOST, limit=0), lambda run: run.report.unanswered),
    ("answered twice", "updates", Target(bound=Bound.AT_MOST, limit=0), lambda run: run.report.extra),
    ("start → first answer", "s", Target(bound=Bound.UNDER, limit=2), lambda run: run.cold_start),
    ("memory after the load", "MB", Target(bound=Bound.UNDER, limit=150), lambda run: run.memory),
)
"""Name, unit, target, and where it stands in a run."""


async def measure(
    contenders: Sequence[Contender], modes: Sequence[Mode], plan: LoadPlan, rounds: int
) -> Runs:
    """Let the bots take turns, so that whatever slows a round slows all of them."""
    cores = Cores.of_this_machine()
    runs: dict[tuple[str, Mode], list[LoadRun]] = {}
    with tempfile.TemporaryDirectory(prefix="prepared-") as name:
        for contender in contenders:
            await contender.prepare(_folder(name, contender), plan)
        for turn, mode, contender in product(range(1, rounds + 1), modes, contenders):
            run = await run_load(contender, mode, plan, cores, _folder(name, contender))
            runs.setdefault((contender.name, mode), []).append(run)
            _tell(f"round {turn} of {rounds}, {mode}, {contender.name}", run)
    return runs


async def run(modes: Sequence[Mode], plan: LoadPlan, rounds: int = ROUNDS) -> list[Figure]:
    """Measure this bot beside the stock one and give the figures."""
    ours, stock = Dostyq(), StockBot()
    runs = await measure((stock, ours), modes, plan, rounds)
    return [
        Figure(
            name=f"{mode}: {name}",
            unit=unit,
            runs=tuple(map(quantity, runs[ours.name, mode])),
            baseline=tuple(map(quantity, runs[stock.name, mode])),
            target=target,
        )
        for mode in modes
        for name, unit, target, quantity in QUANTITIES
    ]


def _folder(parent: str, contender: Contender) -> Path:
    folder = Path(parent, contender.name)
    folder.mkdir(exist_ok=True)
    return folder


def _tell(what: str, run: LoadRun) -> None:
    print(
        f"{what}: {run.report.per_second:,.0f}/s, p99 {run.report.after_delivery_p99:.0f} ms, "
        f"start {run.cold_start:.1f} s, {run.memory:.0f} MB, server busy {run.report.server_busy:.0%}, "
        f"taken by others {run.others:.0f}%",
        file=sys.stderr,
    )
