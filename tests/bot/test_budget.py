import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, Response, SendMessage, TelegramMethod
from hypothesis import given
from hypothesis import strategies as st

from bot.budget import PATIENCE, SAME_MOMENT, Budget, Held
from bot.telegram.session import LeanSession

TOKEN = "42:TEST"


class Time:
    """A monotonic clock that moves when everybody sleeps."""

    def __init__(self, at: float = 1000.0) -> None:
        self.at = at
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        self._sleepers.append((self.at + seconds, woken))
        await woken.wait()

    async def run(self, work: Callable[[], Awaitable[Any]]) -> Any:
        """Do `work`, moving on to the next moment whenever nothing else is left to do."""
        async with asyncio.timeout(10), asyncio.TaskGroup() as group:
            doing = group.create_task(_outcome(work))
            while not doing.done():
                for _ in range(20):
                    await asyncio.sleep(0)
                if not doing.done() and self._sleepers:
                    self._sleepers.sort(key=lambda sleeper: sleeper[0])
                    until, woken = self._sleepers.pop(0)
                    self.at = max(self.at, until)
                    woken.set()
        outcome = doing.result()
        if isinstance(outcome, Held):
            raise outcome
        return outcome


async def _outcome(work: Callable[[], Awaitable[Any]]) -> Any:
    try:
        return await work()
    except Held as held:
        return held


@dataclass(slots=True)
class Telegram:
    """Refuses as it is told to, and knows the deadlines that it has named."""

    time: Time
    refusals: list[tuple[Any, float]] = field(default_factory=list)
    calls: list[tuple[float, Any]] = field(default_factory=list)
    deadlines: dict[Any, float] = field(default_factory=dict)
    early: list[tuple[float, Any]] = field(default_factory=list)
    takes: float = 0.0

    async def answer(self, _bot: Bot, method: TelegramMethod[Any]) -> Response[Any]:
        chat = getattr(method, "chat_id", None)
        self.calls.append((self.time.at, chat))
        if self.time.at < max(self.deadlines.get(chat, 0), self.deadlines.get(None, 0)):
            self.early.append((self.time.at, chat))
        if self.takes:
            await self.time.sleep(self.takes)
        for number, (refused, seconds) in enumerate(self.refusals):
            if refused == chat:
                del self.refusals[number]
                self.deadlines[chat] = max(self.deadlines.get(chat, 0), self.time.at + seconds)
                raise TelegramRetryAfter(method=method, message="", retry_after=seconds)  # type: ignore[arg-type]  # fractions show more
        return Response(ok=True, result=True)


def to(chat: int | str) -> SendMessage:
    return SendMessage(chat_id=chat, text="x")


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    session = LeanSession("http://127.0.0.1:1")
    yield Bot(TOKEN, session=session)
    await session.close()


class Sender:
    """A budget between a bot and a Telegram."""

    def __init__(self, bot: Bot | None = None) -> None:
        self.time = Time()
        self.telegram = Telegram(self.time)
        self._budget = Budget(self.time.now, self.time.sleep)
        self._bot: Any = bot

    async def call(self, method: TelegramMethod[Any]) -> Response[Any]:
        return await self._budget(self.telegram.answer, self._bot, method)

    def run(self, work: Callable[[], Awaitable[Any]]) -> Any:
        return self.time.run(work)


async def test_a_short_refusal_is_waited_out_and_never_seen() -> None:
    sender = Sender()
    sender.telegram.refusals = [(1, 3), (1, 5)]

    response = await sender.run(lambda: sender.call(to(1)))

    assert response.ok
    assert [at for at, _ in sender.telegram.calls] == [1000, 1003, 1008]


async def test_while_one_chat_is_held_the_others_are_answered() -> None:
    sender = Sender()
    sender.telegram.refusals = [(1, 10)]

    async def work() -> None:
        await asyncio.gather(sender.call(to(1)), *(sender.call(to(chat)) for chat in (2, 3)))

    await sender.run(work)

    assert sender.telegram.calls == [(1000, 1), (1000, 2), (1000, 3), (1010, 1)]


async def test_a_long_refusal_gives_the_update_back() -> None:
    sender = Sender()
    sender.telegram.refusals = [(1, PATIENCE + 15)]

    with pytest.raises(Held) as held:
        await sender.run(lambda: sender.call(to(1)))
    assert held.value.seconds == PATIENCE + 15
    with pytest.raises(Held):
        await sender.call(to(1))
    assert len(sender.telegram.calls) == 1

    sender.time.at += PATIENCE + 15
    assert (await sender.call(to(1))).ok


async def test_a_refusal_without_a_chat_holds_the_whole_bot() -> None:
    sender = Sender()
    sender.telegram.refusals = [(None, 5)]

    async def work() -> None:
        await asyncio.gather(sender.call(AnswerCallbackQuery(callback_query_id="1")), _later(sender))

    await sender.run(work)

    assert [at for at, _ in sender.telegram.calls] == [1000, 1005, 1005]


async def _later(sender: Sender) -> None:
    for _ in range(3):
        await asyncio.sleep(0)
    await sender.call(to(7))


@pytest.mark.parametrize(
    ("apart", "whole_bot"), [(0.0, True), (SAME_MOMENT - 0.01, True), (SAME_MOMENT, False)]
)
async def test_two_chats_refused_in_one_moment_hold_the_whole_bot(apart: float, *, whole_bot: bool) -> None:
    time = Time()
    budget = Budget(time.now, time.sleep)
    telegram = Telegram(time)
    budget.hold(1, 100)
    time.at += apart
    budget.hold(2, 60)

    async def call(chat: int) -> Response[Any]:
        return await budget(telegram.answer, None, to(chat))  # type: ignore[arg-type]  # this Telegram needs no bot

    for held in (1, 2):
        with pytest.raises(Held):
            await call(held)
    if whole_bot:
        with pytest.raises(Held):
            await call(3)
    else:
        assert (await call(3)).ok


async def test_one_chat_refused_twice_does_not_hold_the_bot() -> None:
    sender = Sender()
    sender.telegram.refusals = [(1, 0.2), (1, 0.2)]
    await sender.run(lambda: sender.call(to(1)))

    sender.telegram.refusals = [(1, 15)]

    async def work() -> None:
        await asyncio.gather(sender.call(to(1)), _later(sender))

    await sender.run(work)

    assert (1000.4, 7) in [(round(at, 3), chat) for at, chat in sender.telegram.calls]


async def test_a_shorter_refusal_does_not_lift_a_longer_one() -> None:
    time = Time()
    budget = Budget(time.now, time.sleep)
    budget.hold(1, 30)
    budget.hold(1, 1)
    time.at += 5
    with pytest.raises(Held) as held:
        await budget(Telegram(time).answer, None, to(1))  # type: ignore[arg-type]  # this Telegram needs no bot
    assert held.value.seconds == 25


async def test_other_refusals_pass_through_at_once() -> None:
    sender = Sender()

    async def forbid(_bot: Bot, method: TelegramMethod[Any]) -> Response[Any]:
        raise TelegramForbiddenError(method=method, message="bot was blocked by the user")

    budget = Budget(sender.time.now, sender.time.sleep)
    with pytest.raises(TelegramForbiddenError):
        await budget(forbid, None, to(1))  # type: ignore[arg-type]  # this Telegram needs no bot


async def test_the_budget_stands_in_the_way_of_every_call_of_a_bot(bot: Bot) -> None:
    time = Time()
    budget = Budget(time.now, time.sleep)
    bot.session.middleware(budget)
    budget.hold(None, PATIENCE + 1)

    with pytest.raises(Held):
        await bot.get_me()


@given(
    calls=st.lists(st.tuples(st.integers(1, 3), st.floats(0, 3)), min_size=1, max_size=8),
    refusals=st.lists(st.tuples(st.sampled_from([1, 2, 3]), st.floats(0.1, 25)), max_size=6),
    takes=st.floats(0, 3),
)
def test_no_call_goes_out_before_its_deadline_whatever_else_goes_on(
    calls: list[tuple[int, float]], refusals: list[tuple[int, float]], takes: float
) -> None:
    sender = Sender()
    sender.telegram.refusals = list(refusals)
    sender.telegram.takes = takes
    outcomes = asyncio.run(_storm(sender, calls))

    assert len(outcomes) == len(calls)
    assert all(outcome is None or isinstance(outcome, Held) for outcome in outcomes)
    assert sender.telegram.early == []


async def _storm(sender: Sender, calls: list[tuple[int, float]]) -> list[Held | None]:
    async def call(chat: int, begins: float) -> Held | None:
        if begins:
            await sender.time.sleep(begins)
        try:
            await sender.call(to(chat))
        except Held as held:
            return held
        return None

    async def work() -> list[Held | None]:
        return list(await asyncio.gather(*(call(chat, begins) for chat, begins in calls)))

    outcomes: list[Held | None] = await sender.run(work)
    return outcomes
