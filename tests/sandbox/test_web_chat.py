"""The web chat in a real browser, with a bot that speaks plain HTTP."""

import re

import pytest
from playwright.async_api import Page, WebSocketRoute, expect

from sandbox import Bot, Sandbox
from tests.sandbox.conftest import Script
from tests.sandbox.web_pages import column_of, opened, started

LOCATION_BUTTON = {
    "keyboard": [[{"text": "Near me", "request_location": True}], [{"text": "Type a town"}]],
    "resize_keyboard": True,
    "input_field_placeholder": "A town",
}


async def test_a_person_types_and_the_bot_answers(page: Page, sandbox: Sandbox, script: Script) -> None:
    column = await opened(page, sandbox)
    await column.get_by_test_id("composer").fill("Where is the school?")
    await column.get_by_test_id("send").click()
    heard = await script.hear("message")
    await script.say(heard["chat"]["id"], "On Abai street.")

    assert heard["text"] == "Where is the school?"
    assert heard["from"]["language_code"] == "kk"
    await expect(column.get_by_test_id("message")).to_contain_text(
        ["Where is the school?", "On Abai street."]
    )
    await expect(column.get_by_test_id("composer")).to_have_value("")


async def test_words_that_could_not_be_sent_stay_in_the_line(page: Page, sandbox: Sandbox, bot: Bot) -> None:
    column = await opened(page, sandbox)
    await column.get_by_test_id("composer").fill("x" * 5000)
    await column.get_by_test_id("composer").press("Enter")

    await expect(column.get_by_test_id("toast")).to_contain_text("4096")
    await expect(column.get_by_test_id("composer")).to_have_value("x" * 5000)
    assert len(bot.updates) == 0


async def test_a_start_link_carries_its_payload(page: Page, sandbox: Sandbox, script: Script) -> None:
    column = await opened(page, sandbox)
    await column.get_by_test_id("more").click()
    await page.get_by_test_id("start-with-a-link").click()
    await page.get_by_test_id("start-link").fill("https://t.me/council_bot?start=house_7")
    await page.get_by_test_id("start-with-link").click()

    assert (await script.hear("message"))["text"] == "/start house_7"


async def test_somebody_of_the_address_may_have_come_by_a_link(
    page: Page, sandbox: Sandbox, script: Script
) -> None:
    column = await opened(page, sandbox, "Aigerim:kk:house_7,Ivan:ru")
    await column.get_by_test_id("start").click()
    by_link = (await script.hear("message"))["text"]
    await column_of(page, "Ivan").get_by_test_id("start").click()

    assert by_link == "/start house_7"
    assert (await script.hear("message"))["text"] == "/start"


async def test_a_press_waits_for_its_answer_and_shows_it(
    page: Page, sandbox: Sandbox, script: Script
) -> None:
    column, chat_id = await started(page, sandbox, script)
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    await script.say(chat_id, "Come?", reply_markup=keyboard)
    button = column.get_by_test_id("inline-button")
    await button.click()
    press = await script.hear("callback_query")
    await expect(button).to_be_disabled()
    await expect(button).to_have_attribute("aria-busy", "true")
    await script.call.result("answerCallbackQuery", callback_query_id=press["id"], text="See you")

    assert press["data"] == "yes"
    await expect(column.get_by_test_id("toast")).to_have_text("See you")
    await expect(button).to_be_enabled()


async def test_an_alert_stays_until_it_is_read(page: Page, sandbox: Sandbox, script: Script) -> None:
    column, chat_id = await started(page, sandbox, script)
    keyboard = {"inline_keyboard": [[{"text": "When?", "callback_data": "when"}]]}
    await script.say(chat_id, "The council", reply_markup=keyboard)
    await column.get_by_test_id("inline-button").click()
    press = await script.hear("callback_query")
    await script.call.result(
        "answerCallbackQuery", callback_query_id=press["id"], text="On Friday", show_alert=True
    )

    alert = column.get_by_test_id("alert")
    await expect(alert).to_contain_text("On Friday")
    await page.keyboard.press("Enter")
    await expect(alert).to_have_count(0)


async def test_an_edit_changes_the_message_in_place(page: Page, sandbox: Sandbox, script: Script) -> None:
    column, chat_id = await started(page, sandbox, script)
    first = await script.say(chat_id, "Draft")
    await script.say(chat_id, "After it")
    await script.call.result(
        "editMessageText", chat_id=chat_id, message_id=first["message_id"], text="Registered"
    )

    edited = column.locator(f'[data-message-id="{first["message_id"]}"]')
    await expect(edited).to_contain_text("Registered")
    await expect(edited.get_by_text("edited")).to_be_visible()
    await expect(column.get_by_test_id("message")).to_contain_text(["/start", "Registered", "After it"])


async def test_a_deleted_message_goes(page: Page, sandbox: Sandbox, script: Script) -> None:
    column, chat_id = await started(page, sandbox, script)
    message = await script.say(chat_id, "A mistake")
    await expect(column.get_by_test_id("message")).to_have_count(2)
    await script.call.result("deleteMessage", chat_id=chat_id, message_id=message["message_id"])

    await expect(column.get_by_test_id("message")).to_have_count(1)
    await expect(column.get_by_text("A mistake")).to_have_count(0)


async def test_a_location_button_asks_for_a_place_and_shares_it(
    page: Page, sandbox: Sandbox, script: Script
) -> None:
    column, chat_id = await started(page, sandbox, script)
    await script.say(chat_id, "Where are you?", reply_markup=LOCATION_BUTTON)
    await expect(column.get_by_test_id("composer")).to_have_attribute("placeholder", "A town")
    await column.get_by_test_id("reply-button").filter(has_text="Near me").click()
    await column.get_by_test_id("latitude").fill("91")
    await column.get_by_test_id("confirm-place").click()
    await expect(column.get_by_role("alert")).to_contain_text("Latitude")
    await column.locator('[data-city="Almaty"]').click()
    await column.get_by_test_id("confirm-place").click()

    shared = (await script.hear("message"))["location"]
    assert (shared["latitude"], shared["longitude"]) == (43.24, 76.89)
    await expect(column.get_by_test_id("message").last).to_contain_text("43.24000, 76.89000")


async def test_a_reply_button_sends_its_words(page: Page, sandbox: Sandbox, script: Script) -> None:
    column, chat_id = await started(page, sandbox, script)
    await script.say(chat_id, "Where are you?", reply_markup=LOCATION_BUTTON)
    await column.get_by_test_id("reply-button").filter(has_text="Type a town").click()
    assert (await script.hear("message"))["text"] == "Type a town"
    await script.say(chat_id, "Type it", reply_markup={"remove_keyboard": True})

    await expect(column.get_by_test_id("reply-button")).to_have_count(0)


async def test_formatting_is_drawn_from_entities(page: Page, sandbox: Sandbox, script: Script) -> None:
    column, chat_id = await started(page, sandbox, script)
    # The emoji is two UTF-16 units long: an offset counted in letters would cut the words after it.
    html = (
        "👋 <b>bold <i>both</i></b> <u>under</u> <s>gone</s> <tg-spoiler>secret</tg-spoiler>"
        '<pre><code class="language-python">print()</code></pre><blockquote>said</blockquote>'
        '<a href="https://example.kz/a">there</a> /help'
    )
    await script.say(chat_id, html, parse_mode="HTML")
    message = column.get_by_test_id("message").last

    await expect(message.locator("strong")).to_have_text("bold both")
    await expect(message.locator("strong > em")).to_have_text("both")
    await expect(message.locator("u")).to_have_text("under")
    await expect(message.locator("s")).to_have_text("gone")
    await expect(message.locator("pre > code")).to_have_text("print()")
    await expect(message.locator("blockquote")).to_have_text("said")
    await expect(message.get_by_role("link", name="there")).to_have_attribute("href", "https://example.kz/a")
    spoiler = message.get_by_role("button", name="Hidden text")
    await spoiler.click()
    await expect(message.locator(".revealed")).to_have_text("secret")
    await message.get_by_text("/help", exact=True).click()
    assert (await script.hear("message"))["text"] == "/help"


async def test_hostile_text_stays_text(page: Page, sandbox: Sandbox, script: Script) -> None:
    column, chat_id = await started(page, sandbox, script)
    hostile = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
    keyboard = {"inline_keyboard": [[{"text": hostile, "callback_data": "x"}]]}
    await script.say(chat_id, hostile, reply_markup=keyboard)
    await script.call.result("setMyName", name="<b>bot</b>")
    message = column.get_by_test_id("message").last

    await expect(message).to_contain_text(hostile)
    await expect(message.get_by_test_id("inline-button")).to_have_text(hostile)
    await expect(message.locator("img, script")).to_have_count(0)
    await expect(page).to_have_title(re.compile("Sandbox"))


async def test_an_inline_query_lists_results_and_sends_the_chosen_one(
    page: Page, sandbox: Sandbox, script: Script
) -> None:
    column, _ = await started(page, sandbox, script)
    await column.get_by_test_id("composer").fill("@council_bot alma")
    query = await script.hear("inline_query")
    results = [
        {
            "type": "article",
            "id": name,
            "title": name,
            "input_message_content": {"message_text": f"{name} is chosen"},
        }
        for name in ("Almaty", "Almaly")
    ]
    await script.call.result("answerInlineQuery", inline_query_id=query["id"], results=results)
    await column.get_by_test_id("suggestion").filter(has_text="Almaly").click()
    sent = column.get_by_test_id("message").last

    assert query["query"] == "alma"
    await expect(sent).to_contain_text("via @council_bot")
    await expect(sent).to_contain_text("Almaly is chosen")
    assert (await script.hear("chosen_inline_result"))["result_id"] == "Almaly"


async def test_two_people_sit_side_by_side(page: Page, sandbox: Sandbox, script: Script) -> None:
    first = await opened(page, sandbox, "Aigerim:kk,Ivan:ru")
    second = column_of(page, "Ivan")
    await first.get_by_test_id("composer").fill("from Aigerim")
    await first.get_by_test_id("composer").press("Enter")
    await second.get_by_test_id("composer").fill("from Ivan")
    await second.get_by_test_id("composer").press("Enter")
    heard = [await script.hear("message") for _ in range(2)]
    for message in heard:
        await script.say(message["chat"]["id"], f"To {message['from']['language_code']}")

    await expect(first.get_by_test_id("message")).to_contain_text(["from Aigerim", "To kk"])
    await expect(second.get_by_test_id("message")).to_contain_text(["from Ivan", "To ru"])
    boxes = [await column.bounding_box() for column in (first, second)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]


async def test_what_was_missed_while_disconnected_is_fetched(
    page: Page, sandbox: Sandbox, script: Script
) -> None:
    connections: list[WebSocketRoute] = []

    def pass_on(connection: WebSocketRoute) -> None:
        connection.connect_to_server()
        connections.append(connection)

    await page.route_web_socket("**/people/live", pass_on)
    column, chat_id = await started(page, sandbox, script)
    await connections[0].close()
    await script.say(chat_id, "Said meanwhile")

    await expect(column.get_by_text("Said meanwhile")).to_be_visible()
    assert len(connections) > 1


@pytest.mark.usefixtures("bot")
async def test_a_phone_shows_one_person_at_a_time(page: Page, sandbox: Sandbox) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    first = await opened(page, sandbox, "Aigerim:kk,Ivan:ru")
    second = column_of(page, "Ivan")
    await expect(first.get_by_test_id("composer")).to_be_in_viewport()
    await expect(second.get_by_test_id("composer")).not_to_be_in_viewport()
    await page.get_by_role("tab", name="Ivan").click()

    await expect(second.get_by_test_id("composer")).to_be_in_viewport()
    await expect(first.get_by_test_id("composer")).not_to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
