import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter
from aiogram.methods import (
    AnswerCallbackQuery,
    CreateForumTopic,
    EditMessageText,
    GetMe,
    Response,
    SendChatAction,
    SendMessage,
    SetMyCommands,
    TelegramMethod,
)
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

    def __init__(self, bot: Bot | None = None, *, bulk_per_second: int = 4) -> None:
        self.time = Time()
        self.telegram = Telegram(self.time)
        self.budget = Budget(self.time.now, self.time.sleep, bulk_per_second)
        self._bot: Any = bot

    async def call(self, method: TelegramMethod[Any]) -> Response[Any]:
        return await self.budget(self.telegram.answer, self._bot, method)

    async def bulk(self, chat: int, work: float = 0.0) -> None:
        """Send in the bulk lane, `work` seconds after the turn has come."""
        async with self.budget.bulk(chat):
            if work:
                await self.time.sleep(work)
            await self.call(to(chat))

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


async def gathered(*work: Awaitable[Any]) -> None:
    await asyncio.gather(*work)


def moments(sender: Sender) -> list[tuple[float, Any]]:
    return [(round(at, 6), chat) for at, chat in sender.telegram.calls]


async def test_bulk_goes_out_evenly_in_the_order_of_asking() -> None:
    sender = Sender(bulk_per_second=4)

    await sender.run(lambda: gathered(*(sender.bulk(chat) for chat in range(1, 7))))

    assert moments(sender) == [(1000 + 0.25 * place, 1 + place) for place in range(6)]


async def test_answers_go_out_at_once_and_bulk_gives_way() -> None:
    sender = Sender(bulk_per_second=4)

    async def work() -> None:
        for chat in range(11, 17):
            await sender.call(to(chat))
        await gathered(sender.bulk(1), sender.bulk(2))

    await sender.run(work)

    assert moments(sender) == [*((1000, chat) for chat in range(11, 17)), (1001, 1), (1001.25, 2)]


async def test_a_chat_gets_one_message_a_second_and_the_others_overtake() -> None:
    sender = Sender(bulk_per_second=4)

    await sender.run(lambda: gathered(sender.bulk(1), sender.bulk(1), sender.bulk(2), sender.bulk(1)))

    assert moments(sender) == [(1000, 1), (1000.25, 2), (1001, 1), (1002, 1)]


async def test_bulk_waits_a_second_after_an_answer_in_the_same_chat() -> None:
    sender = Sender()

    async def work() -> None:
        await sender.call(to(1))
        await sender.bulk(1)

    await sender.run(work)

    assert moments(sender) == [(1000, 1), (1001, 1)]


@pytest.mark.parametrize(
    ("method", "counts"),
    [
        (to(9), True),
        (EditMessageText(chat_id=9, message_id=1, text="x"), True),
        (SendChatAction(chat_id=9, action="typing"), False),
        (AnswerCallbackQuery(callback_query_id="1"), False),
        (SetMyCommands(commands=[]), False),
        (GetMe(), False),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_only_messages_count(method: TelegramMethod[Any], *, counts: bool) -> None:
    sender = Sender(bulk_per_second=1)

    async def work() -> None:
        await sender.call(method)
        await sender.bulk(1)

    await sender.run(work)

    assert moments(sender)[-1] == (1001 if counts else 1000, 1)


async def test_a_second_message_in_the_same_turn_waits_for_another() -> None:
    sender = Sender(bulk_per_second=4)

    async def work() -> None:
        async with sender.budget.bulk(1):
            await sender.call(EditMessageText(chat_id=1, message_id=1, text="x"))
            await sender.call(EditMessageText(chat_id=1, message_id=2, text="x"))
            await sender.call(to(1))

    await sender.run(work)

    assert moments(sender) == [(1000, 1), (1000.25, 1), (1000.5, 1)]


async def test_a_turn_that_was_not_used_is_the_next_ones() -> None:
    sender = Sender(bulk_per_second=1)

    async def work() -> None:
        for chat in (1, 2):
            async with sender.budget.bulk(chat):
                pass
        await sender.bulk(1)

    await sender.run(work)

    assert moments(sender) == [(1000, 1)]


async def test_slow_work_between_turn_and_call_does_not_make_a_crowd() -> None:
    sender = Sender(bulk_per_second=2)

    await sender.run(lambda: gathered(*(sender.bulk(chat, work=3.0) for chat in range(1, 5))))

    assert moments(sender) == [(1003, 1), (1003.5, 2), (1007, 3), (1007.5, 4)]


async def test_who_stops_waiting_leaves_the_line_to_the_others() -> None:
    sender = Sender(bulk_per_second=1)

    async def work() -> None:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(sender.bulk(chat)) for chat in range(1, 5)]
            await sender.time.sleep(0.5)
            tasks[1].cancel()
            tasks[2].cancel()

    await sender.run(work)

    assert moments(sender) == [(1000, 1), (1001, 4)]


@pytest.mark.parametrize("refused", [1, None])
async def test_bulk_waits_for_a_near_deadline_and_is_given_back_before_a_far_one(refused: int | None) -> None:
    sender = Sender()
    sender.budget.hold(refused, PATIENCE)
    await sender.run(lambda: sender.bulk(1))
    assert moments(sender) == [(1000 + PATIENCE, 1)]

    sender.budget.hold(refused, PATIENCE + 1)
    with pytest.raises(Held) as held:
        await sender.bulk(1)
    assert held.value.seconds == PATIENCE + 1
    assert (sender.budget.silence() > 0) == (refused is None)


async def test_in_bulk_a_refusal_is_not_waited_out() -> None:
    sender = Sender()
    sender.telegram.refusals = [(1, 3)]

    with pytest.raises(Held) as held:
        await sender.run(lambda: sender.bulk(1))
    assert held.value.seconds == 3
    assert moments(sender) == [(1000, 1)]

    await sender.run(lambda: sender.bulk(1))
    assert moments(sender)[1:] == [(1003, 1)]


async def test_a_turn_given_before_a_refusal_makes_no_call_after_it() -> None:
    sender = Sender()

    async def work() -> None:
        async with sender.budget.bulk(1):
            sender.budget.hold(1, 5)
            await sender.call(to(1))

    with pytest.raises(Held):
        await sender.run(work)
    assert moments(sender) == []


@given(
    limit=st.integers(1, 5),
    bulk=st.lists(st.tuples(st.integers(1, 12), st.floats(0, 4), st.floats(0, 2)), min_size=1, max_size=14),
    answers=st.lists(st.floats(0, 4), max_size=8),
)
def test_no_second_ever_holds_more_bulk_than_the_limit(
    limit: int, bulk: list[tuple[int, float, float]], answers: list[float]
) -> None:
    sender = Sender(bulk_per_second=limit)

    async def notice(chat: int, begins: float, work: float) -> None:
        await sender.time.sleep(begins)
        await sender.bulk(chat, work)

    async def answer(chat: int, begins: float) -> None:
        await sender.time.sleep(begins)
        asked_at = sender.time.at
        await sender.call(to(chat))
        assert sender.time.at == asked_at

    async def everything() -> None:
        answering = (answer(100 + number, begins) for number, begins in enumerate(answers))
        await gathered(*(notice(*one) for one in bulk), *answering)

    asyncio.run(sender.run(everything))

    sent = [(at, chat) for at, chat in sender.telegram.calls if chat < 100]
    assert len(sent) == len(bulk)
    for first, chat in sent:
        within = [other for at, other in sent if first <= at and at - first < 1]
        assert len(within) <= limit
        assert within.count(chat) == 1


async def test_a_group_gets_eighteen_a_minute_with_edits_and_topics_and_others_overtake() -> None:
    sender = Sender(bulk_per_second=1000)
    methods: list[TelegramMethod[Any]] = [
        CreateForumTopic(chat_id=-1, name="x"),
        to(-1),
        EditMessageText(chat_id=-1, message_id=1, text="x"),
    ]

    async def in_group(method: TelegramMethod[Any]) -> None:
        async with sender.budget.bulk(-1):
            await sender.call(method)

    async def work() -> None:
        await gathered(
            _each(in_group(method) for method in methods * 14), _each(sender.bulk(1) for _ in "abc")
        )

    await sender.run(work)

    sent = [at for at, chat in sender.telegram.calls if chat == -1]
    assert len(sent) == 42
    assert max(sum(first <= at < first + 60 for at in sent) for first in sent) == 18
    assert max(at for at, chat in sender.telegram.calls if chat == 1) < 1004


async def test_answers_count_in_a_group_and_are_never_held_back() -> None:
    sender = Sender(bulk_per_second=1000)

    async def work() -> None:
        await gathered(*(sender.call(to(-1)) for _ in range(18)))
        assert sender.budget.wait(-1) == 60
        await gathered(sender.bulk(-1), sender.call(to(-1)))

    await sender.run(work)

    assert [at for at, _ in moments(sender)] == [*[1000] * 19, 1060]


async def _each(work: Iterable[Awaitable[None]]) -> None:
    for one in work:
        await one
