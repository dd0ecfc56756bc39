"""A citizen adds to a request and replies to the council: by a button, by a reply, or by just typing."""

from collections import Counter

import pytest

from bot.domain.language import Language
from bot.domain.reception.messages import Piece, PieceKind, Purpose
from bot.domain.reception.states import RequestState
from sandbox import StillClock
from tests.conversations.coordinators import person_of, sent
from tests.conversations.council_at_work import matter
from tests.conversations.running import RunningBot
from tests.sandbox.pictures import png

pytestmark = pytest.mark.asyncio(loop_scope="session")

REPLY = "It is house <12> & the lamp {by} the gate"


async def test_a_question_is_answered_by_its_button(bot: RunningBot, language: Language) -> None:
    one = await matter(bot, language)
    citizen = one.citizen
    question = await one.ask("Which house is it?")

    asked = await citizen.press("Reply", on=question)
    receipt = await citizen.write(REPLY)

    assert "Which house is it?" in asked.text
    assert citizen.labels("Cancel") in asked.buttons
    assert one.request.number in receipt.text
    assert (await one.said())[-1].text == REPLY
    assert (await one.now()).state is RequestState.IN_PROGRESS


async def test_a_reply_to_the_councils_message_needs_no_button(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    question = await one.ask("Which house is it?")

    await one.citizen.chat.reply_to(question, REPLY)
    receipt = await one.citizen.chat.reply()

    assert one.request.number in receipt.text
    assert (await one.said())[-1].text == REPLY
    assert (await one.now()).state is RequestState.IN_PROGRESS


async def test_every_kind_of_file_and_a_place_can_be_added(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    chat, page = one.citizen.chat, await one.open()

    await chat.send_voice(b"OggS" * 20, reply_to=page)
    await chat.reply()
    await chat.send_document(
        b"%PDF", name="paper.pdf", mime_type="application/pdf", caption="See", reply_to=page
    )
    await chat.reply()
    await chat.share_location(50.41, 80.25, reply_to=page)
    await chat.reply()
    await chat.send_photo(png(), caption="The lamp", reply_to=page)
    await chat.reply()

    _matter, *added = await one.said()
    assert [piece.kind for piece in added] == [
        PieceKind.VOICE,
        PieceKind.DOCUMENT,
        PieceKind.PLACE,
        PieceKind.PHOTO,
    ]
    assert [piece.text for piece in added] == ["", "See", "", "The lamp"]
    assert (await one.now()).state is RequestState.IN_PROGRESS


async def test_an_album_is_kept_whole_and_answered_once(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    await one.open()
    await one.citizen.press("Add something")
    before = len(one.citizen.chat.messages)

    await one.citizen.chat.send_album([png(3, 3), png(4, 4), png(5, 5)], caption="Three sides")
    await one.citizen.chat.reply()
    await bot.settled()

    _matter, *added = await one.said()
    assert [piece.kind for piece in added] == [PieceKind.PHOTO] * 3
    assert len({piece.album for piece in added}) == 1
    assert len(one.citizen.chat.messages) == before + 3 + 1


async def test_what_can_not_be_carried_is_refused_and_the_question_stays_open(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    citizen = one.citizen
    await one.open()
    await citizen.press("Add something")

    await citizen.chat.send_document(b"MZ", name="virus.exe", mime_type="application/x-msdownload")
    document = await citizen.chat.reply()
    await citizen.chat.send_content({"dice": {"emoji": "🎲", "value": 4}})
    dice = await citizen.chat.reply()
    long = await citizen.write("ы" * 3001)
    taken = await citizen.write("ы" * 3000)

    assert document.text == citizen.words(
        "This type of document can’t be passed on. Send a PDF or a picture."
    )
    assert citizen.labels("Cancel") in dice.buttons
    assert long.text == citizen.words.counted(
        "This text is {count} character too long. Shorten it, or send it in two messages.",
        "This text is {count} characters too long. Shorten it, or send it in two messages.",
        1,
    )
    assert one.request.number in taken.text
    assert [len(piece.text) for piece in await one.said()][-1] == 3000


async def test_a_cancelled_question_takes_nothing_more(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    await one.open()
    await one.citizen.press("Add something")

    page = await one.citizen.press("Cancel")
    found = await one.citizen.write("Semey")

    assert page.text.startswith(f"Request {one.request.number}")
    assert "Semey" in found.text
    assert len(await one.said()) == 1


async def test_a_message_that_shows_something_else_by_now_is_not_about_the_request(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    page = await one.open()
    menu = await one.citizen.press("Menu", on=page)

    await one.citizen.chat.reply_to(menu, "Semey")
    found = await one.citizen.chat.reply()

    assert menu.id == page.id
    assert "Semey" in found.text
    assert len(await one.said()) == 1


async def test_nobody_can_reply_into_a_request_of_somebody_else(bot: RunningBot) -> None:
    one, other = await matter(bot, Language.ENGLISH), await bot.meet(Language.ENGLISH)
    request = await sent(bot, other)
    person = await person_of(bot, other)
    await other.start(f"my_{request.number}")
    page = await other.chat.reply()
    await bot.app.services.own_requests.keep_shown(one.request.id, person.id, page.id)

    await other.chat.reply_to(page, "This is not mine")
    await other.chat.reply()

    assert len(await one.said()) == 1


async def test_free_text_is_offered_as_the_reply_that_the_council_waits_for(
    bot: RunningBot, language: Language
) -> None:
    one = await matter(bot, language)
    citizen = one.citizen
    await one.ask("Which house is it?")

    offer = await citizen.write(REPLY)
    receipt = await citizen.press("Yes, send it")

    assert offer.text == citizen.words(
        "Is this your reply to the council’s question about request {number}?", number=one.request.number
    )
    assert receipt.id == offer.id
    assert (await one.said())[-1].text == REPLY
    assert (await one.now()).state is RequestState.IN_PROGRESS


async def test_the_offer_pressed_twice_sends_the_reply_once(
    bot: RunningBot, expected_refusals: Counter[str]
) -> None:
    expected_refusals["editMessageText"] = 1  # “not modified”: the receipt stands there already
    one = await matter(bot, Language.ENGLISH)
    await one.ask("Which house is it?")
    offer = await one.citizen.write(REPLY)

    await one.citizen.press("Yes, send it", on=offer)
    await one.citizen.chat.press_old(offer, "Yes, send it")

    assert [piece.text for piece in await one.said()].count(REPLY) == 1


async def test_an_offer_too_old_to_show_what_was_typed_asks_to_write_again(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    await one.ask("Which house is it?")
    offer = await one.citizen.write(REPLY)
    await one.citizen.chat.delete(offer)

    again = await one.citizen.press("Yes, send it", on=offer)

    assert "write it once more" in again.text
    assert ["Reply"] in again.buttons
    assert (await one.now()).state is RequestState.WAITING_FOR_CITIZEN


async def test_whoever_says_no_is_not_asked_again(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    await one.ask("Which house is it?")
    await one.citizen.write(REPLY)

    await one.citizen.press("No")
    second = await one.citizen.write(REPLY)

    assert "Is this your reply" not in second.text
    assert len(await one.said()) == 2


@pytest.mark.parametrize("text", ["Семей", "lessons of Korean language", "/help"])
async def test_places_languages_and_commands_are_not_taken_for_a_reply(bot: RunningBot, text: str) -> None:
    one = await matter(bot, Language.ENGLISH)
    await one.ask("Which house is it?")

    answer = await one.citizen.write(text)

    assert "Is this your reply" not in answer.text


async def test_words_of_danger_in_a_reply_reach_the_owner_and_bring_the_helplines(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    question = await one.ask("Which house is it?")

    await one.citizen.chat.reply_to(question, "I want to kill myself")
    care = await one.citizen.chat.reply()

    assert "111" in care.text
    assert (await one.said())[-1].text == "I want to kill myself"
    person = await person_of(bot, one.citizen)
    requests = (await bot.app.services.own_requests.mine(person.id)).own
    assert [request.care is not None for request in requests].count(True) == 1


async def test_what_is_said_again_after_a_crash_is_kept_once(bot: RunningBot, clock: StillClock) -> None:
    one = await matter(bot, Language.ENGLISH)
    person = await person_of(bot, one.citizen)
    piece, own = Piece(kind=PieceKind.TEXT, text=REPLY), bot.app.services.own_requests

    for _ in range(2):
        await own.say(one.request.id, person.id, piece, "the same update")
        clock.advance(1)

    messages = (await own.open(one.request.id, person.id)).messages
    assert [message.purpose for message in messages] == [Purpose.MATTER, Purpose.ADDITION]
