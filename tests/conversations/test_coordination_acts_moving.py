"""Where a request goes: to a colleague, another council, another door, back, or to its end."""

from collections import Counter
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.domain.reception.request import CloseReason
from bot.domain.reception.states import RequestState
from bot.domain.roles import Role
from tests.conversations.at_a_card import AtCard, at_a_card
from tests.conversations.coordinators import ASTANA, Staff, dismissed_coordinator, person_of
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def staff(busy_bot: RunningBot, expected_refusals: Counter[str]) -> AsyncIterator[Staff]:
    working = Staff(busy_bot)
    yield working
    await working.leave()
    await busy_bot.check_manners(expected_refusals)


@pytest_asyncio.fixture(loop_scope="session")
async def at(staff: Staff) -> AtCard:
    return await at_a_card(staff)


async def test_a_colleague_takes_a_request_over_by_one_press(at: AtCard) -> None:
    bolat = await at.staff.hire("Bolat <b>")
    listed = await at.choose("Hand to a colleague")
    assert listed.buttons == [["Bolat <b>"], ["Cancel"]]
    handed = await at.coordinator.press("Bolat <b>", on=listed)
    await at.read()

    assert "The request has gone to Bolat <b>." in handed.text
    assert (await at.now()).owner_id == (await person_of(at.staff.bot, bolat)).id
    assert "street lamp" in bolat.chat.last.text
    assert bolat.chat.last.protected


async def test_who_has_no_colleague_learns_how_to_get_one(at: AtCard) -> None:
    listed = await at.choose("Hand to a colleague")

    assert "Nobody else works for this council yet." in listed.text
    assert listed.buttons == [["Cancel"]]


async def test_a_colleague_who_was_dismissed_meanwhile_gets_nothing(at: AtCard) -> None:
    bolat = await at.staff.hire("Bolat")
    listed = await at.choose("Hand to a colleague")
    await dismissed_coordinator(at.staff.bot, bolat)
    answer = await at.coordinator.chat.press_old(listed, "Bolat")

    assert answer.text == "Nobody takes requests there any more. Choose again."
    assert (await at.now()).owner_name == "Aigul"


async def test_another_council_gets_a_request_with_a_reason_that_the_citizen_reads(at: AtCard) -> None:
    there = await at.staff.hire("Dana", ASTANA)
    listed = await at.choose("Give to another council")
    assert "1. Elders’ council, Astana" in listed.text
    asked = await at.coordinator.press("1", on=listed)
    assert "To: Elders’ council, Astana" in asked.text
    shown = await at.coordinator.write("The street belongs to the capital")
    assert "You will not be able to take this back." in shown.text
    assert (await at.now()).state is RequestState.IN_PROGRESS
    done = await at.coordinator.press("Yes, give it to that council", on=shown)
    await at.coordinator.chat.press_old(shown, "Yes, give it to that council")

    assert "The request has gone to another council: Elders’ council, Astana." in done.text
    assert "no longer stands" not in at.coordinator.chat.last.text
    request = await at.now()
    assert (request.state, request.council_id) == (RequestState.TRANSFERRED, ASTANA)
    assert request.clock.answer_due_on == at.request.clock.answer_due_on
    assert "The street belongs to the capital" in (await at.read()).text
    assert at.request.number in there.chat.last.text


async def test_what_is_not_ours_goes_to_its_door_with_a_reason(at: AtCard) -> None:
    listed = await at.choose("Not ours")
    asked = await at.coordinator.press("Unified contact centre, 1414", on=listed)
    assert "Write in one line why the matter belongs there." in asked.text
    assert not any("Skip" in row for row in asked.buttons)
    shown = await at.coordinator.write("They know the benefits")
    again = await at.coordinator.press("Change", on=shown)
    await at.coordinator.press("Unified contact centre, 1414", on=again)
    shown = await at.coordinator.write("They know all benefits")
    await at.coordinator.press("Yes, direct them there", on=shown)

    request = await at.now()
    assert (request.state, request.door_id) == (RequestState.REDIRECTED, "1414")
    assert "They know all benefits" in (await at.read()).text


async def test_a_request_is_closed_with_a_reason_and_a_line(at: AtCard) -> None:
    await at.choose("Close with a reason")
    asked = await at.coordinator.press("It repeats an earlier request")
    assert asked.buttons == [["Cancel"]]
    too_long = await at.coordinator.write("x" * 501)
    assert "That is 1 character too long." in too_long.text
    shown = await at.coordinator.write("See your first one")
    assert "You close the request. The citizen will read:" in shown.text
    await at.coordinator.press("Yes, close it", on=shown)

    request = await at.now()
    assert (request.state, request.close_reason) == (RequestState.ANSWERED, CloseReason.REPEATED)
    assert "See your first one" in (await at.read()).text


async def test_of_a_solved_matter_no_line_is_needed(at: AtCard) -> None:
    await at.choose("Close with a reason")
    asked = await at.coordinator.press("The matter is solved")
    shown = await at.coordinator.press("Skip", on=asked)
    await at.coordinator.press("Yes, close it", on=shown)

    request = await at.now()
    assert (request.close_reason, request.reason) == (CloseReason.SOLVED, "")


async def test_a_line_can_be_skipped_of_no_other_reason(at: AtCard) -> None:
    await at.choose("Close with a reason")
    asked = await at.coordinator.forge(f"js:{at.request.id}:no_reply")

    assert "why it is closed" in asked.text
    assert (await at.now()).state is RequestState.IN_PROGRESS


async def test_giving_back_is_asked_first(at: AtCard) -> None:
    asked = await at.choose("Give back")
    assert "Give the request back?" in asked.text
    kept = await at.coordinator.press("Cancel", on=asked)
    assert "Owner: Aigul" in kept.text
    assert (await at.now()).owner_name == "Aigul"
    asked = await at.choose("Give back")
    await at.coordinator.press("Yes, give it back", on=asked)

    request = await at.now()
    assert (request.state, request.owner_id) == (RequestState.SUBMITTED, None)


async def test_a_head_hands_on_what_a_coordinator_owns_but_does_not_answer(
    at: AtCard, expected_refusals: Counter[str]
) -> None:
    head = await at.staff.hire("Head", role=Role.HEAD)
    card = await at.card(head)
    assert not any("Answer" in row for row in card.buttons)
    forged = await head.chat.press_data(card, f"ka:{at.request.id}:answer")
    expected_refusals["editMessageText"] = 1  # the card stays as it was
    assert forged.text is not None
    assert forged.text.startswith("You may not do this with this request.")
    handed = await at.choose("Hand to a colleague", head)

    assert handed.buttons == [["Cancel"]]
    assert (await at.now()).state is RequestState.IN_PROGRESS


BUTTONS = (
    "ka:{id}:ask",
    "jd:{id}:739968",
    "jh:{id}:739968:9",
    "kr:{id}",
    "jr:{id}:being-checked",
    "jl:{id}:0",
    "jt:{id}:elders-astana",
    "jo:{id}:1414",
    "jc:{id}:solved",
    "js:{id}:solved",
    "jp:{id}:1",
)


async def test_a_forged_button_opens_nothing_to_a_stranger(
    at: AtCard, expected_refusals: Counter[str]
) -> None:
    stranger = await at.staff.citizen()
    menu = await stranger.start()
    for data in BUTTONS:
        answer = await stranger.chat.press_data(menu, data.format(id=at.request.id))
        assert answer.text is not None, data
        assert answer.text.startswith("This request is not open to you."), data
        assert at.request.number not in stranger.chat.last.text
    expected_refusals["editMessageText"] = len(BUTTONS) - 1  # the same words again

    assert (await at.now()).state is RequestState.IN_PROGRESS


async def test_a_forged_button_makes_an_owner_do_nothing(at: AtCard, expected_refusals: Counter[str]) -> None:
    card = await at.card()
    for data in ("jy:{id}:close:1", "jw:{id}:answer:1", "ka:{id}:climb", "ka:{id}:take"):
        await at.coordinator.chat.press_data(card, data.format(id=at.request.id))
    expected_refusals["editMessageText"] = 1  # the card stays as it was

    assert (await at.now()).state is RequestState.IN_PROGRESS
    assert await at.said() == []
