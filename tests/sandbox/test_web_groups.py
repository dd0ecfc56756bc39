"""Groups, files and protected messages in the web chat, in a real browser."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from sandbox import Sandbox
from tests.sandbox.conftest import Script
from tests.sandbox.pictures import png
from tests.sandbox.web_pages import column_of, opened, started

PEOPLE = "Curator:ru,Aigerim:kk"
FORUM = "&group=Elders%20council:Curator+Aigerim:forum:council_7"
TAKE = {"inline_keyboard": [[{"text": "Take", "callback_data": "take:1"}]]}


async def test_the_address_opens_a_group_with_its_people_and_the_bot(
    page: Page, sandbox: Sandbox, script: Script
) -> None:
    curator = await opened(page, sandbox, PEOPLE, FORUM)
    added = await script.hear("my_chat_member")
    await script.hear("message")
    linked = await script.hear("message")

    assert added["new_chat_member"]["status"] == "administrator"
    assert added["chat"]["title"] == "Elders council"
    assert linked["text"] == "/start@council_bot council_7"
    assert linked["from"]["first_name"] == "Curator"
    for column in (curator, column_of(page, "Aigerim")):
        await expect(column.get_by_test_id("chat-tab")).to_contain_text(["Council", "Elders council"])
    await page.reload()
    await expect(page.locator("body[data-ready]")).to_be_visible()
    assert len(sandbox.world.groups) == 1


async def test_a_request_is_taken_in_the_topic_of_a_group(
    page: Page, sandbox: Sandbox, script: Script
) -> None:
    column = await opened(page, sandbox, PEOPLE, FORUM)
    for kind in ("my_chat_member", "message", "message"):
        await script.hear(kind)
    [group] = sandbox.world.groups
    tab = column.get_by_test_id("chat-tab").last
    topic = await script.call.result("createForumTopic", chat_id=group, name="No water")
    thread = topic["message_thread_id"]
    card = await script.say(group, "2026-000123", message_thread_id=thread, reply_markup=TAKE)
    await expect(tab.locator(".unread")).to_have_text("2")
    await tab.click()
    await expect(column.get_by_text("2026-000123")).to_have_count(0)
    await expect(column.get_by_test_id("topic")).to_contain_text(["General", "No water2"])
    await column.get_by_test_id("topic").last.click()
    await column.get_by_test_id("inline-button").click()
    press = await script.hear("callback_query")
    await script.call.result("answerCallbackQuery", callback_query_id=press["id"])
    await column.get_by_test_id("composer").fill("I go there")
    await column.get_by_test_id("send").click()

    assert (press["from"]["first_name"], press["message"]["message_id"]) == ("Curator", card["message_id"])
    assert (await script.hear("message"))["message_thread_id"] == thread
    await column.get_by_test_id("more").click()
    await page.get_by_test_id("delete-topic").click()
    await expect(column.get_by_test_id("topic")).to_have_count(1)
    await expect(column.get_by_test_id("message").last).to_contain_text("/start@council_bot")
    assert await script.call.refusal("sendMessage", chat_id=group, message_thread_id=thread, text="x") == (
        400, "Bad Request: message thread not found",
    )  # fmt: skip


async def test_files_a_contact_and_an_answer_leave_the_phone(
    page: Page, sandbox: Sandbox, script: Script, tmp_path: Path
) -> None:
    files = {"a.png": png(8, 6), "b.png": png(6, 8), "act.pdf": b"%PDF", "voice.ogg": b"OggS"}
    paths = {name: tmp_path / name for name in files}
    for name, content in files.items():
        paths[name].write_bytes(content)
    column, chat_id = await started(page, sandbox, script)
    contact = {"keyboard": [[{"text": "My phone", "request_contact": True}]], "resize_keyboard": True}
    asked = await script.say(chat_id, "How shall we answer?", reply_markup=contact)
    await column.get_by_test_id("photo-file").set_input_files([paths["a.png"], paths["b.png"]])
    await column.get_by_test_id("caption").fill("The yard")
    await column.get_by_test_id("send-files").click()
    first, second = [await script.hear("message") for _ in range(2)]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], second.get("caption")) == ("The yard", None)
    for kind, name in (("document", "act.pdf"), ("voice", "voice.ogg")):
        await column.get_by_test_id(f"{kind}-file").set_input_files(paths[name])
        await column.get_by_test_id("send-files").click()
        assert kind in await script.hear("message")
    await column.get_by_test_id("reply-button").click()
    assert (await script.hear("message"))["contact"]["user_id"] == chat_id
    question = column.locator(f'[data-message-id="{asked["message_id"]}"]')
    await question.get_by_role("button", name="Reply", exact=True).click()
    await column.get_by_test_id("composer").fill("By phone")
    await column.get_by_test_id("composer").press("Enter")

    assert (await script.hear("message"))["reply_to_message"]["message_id"] == asked["message_id"]
    await expect(column.locator("audio")).to_have_count(1)
    await expect(column.get_by_role("link", name="act.pdf")).to_have_attribute("download", "act.pdf")


async def test_protected_messages_say_so_and_a_number_can_be_copied(
    page: Page, sandbox: Sandbox, script: Script
) -> None:
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    column, chat_id = await started(page, sandbox, script)
    keyboard = {"inline_keyboard": [[{"text": "Copy", "copy_text": {"text": "2026-000123"}}]]}
    await script.say(chat_id, "Open to all")
    await script.say(chat_id, "For your eyes", protect_content=True, reply_markup=keyboard)
    await script.call.result(
        "sendLocation", chat_id=chat_id, latitude=43.24, longitude=76.89, protect_content=True
    )
    await column.get_by_test_id("inline-button").click()

    messages = column.get_by_test_id("message")
    await expect(column.get_by_test_id("protected")).to_have_count(2)
    await expect(messages.nth(1).get_by_test_id("protected")).to_have_count(0)
    await expect(messages.nth(2).get_by_test_id("protected")).to_have_text("protected")
    await expect(messages.nth(3)).to_contain_text("43.24000, 76.89000")
    assert await page.evaluate("navigator.clipboard.readText()") == "2026-000123"


async def test_a_link_in_a_message_brings_the_bot_into_a_group(
    page: Page, sandbox: Sandbox, script: Script
) -> None:
    column, chat_id = await started(page, sandbox, script)
    person = sandbox.world.accounts[chat_id]
    link = {"text": "Connect a group", "url": "https://t.me/council_bot?startgroup=council_7"}
    await script.say(chat_id, "Your council", reply_markup={"inline_keyboard": [[link]]})
    await column.get_by_test_id("inline-button").click()
    await page.get_by_test_id("new-group").click()
    await column.get_by_label("Title").fill("Village")
    await column.get_by_label("Kind").select_option("basic")
    await column.get_by_role("checkbox", name="Council").uncheck()
    await page.get_by_test_id("create-group").click()

    added = await script.hear("my_chat_member")
    assert (added["chat"]["type"], added["from"]["id"]) == ("group", person.id)
    await script.hear("message")
    assert (await script.hear("message"))["text"] == "/start@council_bot council_7"
    await column.get_by_test_id("more").click()
    await page.get_by_test_id("upgrade").click()
    assert "migrate_to_chat_id" in await script.hear("message")
    grown = (await script.hear("message"))["chat"]["id"]
    await expect(column.get_by_test_id("message").last).to_contain_text("became a supergroup")
    await column.get_by_test_id("more").click()
    await page.get_by_test_id("anonymous").click()
    await column.get_by_test_id("composer").fill("/new@council_bot")
    await column.get_by_test_id("composer").press("Enter")
    assert (await script.hear("message"))["sender_chat"]["id"] == grown
    await expect(column.get_by_test_id("message").last).to_contain_text("in the group’s name")
    await column.get_by_test_id("more").click()
    await page.get_by_test_id("remove-bot").click()
    assert (await script.hear("my_chat_member"))["new_chat_member"]["status"] == "kicked"


@pytest.mark.usefixtures("bot")
async def test_a_group_fits_a_phone(page: Page, sandbox: Sandbox, script: Script) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    column = await opened(page, sandbox, PEOPLE, FORUM)
    [group] = sandbox.world.groups
    for number in range(5):
        topic = await script.call.result("createForumTopic", chat_id=group, name=f"2026-00012{number} Water")
    thread = topic["message_thread_id"]
    await script.say(group, "Water, Almaly", message_thread_id=thread, reply_markup=TAKE)
    await column.get_by_test_id("chat-tab").last.click()
    await column.get_by_test_id("topic").last.click()

    message = column.get_by_test_id("message").last
    for part in (
        column.get_by_test_id("composer"),
        column.get_by_test_id("attach"),
        message.get_by_test_id("inline-button"),
        message.get_by_role("button", name="Reply", exact=True),
    ):
        await expect(part).to_be_in_viewport(ratio=1)
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
