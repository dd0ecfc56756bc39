"""The desk of a council: what waits, the cards, one owner for each request."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.domain.roles import COUNTRY, Role
from sandbox import SeenMessage
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import (
    ASTANA,
    PHONE,
    WORDS,
    Staff,
    dismissed_coordinator,
    invited_coordinator,
    person_of,
    sent,
    taken,
    told_all,
)
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

CANARIES = ("Canary Name", PHONE, "street lamp")


@pytest_asyncio.fixture(loop_scope="session")
async def staff(busy_bot: RunningBot, expected_refusals: Counter[str]) -> AsyncIterator[Staff]:
    working = Staff(busy_bot)
    yield working
    await working.leave()
    await busy_bot.check_manners(expected_refusals)


async def test_the_desk_is_for_those_who_work_for_a_council(visitor: Citizen) -> None:
    told = await visitor.write("/desk")

    assert told.text == visitor.words("This is for those who work for a council.")
    assert told.buttons == [visitor.labels("Menu")]


async def test_an_admin_learns_how_to_see_a_card(staff: Staff) -> None:
    somebody, citizen = await staff.citizen(), await staff.citizen()
    token = await staff.bot.app.services.roles.invite(Role.ADMIN, COUNTRY, timedelta(days=1))
    await somebody.start(f"invite_{token}")
    await somebody.chat.reply()
    request = await sent(staff.bot, citizen)

    assert "You work for no council yourself" in (await somebody.write("/desk")).text
    card = await somebody.write(request.number)
    assert card.text.startswith(request.number)
    assert card.buttons == [["Desk"]]


async def test_who_works_for_one_council_is_at_its_desk_at_once(bot: RunningBot) -> None:
    coordinator, citizen = await Staff(bot).hire(), await bot.meet("en")
    await sent(bot, citizen)
    await taken(bot, coordinator, await sent(bot, citizen, key="second"))

    desk = await coordinator.write("/desk")

    assert desk.html.startswith("<b>Elders’ council, Abai Region</b>")
    assert "Not taken yet: 1." in desk.text
    assert desk.buttons == [
        ["New: 1", "Mine: 1"],
        ["Due soon: 0", "Overdue: 0"],
        ["Waiting for the citizen: 0", "Climbed to us: 0"],
        ["Connect a group"],
        ["Menu"],
    ]


async def test_who_works_for_two_councils_chooses_one(bot: RunningBot) -> None:
    coordinator, citizen = await Staff(bot).hire(), await bot.meet("en")
    await invited_coordinator(bot, coordinator, ASTANA, Role.HEAD)
    await sent(bot, citizen, place="astana")

    councils = await coordinator.write("/desk")
    desk = await coordinator.press("1. Elders’ council, Astana")

    assert councils.buttons == [
        ["1. Elders’ council, Astana"],
        ["2. Elders’ council, Abai Region"],
        ["Menu"],
    ]
    assert desk.id == councils.id
    assert desk.buttons[-2:] == [["Colleagues", "Figures"], ["All my councils", "Menu"]]


async def test_forty_open_requests_are_turned_page_by_page(bot: RunningBot) -> None:
    coordinator = await Staff(bot).hire()
    numbers = []
    for number in range(40):
        somebody = await bot.meet("en")
        request = await sent(bot, somebody, f"Matter {number}", is_told=False)
        numbers.append(request.number)
    await told_all(bot)
    await coordinator.write("/desk")

    pages = [await coordinator.press("New: 40")]
    while any("Next →" in row for row in pages[-1].buttons):
        pages.append(await coordinator.press("Next →"))

    assert len(pages) == 5
    assert "Page 5 of 5" in pages[-1].text
    assert [number for page in pages for number in re.findall(r"\d{4}-\d{6}", page.text)] == numbers
    for page in pages:
        assert "Answer by" in page.text
        assert "Nobody has taken it yet" in page.text
    card = await coordinator.press(f"{numbers[-1]} · Roads")
    assert card.text.startswith(numbers[-1])
    assert "Page 5 of 5" in (await coordinator.press("← Back to the list")).text


async def test_a_card_tells_nothing_of_the_citizen(bot: RunningBot) -> None:
    coordinator, citizen = await Staff(bot).hire(), await bot.meet("en")
    request = await sent(bot, citizen, name="Canary Name", phone=PHONE)
    await coordinator.write("/desk")

    listed = await coordinator.press("New: 1")
    card = await coordinator.press(f"{request.number} · Roads")

    for shown in (listed, card):
        assert not any(canary in shown.text for canary in CANARIES)
    for line in (
        "Place: Semey",
        "State: Sent, not yet taken",
        "Nobody has taken it yet",
        "Take it by",
        ": sent",
    ):
        assert line in card.text
    assert card.buttons == [
        ["Take"],
        ["Note for colleagues"],
        ["← Back to the list", "Desk"],
    ]


async def test_taking_a_request_makes_it_mine_and_brings_the_words_below(staff: Staff) -> None:
    coordinator, citizen = await staff.hire("First"), await staff.citizen()
    request = await sent(staff.bot, citizen, name="Canary Name", phone=PHONE)

    found = await coordinator.write(request.number)
    card = await coordinator.press("Take", on=found)
    words = await coordinator.chat.reply()

    assert card.id == found.id
    assert "Owner: First" in card.text
    assert not any(canary in card.text for canary in CANARIES)
    assert words.id > card.id
    assert words.protected
    assert words.text.startswith(request.number)
    for line in ("From: Canary Name", f"By phone, {PHONE}", WORDS, "Writes in this language: English"):
        assert line in words.text
    assert words.buttons == [
        ["Answer", "Ask the citizen"],
        ["Propose an appointment", "Ready answers"],
        ["Note for colleagues", "More"],
        ["Card"],
    ]


async def test_who_does_not_show_a_name_has_none(staff: Staff) -> None:
    coordinator, citizen = await staff.hire(), await staff.citizen()
    await taken(staff.bot, coordinator, request := await sent(staff.bot, citizen))

    await coordinator.write(request.number)
    words = await coordinator.press("Read the request")

    assert "From: name not shown" in words.text
    assert "Answer: Here, in this chat" in words.text


async def test_two_quick_presses_bring_the_words_once(staff: Staff, expected_refusals: Counter[str]) -> None:
    expected_refusals["editMessageText"] = 1  # the second finds the card as it is to be
    coordinator, citizen = await staff.hire(), await staff.citizen()
    request = await sent(staff.bot, citizen)
    found = await coordinator.write(request.number)

    first, second = await asyncio.gather(
        coordinator.chat.press_old(found, "Take"), coordinator.chat.press_old(found, "Take")
    )
    await staff.bot.settled()

    assert first.text == "Taken: this request is yours now."
    assert second.text == "You have taken this request already."
    assert len([message for message in coordinator.chat.messages if WORDS in message.text]) == 1


async def test_whoever_comes_second_hears_who_was_first(staff: Staff) -> None:
    first, second = await staff.hire("First"), await staff.hire("Second")
    request = await sent(staff.bot, await staff.citizen())
    await first.write(request.number)
    found = await second.write(request.number)
    await first.press("Take")

    told = await second.chat.press_old(found, "Take")
    card = await second.chat.reply()

    assert (told.text, told.show_alert) == ("First has already taken this request.", True)
    assert card.id == found.id
    assert "Owner: First" in card.text
    assert card.buttons == [["Note for colleagues"], ["Desk"]]


async def test_only_the_owner_reads_the_words(staff: Staff, expected_refusals: Counter[str]) -> None:
    owner, colleague = await staff.hire(), await staff.hire()
    request = await taken(staff.bot, owner, await sent(staff.bot, await staff.citizen()))
    await colleague.write(request.number)

    for data in (f"ko:{request.id}", f"kf:{request.id}"):
        expected_refusals["editMessageText"] += 1  # the card is already what it is put back to
        told = await colleague.chat.press_data(colleague.chat.last, data)
        assert told.show_alert
        assert told.text is not None
        assert told.text.startswith("You may not do this with this request.")

    assert not any(message.protected or WORDS in message.text for message in colleague.chat.messages)


async def test_what_is_needed_less_often_is_behind_a_button(staff: Staff) -> None:
    coordinator = await staff.hire()
    request = await taken(staff.bot, coordinator, await sent(staff.bot, await staff.citizen()))
    await coordinator.write(request.number)

    more = await coordinator.press("More")

    assert more.buttons == [
        ["Write a headline", "Hand to a colleague"],
        ["Give to another council", "Not ours"],
        ["Close with a reason", "Give back"],
        ["Card"],
    ]
    assert (await coordinator.press("Card")).id == more.id


async def test_a_number_leads_to_its_card_wherever_it_is_typed(staff: Staff) -> None:
    coordinator = await staff.hire()
    request = await sent(staff.bot, await staff.citizen())
    short = request.number.removeprefix("2026-").lstrip("0")

    for typed in (request.number, short, f"№ {short}", request.number.replace("-", "–")):
        assert (await coordinator.write(typed)).text.startswith(request.number)


async def test_a_number_of_nobody_or_of_another_council_is_not_found(staff: Staff) -> None:
    coordinator, citizen = await staff.hire(), await staff.citizen()
    await staff.hire(council_id=ASTANA)
    elsewhere = await sent(staff.bot, citizen, place="astana")

    for number in (elsewhere.number, "2026-000999", "2025-000001"):
        told = await coordinator.write(number)
        assert told.text.startswith(f"None of your councils has a request with the number {number}.")
        assert told.buttons == [["Desk", "Menu"]]


async def test_nobody_works_on_a_request_of_their_own(staff: Staff) -> None:
    coordinator = await staff.hire()
    request = await sent(staff.bot, coordinator)

    told = await coordinator.write(request.number)
    forged = await coordinator.forge(f"kt:{request.id}:0")

    assert "is a request of your own" in told.text
    assert told.buttons[0] == ["Open my request"]
    assert "You may not do this" in forged.text or "not open to you" in forged.text
    assert WORDS not in forged.text


async def test_others_do_not_learn_that_a_number_exists(staff: Staff) -> None:
    request = await sent(staff.bot, await staff.citizen())
    stranger = await staff.citizen()
    await stranger.start()

    real, made_up = await stranger.write(request.number), await stranger.write("2026-000777")

    assert real.text.replace(request.number, "") == made_up.text.replace("2026-000777", "")


@pytest.mark.parametrize(
    "data",
    [
        "kd:elders-astana",
        "kl:elders-astana:new:0",
        "kd:nowhere",
        "dk:{id}",
        "kx:{id}:elders-abai:new:0",
        "kt:{id}:0",
        "ko:{id}",
        "kf:{id}",
        "km:{id}",
    ],
)
async def test_a_dismissed_coordinator_loses_everything_at_the_next_press(staff: Staff, data: str) -> None:
    coordinator = await staff.hire()
    request = await sent(staff.bot, await staff.citizen())
    await coordinator.write(request.number)
    await coordinator.press("Take")
    await staff.bot.settled()
    words = coordinator.chat.last
    await dismissed_coordinator(staff.bot, coordinator)

    told = await coordinator.chat.press_data(words, data.format(id=request.id))

    assert told.show_alert
    [left] = [message for message in coordinator.chat.messages if message.id == words.id]
    assert WORDS not in left.text
    assert not any(WORDS in message.text for message in coordinator.chat.messages)


async def test_a_colleague_keeps_nothing_of_a_request_that_was_handed_on(staff: Staff) -> None:
    owner, colleague = await staff.hire(), await staff.hire()
    request = await sent(staff.bot, await staff.citizen())
    await owner.write(request.number)
    await owner.press("Take")
    words = await owner.chat.reply()
    services = staff.bot.app.services
    await services.moving.hand(
        request.id, (await person_of(staff.bot, owner)).id, (await person_of(staff.bot, colleague)).id
    )

    card = await press_on(owner, words, f"ko:{request.id}")

    assert card.id == words.id
    assert WORDS not in card.text
    assert card.text.startswith(request.number)


async def press_on(somebody: Citizen, message: SeenMessage, data: str) -> SeenMessage:
    await somebody.chat.press_data(message, data)
    return await somebody.chat.reply()


@pytest.mark.parametrize(
    "data", ["dk:99999999999999999999", "ko:-1", "kl:elders-abai:new:-5", "kl:elders-abai:all:0"]
)
async def test_a_forged_button_is_answered(staff: Staff, data: str) -> None:
    coordinator = await staff.hire()
    await coordinator.write("/desk")

    assert (await coordinator.forge(data)).text
