"""The people's side over HTTP and WebSocket, as the web chat uses it."""

import asyncio
from typing import Any

import aiohttp
import pytest

from sandbox import Bot, Sandbox
from tests.sandbox.conftest import Wire
from tests.sandbox.pictures import png


class People:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = f"{url}/people"

    async def get(self, path: str, status: int = 200) -> Any:
        async with self.session.get(self.url + path) as answer:
            assert answer.status == status, await answer.text()
            return await answer.json()

    async def post(self, path: str, status: int = 200, **body: Any) -> Any:
        async with self.session.post(self.url + path, json=body) as answer:
            assert answer.status == status, await answer.text()
            return await answer.json()


@pytest.fixture
async def people(sandbox: Sandbox, http: aiohttp.ClientSession, bot: Bot) -> People:
    assert sandbox.world.bots == {bot.id: bot}
    return People(http, sandbox.url)


@pytest.fixture
async def me(people: People) -> dict[str, Any]:
    account: dict[str, Any] = await people.post("/accounts", first_name="Aigerim", language_code="kk")
    return account


async def test_the_world_lists_bots_accounts_and_groups(
    people: People, me: dict[str, Any], call: Wire
) -> None:
    await call.result("setMyDescription", description="What it does")
    group = await people.post("/groups", title="Council", members=[me["id"]], bots=[42], is_forum=True)

    world = await people.get("/world")

    assert world["bots"] == [
        {
            "id": 42,
            "username": "council_bot",
            "first_name": "Council",
            "description": "What it does",
            "short_description": "",
        }
    ]
    assert world["accounts"] == [me]
    assert me["phone_number"].startswith("+7700")
    assert world["groups"] == [group]
    assert (group["type"], group["is_forum"], group["title"]) == ("supergroup", True, "Council")
    assert [(member["id"], member["status"]) for member in group["members"]] == [
        (me["id"], "creator"),
        (42, "administrator"),
    ]
    assert world["now"] == 1_800_000_000


async def test_a_conversation_with_a_press(
    people: People, me: dict[str, Any], call: Wire, http: aiohttp.ClientSession
) -> None:
    chat = f"/chats/42/{me['id']}"
    async with http.ws_connect(f"{people.url}/live?account={me['id']}") as live:
        started = await people.post(f"{chat}/start", account=me["id"], payload="p1")
        assert started["text"] == "/start p1"
        assert (await live.receive_json())["message"]["text"] == "/start p1"
        keyboard = {
            "inline_keyboard": [[{"text": "No", "callback_data": "n"}, {"text": "Yes", "callback_data": "y"}]]
        }
        sent = await call.result("sendMessage", chat_id=me["id"], text="Sure?", reply_markup=keyboard)
        event = await live.receive_json()
        assert (event["kind"], event["bot"], event["chat"]) == ("message", 42, me["id"])
        assert event["message"]["reply_markup"] == keyboard

        pressed = await people.post(
            f"{chat}/presses", account=me["id"], message_id=sent["message_id"], row=0, column=1
        )
        query = (await call.result("getUpdates", offset=-1))[0]["callback_query"]
        assert (query["id"], query["data"]) == (pressed["query_id"], "y")
        await call.result("answerCallbackQuery", callback_query_id=query["id"], text="Saved", show_alert=True)
        assert await live.receive_json() == {
            "kind": "callback_answer", "bot": 42, "chat": me["id"], "query_id": query["id"],
            "account": me["id"], "text": "Saved", "show_alert": True, "url": "",
        }  # fmt: skip
        await call.result("sendChatAction", chat_id=me["id"], action="typing")
        assert (await live.receive_json())["action"] == "typing"
        await call.result("editMessageText", chat_id=me["id"], message_id=sent["message_id"], text="Done")
        edit = await live.receive_json()
        assert (edit["kind"], edit["message"]["text"]) == ("edit", "Done")
        await call.result("deleteMessage", chat_id=me["id"], message_id=sent["message_id"])
        assert (await live.receive_json())["message_ids"] == [sent["message_id"]]
        forged = await people.post(
            f"{chat}/presses", account=me["id"], message_id=sent["message_id"], data="forged"
        )
        assert forged["query_id"]
        late = (await call.result("getUpdates", offset=-1))[0]["callback_query"]
        assert late["message"] == {"chat": sent["chat"], "message_id": sent["message_id"], "date": 0}

    shown = await people.get(f"{chat}?account={me['id']}")
    assert [message["deleted"] for message in shown["messages"]] == [False, True]


async def test_keyboards_commands_menus_and_pins_are_shown(
    people: People, me: dict[str, Any], call: Wire, http: aiohttp.ClientSession
) -> None:
    chat = f"/chats/42/{me['id']}"
    await people.post(f"{chat}/start", account=me["id"])
    async with http.ws_connect(f"{people.url}/live?account={me['id']}") as live:
        markup = {"keyboard": [[{"text": "A"}]], "input_field_placeholder": "Choose"}
        sent = await call.result("sendMessage", chat_id=me["id"], text="x", reply_markup=markup)
        assert "reply_markup" not in sent
        assert (await live.receive_json())["message"]["reply_markup"] == markup
        assert await live.receive_json() == {
            "kind": "keyboard", "bot": 42, "chat": me["id"], "account": me["id"], "keyboard": markup,
            "placeholder": "Choose",
        }  # fmt: skip
        await call.result("pinChatMessage", chat_id=me["id"], message_id=sent["message_id"])
        assert (await live.receive_json())["message_id"] == sent["message_id"]
        assert "pinned_message" in (await live.receive_json())["message"]
        await call.result("setMyCommands", commands=[{"command": "help", "description": "Help"}])
        assert (await live.receive_json()) == {"kind": "commands", "bot": 42}

    shown = await people.get(f"{chat}?account={me['id']}")

    assert shown["keyboard"] == markup
    assert shown["placeholder"] == "Choose"
    assert shown["commands"] == [{"command": "help", "description": "Help"}]
    assert shown["menu_button"] == {"type": "commands"}
    assert shown["pinned"] == [sent["message_id"]]
    assert shown["blocked"] is False


async def test_everything_a_person_can_send(people: People, me: dict[str, Any], call: Wire) -> None:
    chat = f"/chats/42/{me['id']}"
    first = await people.post(f"{chat}/messages", account=me["id"], text="hello /help")
    place = await people.post(
        f"{chat}/messages", account=me["id"], location={"latitude": 43.2, "longitude": 76.9}
    )
    card = await people.post(
        f"{chat}/messages", account=me["id"],
        contact={"phone_number": me["phone_number"], "first_name": "Aigerim", "user_id": me["id"]},
    )  # fmt: skip
    answer = await people.post(
        f"{chat}/messages", account=me["id"], text="answer", reply_to=first["message_id"]
    )
    edited = await people.post(f"{chat}/edits", account=me["id"], message_id=first["message_id"], text="bye")

    assert first["entities"] == [{"type": "bot_command", "offset": 6, "length": 5}]
    assert place["location"] == {"latitude": 43.2, "longitude": 76.9}
    assert card["contact"]["user_id"] == me["id"]
    assert answer["reply_to_message"]["message_id"] == first["message_id"]
    assert edited["text"] == "bye"
    updates = await call.result("getUpdates")
    assert [key for update in updates for key in update if key != "update_id"] == ["message"] * 4 + [
        "edited_message"
    ]


async def test_files_go_up_and_come_down(people: People, me: dict[str, Any]) -> None:
    content = png(30, 20)
    form = aiohttp.FormData()
    for name, value in (("account", str(me["id"])), ("kind", "photo"), ("caption", "look"), ("album", "a1")):
        form.add_field(name, value)
    form.add_field("file", content, filename="a.png", content_type="image/png")
    async with people.session.post(f"{people.url}/chats/42/{me['id']}/files", data=form) as answer:
        message = await answer.json()

    assert (message["caption"], message["media_group_id"]) == ("look", "a1")
    assert (message["photo"][-1]["width"], message["photo"][-1]["height"]) == (30, 20)
    async with people.session.get(f"{people.url}/files/{message['photo'][-1]['file_id']}") as answer:
        assert await answer.read() == content


async def test_inline_results_are_offered_and_sent(people: People, me: dict[str, Any], call: Wire) -> None:
    results = [
        {
            "type": "article", "id": "r1", "title": "School",
            "input_message_content": {"message_text": "<b>School</b>", "parse_mode": "HTML"},
            "reply_markup": {"inline_keyboard": [[{"text": "More", "callback_data": "m"}]]},
        }
    ]  # fmt: skip

    async def answer() -> None:
        [update] = await call.result("getUpdates", timeout=5)
        await call.result("answerInlineQuery", inline_query_id=update["inline_query"]["id"], results=results)
        await call.result("getUpdates", offset=update["update_id"] + 1)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(answer())
        offered = await people.post("/inline/42", account=me["id"], query="school")
    assert [result["id"] for result in offered["results"]] == ["r1"]
    sent = await people.post(
        f"/chats/42/{me['id']}/messages", account=me["id"],
        via_bot={"result_id": "r1", "query_id": offered["query_id"]},
    )  # fmt: skip

    assert (sent["text"], sent["via_bot"]["id"]) == ("School", 42)
    chosen = [
        u["chosen_inline_result"] for u in await call.result("getUpdates") if "chosen_inline_result" in u
    ]
    assert chosen[0]["result_id"] == "r1"
    assert (
        await call.result("editMessageText", inline_message_id=chosen[0]["inline_message_id"], text="Changed")
        is True
    )
    shown = await people.get(f"/chats/42/{me['id']}?account={me['id']}")
    assert shown["messages"][-1]["text"] == "Changed"


async def test_a_blocked_bot_hears_of_it(people: People, me: dict[str, Any], call: Wire) -> None:
    chat = f"/chats/42/{me['id']}"
    await people.post(f"{chat}/start", account=me["id"])
    assert await people.post(f"{chat}/blocked", account=me["id"], blocked=True) == {}
    refused = await people.post(f"{chat}/messages", 403, account=me["id"], text="x")

    assert refused == {"error": "you have blocked this bot; unblock it before you write"}
    change = (await call.result("getUpdates"))[-1]["my_chat_member"]
    assert change["new_chat_member"]["status"] == "kicked"
    await people.post(f"{chat}/start", account=me["id"])
    assert (await people.get(f"{chat}?account={me['id']}"))["blocked"] is False


async def test_the_clock_the_faults_and_the_journal(people: People, call: Wire) -> None:
    assert await people.post("/clock", advance=60) == {"now": 1_800_000_060}
    assert await people.post("/faults", rules=[{"kind": "server_error", "method": "getMe"}]) == {}
    await call.refusal("getMe")
    assert await people.post("/faults", rules=[]) == {}
    await call.result("getMe", colour="red")

    journal = await people.get("/journal?after=1")

    assert journal["last"] == 2
    [entry] = journal["calls"]
    assert {key: entry[key] for key in ("number", "at", "bot", "method", "ok", "error_code", "warnings")} == {
        "number": 2, "at": 1_800_000_060.0, "bot": 42, "method": "getMe", "ok": True, "error_code": None,
        "warnings": ["unknown parameter colour"],
    }  # fmt: skip
    assert "params" not in entry


@pytest.mark.parametrize(
    ("path", "body", "status", "reason"),
    [
        ("/accounts", {}, 400, "first_name must not be empty"),
        ("/groups", {"title": "T", "members": []}, 400, "a group needs at least one person"),
        ("/groups", {"title": "T", "members": [5]}, 404, "there is no account 5; make it first"),
        ("/chats/42/1/messages", {"account": 1, "text": "x"}, 404, "there is no such account; make it first"),
        ("/chats/42/ME/messages", {"account": "ME"}, 400, "text must not be empty"),
        (
            "/chats/42/ME/messages",
            {"account": "ME", "location": {"latitude": 99, "longitude": 0}},
            400,
            "latitude goes from",
        ),
        (
            "/chats/42/ME/messages",
            {"account": "ME", "text": "x", "reply_to": 99},
            404,
            "there is no message 99 to answer",
        ),
        (
            "/chats/42/7/messages",
            {"account": "ME", "text": "x"},
            403,
            "a private chat can only be used by its own account",
        ),
        (
            "/chats/42/ME/presses",
            {"account": "ME", "message_id": 9, "row": 0, "column": 0},
            404,
            "there is no such message",
        ),
        ("/chats/42/-5/messages", {"account": "ME", "text": "x"}, 404, "there is no such group"),
        ("/clock", {"advance": -1}, 400, "advance must be a number of seconds"),
        ("/faults", {"rules": [{"kind": "boom"}]}, 400, "kind must be one of"),
    ],
)
async def test_what_people_cannot_do_is_explained(
    people: People, me: dict[str, Any], path: str, body: dict[str, Any], status: int, reason: str
) -> None:
    given = {name: me["id"] if value == "ME" else value for name, value in body.items()}

    refused = await people.post(path.replace("ME", str(me["id"])), status, **given)

    assert refused["error"].startswith(reason)


async def test_a_bot_appears_when_somebody_writes_to_it(
    people: People, me: dict[str, Any], sandbox: Sandbox
) -> None:
    await people.post(f"/chats/77/{me['id']}/messages", account=me["id"], text="anybody?")
    assert [bot["id"] for bot in (await people.get("/world"))["bots"]] == [42, 77]
    later = Wire(people.session, sandbox.url, "77:LATER")

    [update] = await later.result("getUpdates")

    assert update["message"]["text"] == "anybody?"


async def test_pages_outside_of_the_web_chat_are_not_served(people: People, sandbox: Sandbox) -> None:
    for path in ("/web/../server.py", "/web/%2e%2e/server.py", "/web/nothing.js"):
        async with people.session.get(sandbox.url + path) as answer:
            assert answer.status == 404
