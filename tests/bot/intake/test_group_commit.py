import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.group_commit import GroupCommit

PATIENCE = 10.0


class Ledger:
    """Takes a while over each commit, and fails where it is told to."""

    def __init__(self, turns: int = 1, failing: frozenset[int] = frozenset()) -> None:
        self._turns = turns
        self._failing = failing
        self.commits: list[list[int]] = []
        self.at_once = 0

    async def commit(self, items: Sequence[int]) -> None:
        self.at_once += 1
        try:
            assert self.at_once == 1
            for _ in range(self._turns):
                await asyncio.sleep(0)
            if self._failing & set(items):
                raise OSError(str(sorted(items)))
            self.commits.append(list(items))
        finally:
            self.at_once -= 1

    @property
    def committed(self) -> list[int]:
        return [item for items in self.commits for item in items]


async def test_what_comes_during_a_commit_goes_with_the_next_one() -> None:
    ledger = Ledger(turns=3)
    group: GroupCommit[int] = GroupCommit(ledger.commit)
    await asyncio.gather(*(group.add(number) for number in range(100)))

    assert [len(items) for items in ledger.commits] == [1, 99]
    assert ledger.committed == list(range(100))


async def test_an_item_alone_is_committed_at_once() -> None:
    ledger = Ledger()
    group: GroupCommit[int] = GroupCommit(ledger.commit)
    await group.add(1)
    await group.add(2)

    assert ledger.commits == [[1], [2]]


async def test_an_error_reaches_everybody_in_the_commit_and_nobody_else() -> None:
    ledger = Ledger(failing=frozenset({2}))
    group: GroupCommit[int] = GroupCommit(ledger.commit)
    outcomes = await asyncio.gather(*(_add(group, number) for number in (1, 2, 3)))
    await group.add(4)

    assert outcomes == [None, "[2, 3]", "[2, 3]"]
    assert ledger.commits == [[1], [4]]


async def test_who_is_cancelled_in_the_middle_of_a_commit_does_not_take_the_others_along() -> None:
    ledger = Ledger(turns=5)
    group: GroupCommit[int] = GroupCommit(ledger.commit)
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
        adders = [tasks.create_task(group.add(number)) for number in range(5)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert ledger.at_once == 1
        adders[0].cancel()

    assert [adder.cancelled() for adder in adders] == [True, False, False, False, False]
    assert set(ledger.committed) >= {1, 2, 3, 4}


async def test_an_error_that_nobody_waits_for_any_more_is_not_complained_about() -> None:
    ledger = Ledger(failing=frozenset({2}), turns=3)
    group: GroupCommit[int] = GroupCommit(ledger.commit)
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
        tasks.create_task(_add(group, 1))
        carrier = tasks.create_task(_add(group, 2))
        carried = tasks.create_task(_add(group, 3))
        while ledger.commits != [[1]]:  # noqa: ASYNC110  # turns of the loop are what is counted here
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        carried.cancel()

    assert carrier.result() == "[2, 3]"
    assert carried.cancelled()


@given(
    steps=st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.integers(0, 6)), min_size=1, max_size=12),
    turns=st.integers(0, 4),
    failing=st.frozensets(st.integers(0, 11), max_size=2),
)
def test_whoever_adds_and_comes_whenever_hears_what_became_of_it(
    steps: list[tuple[int, bool, int]], turns: int, failing: frozenset[int]
) -> None:
    asyncio.run(_muddle(steps, Ledger(turns, failing)))


async def _muddle(steps: list[tuple[int, bool, int]], ledger: Ledger) -> None:
    group: GroupCommit[int] = GroupCommit(ledger.commit)
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
        adders = []
        for number, (pause, cancelled, patience) in enumerate(steps):
            adders.append(adder := tasks.create_task(_add(group, number)))
            for _ in range(pause):
                await asyncio.sleep(0)
            if cancelled:
                tasks.create_task(_cancel(adder, patience))

    for number, (adder, (_, cancelled, _)) in enumerate(zip(adders, steps, strict=True)):
        if adder.cancelled():
            assert cancelled
        elif adder.result() is None:
            assert number in ledger.committed
        else:
            assert str(number) in str(adder.result())


async def _add(group: GroupCommit[int], number: int) -> str | None:
    try:
        await group.add(number)
    except OSError as error:
        return str(error)
    return None


async def _cancel(adder: asyncio.Task[str | None], patience: int) -> None:
    for _ in range(patience):
        await asyncio.sleep(0)
    adder.cancel()


async def test_an_item_whose_only_carrier_was_cancelled_goes_with_the_next() -> None:
    ledger = Ledger(turns=5)
    group: GroupCommit[int] = GroupCommit(ledger.commit)
    alone = asyncio.gather(group.add(1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    alone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await alone
    await group.add(2)

    assert ledger.commits == [[1, 2]]
