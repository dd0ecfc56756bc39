"""What Telegram refuses, in Telegram's words."""

from typing import Any

import pytest

from sandbox import Conversation, Sandbox, StillClock
from tests.sandbox.conftest import Wire


def inline(**button: Any) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [[{"text": "b", **button}]]}}


# Most of these are the real server's answers to sendMessage, word for word.
@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "   "}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": f"<b>{'x' * 4097}</b>", "parse_mode": "HTML"}, "message is too long"),
        ({"text": "x" * 32769}, "text is too long"),
        ({"chat_id": ""}, "chat_id is empty"),
        ({"chat_id": 0}, "chat not found"),
        ({"chat_id": -1}, "chat not found"),
        ({"chat_id": "@nobody_here"}, "chat not found"),
        ({"chat_id": "not_a_chat"}, "chat not found"),
        ({"parse_mode": "INVALID"}, "unsupported parse_mode"),
        ({"message_thread_id": 999999999}, "message thread not found"),
        ({"reply_parameters": {"message_id": 999999999}}, "message to be replied not found"),
        ({"reply_parameters": {"quote": "hello"}}, 'can\'t find field "message_id"'),
        ({"business_connection_id": "invalid"}, "business connection not found"),
        ({"message_effect_id": "9999999999999999999"}, "EFFECT_ID_INVALID"),
        ({"allow_paid_broadcast": True}, "FLOODSKIP_NOT_ALLOWED"),
        ({"suggested_post_parameters": {}}, "suggested posts can be sent only to channel direct messages"),
        ({"link_preview_options": {"url": "not-a-url"}}, "WEBPAGE_URL_INVALID"),
        ({"link_preview_options": {"is_disabled": "yes"}}, 'field "is_disabled" must be of type Boolean'),
        ({"reply_markup": {"force_reply": "yes"}}, 'field "force_reply" must be of type Boolean'),
        ({"reply_markup": {"remove_keyboard": "yes"}}, 'field "remove_keyboard" must be of type Boolean'),
        ({"reply_markup": {"inline_keyboard": "bad"}}, 'field "inline_keyboard" must be of type Array'),
        ({"reply_markup": {"keyboard": "bad"}}, 'field "keyboard" must be of type Array'),
        ({"reply_markup": {}}, "object expected as reply markup"),
        ({"reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        (
            {"reply_markup": {"keyboard": [[{"text": "A"}]], "selective": "yes"}},
            'field "selective" must be of type Boolean',
        ),
        (
            {"reply_markup": {"keyboard": [[{"text": "chat", "request_chat": {"chat_is_channel": True}}]]}},
            "can't parse keyboard button: Can't find field \"request_id\"",
        ),
        (
            {"reply_markup": {"keyboard": [[{"text": "app", "web_app": {"url": "http://example.com"}}]]}},
            "keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (inline(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (inline(callback_data="ә" * 33), "BUTTON_DATA_INVALID"),
        (
            inline(callback_data=""),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            inline(callback_data="x", url="https://a.kz"),
            "can't parse inline keyboard button: exactly one action must be given, not url and callback_data",
        ),
        (inline(url="not-a-url"), "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL"),
        (
            inline(url="ftp://example.com"),
            "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
        ),
        (
            inline(web_app={"url": "bad"}),
            "inline keyboard button Web App URL 'bad' is invalid: Only HTTPS links are allowed",
        ),
        (inline(pay=True), "BUTTON_TYPE_INVALID"),
        (inline(callback_game={}), "BUTTON_TYPE_INVALID"),
        (inline(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        (inline(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (inline(login_url={"url": "https://example.com"}), "BOT_DOMAIN_INVALID"),
        (
            inline(switch_inline_query_chosen_chat={"allow_user_chats": "yes"}),
            'can\'t parse inline keyboard button: Field "allow_user_chats" must be of type Boolean',
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": "x"}] * 8] * 13}},
            "REPLY_MARKUP_TOO_LONG",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": "x"}] * 9]}},
            "REPLY_MARKUP_TOO_LONG",
        ),
    ],
)
async def test_a_message_that_telegram_refuses(
    call: Wire, chat: Conversation, given: dict[str, Any], reason: str
) -> None:
    message = {"chat_id": chat.id, "text": "test"} | given

    assert await call.refusal("sendMessage", **message) == (400, f"Bad Request: {reason}")


@pytest.mark.parametrize(
    "given",
    [
        {"text": "x" * 4096},
        {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"},
        {"reply_parameters": {"message_id": 999999999, "allow_sending_without_reply": True}},
        inline(callback_data="ә" * 32),
        inline(switch_inline_query=""),
        inline(disabled={}),
        inline(copy_text={"text": "AB-1"}),
        inline(url="tg://user?id=1"),
        {"reply_markup": {"inline_keyboard": []}},
        {"reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": "x"}] * 5] * 20}},
        {"reply_markup": {"keyboard": [["plain"], [{"text": "A", "style": "danger"}]]}},
    ],
)
async def test_a_message_at_the_limit_is_taken(call: Wire, chat: Conversation, given: dict[str, Any]) -> None:
    assert await call.result("sendMessage", **{"chat_id": chat.id, "text": "test"} | given)


@pytest.mark.parametrize(
    ("method", "given", "reason"),
    [
        (
            "sendVenue",
            {"latitude": 91, "longitude": 0, "title": "t", "address": "a"},
            "wrong latitude or longitude specified",
        ),
        (
            "sendLocation",
            {"latitude": 1, "longitude": 1, "live_period": 5},
            "wrong live location period specified",
        ),
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
        ("sendPhoto", {"photo": "nonsense"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {}, "there is no photo in the request"),
        (
            "sendDocument",
            {"document": "attach://gone"},
            "wrong file reference: the request has no file of that name",
        ),
        ("editMessageText", {"text": "x"}, "message identifier is not specified"),
        ("editMessageText", {"text": "x", "message_id": 999}, "message to edit not found"),
        ("editMessageText", {"text": "x", "message_id": 1}, "message can't be edited"),
        ("deleteMessage", {"message_id": 999}, "message to delete not found"),
        ("deleteMessages", {"message_ids": list(range(101))}, "too many messages specified"),
        ("copyMessage", {"from_chat_id": 1, "message_id": 1}, "chat not found"),
        ("pinChatMessage", {"message_id": 999}, "message to pin not found"),
        ("createForumTopic", {"name": "t"}, "method is available only for supergroups"),
        ("getChatAdministrators", {}, "there are no administrators in the private chat"),
        ("leaveChat", {}, "chat member status can't be changed in private chats"),
    ],
)
async def test_other_calls_that_telegram_refuses(
    call: Wire, chat: Conversation, method: str, given: dict[str, Any], reason: str
) -> None:
    assert await call.refusal(method, chat_id=chat.id, **given) == (400, f"Bad Request: {reason}")


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        ([{"command": "Help", "description": "d"}], "BOT_COMMAND_INVALID"),
        ([{"command": "көмек", "description": "d"}], "BOT_COMMAND_INVALID"),
        ([{"command": "x" * 33, "description": "d"}], "BOT_COMMAND_INVALID"),
        ([{"command": "x", "description": ""}], "command description must be non-empty"),
        ([{"command": "x", "description": "d" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": f"x{n}", "description": "d"} for n in range(101)], "BOT_COMMANDS_TOO_MUCH"),
        ([{"command": "x"}], "can't parse BotCommand: Can't find field \"description\""),
    ],
)
async def test_commands_that_telegram_refuses(
    call: Wire, commands: list[dict[str, str]], reason: str
) -> None:
    assert await call.refusal("setMyCommands", commands=commands) == (400, f"Bad Request: {reason}")


async def test_people_and_groups_that_cannot_be_written_to(
    sandbox: Sandbox, call: Wire, chat: Conversation
) -> None:
    bot = sandbox.world.bots[42]
    stranger, owner = await sandbox.person("Stranger"), await sandbox.person("Owner")
    group = await sandbox.group("Council", [owner], [bot])
    foreign = await sandbox.group("Foreign", [owner])

    async def reason(chat_id: int) -> tuple[int, str]:
        return await call.refusal("sendMessage", chat_id=chat_id, text="x")

    assert await reason(stranger.id) == (403, "Forbidden: bot can't initiate conversation with a user")
    assert await reason(42) == (403, "Forbidden: bots can't send messages to bots")
    assert await reason(foreign.id) == (400, "Bad Request: chat not found")
    await chat.block()
    assert await reason(chat.id) == (403, "Forbidden: bot was blocked by the user")
    await chat.unblock()
    group.set_status(bot, "left")
    assert await reason(group.id) == (403, "Forbidden: bot is not a member of the supergroup chat")
    group.set_status(bot, "kicked")
    assert await reason(group.id) == (403, "Forbidden: bot was kicked from the supergroup chat")
    group.set_status(bot, "member")
    group.delete()
    assert await reason(group.id) == (403, "Forbidden: the supergroup chat was deleted")
    sandbox.world.accounts[chat.id].deactivated = True
    assert await reason(chat.id) == (403, "Forbidden: user is deactivated")


async def test_a_group_that_grew_answers_with_its_new_id(sandbox: Sandbox, call: Wire) -> None:
    owner = await sandbox.person("Owner")
    group = await sandbox.group("Council", [owner], [42], basic=True)
    assert await call.result("sendMessage", chat_id=group.id, text="x")
    grown = group.upgrade()

    answer = await call("sendMessage", chat_id=group.id, text="x")

    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": grown.id}
    assert (await call.result("sendMessage", chat_id=grown.id, text="x"))["chat"]["type"] == "supergroup"
    kinds = [update["message"] for update in await call.result("getUpdates") if "message" in update]
    assert [key for message in kinds for key in message if key.startswith("migrate")] == [
        "migrate_to_chat_id", "migrate_from_chat_id",
    ]  # fmt: skip


async def test_an_unchanged_edit_is_refused_and_a_changed_one_is_not(call: Wire, chat: Conversation) -> None:
    sent = await call.result(
        "sendMessage", chat_id=chat.id, text="<b>a</b>", parse_mode="HTML", **inline(callback_data="x")
    )
    same = {"chat_id": chat.id, "message_id": sent["message_id"]}

    code, reason = await call.refusal(
        "editMessageText", text="<b>a</b>", parse_mode="HTML", **same, **inline(callback_data="x")
    )
    assert code == 400
    assert reason.startswith(
        "Bad Request: message is not modified: specified new message content and reply markup"
    )
    plain = await call.result("editMessageText", text="a", **same, **inline(callback_data="x"))
    assert "entities" not in plain
    bare = await call.result("editMessageText", text="a", **same)
    assert "reply_markup" not in bare
    assert await call.refusal("editMessageText", text="x" * 4097, **same) == (
        400,
        "Bad Request: MESSAGE_TOO_LONG",
    )
    assert await call.refusal("editMessageCaption", caption="c", **same) == (
        400, "Bad Request: there is no caption in the message to edit",
    )  # fmt: skip


async def test_messages_older_than_two_days_stay(call: Wire, chat: Conversation, clock: StillClock) -> None:
    old = await call.result("sendMessage", chat_id=chat.id, text="old")
    clock.advance(48 * 3600 + 1)

    assert await call.refusal("deleteMessage", chat_id=chat.id, message_id=old["message_id"]) == (
        400, "Bad Request: message can't be deleted for everyone",
    )  # fmt: skip
    assert await call.result("deleteMessages", chat_id=chat.id, message_ids=[old["message_id"]])
    assert [message.text for message in chat.messages] == ["/start", "old"]


async def test_a_late_answer_to_a_press_is_refused(call: Wire, chat: Conversation, clock: StillClock) -> None:
    await call.result("sendMessage", chat_id=chat.id, text="x", **inline(callback_data="d"))
    with pytest.raises(TimeoutError):
        await chat.press("b", timeout=0.01)
    [update] = await call.result("getUpdates")
    query = update["callback_query"]["id"]
    assert await call.refusal("answerCallbackQuery", callback_query_id=query, text="x" * 201) == (
        400, "Bad Request: MESSAGE_TOO_LONG",
    )  # fmt: skip
    clock.advance(151)

    too_old = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    assert await call.refusal("answerCallbackQuery", callback_query_id=query) == too_old
    assert await call.refusal("answerCallbackQuery", callback_query_id="5") == too_old
    assert await call.refusal("answerInlineQuery", inline_query_id="5", results=[]) == too_old


async def test_places_and_contacts_are_asked_for_in_private_chats_only(sandbox: Sandbox, call: Wire) -> None:
    owner = await sandbox.person("Owner")
    group = await sandbox.group("Council", [owner], [42])
    keyboard = {"keyboard": [[{"text": "Place", "request_location": True}]]}

    assert await call.refusal("sendMessage", chat_id=group.id, text="x", reply_markup=keyboard) == (
        400, "Bad Request: location can be requested in private chats only",
    )  # fmt: skip
