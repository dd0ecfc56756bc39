"""The matter of a request: words, photos, voice messages, documents and places."""

import asyncio
from datetime import UTC, datetime

import pytest
from aiogram.types import Chat, Message, Update, User

from bot.domain.geo import Point
from bot.domain.reception.messages import LARGEST_FILE, LONGEST_TEXT, MOST_PIECES, PieceKind
from bot.domain.reception.request import ReplyWay
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot
from tests.conversations.writing_requests import (
    MATTER,
    SEND,
    at_check,
    at_matter,
    at_name,
    at_way,
    draft_of,
    past_similar,
    request_of,
    said_in,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

WAY = "How shall the council answer you?"

PDF = "application/pdf"


async def kinds(bot: RunningBot, citizen: Citizen) -> list[PieceKind]:
    """Give what the draft holds, part by part."""
    draft = await draft_of(bot, citizen)
    return [piece.kind for piece in draft.pieces] if draft else []


async def test_the_limits_are_said_before_anything_is_sent(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")

    asked = await at_matter(busy_bot, somebody)

    topic = busy_bot.directory.topic("dispute")
    assert topic is not None
    assert somebody.reads(topic.hint) in asked.text
    for limit in ("up to 3000 characters", "10 parts in all", "up to 20 MB"):
        assert limit in asked.text


async def test_a_voice_message_is_enough(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await at_matter(busy_bot, somebody)

    await somebody.chat.send_voice(b"a recording")
    received = await somebody.chat.reply()
    await past_similar(somebody, await somebody.press("Go on"))
    await somebody.press("Here, in this chat")
    await somebody.press("Do not show my name")
    await somebody.press(SEND)

    [said] = await said_in(busy_bot, somebody, await request_of(busy_bot, somebody))
    assert received.text.startswith("Received: 1 voice message")
    assert said.piece.kind is PieceKind.VOICE
    assert said.piece.file_id


async def test_files_a_place_and_words_are_counted_and_go_together(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    await at_matter(busy_bot, somebody)

    await somebody.chat.send_photo(b"a picture", caption="the <gate>")
    await somebody.chat.reply()
    await somebody.chat.send_document(b"a letter", name="letter.pdf", mime_type=PDF)
    await somebody.chat.reply()
    await somebody.share(50.4, 80.25)
    received = await somebody.write("and it is loud & late")

    draft = await draft_of(busy_bot, somebody)
    assert draft is not None
    assert received.text.startswith("Received: 1 text, 1 photo, 1 document and 1 place on the map")
    assert "the <gate>\nand it is loud & late" in received.text
    assert "Add up to 6 parts more" in received.text
    assert draft.pieces[2].point == Point(50.4, 80.25)


async def test_an_album_is_kept_whole_and_shown_on_one_screen(busy_bot: RunningBot, visitor: Citizen) -> None:
    asked = await at_matter(busy_bot, visitor)

    await visitor.chat.send_album([b"one", b"two", b"three"], caption="three sides of it")
    await busy_bot.settled()

    draft = await draft_of(busy_bot, visitor)
    shown = [message for message in visitor.chat.messages if message.id > asked.id and message.buttons]
    assert draft is not None
    assert [piece.kind for piece in draft.pieces] == [PieceKind.PHOTO] * 3
    assert len({piece.album for piece in draft.pieces}) == 1
    assert draft.pieces[0].text == "three sides of it"
    [screen] = shown
    three = visitor.words.counted("{count} photo", "{count} photos", 3)
    assert screen.text.startswith(visitor.words("<b>Received: {parts}</b>", parts=three)[3:-4])


async def test_an_album_beyond_the_limit_is_cut_and_said_so(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await at_matter(busy_bot, somebody)

    await somebody.chat.send_album([b"a"] * 10)
    await somebody.chat.send_album([b"b"] * 3)
    await busy_bot.settled()

    assert len(await kinds(busy_bot, somebody)) == MOST_PIECES
    assert somebody.chat.last.text.startswith("A request can have 10 parts: this one has them already.")
    assert "Add up to" not in somebody.chat.last.text


async def test_a_text_of_the_longest_length_is_taken_and_a_longer_one_is_not(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    await at_matter(busy_bot, somebody)

    refused = await somebody.write("ә" * (LONGEST_TEXT + 7))
    taken = await past_similar(somebody, await somebody.write("ә" * LONGEST_TEXT))

    assert refused.text.startswith("This text is 7 characters too long.")
    assert "What has happened?" in refused.text
    assert taken.text.startswith(WAY)


def document(**fields: object) -> dict[str, object]:
    return {"document": {"file_id": "d", "file_unique_id": "d", **fields}}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({"dice": {"emoji": "🎲", "value": 1}}, "This can’t be passed on."),
        (document(mime_type="application/zip"), "This type of document can’t be passed on."),
        (
            document(mime_type=PDF, file_size=LARGEST_FILE + 1),
            "This file is too large. Send one of at most 20 MB.",
        ),
    ],
)
async def test_what_cannot_be_carried_is_refused_and_what_is_there_stays(
    busy_bot: RunningBot, citizen: Meet, content: dict[str, object], why: str
) -> None:
    somebody = await citizen("en")
    await at_matter(busy_bot, somebody)
    await somebody.chat.send_voice(b"a recording")
    await somebody.chat.reply()

    await somebody.chat.send_content(content)
    refused = await somebody.chat.reply()

    assert refused.text.startswith(why)
    assert "Received: 1 voice message" in refused.text
    assert await kinds(busy_bot, somebody) == [PieceKind.VOICE]


async def test_words_that_come_after_the_matter_are_added_to_it(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await at_way(busy_bot, somebody)

    again = await somebody.write("And one thing more")
    await somebody.press("Here, in this chat", on=again)
    await somebody.press("Do not show my name")
    check = await somebody.write("And the last")

    assert again.text.startswith("I have added this to what you wrote.")
    assert WAY in again.text
    assert check.text.startswith("I have added this to what you wrote.")
    assert f"{MATTER}\nAnd one thing more\nAnd the last" in check.text


async def test_a_file_that_comes_after_the_matter_is_added_to_it(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await at_check(busy_bot, somebody)

    await somebody.chat.send_photo(b"a picture")
    received = await somebody.chat.reply()
    check = await somebody.press("Go on")

    assert received.text.startswith("Received: 1 text and 1 photo")
    assert check.text.startswith("Check your request")
    assert "Attached: 1 photo" in check.text


async def test_a_place_lost_in_a_restart_is_asked_for_again(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    asked = await at_matter(busy_bot, somebody)
    await busy_bot.settled()
    user = User(id=somebody.chat.id, is_bot=False, first_name="Citizen")
    chat = Chat(id=somebody.chat.id, type="private")
    lost = Message(message_id=asked.id + 1, date=datetime.now(UTC), chat=chat, from_user=user)

    app = busy_bot.app
    await app.dispatcher.feed_update(app.bot, Update(update_id=10**9 + 1, message=lost), position_lost=True)

    again = somebody.chat.last
    assert again.text.startswith("Share the place once more")
    assert "What has happened?" in again.text


async def test_parts_sent_at_the_same_time_are_all_kept(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await at_matter(busy_bot, somebody)

    await asyncio.gather(*(somebody.chat.send_photo(b"a picture") for _ in range(8)))
    await busy_bot.settled()

    assert await kinds(busy_bot, somebody) == [PieceKind.PHOTO] * 8


async def test_the_own_number_is_taken_and_the_usual_keys_come_back(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    await at_way(busy_bot, somebody)

    await somebody.press("By phone")
    with_contact = somebody.chat.keyboard
    await somebody.chat.share_contact("77011234567", user_id=somebody.chat.id)
    await busy_bot.settled()
    asked = somebody.chat.last

    draft = await draft_of(busy_bot, somebody)
    assert with_contact[0] == ["Share my phone number"]
    assert somebody.chat.keyboard == with_contact[1:]
    assert draft is not None
    assert (draft.reply_way, draft.phone) == (ReplyWay.PHONE, "+77011234567")
    assert asked.text.startswith("Shall the council see your name?")


@pytest.mark.parametrize("user_id", [None, 4242])
async def test_a_number_of_somebody_else_is_not_taken(
    busy_bot: RunningBot, citizen: Meet, user_id: int | None
) -> None:
    somebody = await citizen("en")
    await at_way(busy_bot, somebody)
    await somebody.press("By phone")

    await somebody.chat.send_contact("77770000000", "Somebody", user_id=user_id)
    again = await somebody.chat.reply_where(lambda message: bool(message.buttons))

    draft = await draft_of(busy_bot, somebody)
    assert again.text.startswith("This is not your own number.")
    assert draft is not None
    assert draft.phone == ""


async def test_a_typed_number_is_not_taken(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await at_way(busy_bot, somebody)
    await somebody.press("By phone")

    await somebody.chat.send("+7 701 123 45 67")
    again = await somebody.chat.reply_where(lambda message: bool(message.buttons))

    assert again.text.startswith("I take the number only from the key “Share my phone number”")


@pytest.mark.parametrize("way_back", ["← Back", "Cancel"])
async def test_without_a_number_the_usual_keys_come_back(
    busy_bot: RunningBot, citizen: Meet, way_back: str
) -> None:
    somebody = await citizen("en")
    await at_way(busy_bot, somebody)
    await somebody.press("By phone")

    await somebody.chat.press(way_back)
    await busy_bot.settled()

    assert somebody.chat.keyboard[0] == ["Find near me"]


async def test_another_way_forgets_the_number(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await at_name(busy_bot, somebody)
    await somebody.press("← Back")
    await somebody.press("By phone")
    await somebody.chat.share_contact("77011234567", user_id=somebody.chat.id)
    await busy_bot.settled()

    await somebody.press("← Back", on=somebody.chat.last)
    await somebody.press("Here, in this chat")

    draft = await draft_of(busy_bot, somebody)
    assert draft is not None
    assert (draft.reply_way, draft.phone) == (ReplyWay.HERE, "")
