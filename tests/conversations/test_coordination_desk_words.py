"""The words and files of a citizen in the owner's private chat, and replies that go back to the citizen."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio

from bot.domain.geo import Point
from bot.domain.reception.messages import LONGEST_TEXT, Piece, PieceKind, Purpose, RequestMessage
from bot.domain.reception.request import Request
from sandbox import SeenMessage
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import (
    WORDS,
    Staff,
    dismissed_coordinator,
    person_of,
    photo,
    sent,
    taken,
    voice,
)
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

OPENINGS = "SELECT actor_id FROM audit WHERE act = 'request.opened' AND subject = :subject"

NOT_SENT = "This request is not open to you. It belongs to those who work for its council."


@pytest_asyncio.fixture(loop_scope="session")
async def staff(busy_bot: RunningBot, expected_refusals: Counter[str]) -> AsyncIterator[Staff]:
    working = Staff(busy_bot)
    yield working
    await working.leave()
    await busy_bot.check_manners(expected_refusals)


async def opened(staff: Staff, owner: Citizen, request: Request) -> SeenMessage:
    """Let somebody take the request, and give the words."""
    await taken(staff.bot, owner, request)
    await owner.write(request.number)
    return await owner.press("Read the request")


async def said_to(bot: RunningBot, citizen: Citizen, request: Request) -> Sequence[RequestMessage]:
    """Give what the council has said to the citizen."""
    person = await person_of(bot, citizen)
    own = await bot.app.services.own_requests.open(request.id, person.id)
    return [message for message in own.messages if not message.purpose.is_citizens]


async def test_each_opening_is_written_down(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen)

    await opened(staff, owner, request)
    await owner.press("Card")
    await owner.press("Read the request")

    rows = await staff.bot.database.fetch(OPENINGS, subject=f"request/{request.id}")
    person = await person_of(staff.bot, owner)
    assert [row["actor_id"] for row in rows] == [person.id, person.id]


async def test_a_press_under_the_words_leaves_them_to_be_read(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    words = await opened(staff, owner, await sent(staff.bot, citizen))

    card = await owner.press("Card", on=words)
    asked = await owner.press("Answer", on=words)

    assert words.id < card.id < asked.id
    assert any(message.id == words.id and WORDS in message.text for message in owner.chat.messages)


async def test_the_longest_matter_arrives_whole(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    parts = ["🙂" * LONGEST_TEXT, "a <b>word</b> & " * 180, "б" * LONGEST_TEXT]
    pieces = tuple(Piece(kind=PieceKind.TEXT, text=part) for part in parts)
    request = await sent(staff.bot, citizen, "The beginning.", pieces=pieces)

    await opened(staff, owner, request)
    await staff.bot.settled()

    words = [message for message in owner.chat.messages if message.protected]
    shown = "".join(message.text for message in words)
    for part in parts:
        assert "".join(part.split()) in "".join(shown.replace(f"{request.number}, continued", "").split())
    assert all(message.text.startswith(request.number) for message in words)
    assert [bool(message.buttons) for message in words] == [False] * (len(words) - 1) + [True]


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>bold</b> & <script>alert(1)</script>",
        "</code></pre>{name} %s {0} \\n",
        "\u2067right to left\u2069",
        "_*[](tg://user?id=1)~`>#+-=|{}.!",
        "=1+1;DROP TABLE requests",
    ],
)
async def test_names_and_words_arrive_as_they_were_written(staff: Staff, hostile: str) -> None:
    owner, citizen = await staff.hire(hostile[:64]), await staff.citizen()
    request = await sent(staff.bot, citizen, hostile, name=hostile)

    words = await opened(staff, owner, request)
    card = await owner.press("Card", on=words)

    assert f"From: {hostile}" in words.text
    assert words.text.endswith(hostile)
    assert f"Owner: {hostile[:64]}" in card.text


async def test_files_are_shown_in_albums_and_nothing_can_be_passed_on(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    await citizen.start()
    pieces = (
        await photo(citizen, "the <gate>", "a"),
        await photo(citizen, album="a"),
        await voice(citizen),
        Piece(kind=PieceKind.PLACE, point=Point(50.4, 80.25)),
    )
    request = await sent(staff.bot, citizen, pieces=pieces)
    words = await opened(staff, owner, request)

    await owner.chat.press("Show files")
    await staff.bot.settled()

    shown = [message for message in owner.chat.messages if message.id > words.id]
    assert [message.media for message in shown] == ["photo", "photo", "voice", "venue", None]
    assert shown[0].album == shown[1].album is not None
    assert shown[0].text == f"{request.number} · The citizen’s request\nthe <gate>"
    assert shown[3].location == (50.4, 80.25)
    assert all(message.protected for message in shown)
    assert shown[-1].buttons[0] == ["Answer", "Ask the citizen"]


async def test_a_file_that_telegram_lost_does_not_hide_the_others(
    staff: Staff, expected_refusals: Counter[str]
) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    await citizen.start()
    pieces = (await photo(citizen), Piece(kind=PieceKind.PHOTO, file_id="gone"))
    expected_refusals.update(sendMediaGroup=1, sendPhoto=1)
    words = await opened(staff, owner, await sent(staff.bot, citizen, pieces=pieces))

    await owner.chat.press("Show files")
    await staff.bot.settled()

    shown = [message for message in owner.chat.messages if message.id > words.id]
    assert [message.media for message in shown] == ["photo", None]
    assert "Telegram no longer gives these files out: 1" in shown[-1].text


async def test_a_reply_is_the_answer(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen)
    words = await opened(staff, owner, request)

    await owner.chat.reply_to(words, "The lamp is being repaired.")
    told = await owner.chat.reply()
    await owner.chat.reply_to(told, "It is done by Friday.")
    await owner.chat.reply()

    assert told.text.endswith("Sent to the citizen. I will write if it does not arrive.")
    assert told.buttons == [["Card", "Desk"]]
    answers = await said_to(staff.bot, citizen, request)
    assert [answer.piece.text for answer in answers] == [
        "The lamp is being repaired.",
        "It is done by Friday.",
    ]
    assert {answer.purpose for answer in answers} == {Purpose.ANSWER}


async def test_a_reply_to_a_card_or_a_file_is_an_answer_too(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    await citizen.start()
    request = await sent(staff.bot, citizen, pieces=(await voice(citizen),))
    words = await opened(staff, owner, request)
    await owner.chat.press("Show files")
    await staff.bot.settled()
    file = next(message for message in owner.chat.messages if message.id > words.id)
    card = await owner.press("Card", on=words)

    for number, answered in enumerate((file, card)):
        await owner.chat.reply_to(answered, f"Answer {number}")
        await owner.chat.reply()

    answers = await said_to(staff.bot, citizen, request)
    assert [answer.piece.text for answer in answers] == ["Answer 0", "Answer 1"]


async def test_photos_voices_and_albums_are_answers(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen)
    words = await opened(staff, owner, request)

    await owner.chat.send_voice(b"a recording", reply_to=words)
    await owner.chat.reply()
    await owner.chat.send_album([b"one", b"two", b"three"], caption="The new lamps", reply_to=words)
    await owner.chat.reply()
    await staff.bot.settled()

    answers = await said_to(staff.bot, citizen, request)
    assert [answer.piece.kind for answer in answers] == [PieceKind.VOICE, *([PieceKind.PHOTO] * 3)]
    confirmed = [message for message in owner.chat.messages if "Sent to the citizen" in message.text]
    assert len(confirmed) == 2


async def test_after_an_album_a_reply_is_an_answer_again(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    first, second = await sent(staff.bot, citizen), await sent(staff.bot, citizen, key="second")
    words, others = await opened(staff, owner, first), await opened(staff, owner, second)
    await owner.chat.send_album([b"one", b"two"], reply_to=words)
    await owner.chat.reply()
    await staff.bot.settled()

    await owner.chat.reply_to(others, "And this is for the second.")
    await owner.chat.reply()

    assert len(await said_to(staff.bot, citizen, first)) == 2
    [answer] = await said_to(staff.bot, citizen, second)
    assert answer.piece.text == "And this is for the second."


async def test_what_cannot_be_carried_is_said_so_and_not_sent(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen)
    words = await opened(staff, owner, request)

    await owner.chat.send_document(b"\x7fELF", name="run.sh", reply_to=words)
    told = await owner.chat.reply()

    assert "Nothing was sent to the citizen." in told.text
    assert not await said_to(staff.bot, citizen, request)


async def test_a_reply_of_somebody_who_is_no_longer_there_is_refused_and_shows_nothing(
    staff: Staff,
) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen)
    words = await opened(staff, owner, request)
    await dismissed_coordinator(staff.bot, owner)

    await owner.chat.reply_to(words, "I answer all the same.")
    told = await owner.chat.reply()

    assert told.text == NOT_SENT
    assert not await said_to(staff.bot, citizen, request)


async def test_a_reply_to_what_now_shows_another_request_does_not_go_astray(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    first, second = await sent(staff.bot, citizen), await sent(staff.bot, citizen, key="second")
    await taken(staff.bot, owner, first)
    await taken(staff.bot, owner, second)
    card = await owner.write(first.number)
    desk = await owner.press("Desk", on=card)
    assert desk.id == card.id

    await owner.chat.reply_to(desk, "For the first, I think.")
    await owner.chat.reply()
    mine = await owner.press("Mine: 2", on=desk)
    other = await owner.press(f"{second.number} · Roads", on=mine)
    await owner.chat.reply_to(other, "For the second.")
    await owner.chat.reply()

    assert not await said_to(staff.bot, citizen, first)
    assert [one.piece.text for one in await said_to(staff.bot, citizen, second)] == ["For the second."]


async def test_while_a_question_is_being_written_a_reply_to_another_request_is_its_answer(
    staff: Staff,
) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    first, second = await sent(staff.bot, citizen), await sent(staff.bot, citizen, key="second")
    words, others = await opened(staff, owner, first), await opened(staff, owner, second)

    await owner.press("Ask the citizen", on=words)
    await owner.chat.reply_to(others, "This is the answer for the second.")
    await owner.chat.reply()
    await owner.write("This is for nobody any more.")
    await owner.press("Ask the citizen", on=words)
    await owner.chat.reply_to(words, "In which street?")
    await owner.chat.reply()

    [question] = await said_to(staff.bot, citizen, first)
    [answer] = await said_to(staff.bot, citizen, second)
    assert (question.purpose, question.piece.text) == (Purpose.QUESTION, "In which street?")
    assert (answer.purpose, answer.piece.text) == (Purpose.ANSWER, "This is the answer for the second.")


async def test_commands_and_keys_are_no_answers_even_as_replies(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen)
    words = await opened(staff, owner, request)

    for typed in ("/desk", "Menu"):
        await owner.chat.reply_to(words, typed)
        await owner.chat.reply()

    assert not await said_to(staff.bot, citizen, request)


async def test_words_of_danger_in_an_answer_go_to_the_citizen_and_make_no_request(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen)
    words = await opened(staff, owner, request)
    danger = "If you want to die, call 150 at once."

    await owner.chat.reply_to(words, danger)
    await owner.chat.reply()
    await owner.press("Answer", on=words)
    told = await owner.write(danger)

    assert "helpline" not in told.text.casefold()
    assert [one.piece.text for one in await said_to(staff.bot, citizen, request)] == [danger, danger]


async def test_the_same_reply_repeated_is_sent_once(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen)
    await opened(staff, owner, request)
    person = await person_of(staff.bot, owner)
    piece, services = Piece(kind=PieceKind.TEXT, text="Once."), staff.bot.app.services

    await asyncio.gather(
        *(services.coordinating.answer(request.id, person.id, piece, "one:key") for _ in range(5))
    )

    assert len(await said_to(staff.bot, citizen, request)) == 1
