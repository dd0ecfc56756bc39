"""A stock aiogram bot in the sandbox, by polling and by webhook."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendDice, TelegramMethod
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    MenuButtonCommands,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from sandbox import Conversation, Fault, Rates, Sandbox
from tests.sandbox.aiogram_bots import SECRET, Heard, running
from tests.sandbox.pictures import png

pytestmark = pytest.mark.asyncio(loop_scope="module")
TOKEN = "1001:aiogram"


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=["polling", "webhook"])
async def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running_sandbox:
        running_sandbox.bot(TOKEN, username="stock_bot")
        yield running_sandbox
        assert running_sandbox.journal.warnings == []


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def heard() -> Heard:
    return Heard()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def bot(sandbox: Sandbox, mode: str, heard: Heard) -> AsyncIterator[Bot]:
    async with running(mode, sandbox.url, TOKEN, heard) as bot:
        yield bot


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


async def test_the_webhook_carries_the_secret(bot: Bot, chat: Conversation, mode: str) -> None:
    if mode == "polling":
        return
    info = await bot.get_webhook_info()
    assert info.url.endswith("/hook")
    assert info.last_error_message is None

    await bot.set_webhook(info.url, secret_token=SECRET + "x", max_connections=3)
    await chat.send("not for you")
    while (info := await bot.get_webhook_info()).last_error_message is None:
        pass

    assert info.last_error_message == "Wrong response from the webhook: 401 Unauthorized"
    assert info.pending_update_count == 1
    await bot.set_webhook(info.url, secret_token=SECRET, allowed_updates=[])
    assert (await chat.reply()).text == "not for you"


async def test_a_shared_place_is_answered_with_a_venue(chat: Conversation) -> None:
    await chat.share_location(43.238, 76.945)

    message = await chat.reply()
    assert message.raw["venue"]["title"] == "House"
    assert message.location == (43.2, 76.9)


async def test_a_photo_is_downloaded_whole(chat: Conversation) -> None:
    content = png(40, 30)
    await chat.send_photo(content, caption="look")

    assert (await chat.reply()).text == f"{len(content)} bytes"


async def test_edits_blocks_and_inline_queries_arrive(
    chat: Conversation, heard: Heard, bot: Bot, sandbox: Sandbox
) -> None:
    mine = await chat.send("before")
    await chat.reply()
    await chat.edit(mine, "after")
    results = await chat.inline("schools")
    assert results[0]["title"] == "One"
    sent = await chat.choose(results[0])
    assert sent.text == "About schools"
    await chat.reply()
    await chat.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(chat.id, "hello?")
    await chat.unblock()
    await chat.send("back")
    await chat.reply_where(lambda message: message.text == "back")
    await sandbox.world.bot(bot.id).updates.emptied()

    assert heard.edits[-1] == "after"
    assert heard.chosen[-1] == "1"
    assert heard.statuses[-2:] == ["kicked", "member"]


async def test_every_keyboard_is_sent_and_only_inline_ones_come_back(bot: Bot, chat: Conversation) -> None:
    button = InlineKeyboardButton(text="Open", url="https://example.kz")
    reply = ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text="Phone", request_contact=True)]], input_field_placeholder="Choose"
    )

    with_inline = await bot.send_message(
        chat.id, "1", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]])
    )
    with_reply = await bot.send_message(chat.id, "2", reply_markup=reply)
    assert chat.keyboard == [["Phone"]]
    forced = await bot.send_message(chat.id, "3", reply_markup=ForceReply())
    removed = await bot.send_message(chat.id, "4", reply_markup=ReplyKeyboardRemove())

    assert with_inline.reply_markup
    assert with_inline.reply_markup.inline_keyboard[0][0].url == "https://example.kz/"
    assert (with_reply.reply_markup, forced.reply_markup, removed.reply_markup) == (None, None, None)
    assert chat.keyboard == []
    assert chat.last.removes_keyboard


async def test_all_sends_validate(bot: Bot, chat: Conversation) -> None:
    first = await bot.send_message(chat.id, "first")
    answer = await bot.send_message(
        chat.id, "second", reply_parameters=ReplyParameters(message_id=first.message_id, quote="irs")
    )
    location = await bot.send_location(chat.id, 51.1, 71.4)
    venue = await bot.send_venue(chat.id, 51.1, 71.4, "House of Friendship", "Street 2")
    contact = await bot.send_contact(chat.id, "+77010000000", "Council", last_name="Desk")

    assert answer.reply_to_message
    assert answer.reply_to_message.text == "first"
    assert answer.quote
    assert location.location
    assert venue.venue
    assert venue.venue.address == "Street 2"
    assert contact.contact
    assert contact.contact.last_name == "Desk"
    assert await bot.send_chat_action(chat.id, "typing")


async def test_files_are_uploaded_reused_and_downloaded(bot: Bot, chat: Conversation) -> None:
    picture, paper = png(64, 32), b"%PDF-1.7 \x00\xff" * 1000
    photo = await bot.send_photo(
        chat.id, BufferedInputFile(picture, "house.png"), caption="*House*", parse_mode="MarkdownV2"
    )
    document = await bot.send_document(chat.id, BufferedInputFile(paper, "тізім.pdf"))
    voice = await bot.send_voice(chat.id, BufferedInputFile(b"OggS" * 9, "v.ogg"), duration=3)
    assert photo.photo
    assert (photo.photo[-1].width, photo.photo[-1].height, photo.caption) == (64, 32, "House")
    assert document.document
    assert document.document.file_name == "тізім.pdf"
    assert voice.voice
    assert voice.voice.duration == 3

    again = await bot.send_photo(chat.id, photo.photo[-1].file_id)
    downloaded = await bot.download(document.document)

    assert again.photo
    assert again.photo[-1].file_unique_id == photo.photo[-1].file_unique_id
    assert downloaded
    assert downloaded.read() == paper
    with pytest.raises(TelegramBadRequest, match="can't use file of type Document as Photo"):
        await bot.send_photo(chat.id, document.document.file_id)
    with pytest.raises(TelegramBadRequest, match="wrong file_id"):
        await bot.get_file("unknown")


async def test_an_album_has_one_group(bot: Bot, chat: Conversation) -> None:
    messages = await bot.send_media_group(
        chat.id,
        [
            InputMediaPhoto(
                media=BufferedInputFile(png(20, 20, shade), f"{shade}.png"),
                caption=f"<i>{shade}</i>",
                parse_mode="HTML",
            )
            for shade in (10, 20, 30)
        ],
    )

    assert [message.caption for message in messages] == ["10", "20", "30"]
    assert len({message.media_group_id for message in messages}) == 1
    papers = [InputMediaDocument(media=BufferedInputFile(b"x", "x.txt"))]
    with pytest.raises(TelegramBadRequest, match="too few or too many"):
        await bot.send_media_group(chat.id, [*papers])


async def test_messages_are_copied_forwarded_edited_pinned_and_deleted(bot: Bot, chat: Conversation) -> None:
    theirs = await chat.send("my words")
    await chat.reply()
    copy = await bot.copy_message(chat.id, chat.id, theirs.id)
    forward = await bot.forward_message(chat.id, chat.id, theirs.id)
    copies = await bot.copy_messages(chat.id, chat.id, [theirs.id, 999_999_998])
    forwards = await bot.forward_messages(chat.id, chat.id, [theirs.id])
    photo = await bot.send_photo(chat.id, BufferedInputFile(png(), "a.png"), caption="old")

    assert copy.message_id < forward.message_id
    assert forward.forward_origin
    assert forward.forward_origin.type == "user"
    assert len(copies) == len(forwards) == 1
    edited = await bot.edit_message_caption(chat_id=chat.id, message_id=photo.message_id, caption="new")
    assert not isinstance(edited, bool)
    assert edited.caption == "new"
    swapped = await bot.edit_message_media(
        InputMediaPhoto(media=BufferedInputFile(png(9, 9), "b.png")),
        chat_id=chat.id,
        message_id=photo.message_id,
    )
    assert not isinstance(swapped, bool)
    assert swapped.photo
    assert swapped.photo[-1].width == 9
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_caption(chat_id=chat.id, message_id=photo.message_id)
    assert await bot.pin_chat_message(chat.id, forward.message_id)
    assert chat.pinned == [forward.message_id]
    assert await bot.unpin_chat_message(chat.id)
    assert await bot.delete_message(chat.id, forward.message_id)
    assert await bot.delete_messages(chat.id, [copy.message_id, 999_999_999])
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(chat.id, forward.message_id)


async def test_commands_names_and_menu_are_kept_per_scope_and_language(bot: Bot, chat: Conversation) -> None:
    default, kazakh = (
        [BotCommand(command="help", description="Help")],
        [BotCommand(command="komek", description="Көмек")],
    )
    await bot.set_my_commands(default)
    await bot.set_my_commands(kazakh, language_code="kk")
    await bot.set_my_commands(default, scope=BotCommandScopeAllGroupChats())

    assert [command.command for command in await bot.get_my_commands()] == ["help"]
    assert [command.description for command in await bot.get_my_commands(language_code="kk")] == ["Көмек"]
    assert len(await bot.get_my_commands(scope=BotCommandScopeAllGroupChats())) == 1
    assert chat.commands == [{"command": "komek", "description": "Көмек"}]
    await bot.delete_my_commands(language_code="kk")
    assert await bot.get_my_commands(language_code="kk") == []
    await bot.set_my_description("What it does", language_code="ru")
    await bot.set_my_short_description("Short")
    await bot.set_my_name("Достық")
    assert (await bot.get_my_description(language_code="ru")).description == "What it does"
    assert (await bot.get_my_short_description()).short_description == "Short"
    assert (await bot.get_my_name()).name == "Достық"
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)


async def test_topics_of_a_forum(sandbox: Sandbox, bot: Bot) -> None:
    coordinator = await sandbox.person("Daniyar")
    group = await sandbox.group("Council", [coordinator], [bot.id], is_forum=True)
    topic = await bot.create_forum_topic(group.id, "Request 1")

    message = await bot.send_message(group.id, "details", message_thread_id=topic.message_thread_id)

    assert message.is_topic_message
    assert message.message_thread_id == topic.message_thread_id
    assert await bot.edit_forum_topic(group.id, topic.message_thread_id, name="Request 1: done")
    assert await bot.close_forum_topic(group.id, topic.message_thread_id)
    assert await bot.reopen_forum_topic(group.id, topic.message_thread_id)
    assert await bot.delete_forum_topic(group.id, topic.message_thread_id)
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(group.id, "late", message_thread_id=topic.message_thread_id)
    full = await bot.get_chat(group.id)
    assert (full.title, full.is_forum) == ("Council", True)
    admins = await bot.get_chat_administrators(group.id)
    assert [admin.status for admin in admins] == ["creator", "administrator"]
    assert (await bot.get_chat_member(group.id, coordinator.id)).status == "creator"
    assert await bot.leave_chat(group.id)
    with pytest.raises(TelegramForbiddenError, match="not a member of the supergroup chat"):
        await bot.send_message(group.id, "hello?")


async def test_a_chat_is_described_in_full(bot: Bot, chat: Conversation) -> None:
    info = await bot.get_chat(chat.id)

    assert (info.type, info.first_name) == ("private", "Aigerim")


@pytest.mark.parametrize(
    ("text", "extra", "reason"),
    [
        ("x" * 4097, {}, "message is too long"),
        ("<b>x", {"parse_mode": "HTML"}, 'Can\'t find end tag corresponding to start tag "b"'),
        ("a.b", {"parse_mode": "MarkdownV2"}, "Character '.' is reserved"),
        ("  ", {}, "text must be non-empty"),
        ("x", {"data": "ә" * 33}, "BUTTON_DATA_INVALID"),
        ("x", {"url": "nowhere"}, "is invalid: Wrong HTTP URL"),
    ],
)
async def test_what_telegram_refuses(
    bot: Bot, chat: Conversation, text: str, extra: dict[str, str], reason: str
) -> None:
    markup = None
    if "data" in extra or "url" in extra:
        button = InlineKeyboardButton(text="b", callback_data=extra.get("data"), url=extra.get("url"))
        markup = InlineKeyboardMarkup(inline_keyboard=[[button]])

    with pytest.raises(TelegramBadRequest) as refused:
        await bot.send_message(chat.id, text, parse_mode=extra.get("parse_mode"), reply_markup=markup)

    assert reason in str(refused.value)


async def test_refusals_have_aiograms_own_exceptions(sandbox: Sandbox, bot: Bot, chat: Conversation) -> None:
    stranger = await sandbox.person("Stranger")
    with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
        await bot.send_message(stranger.id, "hello")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(1, "hello")
    with pytest.raises(TelegramEntityTooLarge):
        await bot.send_document(chat.id, BufferedInputFile(b"x" * (61 << 20), "big"))
    sandbox.faults.add(Fault(kind="too_many_requests", method="sendMessage", retry_after=35, times=1))
    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.send_message(chat.id, "hello")
    assert flood.value.retry_after == 35
    sandbox.faults.add(Fault(kind="forbidden", description="user is deactivated", chat=chat.id, times=1))
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await bot.send_message(chat.id, "hello")
    with pytest.raises(TelegramConflictError):
        # Beside a running Dispatcher the next of its polls terminates this one.
        await bot.get_updates(timeout=5)
    assert (await bot.send_message(chat.id, "at last")).text == "at last"


async def test_what_is_not_simulated_says_so(bot: Bot, chat: Conversation) -> None:
    with pytest.raises(Exception, match="the sandbox does not simulate sendDice"):
        await bot(SendDice(chat_id=chat.id))


async def test_a_wrong_token_is_unauthorized(bot: Bot) -> None:
    stranger = Bot("1001:other", session=bot.session)
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()


async def test_rates_are_kept_and_violations_recorded() -> None:
    async with Sandbox(rates=Rates()) as sandbox:
        bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url)))
        person = await sandbox.person("Aigerim")
        await person.chat_with(bot.id).start()
        for number in range(5):
            await bot.send_message(person.id, str(number))

        with pytest.raises(TelegramRetryAfter):
            await bot.send_message(person.id, "too soon")

        sandbox.clock.advance(1)
        assert (await bot.send_message(person.id, "in time")).text == "in time"
        assert [violation.limit for violation in sandbox.violations] == ["chat"]
        await bot.session.close()


async def test_an_unknown_method_is_not_found(bot: Bot, chat: Conversation) -> None:
    with pytest.raises(TelegramNotFound):
        await bot(SendNothing(chat_id=chat.id))


class SendNothing(TelegramMethod[Message]):
    __returning__ = Message
    __api_method__ = "sendNothing"

    chat_id: int
