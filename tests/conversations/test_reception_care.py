"""Words of danger: helplines at once, and people are told at once; never the machine alone."""

from collections.abc import Awaitable, Callable

import pytest

from bot.domain.care import CareKind
from bot.domain.councils import NATIONAL_DESK, CouncilId
from bot.domain.language import Language
from bot.domain.reception.messages import LONGEST_TEXT, PieceKind
from bot.domain.reception.request import Request
from bot.domain.reception.rules import CARE_CONSENT
from bot.domain.reception.states import RequestState
from bot.domain.topics import TopicId
from sandbox import SeenMessage
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import invited_coordinator, person_of
from tests.conversations.running import RunningBot
from tests.conversations.writing_requests import (
    MATTER,
    at_check,
    at_matter,
    at_name,
    at_topic,
    at_way,
    draft_of,
    request_of,
    requests_of,
    said_in,
    sent,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

WORDS = {
    Language.KAZAKH: "Өмір сүргім келмейді",
    Language.RUSSIAN: "Я больше не хочу жить",
    Language.ENGLISH: "I do not want to live any more",
}

DESPAIR = WORDS[Language.RUSSIAN]

PHONES = {CareKind.SELF_HARM: "111", CareKind.VIOLENCE: "102", CareKind.ETHNIC_THREAT: "102"}

ALARMED = "SELECT person_id FROM outbox WHERE kind = 'request_care' ORDER BY id"

TOLD = "SELECT kind FROM outbox WHERE person_id = :person_id ORDER BY id"


def shows_help(shown: SeenMessage, request: Request) -> bool:
    """Tell whether the helplines stand there, before anything else and with the number after them."""
    return "111" in shown.text.partition(request.number)[0]


async def test_words_of_danger_anywhere_bring_helplines_and_are_passed_on(
    busy_bot: RunningBot, visitor: Citizen
) -> None:
    shown = await visitor.write(WORDS[visitor.language])

    request = await request_of(busy_bot, visitor)
    [said] = await said_in(busy_bot, visitor, request)
    assert shows_help(shown, request)
    assert request.care is CareKind.SELF_HARM
    assert (request.place_id, request.topic_id, request.council_id) == ("", "other", NATIONAL_DESK)
    assert (request.consent_version, request.language) == (CARE_CONSENT, visitor.language)
    assert said.piece.text == WORDS[visitor.language]
    assert visitor.labels("Do not pass it on") in shown.buttons


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Муж меня избивает, помогите", CareKind.VIOLENCE), ("I want to die", CareKind.SELF_HARM)],
)
async def test_each_danger_has_its_helplines(
    busy_bot: RunningBot, citizen: Meet, words: str, kind: CareKind
) -> None:
    somebody = await citizen("ru")

    shown = await somebody.write(words)

    assert (await request_of(busy_bot, somebody)).care is kind
    for helpline in busy_bot.directory.helplines(kind):
        assert helpline.phone in shown.text
        assert somebody.reads(helpline.name) in shown.text
    assert PHONES[kind] in shown.text


@pytest.mark.parametrize("question", [at_topic, at_matter, at_way, at_name, at_check])
async def test_words_of_danger_at_any_question_go_out_with_what_was_written(
    busy_bot: RunningBot, citizen: Meet, question: Callable[[RunningBot, Citizen], Awaitable[SeenMessage]]
) -> None:
    somebody = await citizen("en")
    await question(busy_bot, somebody)
    draft = await draft_of(busy_bot, somebody)

    shown = await somebody.write(DESPAIR)

    request = await request_of(busy_bot, somebody)
    texts = [message.piece.text for message in await said_in(busy_bot, somebody, request)]
    assert draft is not None
    assert shows_help(shown, request)
    assert texts == [*(piece.text for piece in draft.pieces), DESPAIR]
    assert request.place_id == "region-abai"
    assert request.topic_id == (draft.topic_id or TopicId("other"))
    assert await draft_of(busy_bot, somebody) is None


async def test_words_of_danger_under_an_album_are_passed_on_with_all_of_it(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    asked = await at_matter(busy_bot, somebody)

    await somebody.chat.send_album([b"one", b"two", b"three"], caption=DESPAIR)
    await busy_bot.settled()

    request = await request_of(busy_bot, somebody)
    said = await said_in(busy_bot, somebody, request)
    answers = [message for message in somebody.chat.messages if message.id > asked.id and message.buttons]
    assert [message.piece.kind for message in said] == [PieceKind.PHOTO] * 3
    assert said[0].piece.text == DESPAIR
    assert len(answers) == 1
    assert shows_help(answers[0], request)


async def test_words_too_long_for_one_part_are_passed_on_all_the_same(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    words = f"{DESPAIR}. " + "а" * LONGEST_TEXT

    await somebody.write(words)

    said = await said_in(busy_bot, somebody, await request_of(busy_bot, somebody))
    assert "".join(message.piece.text for message in said) == words
    assert [len(message.piece.text) <= LONGEST_TEXT for message in said] == [True, True]


async def test_words_outside_the_form_leave_what_was_begun_there(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await at_way(busy_bot, somebody)
    await somebody.write("/help")

    await somebody.write(DESPAIR)

    request = await request_of(busy_bot, somebody)
    draft = await draft_of(busy_bot, somebody)
    assert [message.piece.text for message in await said_in(busy_bot, somebody, request)] == [DESPAIR]
    assert draft is not None
    assert draft.text == MATTER


async def test_the_council_and_the_national_desk_are_alarmed_at_once(bot: RunningBot) -> None:
    colleague = await invited_coordinator(bot, await bot.meet("en"))
    desk = await invited_coordinator(bot, await bot.meet("en"), NATIONAL_DESK)
    other = await invited_coordinator(bot, await bot.meet("en"), CouncilId("elders-astana"))
    somebody = await bot.meet("ru")
    await at_matter(bot, somebody)

    await somebody.write(DESPAIR)

    alarmed = [row["person_id"] for row in await bot.database.fetch(ALARMED)]
    assert alarmed == [(await person_of(bot, one)).id for one in (colleague, desk)]
    assert (await person_of(bot, other)).id not in alarmed


async def test_words_of_danger_are_taken_however_many_requests_are_open(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    for _ in range(5):
        await sent(busy_bot, somebody)

    await somebody.write(DESPAIR)

    assert (await requests_of(busy_bot, somebody))[-1].care is CareKind.SELF_HARM


async def test_it_can_be_taken_back_and_the_helplines_stay(busy_bot: RunningBot, visitor: Citizen) -> None:
    await visitor.write(DESPAIR)

    undone = await visitor.press("Do not pass it on")

    request = await request_of(busy_bot, visitor)
    assert request.state is RequestState.WITHDRAWN
    assert undone.text.startswith(visitor.words("It is withdrawn: nobody of the council goes on with it."))
    assert "111" in undone.text


async def test_nobody_takes_back_what_somebody_else_wrote(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody, stranger = await citizen("en"), await citizen("en")
    await somebody.write(DESPAIR)
    request = await request_of(busy_bot, somebody)
    menu = await stranger.write("/menu")

    answer = await stranger.chat.press_data(menu, f"fu:{request.id}")

    assert answer.text == "There is no such request among yours."
    assert (await request_of(busy_bot, somebody)).state is RequestState.SUBMITTED


async def test_whatever_comes_next_is_passed_on_too(busy_bot: RunningBot, visitor: Citizen) -> None:
    await visitor.write(DESPAIR)

    words = await visitor.write("Помогите")
    await visitor.chat.send_voice(b"a recording")
    voice = await visitor.chat.reply()
    await visitor.chat.send_document(b"a program", name="a.exe", mime_type="application/x-msdownload")
    refused = await visitor.chat.reply()
    again = await visitor.write("Ответьте")

    request = await request_of(busy_bot, visitor)
    said = await said_in(busy_bot, visitor, request)
    assert [message.piece.text for message in said] == [DESPAIR, "Помогите", "", "Ответьте"]
    assert said[2].piece.kind is PieceKind.VOICE
    told = visitor.words(
        "I have passed this on too. People of the council read it and will write to you here."
    )
    assert words.text == voice.text == again.text == told
    assert refused.text == visitor.words("This type of document can’t be passed on. Send a PDF or a picture.")


async def test_further_words_of_danger_go_to_the_same_request_and_to_whoever_took_it(
    bot: RunningBot,
) -> None:
    desk = await invited_coordinator(bot, await bot.meet("en"), NATIONAL_DESK)
    desk_id = (await person_of(bot, desk)).id
    somebody = await bot.meet("ru")
    await somebody.write(DESPAIR)
    request = await request_of(bot, somebody)
    await bot.app.services.coordinating.take(request.id, desk_id)
    await somebody.write("/help")

    shown = await somebody.write("хочу умереть")

    said = await said_in(bot, somebody, await request_of(bot, somebody))
    told = [row["kind"] for row in await bot.database.fetch(TOLD, person_id=desk_id)]
    assert shows_help(shown, request)
    assert [message.piece.text for message in said] == [DESPAIR, "хочу умереть"]
    assert told.count("request_care") == 2
    assert told.count("request_said") == 1
    assert ["Do not pass it on"] not in shown.buttons, "a request in somebody's hands is not undone by this"


async def test_after_it_was_withdrawn_further_words_are_not_lost_in_it(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    await somebody.write(DESPAIR)
    request = await request_of(busy_bot, somebody)
    await busy_bot.app.services.own_requests.withdraw(request.id, request.citizen_id)

    refused = await somebody.write("Are you there?")
    found = await somebody.write("Алматы")

    assert refused.text.startswith("That is not possible now.")
    assert "\n\n1. " in found.text


async def test_what_colleagues_write_in_their_own_forms_is_about_others(bot: RunningBot) -> None:
    colleague = await invited_coordinator(bot, await bot.meet("en"))
    await colleague.start("house_semey")
    await colleague.chat.reply()
    await colleague.press("Tell us what is wrong")

    thanks = await colleague.write(
        "There: “if you do not want to live, call 111”; I want to die is crossed out"
    )

    assert thanks.text == "Thank you. The editors will check it and correct the directory."
    assert await requests_of(bot, colleague) == []
