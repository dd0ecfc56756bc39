"""People in tests: waiting, pressing, groups."""

import asyncio

import pytest

from sandbox import Bot, BotSilent, CallbackAnswer, Conversation, Sandbox
from sandbox.people.refusal import CannotDo
from tests.sandbox.conftest import Wire


async def test_a_reply_is_what_came_since_the_last_act(call: Wire, chat: Conversation) -> None:
    await call.result("sendMessage", chat_id=chat.id, text="unasked")
    await chat.send("question")
    first = await call.result("sendMessage", chat_id=chat.id, text="one")
    await call.result("sendMessage", chat_id=chat.id, text="two")
    await call.result("editMessageText", chat_id=chat.id, message_id=first["message_id"], text="one!")

    assert [(await chat.reply()).text for _ in range(3)] == ["one", "two", "one!"]
    assert chat.last.text == "two"
    with pytest.raises(BotSilent, match=r"no message from the bot within 0\.01 s"):
        await chat.reply(timeout=0.01)


async def test_waiting_ends_when_the_bot_speaks(call: Wire, chat: Conversation) -> None:
    await chat.send("question")
    async with asyncio.TaskGroup() as tasks:
        reply = tasks.create_task(chat.reply_where(lambda message: message.text == "two"))
        for text in ("one", "two"):
            await call.result("sendMessage", chat_id=chat.id, text=text)

    assert reply.result().text == "two"


async def test_a_reply_button_sends_its_text_or_ones_contact(call: Wire, chat: Conversation) -> None:
    keyboard = {
        "keyboard": [
            ["Menu", {"text": "Phone", "request_contact": True}, {"text": "Place", "request_location": True}]
        ]
    }
    await call.result("sendMessage", chat_id=chat.id, text="x", reply_markup=keyboard)

    assert await chat.press("Menu") == CallbackAnswer()
    await chat.press("Phone")
    with pytest.raises(CannotDo, match="use share_location"):
        await chat.press("Place")
    with pytest.raises(CannotDo, match="there is no button 'Nothing'"):
        await chat.press("Nothing")

    messages = [update["message"] for update in await call.result("getUpdates")]
    assert messages[0]["text"] == "Menu"
    assert messages[1]["contact"]["user_id"] == chat.id


async def test_buttons_that_ask_nothing_of_the_bot(call: Wire, chat: Conversation) -> None:
    rows = [[{"text": "Site", "url": "https://egov.kz"}, {"text": "Copy", "copy_text": {"text": "A-1"}}]]
    await call.result("sendMessage", chat_id=chat.id, text="x", reply_markup={"inline_keyboard": rows})

    assert (await chat.press("Site")).url == "https://egov.kz/"
    assert await chat.press("Copy") == CallbackAnswer(copied="A-1")
    assert await call.result("getUpdates") == []


async def test_an_old_button_can_still_be_pressed(call: Wire, chat: Conversation) -> None:
    rows = [[{"text": "Take", "callback_data": "take:1"}]]
    sent = await call.result("sendMessage", chat_id=chat.id, text="x", reply_markup={"inline_keyboard": rows})
    seen = chat.last
    await call.result("editMessageText", chat_id=chat.id, message_id=sent["message_id"], text="taken")
    with pytest.raises(CannotDo):
        await chat.press("Take")

    async with asyncio.TaskGroup() as tasks:
        press = tasks.create_task(chat.press_old(seen, "Take"))
        [update] = await call.result("getUpdates", timeout=5)
        await call.result(
            "answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="too late"
        )

    assert press.result().text == "too late"
    assert update["callback_query"]["message"]["text"] == "taken"


async def test_one_press_is_answered_once(call: Wire, chat: Conversation) -> None:
    keyboard = {"inline_keyboard": [[{"text": "b", "callback_data": "d"}]]}
    await call.result("sendMessage", chat_id=chat.id, text="x", reply_markup=keyboard)
    async with asyncio.TaskGroup() as tasks:
        press = tasks.create_task(chat.press("b"))
        [update] = await call.result("getUpdates", timeout=5)
        for text in ("first", "second"):
            assert await call.result(
                "answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text=text
            )

    assert press.result().text == "first"


async def test_in_a_group_a_bot_hears_what_privacy_mode_lets_it(
    sandbox: Sandbox, bot: Bot, call: Wire
) -> None:
    owner, member = await sandbox.person("Owner"), await sandbox.person("Member")
    group = await sandbox.group("Council", [owner, member], [bot, 43])
    chat = member.in_group(group, bot)
    mine = await call.result("sendMessage", chat_id=group.id, text="hello")
    await call.result("getUpdates", offset=-1)
    await chat.send("small talk")
    await chat.send("/help@council_bot")
    await chat.send("/help@bot43_bot")
    await chat.send("/help")
    await chat.send("ask @council_bot")
    await chat.send("yes", reply_to=next(m for m in chat.messages if m.id == mine["message_id"]))

    texts = [u["message"].get("text") for u in await call.result("getUpdates") if "message" in u]
    assert texts[-4:] == ["/help@council_bot", "/help", "ask @council_bot", "yes"]
    assert "small talk" not in texts
    group.set_status(bot, "administrator")
    await chat.send("now heard")
    assert (await call.result("getUpdates"))[-1]["message"]["text"] == "now heard"


async def test_comings_and_goings_are_told(sandbox: Sandbox, bot: Bot, call: Wire) -> None:
    owner, member = await sandbox.person("Owner"), await sandbox.person("Member")
    await call.result("getUpdates", allowed_updates=["message", "my_chat_member", "chat_member"])
    group = await sandbox.group("Council", [owner], [bot])
    group.set_status(bot, "administrator")
    group.set_status(member, "member")
    group.set_status(member, "kicked")

    updates = await call.result("getUpdates")
    kinds = [key for update in updates for key in update if key != "update_id"]

    assert kinds == [
        "my_chat_member",
        "message",
        "my_chat_member",
        "chat_member",
        "message",
        "chat_member",
        "message",
    ]
    assert updates[3]["chat_member"]["new_chat_member"]["user"]["id"] == member.id
    assert updates[4]["message"]["new_chat_members"][0]["id"] == member.id
    assert updates[6]["message"]["left_chat_member"]["id"] == member.id
    with pytest.raises(CannotDo, match="this account is not in the group"):
        await member.in_group(group).send("let me in")


async def test_topics_hold_their_messages(sandbox: Sandbox, bot: Bot, call: Wire) -> None:
    owner = await sandbox.person("Owner")
    group = await sandbox.group("Council", [owner], [bot], is_forum=True)
    topic = await call.result("createForumTopic", chat_id=group.id, name="Request 1")
    chat = owner.in_group(group)

    sent = await chat.send("details", thread=topic["message_thread_id"])

    assert sent.thread == topic["message_thread_id"]
    await call.result("closeForumTopic", chat_id=group.id, message_thread_id=sent.thread)
    with pytest.raises(CannotDo, match="there is no open topic"):
        await chat.send("more", thread=sent.thread)
    assert await call.refusal("closeForumTopic", chat_id=group.id, message_thread_id=sent.thread) == (
        400, "Bad Request: TOPIC_NOT_MODIFIED",
    )  # fmt: skip


async def test_a_forward_shows_or_hides_its_author(chat: Conversation, call: Wire) -> None:
    message = await chat.send("words")
    await chat.forward(message)
    await chat.forward(message, hidden=True)

    origins = [u["message"].get("forward_origin", {}).get("type") for u in await call.result("getUpdates")]
    assert origins == [None, "user", "hidden_user"]


async def test_files_voices_albums_and_deletions(chat: Conversation, call: Wire) -> None:
    await chat.send_voice(b"OggS")
    await chat.send_document(b"%PDF", name="a.pdf", mime_type="application/pdf")
    await chat.send_photo(b"not a picture, as a phone would have sent", album="a")
    message = await chat.send("gone")
    await chat.delete(message)

    updates = [update["message"] for update in await call.result("getUpdates")]
    assert updates[0]["voice"]["mime_type"] == "audio/ogg"
    assert updates[1]["document"]["file_name"] == "a.pdf"
    assert updates[2]["media_group_id"] == "a"
    assert message.id not in [seen.id for seen in chat.messages]
    with pytest.raises(CannotDo, match="the file is empty"):
        await chat.send_photo(b"")


async def test_a_file_works_for_its_own_bot_only(sandbox: Sandbox, chat: Conversation, call: Wire) -> None:
    photo = (await chat.send_photo(b"picture")).raw["photo"][-1]["file_id"]
    other = Wire(call._session, sandbox.url, "43:OTHER")  # noqa: SLF001  # the same connection

    assert (await call.result("getFile", file_id=photo))["file_size"] == 7
    assert (await other.refusal("getFile", file_id=photo))[0] == 400
