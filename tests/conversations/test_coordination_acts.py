"""What an owner says: to the citizen, to colleagues, to everybody."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from bot.domain.reception.messages import PieceKind, Purpose
from bot.domain.reception.states import RequestState
from tests.conversations.at_a_card import AtCard, at_a_card
from tests.conversations.coordinators import Staff, dismissed_coordinator
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


async def test_a_question_goes_to_the_citizen_and_stops_the_clock(at: AtCard) -> None:
    asked = await at.choose("Ask the citizen")
    assert asked.text.startswith(f"{at.request.number} · ")
    assert "The clock stands still until they reply." in asked.text
    assert asked.buttons == [["Cancel"]]
    told = await at.coordinator.write("Since when is it dark?")

    assert "The question is on its way to the citizen." in told.text
    assert told.buttons == [["Card", "Desk"]]
    request = await at.now()
    assert request.state is RequestState.WAITING_FOR_CITIZEN
    assert request.clock.paused_at is not None
    assert "Since when is it dark?" in (await at.read()).text


async def test_cancel_leads_back_to_the_card_and_takes_nothing_more(at: AtCard) -> None:
    question = await at.choose("Ask the citizen")
    card = await at.coordinator.press("Cancel", on=question)
    await at.coordinator.write("Where is the museum?")

    assert "Owner: Aigul" in card.text
    assert await at.said() == []


async def test_whoever_does_not_know_how_to_reply_answers_by_the_button(at: AtCard) -> None:
    await at.choose("Answer")
    told = await at.coordinator.write("The lamp was mended today.")

    assert "Sent to the citizen. I will write if it does not arrive." in told.text
    assert (await at.now()).state is RequestState.ANSWERED
    assert "The lamp was mended today." in (await at.read()).text


async def test_an_album_arrives_whole_and_what_comes_after_it_is_no_part_of_it(at: AtCard) -> None:
    await at.choose("Answer")
    await at.coordinator.chat.send_album([b"lamp", b"street"], caption="Before and after")
    await at.staff.bot.settled()
    await at.coordinator.write("Semey")

    assert [(one.purpose, one.piece.kind, one.piece.text) for one in await at.said()] == [
        (Purpose.ANSWER, PieceKind.PHOTO, "Before and after"),
        (Purpose.ANSWER, PieceKind.PHOTO, ""),
    ]


async def test_what_cannot_be_passed_on_is_refused_and_the_form_stays_open(at: AtCard) -> None:
    await at.choose("Ask the citizen")
    await at.coordinator.chat.send_document(b"MZ", name="setup.exe", mime_type="application/x-msdownload")
    refused = await at.coordinator.chat.reply()
    await at.coordinator.write("x" * 3001)
    too_long = at.coordinator.chat.last
    await at.coordinator.write("Since when?")

    assert "This type of document can’t be passed on." in refused.text
    assert "1 character too long" in too_long.text
    assert [one.piece.text for one in await at.said()] == ["Since when?"]


async def test_a_note_is_for_the_council_alone(at: AtCard) -> None:
    colleague = await at.staff.hire("Bolat")
    before = at.citizen.chat.last.id
    await at.choose("Note for colleagues")
    told = await at.coordinator.write("I have called the electricians <b>twice</b>")

    assert "The note is kept. Only the council sees it." in told.text
    assert "I have called the electricians <b>twice</b>" in (await at.card(colleague)).text
    assert (await at.read()).id == before


async def test_a_headline_has_one_line_of_at_most_eighty_characters(at: AtCard) -> None:
    asked = await at.choose("Write a headline")
    assert "without names and addresses of people" in asked.text
    too_long = await at.coordinator.write("x" * 81)
    assert "That is 1 character too long." in too_long.text
    await at.coordinator.chat.send_photo(b"lamp")
    no_text = await at.coordinator.chat.reply()
    assert "Write it as text, in one line of up to 80 characters." in no_text.text
    kept = await at.coordinator.write("No light\nin a <street>")

    assert kept.text.endswith("This is its headline now:\n\nNo light in a <street>")
    assert (await at.now()).headline == "No light in a <street>"


async def test_a_ready_answer_is_seen_in_the_citizens_language_before_it_is_sent(at: AtCard) -> None:
    listed = await at.choose("Ready answers")
    shown = await at.coordinator.press("Being checked", on=listed)
    assert "The citizen reads English. They would get this:" in shown.text
    words = (
        f"Hello! Your request No. {at.request.number} has arrived. "
        "Elders’ council, Abai Region is finding out what can be done."
    )
    assert words in shown.text
    assert await at.said() == []
    await at.coordinator.press("Send as the answer", on=shown)
    await at.coordinator.chat.press_old(shown, "Send as the answer")

    assert "Sent to the citizen." in at.coordinator.chat.last.text
    [answer] = await at.said()
    assert answer.purpose is Purpose.ANSWER
    assert answer.piece.text.startswith(words)
    assert words in (await at.read()).text


async def test_a_ready_answer_can_be_a_question(at: AtCard) -> None:
    await at.choose("Ready answers")
    await at.coordinator.press("Being checked")
    await at.coordinator.press("Ask with it")

    assert [one.purpose for one in await at.said()] == [Purpose.QUESTION]


async def test_a_ready_answer_with_gaps_is_filled_in_first(at: AtCard) -> None:
    await at.choose("Ready answers")
    shown = await at.coordinator.press("More details needed")
    assert shown.buttons[:2] == [["Fill in and answer"], ["Fill in and ask"]]
    asked = await at.coordinator.press("Fill in and ask", on=shown)
    assert f"<code>Hello! To help with request No. {at.request.number} we need to know: …." in asked.html
    await at.coordinator.write("Hello! We need to know: which gate?")

    [question] = await at.said()
    assert (question.purpose, question.piece.text) == (
        Purpose.QUESTION,
        "Hello! We need to know: which gate?",
    )


async def test_an_old_preview_sends_nothing_once_something_else_was_begun(at: AtCard) -> None:
    await at.choose("Ready answers")
    shown = await at.coordinator.press("Being checked")
    await at.choose("Note for colleagues")
    late = await at.coordinator.press("Send as the answer", on=shown)

    assert late.text.startswith("This no longer stands: something else was begun meanwhile.")
    assert await at.said() == []


async def test_an_appointment_is_typed_and_shown_back_before_it_is_sent(at: AtCard) -> None:
    asked = await at.choose("Propose an appointment")
    assert "When is the appointment?" in asked.text
    assert "I could not read a day and an hour." in (await at.coordinator.write("when I retire")).text
    assert "That time has passed already." in (await at.coordinator.write("30 November 2026 15:00")).text
    assert "more than 366 days ahead" in (await at.coordinator.write("8 December 2028 15:00")).text
    assert "On which day?" in (await at.coordinator.write("15:00")).text
    hour = await at.coordinator.write("8 December")
    assert "Tuesday, 8 December 2026: at what hour?" in hour.text
    where = await at.coordinator.write("15:00")
    assert "Appointment: Tuesday, 8 December 2026, 15:00" in where.text
    shown = await at.coordinator.write("House of Friendship, room 5. Bring the photos.")
    assert "You propose this appointment to the citizen:" in shown.text
    assert await at.said() == []
    done = await at.coordinator.press("Send to the citizen", on=shown)

    assert "The appointment is proposed." in done.text
    request = await at.now()
    assert request.meeting_at == datetime(2026, 12, 8, 10, 0, tzinfo=UTC)
    assert request.state is RequestState.WAITING_FOR_CITIZEN
    told = (await at.read()).text
    assert "House of Friendship, room 5. Bring the photos." in told
    assert "8 December" in told


async def test_an_appointment_is_chosen_by_buttons_and_two_presses_propose_it_once(at: AtCard) -> None:
    days = await at.choose("Propose an appointment")
    assert days.buttons[0] == ["Tue 1 Dec", "Wed 2 Dec"]
    assert not any("Sat" in label for row in days.buttons for label in row)
    today = await at.coordinator.press("Tue 1 Dec", on=days)
    assert today.buttons[0] == ["11:00", "12:00", "13:00"]
    await at.coordinator.press("← Another day", on=today)
    await at.coordinator.press("Thu 3 Dec")
    await at.coordinator.press("09:00")
    shown = await at.coordinator.write("Room 5")
    await at.coordinator.press("Send to the citizen", on=shown)
    await at.coordinator.chat.press_old(shown, "Send to the citizen")

    assert [one.piece.text for one in await at.said()] == ["Room 5"]
    assert (await at.now()).meeting_at == datetime(2026, 12, 3, 4, 0, tzinfo=UTC)


async def test_whoever_is_dismissed_in_the_middle_of_a_form_says_nothing_any_more(at: AtCard) -> None:
    await at.choose("Ask the citizen")
    await dismissed_coordinator(at.staff.bot, at.coordinator)
    refused = await at.coordinator.write("Since when?")

    assert "This request is not open to you." in refused.text
    assert await at.said() == []


async def test_a_request_withdrawn_meanwhile_is_not_asked_about(at: AtCard) -> None:
    await at.choose("Ask the citizen")
    await at.staff.bot.app.services.own_requests.withdraw(at.request.id, (await at.now()).citizen_id)
    refused = await at.coordinator.write("Since when?")

    assert "the request is now in the state “Withdrawn”" in refused.text
    assert await at.said() == []
