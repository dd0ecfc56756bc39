"""What a bot carries between people: files by their ids, albums, contacts, protected messages."""

import struct

import aiohttp
import pytest
from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InputMediaDocument, InputMediaPhoto, MediaUnion

from sandbox import Bot, Conversation, Sandbox
from sandbox.people.refusal import CannotDo
from tests.sandbox.conftest import TOKEN, Wire
from tests.sandbox.pictures import png

HALF_A_MINUTE = b"OggS\x00\x04" + struct.pack("<q", 30 * 48_000) + b"\x00" * 12


@pytest.fixture
async def coordinator(sandbox: Sandbox, bot: Bot) -> Conversation:
    chat = (await sandbox.person("Coordinator")).chat_with(bot)
    await chat.start()
    return chat


async def test_files_reach_another_person_by_their_ids(
    sandbox: Sandbox, chat: Conversation, coordinator: Conversation
) -> None:
    photo = await chat.send_photo(png(40, 30), caption="the pipe")
    voice = await chat.send_voice(HALF_A_MINUTE)
    paper = await chat.send_document(b"%PDF", name="act.pdf", mime_type="application/pdf")
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    async with AiogramBot(TOKEN, session=session) as bot:
        to, protect = coordinator.id, True
        await bot.send_photo(to, photo.file_id or "", caption=photo.text, protect_content=protect)
        await bot.send_voice(to, voice.file_id or "", protect_content=protect)
        await bot.send_document(to, paper.file_id or "", protect_content=protect)
        await bot.send_location(to, 43.2, 76.9, protect_content=protect)
        await bot.send_contact(to, "+77010000000", "Aigerim", last_name="S", protect_content=protect)
        sent = [await coordinator.reply() for _ in range(5)]

    assert [message.media for message in sent] == ["photo", "voice", "document", "location", "contact"]
    assert all(message.protected for message in sent)
    assert sent[0].text == "the pipe"
    assert [message.file_unique_id for message in sent[:3]] == [
        message.file_unique_id for message in (photo, voice, paper)
    ]
    assert (sent[1].raw["voice"]["duration"], sent[2].raw["document"]["file_name"]) == (30, "act.pdf")
    assert sent[3].location == (43.2, 76.9)
    assert sent[4].contact == {"phone_number": "+77010000000", "first_name": "Aigerim", "last_name": "S"}
    assert (sent[4].file_id, sent[0].contact) == (None, None)


async def test_a_persons_album_is_several_messages_with_one_id(chat: Conversation, call: Wire) -> None:
    parts = await chat.send_album([png(3, 3), png(4, 4), png(5, 5)], caption="the yard")
    papers = await chat.send_album([b"%PDF 1", b"%PDF 2"], kind="document")

    heard = [update["message"] for update in await call.result("getUpdates")]
    assert [message["media_group_id"] for message in heard] == [parts[0].album] * 3 + [papers[0].album] * 2
    assert parts[0].album != papers[0].album
    assert [message.get("caption") for message in heard] == ["the yard", None, None, None, None]
    assert [part.media for part in (*parts, *papers)] == ["photo"] * 3 + ["document"] * 2


async def test_an_album_is_sent_on_by_its_files(
    sandbox: Sandbox, chat: Conversation, coordinator: Conversation
) -> None:
    photos = await chat.send_album([png(3, 3), png(4, 4)])
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    async with AiogramBot(TOKEN, session=session) as bot:
        media: list[MediaUnion] = [InputMediaPhoto(media=photo.file_id or "") for photo in photos]
        await bot.send_media_group(coordinator.id, media, protect_content=True)
        first, second = [await coordinator.reply() for _ in range(2)]
        assert first.album is not None
        assert first.album == second.album != photos[0].album
        assert first.protected
        assert second.protected
        papers = await chat.send_album([b"1", b"2"], kind="document")
        await bot.send_media_group(
            coordinator.id, [InputMediaDocument(media=paper.file_id or "") for paper in papers]
        )
        assert (await coordinator.reply()).media == "document"


async def test_copies_and_forwards_keep_albums_together(
    chat: Conversation, coordinator: Conversation, call: Wire
) -> None:
    parts = await chat.send_album([png(3, 3), png(4, 4)], caption="the yard")
    alone = await chat.send("and words")
    ids = [message.id for message in (*parts, alone)]
    for method in ("copyMessages", "forwardMessages"):
        await call.result(method, chat_id=coordinator.id, from_chat_id=chat.id, message_ids=ids)
        first, second, third = [await coordinator.reply() for _ in range(3)]
        assert first.album is not None
        assert first.album == second.album != parts[0].album
        assert third.album is None
        assert first.text == "the yard"
    await call.result("copyMessages", chat_id=coordinator.id, from_chat_id=chat.id, message_ids=ids[:1])
    assert (await coordinator.reply()).album is None


async def test_a_protected_message_can_neither_be_forwarded_nor_copied(
    chat: Conversation, call: Wire
) -> None:
    sent = await call.result("sendMessage", chat_id=chat.id, text="secret", protect_content=True)
    source = {"chat_id": chat.id, "from_chat_id": chat.id, "message_id": sent["message_id"]}

    assert chat.last.protected
    with pytest.raises(CannotDo, match="this message is protected"):
        await chat.forward(chat.last)
    assert await call.refusal("forwardMessage", **source) == (
        400, "Bad Request: message can't be forwarded",
    )  # fmt: skip
    assert await call.refusal("copyMessage", **source) == (400, "Bad Request: message can't be copied")


async def test_a_card_says_whose_account_it_is(chat: Conversation, call: Wire) -> None:
    own = await chat.share_contact()
    other = await chat.send_contact("+77010000000", "Somebody", user_id=7)
    unknown = await chat.send_contact("+77020000000", "Nobody")

    assert own.contact == {
        "phone_number": own.raw["contact"]["phone_number"], "first_name": "Aigerim", "last_name": "S",
        "user_id": chat.id,
    }  # fmt: skip
    assert other.contact == {"phone_number": "+77010000000", "first_name": "Somebody", "user_id": 7}
    assert "user_id" not in (unknown.contact or {})
    assert len(await call.result("getUpdates")) == 3


async def test_everything_can_answer_an_earlier_message(
    chat: Conversation, coordinator: Conversation, call: Wire
) -> None:
    await call.result("sendMessage", chat_id=chat.id, text="your question?")
    question = chat.last
    answers = [
        await chat.reply_to(question, "words"),
        await chat.send_photo(png(), reply_to=question),
        await chat.send_voice(b"OggS", reply_to=question),
        await chat.send_document(b"%PDF", reply_to=question),
        await chat.share_location(43.2, 76.9, reply_to=question),
        await chat.send_contact("+7", "A", reply_to=question),
        await chat.send_content({"sticker": {"emoji": "👍"}}, reply_to=question),
        *await chat.send_album([png(3, 3), png(4, 4)], reply_to=question),
    ]

    assert {answer.reply_to for answer in answers} == {question.id}
    heard = [update["message"] for update in await call.result("getUpdates")][-9:]
    assert [message["reply_to_message"]["text"] for message in heard] == ["your question?"] * 9
    with pytest.raises(CannotDo, match="that message is in another chat"):
        await coordinator.reply_to(question, "not mine")


async def test_a_recording_that_says_no_length_lasts_a_second(chat: Conversation) -> None:
    assert (await chat.send_voice(b"OggS")).raw["voice"]["duration"] == 1
    assert (await chat.send_voice(b"ID3")).raw["voice"]["duration"] == 1
    assert (await chat.send_voice(b"OggS" + b"\x00" * 40)).raw["voice"]["duration"] == 1
    assert (await chat.send_voice(HALF_A_MINUTE, duration=75)).raw["voice"]["duration"] == 75


async def test_a_persons_file_can_be_downloaded_by_its_bot(
    sandbox: Sandbox, chat: Conversation, call: Wire, http: aiohttp.ClientSession
) -> None:
    voice = await chat.send_voice(HALF_A_MINUTE)
    described = await call.result("getFile", file_id=voice.file_id)

    async with http.get(f"{sandbox.url}/file/bot{TOKEN}/{described['file_path']}") as answer:
        assert await answer.read() == HALF_A_MINUTE
