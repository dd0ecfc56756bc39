"""Telegram's sending limits."""

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import Rates, Sandbox, StillClock
from sandbox.errors import ApiError
from sandbox.rates import Limiter
from tests.sandbox.conftest import TOKEN, Wire


async def test_a_chat_takes_a_short_burst_and_then_one_message_a_second(clock: StillClock) -> None:
    async with Sandbox(clock=clock, rates=Rates()) as sandbox, aiohttp.ClientSession() as session:
        call = Wire(session, sandbox.url)
        person = await sandbox.person("Aigerim")
        await person.chat_with(sandbox.bot(TOKEN)).start()
        answers = [await call("sendMessage", chat_id=person.id, text="x") for _ in range(7)]
        assert [answer["ok"] for answer in answers] == [True] * 5 + [False] * 2
        assert answers[-1]["parameters"] == {"retry_after": 1}
        for _ in range(10):
            clock.advance(1)
            assert (await call("sendMessage", chat_id=person.id, text="x"))["ok"]
        assert len(sandbox.violations) == 2
        assert await call.result("sendChatAction", chat_id=person.id, action="typing")


async def test_a_group_takes_twenty_messages_a_minute(clock: StillClock) -> None:
    async with Sandbox(clock=clock, rates=Rates()) as sandbox, aiohttp.ClientSession() as session:
        call = Wire(session, sandbox.url)
        owner = await sandbox.person("Owner")
        group = await sandbox.group("Council", [owner], [sandbox.bot(TOKEN)])
        for _ in range(20):
            assert (await call("sendMessage", chat_id=group.id, text="x"))["ok"]
            clock.advance(1)
        answer = await call("sendMessage", chat_id=group.id, text="x")
        assert answer["parameters"] == {"retry_after": 40}
        clock.advance(40)
        assert (await call("sendMessage", chat_id=group.id, text="x"))["ok"]
        assert [violation.limit for violation in sandbox.violations] == ["group"]


async def test_a_bot_sends_thirty_a_second_in_all(clock: StillClock) -> None:
    async with Sandbox(clock=clock, rates=Rates()) as sandbox, aiohttp.ClientSession() as session:
        call = Wire(session, sandbox.url)
        bot = sandbox.bot(TOKEN)
        people = [await sandbox.person(f"P{number}") for number in range(40)]
        for person in people:
            await person.chat_with(bot).start()
        answers = [await call("sendMessage", chat_id=person.id, text="x") for person in people]
        assert sum(answer["ok"] for answer in answers) == 30
        assert {violation.limit for violation in sandbox.violations} == {"bot"}


async def test_an_album_and_a_batch_count_every_message(clock: StillClock) -> None:
    async with Sandbox(clock=clock, rates=Rates()) as sandbox, aiohttp.ClientSession() as session:
        call = Wire(session, sandbox.url)
        person = await sandbox.person("Aigerim")
        chat = person.chat_with(sandbox.bot(TOKEN))
        messages = [await chat.send(str(number)) for number in range(4)]
        ids = [message.id for message in messages]
        copy = {"chat_id": person.id, "from_chat_id": person.id, "message_ids": ids}

        assert len(await call.result("copyMessages", **copy)) == 4
        assert await call.result("sendMessage", chat_id=person.id, text="the fifth")
        assert (await call("copyMessages", **copy))["parameters"] == {"retry_after": 4}
        clock.advance(4)
        assert len(await call.result("forwardMessages", **copy)) == 4


@given(st.lists(st.tuples(st.floats(0, 3), st.integers(1, 5)), max_size=200))
def test_no_window_ever_exceeds_the_limits(steps: list[tuple[float, int]]) -> None:
    limiter, now, sent = Limiter(Rates()), 0.0, []
    for pause, chat in steps:
        now += pause
        try:
            limiter.admit(bot=1, chat_id=chat, method="sendMessage", count=1, now=now)
        except ApiError:
            continue
        sent.append((now, chat))
    for start, chat in sent:
        within = [at for at, other in sent if other == chat and start <= at < start + 10]
        assert len(within) <= 15


def test_without_rates_nothing_is_refused() -> None:
    limiter = Limiter(None)
    for _ in range(1000):
        limiter.admit(bot=1, chat_id=1, method="sendMessage", count=1, now=0.0)

    assert limiter.violations == []


def test_waiting_as_long_as_told_is_long_enough() -> None:
    limiter = Limiter(Rates())
    now = 0.0
    for _ in range(50):
        try:
            limiter.admit(bot=1, chat_id=-1, method="sendMessage", count=1, now=now)
        except ApiError as refused:
            now += (refused.parameters or {})["retry_after"]
            limiter.admit(bot=1, chat_id=-1, method="sendMessage", count=1, now=now)
    assert now == pytest.approx(120, abs=30)
