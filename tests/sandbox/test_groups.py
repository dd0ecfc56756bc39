"""Groups: how bots come and go, who writes there and under which name, what becomes of a group."""

import asyncio
from typing import Any

import pytest

from sandbox import Bot, Group, Person, Sandbox
from sandbox.people.refusal import CannotDo
from tests.sandbox.conftest import Wire

ANONYMOUS_ID = 1087968824
KEYBOARD = {"inline_keyboard": [[{"text": "Take", "callback_data": "take:1"}]]}


async def heard(call: Wire) -> list[tuple[str, dict[str, Any]]]:
    """Give what reached the bot since the last time, kind by kind."""
    updates = await call.result("getUpdates")
    if updates:
        await call.result("getUpdates", offset=updates[-1]["update_id"] + 1)
    return [(kind, body) for update in updates for kind, body in update.items() if kind != "update_id"]


@pytest.fixture
async def owner(sandbox: Sandbox) -> Person:
    return await sandbox.person("Owner")


@pytest.fixture
async def member(sandbox: Sandbox) -> Person:
    return await sandbox.person("Member")


@pytest.fixture
async def group(sandbox: Sandbox, bot: Bot, owner: Person, member: Person, call: Wire) -> Group:
    group = await sandbox.group("Council", [owner, member], [bot])
    await heard(call)
    return group


async def test_a_link_into_a_group_brings_the_bot_and_its_payload(
    sandbox: Sandbox, bot: Bot, owner: Person, member: Person, call: Wire
) -> None:
    group = await sandbox.group("Council", [owner, member])
    sent = await member.in_group(group, bot).start("council_7")

    kinds = await heard(call)
    assert [kind for kind, _ in kinds] == ["my_chat_member", "message", "message"]
    assert kinds[0][1]["old_chat_member"]["status"] == "left"
    assert kinds[0][1]["new_chat_member"]["status"] == "member"
    assert kinds[0][1]["from"]["id"] == member.id
    assert kinds[1][1]["new_chat_members"][0]["id"] == bot.id
    assert kinds[2][1]["text"] == sent.text == "/start@council_bot council_7"
    assert kinds[2][1]["entities"] == [{"type": "bot_command", "offset": 0, "length": 18}]


async def test_a_link_may_ask_for_rights_that_only_an_administrator_gives(
    sandbox: Sandbox, bot: Bot, owner: Person, member: Person, call: Wire
) -> None:
    group = await sandbox.group("Council", [owner, member])
    with pytest.raises(CannotDo, match="only an administrator"):
        await member.in_group(group, bot).start("x", as_administrator=True)
    await owner.in_group(group, bot).start("x", as_administrator=True)

    assert (await heard(call))[0][1]["new_chat_member"]["status"] == "administrator"
    assert (await call.result("getChatMember", chat_id=group.id, user_id=bot.id))["can_manage_topics"]


async def test_a_bot_that_is_there_only_hears_the_payload(
    bot: Bot, group: Group, member: Person, call: Wire
) -> None:
    await member.in_group(group, bot).start("again")

    assert [(kind, body["text"]) for kind, body in await heard(call)] == [
        ("message", "/start@council_bot again")
    ]


@pytest.mark.parametrize("basic", [False, True])
async def test_a_bot_learns_that_it_was_thrown_out_and_is_refused_from_then_on(
    sandbox: Sandbox, bot: Bot, owner: Person, member: Person, call: Wire, *, basic: bool
) -> None:
    group = await sandbox.group("Council", [owner, member], [bot], basic=basic)
    await heard(call)
    group.set_status(bot, "kicked")

    [(kind, change)] = await heard(call)
    assert (kind, change["new_chat_member"]["status"]) == ("my_chat_member", "kicked")
    assert await call.refusal("sendMessage", chat_id=group.id, text="hello?") == (
        403, f"Forbidden: bot was kicked from the {'group' if basic else 'supergroup'} chat",
    )  # fmt: skip
    await owner.in_group(group, bot).send("/help@council_bot")
    assert await heard(call) == []
    with pytest.raises(CannotDo, match="only an administrator"):
        await member.in_group(group, bot).start("back")
    await owner.in_group(group, bot).start("back")
    assert await call.result("sendMessage", chat_id=group.id, text="here again")


async def test_who_left_the_group_can_neither_write_nor_press_there(
    sandbox: Sandbox, bot: Bot, group: Group, member: Person, call: Wire
) -> None:
    await call.result("sendMessage", chat_id=group.id, text="Request 1", reply_markup=KEYBOARD)
    chat = member.in_group(group, bot)
    group.set_status(member, "kicked")

    with pytest.raises(CannotDo, match="not in the group"):
        await chat.press("Take")
    with pytest.raises(CannotDo, match="not in the group"):
        await chat.send("/help@council_bot")
    async with call._session.get(  # noqa: SLF001  # the same connection
        f"{sandbox.url}/people/chats/{bot.id}/{group.id}?account={member.id}"
    ) as answer:
        assert answer.status == 403


async def test_an_anonymous_administrator_writes_as_the_group_and_presses_as_themselves(
    bot: Bot, group: Group, owner: Person, member: Person, call: Wire
) -> None:
    await call.result("sendMessage", chat_id=group.id, text="Request 1", reply_markup=KEYBOARD)
    with pytest.raises(CannotDo, match="only an administrator"):
        group.set_anonymous(member)
    group.set_anonymous(owner)
    chat = owner.in_group(group, bot)
    sent = await chat.send("/new@council_bot")
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(chat.press("Take"))
        await bot.updates.arrival(within=5)
        query = dict(await heard(call))["callback_query"]
        await call.result("answerCallbackQuery", callback_query_id=query["id"])

    assert (sent.raw["from"]["id"], sent.raw["from"]["is_bot"]) == (ANONYMOUS_ID, True)
    assert sent.raw["sender_chat"] == sent.raw["chat"]
    assert query["from"]["id"] == owner.id
    assert "author" not in query["message"]
    shown = await call.result("getChatMember", chat_id=group.id, user_id=owner.id)
    assert (shown["status"], shown["is_anonymous"]) == ("creator", True)


async def test_an_anonymous_message_is_its_authors_to_edit_and_the_groups_to_forward(
    bot: Bot, group: Group, owner: Person, member: Person, call: Wire
) -> None:
    group.set_anonymous(owner)
    sent = await owner.in_group(group, bot).send("/new@council_bot")
    with pytest.raises(CannotDo, match="only your own messages"):
        await member.in_group(group, bot).edit(sent, "/old@council_bot")
    await owner.in_group(group, bot).edit(sent, "/all@council_bot")
    await member.chat_with(bot).forward(sent)

    updates = await heard(call)
    assert [kind for kind, _ in updates] == ["message", "edited_message", "message"]
    assert "author" not in updates[0][1]
    assert updates[2][1]["forward_origin"]["type"] == "chat"
    group.set_anonymous(owner, anonymous=False)
    assert (await owner.in_group(group, bot).send("me")).raw["from"]["id"] == owner.id


async def test_rights_end_with_the_office(bot: Bot, group: Group, member: Person, call: Wire) -> None:
    group.set_status(member, "administrator")
    group.set_anonymous(member)
    group.set_status(member, "member")

    assert (await member.in_group(group, bot).send("me")).raw["from"]["id"] == member.id
    administrators = await call.result("getChatAdministrators", chat_id=group.id)
    assert [one["status"] for one in administrators] == ["creator"]


async def test_a_plain_group_that_grows_has_another_id(
    sandbox: Sandbox, bot: Bot, owner: Person, member: Person, call: Wire
) -> None:
    group = await sandbox.group("Council", [owner, member], [bot], basic=True)
    await heard(call)
    grown = group.upgrade(is_forum=True)

    refused = await call("sendMessage", chat_id=group.id, text="old")
    assert refused["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused["parameters"] == {"migrate_to_chat_id": grown.id}
    old, new = [body for _, body in await heard(call)]
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (group.id, grown.id)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (grown.id, group.id)
    assert new["chat"]["is_forum"] is True
    assert await call.result("sendMessage", chat_id=grown.id, text="new")
    with pytest.raises(CannotDo, match="only a plain group"):
        group.upgrade()


async def test_the_people_of_a_group_manage_it_over_http(
    sandbox: Sandbox, bot: Bot, owner: Person, member: Person, call: Wire
) -> None:
    async def post(path: str, status: int = 200, **body: Any) -> Any:
        async with call._session.post(f"{sandbox.url}/people/{path}", json=body) as answer:  # noqa: SLF001  # the same connection
            assert answer.status == status, await answer.text()
            return await answer.json()

    group = await post("groups", title="Council", members=[owner.id, member.id], basic=True)
    started = await post(f"chats/{bot.id}/{group['id']}/start", account=member.id, payload="council_7")
    assert started["text"] == "/start@council_bot council_7"
    assert (await post(f"groups/{group['id']}/upgrade", 403, account=member.id))["error"]
    grown = await post(f"groups/{group['id']}/upgrade", account=owner.id, is_forum=True)
    assert (grown["type"], grown["is_forum"]) == ("supergroup", True)
    path = f"groups/{grown['id']}"
    changed = await post(f"{path}/members", account=owner.id, member=owner.id, is_anonymous=True)
    assert [one["is_anonymous"] for one in changed["members"]] == [True, False, False]
    refused = await post(f"{path}/members", 400, account=owner.id, member=member.id, is_anonymous=True)
    assert refused["error"].startswith("only an administrator")
    topic = await post(f"{path}/topics", account=owner.id, name="Request 1")
    changed = await post(
        f"{path}/topics/{topic['message_thread_id']}", account=owner.id, name="Done", closed=True
    )
    assert [(one["name"], one["closed"]) for one in changed["topics"]] == [("Done", True)]
    async with call._session.get(f"{sandbox.url}/people/world") as answer:  # noqa: SLF001  # the same connection
        assert [one["id"] for one in (await answer.json())["groups"]] == [grown["id"]]
