"""What citizens are told of their requests without having asked."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.councils import CouncilId
from bot.domain.doors import DoorId
from bot.domain.geo import Point
from bot.domain.language import Language
from bot.domain.reception.messages import Piece, PieceKind
from bot.domain.reception.request import CloseReason
from bot.domain.reception.states import RequestState
from sandbox import SeenMessage, StillClock
from tests.conversations.coordinators import ASTANA, invited_coordinator, person_of, sent, told_all
from tests.conversations.council_at_work import Matter, matter, tomorrow
from tests.conversations.running import RunningBot
from tests.sandbox.pictures import png

pytestmark = pytest.mark.asyncio(loop_scope="session")

WORDS = "Шам <жұмада> жөнделеді & {рахмет}"


async def photo(one: Matter, caption: str = "") -> Piece:
    """Give a picture that the coordinator has sent to the bot."""
    seen = await one.coordinator.chat.send_photo(png())
    await one.coordinator.chat.reply()
    return Piece(kind=PieceKind.PHOTO, text=caption, file_id=seen.file_id or "")


async def test_an_answer_arrives_word_for_word_with_number_and_council(
    bot: RunningBot, language: Language
) -> None:
    one = await matter(bot, language)
    citizen = one.citizen

    answer = await one.answer(WORDS)
    page = await citizen.press("Open the request", on=answer)

    heading, council, *_ = answer.text.splitlines()
    assert heading == citizen.words("Answer to your request {number}", number=one.request.number)
    assert council == citizen.reads(bot.directory.councils[CouncilId("elders-abai")].name)
    assert WORDS in answer.text
    assert answer.buttons == [
        citizen.labels("It is solved", "It is not solved"),
        citizen.labels("Open the request"),
    ]
    assert page.id != answer.id, "the council's words stay where they are"


async def test_a_picture_arrives_in_place_with_a_short_caption_and_the_rest_behind_a_button(
    bot: RunningBot,
) -> None:
    one = await matter(bot, Language.ENGLISH)
    caption = "Мы починили & фонарь. " * 60

    answer = await one.answer(await photo(one, caption))
    full = await one.citizen.press("Read in full", on=answer)

    assert answer.media == "photo"
    assert one.request.number in answer.text.splitlines()[0]
    assert len(answer.text) <= 1024
    assert caption.strip() not in answer.text
    assert caption.strip() in full.text


async def test_a_place_arrives_as_a_place(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)

    answer = await one.answer(Piece(kind=PieceKind.PLACE, point=Point(50.41, 80.25)))

    assert answer.location == (50.41, 80.25)
    assert answer.raw["venue"]["title"] == f"Answer to your request {one.request.number}"
    assert ["It is solved", "It is not solved"] in answer.buttons


@pytest.mark.parametrize(("label", "comes"), [("I will come", True), ("Another time", False)])
async def test_an_appointment_is_answered_by_one_press_however_often_it_is_pressed(
    bot: RunningBot, language: Language, label: str, *, comes: bool
) -> None:
    one = await matter(bot, language)
    citizen = one.citizen
    proposal = await one.propose(datetime(2026, 12, 4, 10, 0, tzinfo=UTC), WORDS)

    told = await citizen.press(label, on=proposal)
    again = await citizen.press(label, on=proposal)

    assert "15:00" in proposal.text
    assert WORDS in proposal.text
    assert one.request.number in told.text
    assert again.text == told.text
    reply = citizen.words(
        "I will come to the appointment."
        if comes
        else "I cannot come at the proposed time. I ask for another."
    )
    assert [piece.text for piece in await one.said()].count(reply) == 1
    assert (await one.now()).state is RequestState.IN_PROGRESS


async def test_whoever_changes_their_mind_about_an_appointment_is_heard(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    proposal = await one.propose(tomorrow(bot), "Abai street 1")

    for label in ("I will come", "Another time", "I will come"):
        await one.citizen.press(label, on=proposal)

    assert [piece.text.partition(" ")[2] for piece in await one.said()][-3:] == [
        "will come to the appointment.",
        "cannot come at the proposed time. I ask for another.",
        "will come to the appointment.",
    ]


async def test_an_appointment_that_was_replaced_is_not_agreed_to(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    earlier = await one.propose(tomorrow(bot), "Abai street 1")
    await one.propose(tomorrow(bot) + timedelta(days=1), "Abai street 2")

    pressed = await one.citizen.chat.press_old(earlier, "I will come")
    page = await one.citizen.chat.reply()

    assert "The council has written again" in (pressed.text or "")
    assert page.text.startswith(f"Request {one.request.number}")
    assert (await one.now()).state is RequestState.WAITING_FOR_CITIZEN


async def test_an_answer_that_comes_after_the_end_offers_no_more_than_the_request(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    person = await person_of(bot, one.citizen)
    services = bot.app.services
    await services.coordinating.answer(
        one.request.id, one.owner_id, Piece(kind=PieceKind.TEXT, text=WORDS), "key"
    )
    await services.own_requests.confirm(one.request.id, person.id)

    answer = await one.told()

    assert answer.buttons == [["Open the request"]]


async def test_the_citizen_hears_that_the_request_was_taken(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)

    told = one.citizen.chat.last

    assert told.text.splitlines()[0] == one.citizen.words(
        "Your request {number} was taken up", number=one.request.number
    )


async def test_another_council_is_named_with_the_reason(bot: RunningBot) -> None:
    one, colleague = await matter(bot, Language.ENGLISH), await bot.meet(Language.RUSSIAN)
    await invited_coordinator(bot, colleague, ASTANA)
    await bot.app.services.moving.transfer(one.request.id, one.owner_id, ASTANA, "Ол <Астанада>")

    told = await one.told()

    assert one.citizen.reads(bot.directory.councils[ASTANA].name) in told.text
    assert "Ол <Астанада>" in told.text
    assert (await one.now()).state is RequestState.TRANSFERRED


async def test_another_door_is_named_with_its_phone_and_a_text_to_copy(
    bot: RunningBot, language: Language
) -> None:
    one = await matter(bot, language, WORDS)
    citizen = one.citizen
    door = bot.directory.door("109")
    assert door is not None
    await bot.app.services.moving.redirect(one.request.id, one.owner_id, DoorId("109"), "Бұл <қаланікі>")

    told = await one.told()
    text = await citizen.press("Text to copy", on=told)
    goes_on = await citizen.press("It is not solved", on=told)

    assert citizen.reads(door.name) in told.text
    assert door.phone in told.text
    assert "Бұл <қаланікі>" in told.text
    assert WORDS in text.text
    assert "<pre>" in text.html
    assert one.request.number in goes_on.text
    assert (await one.now()).state is RequestState.REOPENED


async def test_a_closed_request_says_why_and_may_be_contradicted(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    await bot.app.services.moving.close(one.request.id, one.owner_id, CloseReason.REPEATED, "2026-000000")

    told = await one.told()

    assert one.citizen.words("It repeats an earlier request") in told.text
    assert one.citizen.labels("It is solved", "It is not solved") in told.buttons


async def test_silence_that_climbs_is_told_with_who_knows_of_it(bot: RunningBot, clock: StillClock) -> None:
    citizen = await bot.meet(Language.ENGLISH)
    request = await sent(bot, citizen)
    told: list[SeenMessage] = []
    for _ in range(5):
        clock.advance(timedelta(days=2).total_seconds())
        await bot.app.services.watching.begin_the_day()
        await told_all(bot)
        if citizen.chat.last.id not in {message.id for message in told}:
            told.append(citizen.chat.last)

    climbed = [one.text for one in told if "was not answered in time" in one.text]
    assert "the head of the council" in climbed[0]
    assert "the national desk of the elders’ councils" in climbed[-1]
    assert request.number in climbed[0]


async def test_followers_hear_of_the_state_alone_and_can_stop(bot: RunningBot) -> None:
    one, follower = await matter(bot, Language.ENGLISH, name="Somebody"), await bot.meet(Language.ENGLISH)
    person = await person_of(bot, follower)
    await bot.app.services.own_requests.follow(one.request.id, person.id)
    await one.answer("A word for the author alone")
    told = follower.chat.last

    await follower.press("Stop following", on=told)
    await one.citizen.press("It is solved")
    await told_all(bot)

    assert one.request.number in told.text
    assert follower.words("State: {state}", state=follower.words("Answered")) in told.text
    assert "A word for" not in told.text
    assert "Somebody" not in told.text
    assert follower.words("Solved") not in follower.chat.last.text


@pytest.mark.parametrize(("hours", "rings"), [(0, True), (13, False)])
async def test_at_night_an_answer_arrives_without_a_sound(
    bot: RunningBot, clock: StillClock, hours: int, *, rings: bool
) -> None:
    one = await matter(bot, Language.ENGLISH)
    clock.advance(timedelta(hours=hours).total_seconds())  # it was ten in the morning

    answer = await one.answer(WORDS)

    call = bot.sandbox.journal.calls("sendMessage")[-1]
    assert WORDS in answer.text
    assert call.params["chat_id"] == one.citizen.chat.id
    assert call.params["disable_notification"] is not rings


async def test_whoever_has_blocked_the_bot_gets_nothing_and_the_owner_learns_of_it(bot: RunningBot) -> None:
    one = await matter(bot, Language.ENGLISH)
    await one.citizen.chat.block()
    await bot.settled()
    await bot.app.services.coordinating.answer(
        one.request.id, one.owner_id, Piece(kind=PieceKind.TEXT, text=WORDS), "key"
    )
    await told_all(bot)
    await told_all(bot)

    assert all(WORDS not in message.text for message in one.citizen.chat.messages)
    assert one.request.number in one.coordinator.chat.last.text
