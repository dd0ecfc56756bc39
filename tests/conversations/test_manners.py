"""Every message is answered, nobody is written to who does not want it, and groups are left alone."""

import pytest

from bot.domain.language import Language
from sandbox import BotSilent, Sandbox
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

SILENCE = 0.3
"""Seconds after which a bot that was to say nothing has said nothing."""


@pytest.mark.parametrize("kind", ["photo", "album", "document", "voice", "contact", "forwarded photo"])
async def test_whatever_is_sent_is_answered_with_what_can_be_sent(visitor: Citizen, kind: str) -> None:
    chat = visitor.chat
    match kind:
        case "photo":
            await chat.send_photo(b"a door", caption="Семей")
        case "album":
            await chat.send_photo(b"a door", album="1")
        case "document":
            await chat.send_document(b"minutes", name="minutes.pdf")
        case "voice":
            await chat.send_voice(b"hello")
        case "contact":
            await chat.share_contact("+77010000000", "Somebody")
        case "forwarded photo":
            await chat.forward(await chat.send_photo(b"a door"), hidden=True)

    answer = await chat.reply()

    assert answer.text == visitor.words.beginning("I understand only text")
    assert answer.buttons == [visitor.labels("Menu", "Help")]
    assert (await visitor.press("Help")).text


async def test_a_forwarded_text_is_read_like_a_typed_one(visitor: Citizen) -> None:
    own = await visitor.chat.send("Семей")
    first = await visitor.chat.reply()

    await visitor.chat.forward(own)

    assert (await visitor.chat.reply()).text == first.text


async def test_who_blocks_the_bot_is_remembered_and_who_comes_back_is_answered(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    assert not await busy_bot.has_blocked(visitor)
    await visitor.chat.block()
    await busy_bot.settled()
    assert await busy_bot.has_blocked(visitor)

    await visitor.chat.unblock()
    with pytest.raises(BotSilent):
        await visitor.chat.reply(SILENCE)
    await busy_bot.settled()
    assert not await busy_bot.has_blocked(visitor)
    assert (await visitor.write("/menu")).text == visitor.words("What are you looking for?")


async def test_a_group_is_left_alone(busy_bot: RunningBot) -> None:
    sandbox = busy_bot.sandbox
    member = await sandbox.person("Member", language_code="ru")
    group = await sandbox.group("Village", [member], [busy_bot.telegram])
    chat = member.in_group(group)

    for words in ("/start@dostyq_bot", "/help", "@dostyq_bot Семей"):
        await chat.send(words)
    await chat.share_location(50.4, 80.2)
    await busy_bot.settled()

    assert sandbox.journal.calls(chat_id=group.id) == []


async def test_the_answers_come_in_the_order_of_the_questions(visitor: Citizen) -> None:
    towns = ["Семей", "Алматы", "Астана", "Шымкент", "Павлодар"]
    for town in towns:
        await visitor.chat.send(town)

    answers = [await visitor.chat.reply() for _ in towns]

    title = "{town}: the nearest Houses of Friendship"
    if visitor.language is not Language.ENGLISH:
        assert [answer.text.splitlines()[0] for answer in answers] == [
            visitor.words(title, town=town) for town in towns
        ]


async def test_before_any_facts_are_loaded_the_bot_is_polite(sandbox: Sandbox, sqlite_url: str) -> None:
    bot = RunningBot(sandbox, sqlite_url)
    await bot.start()
    try:
        somebody = await bot.meet("kk")
        await somebody.start()
        for words in ("/houses", "/schools", "Семей", "корей тілі", "/help"):
            assert (await somebody.write(words)).buttons
        assert (await somebody.share(50.4, 80.2)).buttons
        assert await somebody.chat.inline("") == []
        await bot.check_manners()
    finally:
        await bot.stop()


@pytest.mark.parametrize("facts_url", ["sqlite", "postgresql"], indirect=True)
async def test_on_either_database_one_comes_from_start_to_a_card_and_a_correction(bot: RunningBot) -> None:
    somebody = await bot.meet("kk")
    await somebody.start()
    found = await somebody.write("Семей")
    card = await somebody.press(found.buttons[0][0])
    await somebody.press("Tell us what is wrong")
    thanks = await somebody.write("Телефон: 8 (7222) 00-00-00")
    await somebody.press("Қазақша", on=await somebody.write("/language"))

    assert card.text.startswith(bot.house("semey").name.kk)
    assert thanks.text == somebody.words("Thank you. The editors will check it and correct the directory.")
    assert [correction.text for correction in await bot.corrections()] == ["Телефон: 8 (7222) 00-00-00"]
    await somebody.chat.block()
    await bot.settled()
    assert await bot.has_blocked(somebody)
