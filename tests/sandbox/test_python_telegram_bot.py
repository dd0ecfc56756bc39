"""A stock python-telegram-bot application in the sandbox, by polling and by webhook."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    MenuButtonWebApp,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    WebAppInfo,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from sandbox import Conversation, Fault, Rates, Sandbox
from tests.sandbox.pictures import png
from tests.sandbox.ptb_bots import App, running

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    # The library warns about its own RetryAfter whenever it raises one.
    pytest.mark.filterwarnings("ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning"),
]
TOKEN = "2002:telegram-bot"


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=["polling", "webhook"])
async def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running_sandbox:
        running_sandbox.bot(TOKEN, username="other_bot")
        yield running_sandbox
        assert running_sandbox.journal.warnings == []


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def app(sandbox: Sandbox, mode: str) -> AsyncIterator[App]:
    async with running(mode, sandbox.url, TOKEN) as app:
        yield app


@pytest_asyncio.fixture(loop_scope="module")
async def bot(app: App) -> Bot:
    bot: Bot = app.bot
    return bot


@pytest_asyncio.fixture(loop_scope="module")
async def chat(sandbox: Sandbox, bot: Bot) -> Conversation:
    person = await sandbox.person("Aigerim", language_code="kk")
    chat = person.chat_with(bot.id)
    await chat.start("house_1")
    assert (await chat.reply()).text == "Welcome house_1"
    return chat


async def test_it_echoes(chat: Conversation) -> None:
    await chat.send("сәлем, hello 🎉")

    assert (await chat.reply()).text == "сәлем, hello 🎉"


async def test_a_press_is_answered_and_the_message_edited(chat: Conversation) -> None:
    await chat.press("Menu")
    assert (await chat.reply()).html == "<b>Choose</b>"

    answer = await chat.press("Yes")

    assert (answer.text, answer.show_alert) == ("got yes:1", True)
    edited = await chat.reply()
    assert (edited.text, edited.buttons) == ("Done", [])


async def test_places_photos_and_inline_queries_arrive(chat: Conversation) -> None:
    await chat.share_location(43.238, 76.945)
    assert (await chat.reply()).raw["venue"]["title"] == "House"
    content = png(40, 30)
    await chat.send_photo(content)
    assert (await chat.reply()).text == f"{len(content)} bytes"

    results = await chat.inline("schools")

    assert results[0]["title"] == "One"


async def test_the_webhook_is_as_set(bot: Bot, mode: str) -> None:
    info = await bot.get_webhook_info()

    assert bool(info.url) is (mode == "webhook")
    assert info.last_error_message is None


async def test_all_sends_are_understood(bot: Bot, chat: Conversation) -> None:
    first = await bot.send_message(chat.id, "<u>first</u>", parse_mode="HTML")
    answer = await bot.send_message(chat.id, "second", reply_to_message_id=first.message_id)
    keyboard = await bot.send_message(chat.id, "third", reply_markup=ReplyKeyboardMarkup([["A"], ["B"]]))
    removal = await bot.send_message(chat.id, "fourth", reply_markup=ReplyKeyboardRemove())

    assert first.text_html == "<u>first</u>"
    assert answer.reply_to_message
    assert answer.reply_to_message.message_id == first.message_id
    assert (keyboard.reply_markup, removal.reply_markup) == (None, None)
    assert (await bot.send_location(chat.id, 51.1, 71.4)).location
    assert (await bot.send_venue(chat.id, 51.1, 71.4, "House", "Street")).venue
    assert (await bot.send_contact(chat.id, "+77010000000", "Council")).contact
    assert await bot.send_chat_action(chat.id, "typing")


async def test_files_are_uploaded_grouped_and_downloaded(bot: Bot, chat: Conversation) -> None:
    paper = b"%PDF-1.7 \x00\xff" * 1000
    photo = await bot.send_photo(chat.id, png(64, 32), caption="House")
    document = await bot.send_document(chat.id, paper, filename="тізім.pdf")
    voice = await bot.send_voice(chat.id, b"OggS" * 9, duration=3)
    album = await bot.send_media_group(
        chat.id, [InputMediaDocument(b"one", filename="1.txt"), InputMediaDocument(b"two", filename="2.txt")]
    )
    again = await bot.send_photo(chat.id, photo.photo[-1].file_id)

    assert document.document
    assert document.document.file_name == "тізім.pdf"
    assert voice.voice
    assert len({message.media_group_id for message in album}) == 1
    assert again.photo[-1].file_id == photo.photo[-1].file_id
    file = await document.document.get_file()
    assert bytes(await file.download_as_bytearray()) == paper
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.send_photo(chat.id, "unknown")


async def test_messages_are_copied_forwarded_edited_pinned_and_deleted(bot: Bot, chat: Conversation) -> None:
    theirs = await chat.send("my words")
    await chat.reply()
    copy = await bot.copy_message(chat.id, chat.id, theirs.id)
    forward = await bot.forward_message(chat.id, chat.id, theirs.id)
    photo = await bot.send_photo(chat.id, png(), caption="old")
    edited = await bot.edit_message_caption(chat.id, photo.message_id, caption="new")
    swapped = await bot.edit_message_media(InputMediaPhoto(png(9, 9)), chat.id, photo.message_id)
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Open", url="https://example.kz")]])
    marked = await bot.edit_message_reply_markup(chat.id, photo.message_id, reply_markup=markup)

    assert forward.forward_origin
    assert not isinstance(edited, bool)
    assert edited.caption == "new"
    assert not isinstance(swapped, bool)
    assert swapped.photo[-1].width == 9
    assert not isinstance(marked, bool)
    assert marked.reply_markup
    assert await bot.pin_chat_message(chat.id, copy.message_id)
    assert await bot.unpin_all_chat_messages(chat.id)
    assert await bot.delete_message(chat.id, copy.message_id)
    assert await bot.delete_messages(chat.id, [forward.message_id, photo.message_id])
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("late", chat.id, copy.message_id)


async def test_commands_names_and_menu(bot: Bot) -> None:
    scope = BotCommandScopeAllPrivateChats()
    assert await bot.set_my_commands([BotCommand("help", "Help")], scope=scope, language_code="ru")
    assert [command.command for command in await bot.get_my_commands(scope, "ru")] == ["help"]
    assert await bot.delete_my_commands(scope, "ru")
    assert await bot.get_my_commands(scope, "ru") == ()
    assert await bot.set_my_name("Council", language_code="ru")
    assert (await bot.get_my_name("ru")).name == "Council"
    assert await bot.set_my_description("What it does")
    assert (await bot.get_my_description()).description == "What it does"
    assert await bot.set_my_short_description("Short")
    assert (await bot.get_my_short_description()).short_description == "Short"
    assert await bot.set_chat_menu_button(
        menu_button=MenuButtonWebApp("App", WebAppInfo("https://example.kz"))
    )
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonWebApp)


async def test_topics_and_members_of_a_forum(sandbox: Sandbox, bot: Bot) -> None:
    coordinator = await sandbox.person("Daniyar")
    group = await sandbox.group("Council", [coordinator], [bot.id], is_forum=True)
    topic = await bot.create_forum_topic(group.id, "Request 1")

    message = await bot.send_message(group.id, "details", message_thread_id=topic.message_thread_id)

    assert message.is_topic_message
    assert await bot.close_forum_topic(group.id, topic.message_thread_id)
    assert await bot.reopen_forum_topic(group.id, topic.message_thread_id)
    assert await bot.delete_forum_topic(group.id, topic.message_thread_id)
    assert (await bot.get_chat(group.id)).title == "Council"
    assert len(await bot.get_chat_administrators(group.id)) == 2
    assert (await bot.get_chat_member(group.id, bot.id)).status == "administrator"
    assert await bot.get_chat_member_count(group.id) == 2
    assert await bot.leave_chat(group.id)


@pytest.mark.parametrize(
    ("method", "arguments", "reason"),
    [
        ("send_message", {"text": "x" * 4097}, "Message is too long"),
        (
            "send_message",
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't find end tag corresponding to start tag",
        ),
        ("send_message", {"text": "x", "chat_id": 1}, "Chat not found"),
        ("send_contact", {"phone_number": "+7", "first_name": "x" * 65}, "Contact first name is too long"),
    ],
)
async def test_what_telegram_refuses(
    bot: Bot, chat: Conversation, method: str, arguments: dict[str, Any], reason: str
) -> None:
    with pytest.raises(BadRequest) as refused:
        await getattr(bot, method)(**{"chat_id": chat.id} | arguments)

    assert reason in str(refused.value)


async def test_refusals_have_its_own_exceptions(sandbox: Sandbox, bot: Bot, chat: Conversation) -> None:
    stranger = await sandbox.person("Stranger")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(stranger.id, "hello")
    sandbox.faults.add(Fault(kind="too_many_requests", method="sendMessage", retry_after=35, times=1))
    with pytest.raises(RetryAfter):
        await bot.send_message(chat.id, "hello")
    sandbox.faults.add(Fault(kind="html", method="sendMessage", times=1))
    with pytest.raises(NetworkError):
        await bot.send_message(chat.id, "hello")
    sandbox.faults.add(Fault(kind="unauthorized", method="getChat", times=1))
    with pytest.raises(InvalidToken):
        await bot.get_chat(chat.id)
    assert (await bot.send_message(chat.id, "at last")).text == "at last"


@pytest.mark.usefixtures("app")
async def test_a_second_receiver_is_told_of_the_conflict(sandbox: Sandbox) -> None:
    second = Bot(TOKEN, base_url=f"{sandbox.url}/bot")
    async with second:
        with pytest.raises(Conflict):
            await second.get_updates(timeout=5)


async def test_rates_are_kept() -> None:
    async with Sandbox(rates=Rates()) as sandbox:
        bot = Bot(TOKEN, base_url=f"{sandbox.url}/bot")
        async with bot:
            person = await sandbox.person("Aigerim")
            await person.chat_with(bot.id).start()
            for number in range(5):
                await bot.send_message(person.id, str(number))

            with pytest.raises(RetryAfter):
                await bot.send_message(person.id, "too soon")

            sandbox.clock.advance(1)
            assert (await bot.send_message(person.id, "in time")).text == "in time"
        assert [violation.limit for violation in sandbox.violations] == ["chat"]
