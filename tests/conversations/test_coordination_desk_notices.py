"""What those who work for a council hear without asking: new requests, words of citizens, silence."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from bot.domain.geo import Point
from bot.domain.reception.messages import LONGEST_TEXT, Piece, PieceKind
from bot.domain.reception.request import Request
from bot.domain.roles import Role
from sandbox import SeenMessage, StillClock
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import (
    ABAI,
    ASTANA,
    PHONE,
    WORDS,
    Staff,
    person_of,
    photo,
    sent,
    taken,
    told_all,
)
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

NIGHT = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
"""23:00 in Astana."""

NINE = datetime(2026, 12, 7, 4, 0, tzinfo=UTC)
"""Nine in the morning of a Monday, four working days after the tests begin."""


@pytest_asyncio.fixture(loop_scope="session")
async def staff(busy_bot: RunningBot, expected_refusals: Counter[str]) -> AsyncIterator[Staff]:
    working = Staff(busy_bot)
    yield working
    await working.leave()
    await busy_bot.check_manners(expected_refusals)


async def says(staff: Staff, citizen: Citizen, request: Request, piece: Piece) -> None:
    """Let the citizen add something, and the owner hear of it."""
    person = await person_of(staff.bot, citizen)
    await staff.bot.app.services.own_requests.say(request.id, person.id, piece, f"said:{piece}")
    await told_all(staff.bot)


def text(words: str) -> Piece:
    return Piece(kind=PieceKind.TEXT, text=words)


async def test_a_new_request_is_told_with_its_card_and_taken_from_there(staff: Staff) -> None:
    first, second = await staff.hire("First"), await staff.hire("Second")
    request = await sent(staff.bot, await staff.citizen(), name="Canary Name", phone=PHONE)

    told = first.chat.last
    card = await first.press("Take", on=told)
    words = await first.chat.reply()
    refused = await second.chat.press_old(second.chat.last, "Take")

    assert told.text.startswith(request.number)
    assert told.buttons == [["Take", "Card"]]
    assert not any(canary in told.text for canary in ("Canary", PHONE, WORDS))
    assert card.id == told.id
    assert WORDS in words.text
    assert refused.text == "First has already taken this request."


async def test_many_new_requests_are_told_of_together(staff: Staff) -> None:
    coordinator = await staff.hire()
    requests = [await sent(staff.bot, await staff.citizen(), is_told=False) for _ in range(12)]

    await told_all(staff.bot)

    told = [message for message in coordinator.chat.messages if "wait to be taken" in message.text]
    assert len(told) <= 2
    assert "The others are in the list “New” at the desk." in told[0].text
    assert len(told[0].buttons) == 9
    assert told[0].buttons[-1] == ["Desk"]
    card = await coordinator.press(f"{requests[5].number} · Roads", on=told[0])
    assert card.text.startswith(requests[5].number)


async def test_taking_it_in_a_group_brings_the_words_to_the_private_chat(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen, "🙂" * LONGEST_TEXT)
    person = await person_of(staff.bot, owner)

    await staff.bot.app.services.coordinating.take(request.id, person.id, sends_words=True)
    await told_all(staff.bot)

    told = owner.chat.last
    assert told.text.startswith(request.number)
    assert told.protected
    assert told.buttons[-1] == ["Read in full", "Card"]
    await owner.chat.reply_to(told, "I have read it.")
    assert "Sent to the citizen" in (await owner.chat.reply()).text


async def test_what_the_citizen_adds_comes_in_place_and_is_answered_by_a_reply(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen)
    await taken(staff.bot, owner, request)

    await says(staff, citizen, request, text("It is <dark> & cold."))
    told = owner.chat.last

    assert told.text == f"{request.number} · Roads\nThe citizen has added something\n\nIt is <dark> & cold."
    assert told.protected
    await owner.chat.reply_to(told, "I see.")
    assert "Sent to the citizen" in (await owner.chat.reply()).text


@pytest.mark.parametrize("length", [10, LONGEST_TEXT], ids=["short", "long"])
async def test_a_photo_comes_with_what_was_said_under_it(staff: Staff, length: int) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    await citizen.start()
    request = await sent(staff.bot, citizen)
    await taken(staff.bot, owner, request)

    await says(staff, citizen, request, await photo(citizen, "я" * length))
    told = owner.chat.last

    assert told.media == "photo"
    assert told.protected
    assert told.text.startswith(f"{request.number} · Roads\nThe citizen has added something\n\nяяя")
    assert told.buttons[-1] == ["Read in full", "Card"]


async def test_a_place_comes_as_a_place(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen)
    await taken(staff.bot, owner, request)

    await says(staff, citizen, request, Piece(kind=PieceKind.PLACE, point=Point(50.4, 80.25)))
    told = owner.chat.last

    assert told.location == (50.4, 80.25)
    assert told.raw["venue"]["title"].startswith(request.number)
    await owner.chat.reply_to(told, "I know the place.")
    assert "Sent to the citizen" in (await owner.chat.reply()).text


async def test_the_owner_hears_what_became_of_the_request(staff: Staff) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    services, owned = staff.bot.app.services, {}
    person, author = await person_of(staff.bot, owner), await person_of(staff.bot, citizen)
    for name in ("withdraw", "confirm", "reopen"):
        owned[name] = await taken(staff.bot, owner, await sent(staff.bot, citizen, key=name))
        if name != "withdraw":
            await services.coordinating.answer(owned[name].id, person.id, text("Done."), f"done:{name}")
        await getattr(services.own_requests, name)(owned[name].id, author.id)
        await told_all(staff.bot)

    told = {name: heard(owner, request) for name, request in owned.items()}
    assert "The citizen has withdrawn the request." in told["withdraw"].text
    assert "The citizen says that the matter is solved." in told["confirm"].text
    assert "not solved. The request is yours again" in told["reopen"].text


def heard(somebody: Citizen, request: Request) -> SeenMessage:
    """Give the last message about a request."""
    return [one for one in somebody.chat.messages if one.text.startswith(request.number)][-1]


async def test_who_lost_a_request_to_a_colleague_hears_of_it(staff: Staff) -> None:
    owner, colleague = await staff.hire("First"), await staff.hire("Second")
    head = await staff.hire("Head", role=Role.HEAD)
    request = await taken(staff.bot, owner, await sent(staff.bot, await staff.citizen()))
    persons = [await person_of(staff.bot, one) for one in (head, colleague)]

    await staff.bot.app.services.moving.hand(request.id, persons[0].id, persons[1].id)
    await told_all(staff.bot)

    assert "handed to Second. It is no longer yours." in owner.chat.last.text
    assert WORDS in colleague.chat.last.text


@pytest.mark.parametrize("phone", [PHONE, ""], ids=["with a phone", "without one"])
async def test_an_answer_that_did_not_arrive_is_told_with_a_way_out(staff: Staff, phone: str) -> None:
    owner, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen, phone=phone)
    await taken(staff.bot, owner, request)
    await citizen.chat.block()
    person = await person_of(staff.bot, owner)
    await staff.bot.app.services.coordinating.answer(request.id, person.id, text("Done."), f"{phone}!")

    await told_all(staff.bot)
    await told_all(staff.bot)

    told = owner.chat.last
    assert "Your message has not arrived" in told.text
    assert "The citizen has blocked the bot" in told.text
    way_out = f"Call the citizen: {PHONE}" if phone else "The citizen has left no phone number."
    assert way_out in told.text
    assert told.protected


async def test_at_night_danger_makes_a_sound_and_all_else_is_silent(
    bot: RunningBot, clock: StillClock
) -> None:
    clock.advance(NIGHT.timestamp() - clock.now())
    staff = Staff(bot)
    coordinator, citizen = await staff.hire(), await staff.citizen()
    before = bot.sandbox.journal.last

    await sent(bot, citizen)
    await sent(bot, citizen, "I want to die", key="danger")

    sounds = [
        ("call 112" in entry.params["text"], not entry.params.get("disable_notification"))
        for entry in bot.sandbox.journal.after(before)
        if entry.method == "sendMessage" and entry.chat_id == coordinator.chat.id
    ]
    assert sorted(sounds) == [(False, False), (True, True)]


async def test_a_council_is_told_of_danger_at_once(staff: Staff) -> None:
    coordinator, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen, "I want to die")

    alarm = next(one for one in reversed(coordinator.chat.messages) if "call 112" in one.text)

    assert alarm.text.startswith(request.number)
    assert "Urgent: somebody may be in danger." in alarm.text
    assert "I want to die" not in alarm.text
    assert alarm.buttons[0] == ["Take", "Card"]
    await coordinator.press("Take", on=alarm)
    assert "I want to die" in (await coordinator.chat.reply()).text


async def test_one_digest_in_the_morning_counts_every_council_the_worst_first(
    bot: RunningBot, clock: StillClock
) -> None:
    staff = Staff(bot)
    coordinator = await staff.hire(council_id=ASTANA)
    token = await bot.app.services.roles.invite(
        Role.COORDINATOR, bot.region("KZ-10").region_code, timedelta(days=1), ABAI
    )
    await coordinator.start(f"invite_{token}")
    await coordinator.chat.reply()
    await sent(bot, await staff.citizen())
    clock.advance(NINE.timestamp() - clock.now() - timedelta(minutes=10).total_seconds())
    await sent(bot, await staff.citizen(), place="astana")
    clock.advance(timedelta(minutes=11).total_seconds())

    for _ in range(2):
        await bot.app.services.watching.begin_the_day()
        await told_all(bot)

    [digest] = [one for one in coordinator.chat.messages if "What waits today" in one.text]
    lines = digest.text.splitlines()
    assert lines[1] == "Monday, 7 December 2026"
    assert lines[3:5] == ["Elders’ council, Abai Region", "Overdue: 1 · New: 1"]
    assert lines[6:8] == ["Elders’ council, Astana", "New: 1"]
    assert digest.buttons == [["Desk"]]
    assert (await coordinator.press("Desk", on=digest)).text.startswith("At which council?")


async def test_whoever_has_nothing_to_do_is_left_in_peace(bot: RunningBot, clock: StillClock) -> None:
    coordinator = await Staff(bot).hire()
    before = len(coordinator.chat.messages)
    clock.advance(NINE.timestamp() - clock.now() + 60)

    await bot.app.services.watching.begin_the_day()
    await told_all(bot)

    assert len(coordinator.chat.messages) == before
