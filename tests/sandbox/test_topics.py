"""Topics of forums: whose they are, where messages in them go, and what is left of a deleted one."""

import pytest

from sandbox import Bot, Conversation, Group, Person, Sandbox
from sandbox.people.refusal import CannotDo
from tests.sandbox.conftest import Wire


@pytest.fixture
async def owner(sandbox: Sandbox) -> Person:
    return await sandbox.person("Owner")


@pytest.fixture
async def member(sandbox: Sandbox) -> Person:
    return await sandbox.person("Member")


@pytest.fixture
async def forum(sandbox: Sandbox, bot: Bot, owner: Person, member: Person) -> Group:
    return await sandbox.group("Council", [owner, member], [bot], is_forum=True)


@pytest.fixture
async def chat(forum: Group, owner: Person) -> Conversation:
    return owner.in_group(forum)


async def topic_of(call: Wire, forum: Group, name: str = "Request 1") -> int:
    thread: int = (await call.result("createForumTopic", chat_id=forum.id, name=name))["message_thread_id"]
    return thread


async def test_a_deleted_topic_takes_its_messages_and_is_not_found_again(
    call: Wire, forum: Group, chat: Conversation, member: Person
) -> None:
    thread, other = await topic_of(call, forum), await topic_of(call, forum, "Request 2")
    card = await call.result("sendMessage", chat_id=forum.id, message_thread_id=thread, text="card")
    await call.result("sendMessage", chat_id=forum.id, message_thread_id=other, text="stays")
    assert chat.topics == {thread: "Request 1", other: "Request 2"}
    with pytest.raises(CannotDo, match="only an administrator"):
        await member.in_group(forum).delete_topic(thread)
    await chat.delete_topic(thread)

    for method, params in (
        ("sendMessage", {"text": "more"}),
        ("sendLocation", {"latitude": 43, "longitude": 76}),
        ("copyMessage", {"from_chat_id": forum.id, "message_id": chat.last.id}),
    ):
        assert await call.refusal(method, chat_id=forum.id, message_thread_id=thread, **params) == (
            400, "Bad Request: message thread not found",
        )  # fmt: skip
    edit = {"chat_id": forum.id, "message_id": card["message_id"], "text": "edited"}
    assert await call.refusal("editMessageText", **edit) == (400, "Bad Request: message to edit not found")
    assert await call.refusal("closeForumTopic", chat_id=forum.id, message_thread_id=thread) == (
        400, "Bad Request: TOPIC_ID_INVALID",
    )  # fmt: skip
    assert [message.text for message in chat.messages if message.text] == ["stays"]
    with pytest.raises(CannotDo, match="there is no open topic"):
        await chat.send("late", thread=thread)


async def test_a_message_in_a_topic_formally_answers_its_opening_and_nothing_more(
    call: Wire, forum: Group, chat: Conversation
) -> None:
    thread = await topic_of(call, forum)
    mine = await call.result("sendMessage", chat_id=forum.id, message_thread_id=thread, text="card")
    plain = await chat.send("a remark", thread=thread)
    reply = await chat.reply_to(chat.last, "an answer")

    assert mine["reply_to_message"]["forum_topic_created"]["name"] == "Request 1"
    assert plain.raw["reply_to_message"]["message_id"] == thread
    assert plain.reply_to is None
    assert (reply.reply_to, reply.thread) == (mine["message_id"], thread)
    heard = [update["message"] for update in await call.result("getUpdates") if "message" in update]
    assert heard[-2]["reply_to_message"]["forum_topic_created"]
    assert heard[-1]["reply_to_message"]["text"] == "card"


async def test_an_answer_of_the_bot_goes_to_the_topic_of_what_it_answers(
    call: Wire, forum: Group, chat: Conversation
) -> None:
    thread = await topic_of(call, forum)
    asked = await chat.send("when?", thread=thread)
    answer = {"chat_id": forum.id, "text": "tomorrow", "reply_parameters": {"message_id": asked.id}}

    assert (await call.result("sendMessage", **answer))["message_thread_id"] == thread
    await chat.delete(asked)
    assert (await call.refusal("sendMessage", **answer)) == (
        400, "Bad Request: message to be replied not found",
    )  # fmt: skip
    answer["reply_parameters"] = {"message_id": asked.id, "allow_sending_without_reply": True}
    answer["message_thread_id"] = thread
    sent = await call.result("sendMessage", **answer)
    assert sent["message_thread_id"] == thread
    assert chat.last.reply_to is None


async def test_a_bot_without_rights_does_not_hear_what_is_said_in_a_topic_that_it_opened(
    bot: Bot, call: Wire, forum: Group, chat: Conversation
) -> None:
    thread = await topic_of(call, forum)
    card = await call.result("sendMessage", chat_id=forum.id, message_thread_id=thread, text="card")
    forum.set_status(bot, "member")
    await call.result("getUpdates", offset=-1)
    await chat.send("between us", thread=thread)
    await chat.reply_to(chat.last, "to the bot")

    texts = [u["message"].get("text") for u in await call.result("getUpdates") if "message" in u]
    assert "between us" not in texts
    assert texts[-1] == "to the bot"
    assert await call.refusal("createForumTopic", chat_id=forum.id, name="Request 2") == (
        400, "Bad Request: not enough rights to create a topic",
    )  # fmt: skip
    assert card["is_topic_message"] is True


async def test_people_open_rename_close_and_reopen_topics(call: Wire, chat: Conversation) -> None:
    thread = await chat.create_topic("Water")
    await chat.rename_topic(thread, "Water pipes")
    await chat.close_topic(thread)
    with pytest.raises(CannotDo, match="there is no open topic"):
        await chat.send("more", thread=thread)
    await chat.reopen_topic(thread)
    sent = await chat.send_photo(b"a pipe", caption="here", thread=thread)

    services = [update["message"] for update in await call.result("getUpdates") if "message" in update][-5:]
    assert [name for message in services for name in message if name.startswith("forum_topic_")] == [
        "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
    ]  # fmt: skip
    assert services[0]["message_id"] == services[0]["message_thread_id"] == thread
    assert sent.thread == thread
    assert chat.topics == {thread: "Water pipes"}
    for wrong in ("", "x" * 129):
        with pytest.raises(CannotDo, match="a topic's name has 1 to 128 characters"):
            await chat.create_topic(wrong)


async def test_a_group_without_topics_has_none_to_write_in(
    sandbox: Sandbox, bot: Bot, owner: Person, call: Wire
) -> None:
    group = await sandbox.group("Council", [owner], [bot])
    with pytest.raises(CannotDo, match="this group has no topics"):
        await owner.in_group(group).create_topic("Water")
    group.set_status(bot, "administrator")

    assert await call.refusal("createForumTopic", chat_id=group.id, name="x") == (
        400, "Bad Request: the chat is not a forum",
    )  # fmt: skip
    assert await call.refusal("sendMessage", chat_id=group.id, message_thread_id=5, text="x") == (
        400, "Bad Request: message thread not found",
    )  # fmt: skip
