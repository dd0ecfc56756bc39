"""Faults on purpose."""

import asyncio
import time

import aiohttp
import pytest

from sandbox import Conversation, Fault, RunningClock, Sandbox
from sandbox.faults import from_json
from tests.sandbox.conftest import Wire


async def test_the_nth_call_of_a_method_in_a_chat_is_refused(
    sandbox: Sandbox, call: Wire, chat: Conversation
) -> None:
    sandbox.faults.add(Fault(kind="too_many_requests", method="send*", chat=chat.id, nth=2, retry_after=35))

    answers = [await call("sendMessage", chat_id=chat.id, text=str(number)) for number in range(3)]

    assert [answer["ok"] for answer in answers] == [True, False, True]
    assert answers[1]["description"] == "Too Many Requests: retry after 35"
    assert answers[1]["parameters"] == {"retry_after": 35}


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(kind="forbidden", description="user is deactivated"), (403, "Forbidden: user is deactivated")),
        (
            Fault(kind="bad_request", description="group chat was upgraded"),
            (400, "Bad Request: group chat was upgraded"),
        ),
        (Fault(kind="server_error", status=504, description="Gateway Timeout"), (504, "Gateway Timeout")),
        (Fault(kind="unauthorized"), (401, "Unauthorized")),
    ],
)
async def test_a_refusal_changes_nothing(
    sandbox: Sandbox, call: Wire, chat: Conversation, fault: Fault, expected: tuple[int, str]
) -> None:
    sandbox.faults.add(fault)

    assert await call.refusal("sendMessage", chat_id=chat.id, text="x") == expected
    assert [message.text for message in chat.messages] == ["/start"]


async def test_a_reset_before_changes_nothing_and_one_after_does(
    sandbox: Sandbox, call: Wire, chat: Conversation
) -> None:
    sandbox.faults.add(Fault(kind="reset_before", nth=1), Fault(kind="reset_after", nth=2))
    with pytest.raises(aiohttp.ClientError):
        await call("sendMessage", chat_id=chat.id, text="lost")
    with pytest.raises(aiohttp.ClientError):
        await call("sendMessage", chat_id=chat.id, text="arrived")

    assert chat.last.text == "arrived"
    assert [entry.outcome for entry in sandbox.journal.calls("sendMessage")] == ["reset", "reset"]
    assert not any(entry.ok for entry in sandbox.journal.calls("sendMessage"))


async def test_half_an_answer_breaks_off(sandbox: Sandbox, call: Wire, chat: Conversation) -> None:
    sandbox.faults.add(Fault(kind="half_answer", times=1))
    with pytest.raises(aiohttp.ClientError):
        await call("sendMessage", chat_id=chat.id, text="arrived")

    assert chat.last.text == "arrived"


async def test_html_comes_instead_of_json(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    sandbox.faults.add(Fault(kind="html"))
    async with http.post(f"{sandbox.url}/bot42:TEST/getMe") as answer:
        assert answer.status == 502
        assert "502 Bad Gateway" in await answer.text()


async def test_a_hanging_call_goes_on_when_its_time_has_come(
    sandbox: Sandbox, call: Wire, chat: Conversation
) -> None:
    sandbox.faults.add(Fault(kind="hang", seconds=70, nth=1), Fault(kind="hang_after", seconds=70, nth=2))
    async with asyncio.TaskGroup() as tasks:
        before = tasks.create_task(call("sendMessage", chat_id=chat.id, text="late"))
        await sandbox.clock.waited_for()
        assert [message.text for message in chat.messages] == ["/start"]
        sandbox.clock.advance(70)
        assert (await before)["ok"]
        after = tasks.create_task(call("sendMessage", chat_id=chat.id, text="at once"))
        assert (await chat.reply_where(lambda message: message.text == "at once")).id
        await sandbox.clock.waited_for()
        assert not after.done()
        sandbox.clock.advance(70)
    assert after.result()["ok"]


async def test_chance_is_repeatable() -> None:
    async def hits() -> list[bool]:
        async with Sandbox(seed=7) as sandbox, aiohttp.ClientSession() as session:
            call = Wire(session, sandbox.url)
            sandbox.faults.add(Fault(kind="server_error", method="getme", probability=0.5))
            return [(await call("getMe"))["ok"] for _ in range(20)]

    first, second = await hits(), await hits()

    assert first == second
    assert {True, False} == set(first)


async def test_a_real_clock_hangs_for_real_seconds() -> None:
    clock = RunningClock()
    started = time.monotonic()

    await clock.sleep(0.05)

    assert time.monotonic() - started >= 0.05


def test_a_rule_with_an_unknown_field_or_kind_is_not_read() -> None:
    with pytest.raises(ValueError, match="unknown fields: wen"):
        from_json({"kind": "hang", "wen": 1})
    with pytest.raises(ValueError, match="kind must be one of"):
        from_json({"kind": "explode"})
    assert from_json({"kind": "hang", "seconds": 2}) == Fault(kind="hang", seconds=2)
