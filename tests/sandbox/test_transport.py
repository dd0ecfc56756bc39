"""The ways in which a call may arrive, and what the journal keeps of it."""

import json
from collections.abc import AsyncIterator

import aiohttp

from sandbox import Conversation, Fault, Sandbox
from tests.sandbox.conftest import Wire
from tests.sandbox.pictures import png


async def test_parameters_come_by_query_form_multipart_and_json(
    sandbox: Sandbox, chat: Conversation, http: aiohttp.ClientSession
) -> None:
    url = f"{sandbox.url}/bot42:TEST/sendMessage"
    markup = json.dumps({"inline_keyboard": [[{"text": "ә", "callback_data": "x"}]]})
    given = {"chat_id": str(chat.id), "text": "сәлем", "disable_notification": "true", "reply_markup": markup}
    form = aiohttp.FormData(given)
    multipart = aiohttp.MultipartWriter("form-data")
    for name, value in given.items():
        multipart.append(value).set_content_disposition("form-data", name=name)

    answers = [
        await http.get(url, params=given),
        await http.post(url, data=form),
        await http.post(url, data=multipart),
        await http.post(url, json=given | {"chat_id": chat.id}),
        await http.post(url, params={"chat_id": str(chat.id)}, data={"text": "сәлем"}),
    ]

    for answer in answers:
        body = await answer.json()
        assert body["ok"], body
        assert body["result"]["text"] == "сәлем"
    assert sandbox.journal.warnings == []


async def test_an_upload_comes_under_its_own_name_or_attached_and_chunked(
    sandbox: Sandbox, call: Wire, chat: Conversation, http: aiohttp.ClientSession
) -> None:
    content = png(12, 10)
    for name, reference in (("photo", None), ("part-1", "attach://part-1")):
        form = aiohttp.FormData({"chat_id": str(chat.id)})
        form.add_field(name, _pieces(content), filename="ә.png")
        if reference:
            form.add_field("photo", reference)
        async with http.post(f"{sandbox.url}/bot42:TEST/sendPhoto", data=form) as answer:
            body = await answer.json()
        assert body["ok"], body
        file = await call.result("getFile", file_id=body["result"]["photo"][-1]["file_id"])
        async with http.get(f"{sandbox.url}/file/bot42:TEST/{file['file_path']}") as answer:
            assert await answer.read() == content


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    yield content[:10]
    yield content[10:]


async def test_pictures_that_telegram_does_not_take(
    sandbox: Sandbox, chat: Conversation, http: aiohttp.ClientSession
) -> None:
    for content, reason in (
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (png(9950, 60)[:200], "PHOTO_INVALID_DIMENSIONS"),
        (b"", "file must be non-empty"),
    ):
        form = aiohttp.FormData({"chat_id": str(chat.id)})
        form.add_field("photo", content, filename="a.png")
        async with http.post(f"{sandbox.url}/bot42:TEST/sendPhoto", data=form) as answer:
            assert (await answer.json())["description"] == f"Bad Request: {reason}"


async def test_bodies_that_cannot_be_read(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    url = f"{sandbox.url}/bot42:TEST/getMe"
    for body, kind in (
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"x", "multipart/form-data"),
        (b"x", "text/plain"),
    ):
        async with http.post(url, data=body, headers={"Content-Type": kind}) as answer:
            assert answer.status == 400


async def test_a_file_by_its_address_is_not_fetched(call: Wire, chat: Conversation) -> None:
    code, reason = await call.refusal("sendPhoto", chat_id=chat.id, photo="https://example.kz/a.png")

    assert (code, reason) == (
        501,
        "Not Implemented: in sendPhoto the sandbox does not fetch files by their address",
    )


async def test_the_journal_tells_what_was_asked_and_answered(
    sandbox: Sandbox, call: Wire, chat: Conversation
) -> None:
    sandbox.journal.clear()
    await call.result("sendMessage", chat_id=chat.id, text="hello")
    await call.refusal("sendMessage", chat_id=1, text="hello")

    good, bad = sandbox.journal.calls("sendmessage")

    assert good.params == {"chat_id": chat.id, "text": "hello"}
    assert (good.ok, good.error_code, good.outcome, good.bot, good.chat_id) == (True, None, "ok", 42, chat.id)
    assert (bad.ok, bad.error_code, bad.description) == (False, 400, "Bad Request: chat not found")
    assert good.number < bad.number
    assert good.monotonic <= bad.monotonic
    assert good.duration >= 0
    assert sandbox.journal.calls(chat_id=1) == [bad]


async def test_downloads_need_the_token_and_a_known_path(
    sandbox: Sandbox, call: Wire, http: aiohttp.ClientSession
) -> None:
    await call.result("getMe")
    for path, status in (("bot42:TEST/photos/none.jpg", 404), ("bot42:OTHER/photos/none.jpg", 401)):
        async with http.get(f"{sandbox.url}/file/{path}") as answer:
            assert answer.status == status


async def test_downloads_are_in_the_journal_and_can_fail_on_purpose(
    sandbox: Sandbox, call: Wire, chat: Conversation, http: aiohttp.ClientSession
) -> None:
    photo = (await chat.send_photo(png())).raw["photo"][-1]["file_id"]
    path = (await call.result("getFile", file_id=photo))["file_path"]
    sandbox.faults.add(Fault(kind="html", method="file", times=1))
    for status in (502, 200):
        async with http.get(f"{sandbox.url}/file/bot42:TEST/{path}") as answer:
            assert answer.status == status

    assert [entry.outcome for entry in sandbox.journal.calls("file")] == ["html", "ok"]


async def test_what_a_known_method_does_not_simulate_is_said(call: Wire, chat: Conversation) -> None:
    ephemeral = {"receiver_user_id": chat.id}
    code, reason = await call.refusal(
        "sendMessage", chat_id=chat.id, text="x", ephemeral_message_parameters=ephemeral
    )

    assert (code, reason) == (501, "Not Implemented: the sandbox does not simulate ephemeral messages")
