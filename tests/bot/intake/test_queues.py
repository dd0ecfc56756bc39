import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.intake.queues import ChatQueues

PATIENCE = 10.0


async def test_a_chat_has_one_piece_out_at_a_time() -> None:
    queues: ChatQueues[str] = ChatQueues()
    queues.put(1, "first")
    queues.put(1, "second")
    queues.put(2, "other")

    assert await queues.take() == (1, "first")
    assert await queues.take() == (2, "other")
    queues.done(1)
    assert await queues.take() == (1, "second")
    queues.done(1)
    queues.done(2)
    assert len(queues) == 0


async def test_what_is_postponed_comes_again_before_what_waits_behind_it() -> None:
    queues: ChatQueues[str] = ChatQueues()
    queues.put(1, "first")
    queues.put(1, "second")
    await queues.take()
    queues.postpone(1, 0.001)

    assert await queues.take() == (1, "first")
    assert len(queues) == 2


async def test_closing_wakes_everybody_who_waits() -> None:
    queues: ChatQueues[str] = ChatQueues()
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        takers = [group.create_task(queues.take()) for _ in range(5)]
        await asyncio.sleep(0)
        queues.close()

    assert [taker.result() for taker in takers] == [None] * 5


async def test_after_closing_nothing_is_given_out_though_it_waits() -> None:
    queues: ChatQueues[str] = ChatQueues()
    queues.put(1, "first")
    queues.close()

    assert await queues.take() is None
    assert await queues.take() is None
    assert len(queues) == 1


@given(st.lists(st.integers(1, 4), max_size=40), st.integers(1, 5), st.lists(st.booleans(), max_size=60))
def test_every_piece_is_done_once_and_in_the_order_of_its_chat(
    chats: list[int], workers: int, postponed: list[bool]
) -> None:
    done = asyncio.run(_work_off(chats, workers, postponed))

    assert sorted(done) == sorted(enumerate(chats))
    for chat in set(chats):
        order = [number for number, owner in done if owner == chat]
        assert order == sorted(order)


async def _work_off(chats: list[int], workers: int, postponed: list[bool]) -> list[tuple[int, int]]:
    queues: ChatQueues[int] = ChatQueues()
    done: list[tuple[int, int]] = []
    all_done = asyncio.Event()
    moods = iter(postponed)
    if not chats:
        all_done.set()

    async def work() -> None:
        while (taken := await queues.take()) is not None:
            chat, number = taken
            await asyncio.sleep(0)
            if next(moods, False):
                queues.postpone(chat, 0)
                continue
            done.append((number, chat))
            queues.done(chat)
            if len(done) == len(chats):
                all_done.set()

    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(work())
        for number, chat in enumerate(chats):
            queues.put(chat, number)
            await asyncio.sleep(0)
        await all_done.wait()
        queues.close()
    assert len(queues) == 0
    return done
