"""getUpdates: offsets, batches, kinds, conflicts and expiry."""

import asyncio

import aiohttp
import pytest

from sandbox import Bot, BotSilent, Conversation, Rates, Sandbox, StillClock
from tests.sandbox.conftest import TOKEN, Wire


async def test_an_update_stays_until_a_higher_offset_confirms_it(call: Wire, chat: Conversation) -> None:
    await chat.send("one")
    await chat.send("two")

    first = await call.result("getUpdates")
    again = await call.result("getUpdates")
    assert [update["message"]["text"] for update in first] == ["one", "two"]
    assert again == first

    rest = await call.result("getUpdates", offset=first[0]["update_id"] + 1)
    assert [update["message"]["text"] for update in rest] == ["two"]
    assert await call.result("getUpdates", offset=rest[0]["update_id"] + 1) == []
    assert await call.result("getUpdates", offset=0) == []


async def test_a_negative_offset_keeps_only_the_last_updates(call: Wire, chat: Conversation) -> None:
    for number in range(5):
        await chat.send(str(number))

    last = await call.result("getUpdates", offset=-2)

    assert [update["message"]["text"] for update in last] == ["3", "4"]
    assert len(await call.result("getUpdates")) == 2


async def test_a_batch_has_at_most_a_hundred_and_ids_rise(call: Wire, chat: Conversation) -> None:
    for number in range(120):
        await chat.send(str(number))

    batch = await call.result("getUpdates", limit=1000)
    small = await call.result("getUpdates", limit=3)

    ids = [update["update_id"] for update in batch]
    assert len(batch) == 100
    assert ids == sorted(set(ids))
    assert len(small) == 3


async def test_a_waiting_poll_returns_when_a_message_arrives(
    call: Wire, chat: Conversation, bot: Bot
) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(call.result("getUpdates", timeout=30))
        await bot.updates.polled()
        await chat.send("now")

    assert [update["message"]["text"] for update in poll.result()] == ["now"]


async def test_messages_expire_after_a_day_presses_after_150_seconds_and_inline_queries_after_30(
    sandbox: Sandbox, clock: StillClock, call: Wire, chat: Conversation, bot: Bot
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "b", "callback_data": "d"}]]}
    await call.result("sendMessage", chat_id=chat.id, text="x", reply_markup=keyboard)
    person = await sandbox.person("Daniyar")
    with pytest.raises(BotSilent):
        await chat.press("b", timeout=0.01)
    with pytest.raises(BotSilent):
        await person.ask_inline(bot, "q", timeout=0.01)
    await chat.send("words")
    assert await _kinds(call) == ["callback_query", "inline_query", "message"]

    clock.advance(31)
    assert await _kinds(call) == ["callback_query", "message"]
    clock.advance(120)
    assert await _kinds(call) == ["message"]
    clock.advance(24 * 3600)
    assert await _kinds(call) == []


async def _kinds(call: Wire) -> list[str]:
    return [key for update in await call.result("getUpdates") for key in update if key != "update_id"]


async def test_after_a_quiet_week_ids_begin_anywhere(
    call: Wire, chat: Conversation, clock: StillClock
) -> None:
    await chat.send("before")
    [before] = await call.result("getUpdates")
    clock.advance(8 * 24 * 3600)
    await chat.send("after")
    [after] = await call.result("getUpdates")

    assert after["update_id"] != before["update_id"] + 1


async def test_a_second_poll_terminates_the_first(call: Wire, bot: Bot) -> None:
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(call("getUpdates", timeout=30))
        await bot.updates.polled()
        await call.result("getUpdates")

    assert first.result()["error_code"] == 409
    assert first.result()["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_polling_and_webhooks_exclude_each_other(call: Wire, bot: Bot) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(call("getUpdates", timeout=30))
        await bot.updates.polled()
        await call.result("setWebhook", url="http://127.0.0.1:9/hook")

    assert poll.result()["description"] == "Conflict: terminated by setWebhook request"
    code, reason = await call.refusal("getUpdates")
    assert code == 409
    assert reason.startswith("Conflict: can't use getUpdates method while webhook is active")
    assert (await call("deleteWebhook"))["description"] == "Webhook was deleted"
    assert (await call("deleteWebhook"))["description"] == "Webhook is already deleted"
    assert await call.result("getUpdates") == []


async def test_only_the_kinds_that_were_asked_for_are_queued(call: Wire, chat: Conversation) -> None:
    await chat.send("queued before")
    await call.result("getUpdates", allowed_updates=["callback_query"], limit=1)
    await chat.send("not wanted")

    assert [u["message"]["text"] for u in await call.result("getUpdates")] == ["queued before"]
    await call.result("getUpdates", allowed_updates=[])
    await chat.send("wanted again")
    assert len(await call.result("getUpdates")) == 2


async def test_asking_the_same_again_within_moments_is_slowed_down(clock: StillClock) -> None:
    async with Sandbox(clock=clock, rates=Rates()) as sandbox, aiohttp.ClientSession() as session:
        call = Wire(session, sandbox.url)
        person = await sandbox.person("Aigerim")
        chat = person.chat_with(sandbox.bot(TOKEN))
        await chat.send("one")
        await chat.send("two")

        assert len(await call.result("getUpdates")) == 2
        assert len(await call.result("getUpdates")) == 1
        clock.advance(3)
        assert len(await call.result("getUpdates")) == 2


async def test_two_tokens_of_one_bot_exclude_each_other(
    sandbox: Sandbox, call: Wire, http: aiohttp.ClientSession
) -> None:
    await call.result("getMe")

    assert await Wire(http, sandbox.url, "42:OTHER").refusal("getMe") == (401, "Unauthorized")
    assert await Wire(http, sandbox.url, "nonsense").refusal("getMe") == (
        401, "Unauthorized: invalid token specified",
    )  # fmt: skip


async def test_a_revoked_token_is_unauthorized(call: Wire, bot: Bot) -> None:
    await call.result("getMe")
    bot.revoked = True

    assert await call.refusal("getMe") == (401, "Unauthorized")
