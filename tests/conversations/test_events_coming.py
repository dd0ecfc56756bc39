"""“I am coming”, seats, the waiting list, reminders, the ticket, the calendar, and “I can't after all”."""

import shutil
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from aiogram.types import BufferedInputFile

from bot.domain.events.event import Event, EventId
from bot.domain.language import Language
from bot.domain.people import Person
from sandbox import Sandbox, SeenMessage, StillClock
from tests.conftest import MORNING
from tests.conversations.citizens import Citizen
from tests.conversations.events_on import call_off, looking_at, put_on, reopened
from tests.conversations.running import RunningBot
from tests.sandbox.pictures import png

pytestmark = pytest.mark.asyncio(loop_scope="session")

SATURDAY = MORNING + timedelta(days=4, hours=3)
"""At 13:00 in Astana."""

COMING = [
    ["My ticket", "Add to my calendar"],
    ["Number of seats", "Reminder"],
    ["I can't after all"],
    ["Share with friends", "The House of Friendship"],
    ["What is on", "Menu"],
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def running_bot(
    shipped_facts: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[RunningBot]:
    """Give one bot for the module, whose tests look at no event but their own."""
    path = shutil.copy(shipped_facts, tmp_path_factory.mktemp("events") / "dostyq.db")
    async with Sandbox(clock=StillClock(at=MORNING.timestamp())) as sandbox:
        running = RunningBot(sandbox, f"sqlite:///{path}")
        await running.start()
        try:
            yield running
        finally:
            await running.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def bot(running_bot: RunningBot, expected_refusals: Counter[str]) -> AsyncIterator[RunningBot]:
    yield running_bot
    await running_bot.check_manners(expected_refusals)


async def person_of(bot: RunningBot, citizen: Citizen) -> Person:
    return await bot.app.services.people.meet(citizen.chat.id, None)


async def seats_held(bot: RunningBot, event: Event) -> int:
    return (await bot.app.services.browsing.card(event.id, None)).held


async def card_of(bot: RunningBot, event_id: EventId, citizen: Citizen) -> str:
    """Give the text of the message that the bot remembers as the card of the event."""
    person = await person_of(bot, citizen)
    mine = (await bot.app.services.browsing.card(event_id, person.id)).mine
    assert mine is not None
    shown = {message.id: message.text for message in citizen.chat.messages}
    return shown[mine.card_message_id or 0]


async def a_picture(bot: RunningBot) -> str:
    """Give the file_id of a picture that the bot may send."""
    editor = await bot.meet("ru")
    await editor.start()
    sent = await bot.app.bot.send_photo(editor.chat.id, BufferedInputFile(png(), "poster.png"))
    assert sent.photo
    return sent.photo[-1].file_id


async def test_a_picture_that_telegram_no_longer_has_leaves_the_words(
    bot: RunningBot, expected_refusals: Counter[str]
) -> None:
    expected_refusals.update({"sendPhoto": 2, "editMessageMedia": 1})
    event = await put_on(bot, "Выставка", SATURDAY, picture="gone")

    somebody = await looking_at(bot, event)
    card = await somebody.press("I am coming")

    assert card.text.startswith("Выставка")
    assert number_on(card)


async def test_a_card_with_a_picture_stands_below_the_calendar_file(bot: RunningBot) -> None:
    event = await put_on(bot, "Выставка", SATURDAY, picture=await a_picture(bot))
    somebody = await looking_at(bot, event)
    await somebody.press("I am coming")
    file = await somebody.press("Add to my calendar")

    await somebody.chat.press_data(file, f"e:{event.id}:")

    assert somebody.chat.last.id > file.id
    assert somebody.chat.last.raw["photo"]


def number_on(card: SeenMessage) -> str:
    return next(line for line in card.text.splitlines() if line[-4:].isdecimal())[-4:]


async def test_somebody_comes_and_sees_their_number_and_everything_they_can_do(
    bot: RunningBot, language: Language
) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=30)
    somebody = await looking_at(bot, event, language)

    card = await somebody.press("I am coming")

    number = number_on(card)
    assert somebody.words("Your number at the door: <code>{number}</code>", number=number) in card.html
    assert card.buttons == [somebody.labels(*row) for row in COMING]
    assert await seats_held(bot, event) == 1
    assert await card_of(bot, event.id, somebody) == card.text


async def test_pressing_twice_takes_one_seat(bot: RunningBot, expected_refusals: Counter[str]) -> None:
    expected_refusals["editMessageText"] = 1  # the second press has nothing to change
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=30)
    somebody = await looking_at(bot, event)
    before = somebody.chat.last

    first = await somebody.press("I am coming", on=before)
    await somebody.chat.press_old(before, somebody.words.label("I am coming"))

    assert somebody.chat.last.text == first.text
    assert await seats_held(bot, event) == 1


async def my_events(somebody: Citizen) -> SeenMessage:
    """Open the list by the menu."""
    return await somebody.press("My events", on=await somebody.write("/menu"))


async def test_my_events_shows_what_one_comes_to_next_first(bot: RunningBot, language: Language) -> None:
    later = await put_on(bot, "Потом", SATURDAY + timedelta(days=1))
    sooner = await put_on(bot, "Сначала", SATURDAY)
    await put_on(bot, "Чужое", SATURDAY)
    somebody = await looking_at(bot, later, language)
    empty = await my_events(somebody)
    await somebody.press("I am coming")
    await somebody.start(f"event_{sooner.id}")
    await somebody.chat.reply()
    await somebody.press("I am coming")

    mine = await my_events(somebody)
    card = await somebody.press("2. Потом")
    back = await somebody.press("← Back")

    assert somebody.words.label("I am coming") in empty.text
    assert mine.buttons[:2] == [["1. Сначала"], ["2. Потом"]]
    assert mine.text.count(somebody.words("you are coming")) == 2
    assert "Чужое" not in mine.text
    assert card.text.startswith("Потом")
    assert back.text == mine.text


async def test_a_cancelled_event_is_marked_in_my_events_and_says_so_first(
    bot: RunningBot, language: Language
) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await looking_at(bot, event, language)
    await somebody.press("I am coming")
    await call_off(bot, event)

    mine = await my_events(somebody)
    card = await somebody.press("1. Ярмарка")

    assert somebody.words("<b>cancelled</b>") in mine.html
    assert card.html.startswith(somebody.words("<b>Cancelled.</b> This event will not take place."))
    assert card.buttons[0] == somebody.labels("The House of Friendship")


async def test_a_family_takes_several_seats_at_once(bot: RunningBot, language: Language) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=30)
    somebody = await looking_at(bot, event, language)

    question = await somebody.press("Several of us are coming")
    await somebody.chat.press("4")
    card = await somebody.chat.reply()

    assert question.buttons[0] == ["1", "2", "3", "4", "5"]
    free = somebody.words.counted("{count} seat is free.", "{count} seats are free.", 30)
    assert free in question.text
    assert card.id == question.id
    assert await seats_held(bot, event) == 4


async def test_where_fewer_seats_are_free_those_are_offered_or_the_waiting_list(
    bot: RunningBot, language: Language
) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=3)
    somebody = await looking_at(bot, event, language)
    await somebody.press("Several of us are coming")

    await somebody.chat.press("5")
    question = await somebody.chat.reply()
    held = await seats_held(bot, event)
    await somebody.chat.press(question.buttons[0][0])
    card = await somebody.chat.reply()

    assert "5" in question.text
    assert "3" in question.text
    assert held == 0
    assert await seats_held(bot, event) == 3
    assert number_on(card)


async def test_somebody_may_rather_wait_for_all_the_seats(bot: RunningBot) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=3)
    somebody = await looking_at(bot, event)
    await somebody.press("Several of us are coming")
    await somebody.chat.press("5")
    question = await somebody.chat.reply()

    await somebody.chat.press(question.buttons[1][0])
    card = await somebody.chat.reply()

    assert card.buttons[0] != somebody.labels("I am coming")


async def test_whoever_comes_and_wants_more_than_there_are_keeps_what_they_have(
    bot: RunningBot, language: Language
) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=3)
    somebody = await looking_at(bot, event, language)
    await somebody.press("I am coming")
    await somebody.press("Number of seats")

    await somebody.chat.press("5")
    kept = await somebody.chat.reply()
    held = await seats_held(bot, event)
    await somebody.chat.press(kept.buttons[0][0])
    await somebody.chat.reply()

    assert held == 1
    assert "3" in kept.buttons[0][0]
    assert await seats_held(bot, event) == 3


async def test_who_finds_it_full_waits_and_is_offered_the_seat_that_becomes_free(
    bot: RunningBot, language: Language
) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=1)
    first, second = await looking_at(bot, event, language), await looking_at(bot, event, language)
    await first.press("I am coming")

    full = await second.press("Join the waiting list", on=await reopened(second, event))
    await first.press("I can't after all")
    await first.chat.press(first.chat.last.buttons[0][0])
    await first.chat.reply()
    offered = await reopened(second, event)
    card = await second.press("Take the seat")

    assert full.buttons[0] == second.labels("Number of seats", "Leave the waiting list")
    assert "1" in full.text
    assert offered.buttons[0] == second.labels("Take the seat", "No, thanks")
    assert number_on(card)


async def test_no_thanks_lets_the_next_have_the_seat(bot: RunningBot) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=1)
    first, second, third = [await looking_at(bot, event) for _ in range(3)]
    await first.press("I am coming")
    for waiting in (second, third):
        await waiting.press("Join the waiting list", on=await reopened(waiting, event))
    await first.press("I can't after all")
    await first.chat.press(first.chat.last.buttons[0][0])
    await first.chat.reply()

    await reopened(second, event)
    await second.press("No, thanks")

    assert (await reopened(third, event)).buttons[0] == third.labels("Take the seat", "No, thanks")


async def test_who_cannot_come_leaves_at_once_and_may_come_again(bot: RunningBot, language: Language) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=30)
    somebody = await looking_at(bot, event, language)
    coming = await somebody.press("I am coming")

    left = await somebody.press("I can't after all")
    held = await seats_held(bot, event)
    again = await somebody.press("I am coming")

    assert held == 0
    assert somebody.words("You are not coming to this event.") in left.text
    assert again.text == coming.text


async def test_who_gives_back_several_seats_is_asked_first(bot: RunningBot) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=30)
    somebody = await looking_at(bot, event)
    await somebody.press("Several of us are coming")
    await somebody.chat.press("2")
    await somebody.chat.reply()

    question = await somebody.press("I can't after all")
    card = await somebody.press("← Back")

    assert question.buttons[-1] == somebody.labels("← Back")
    assert card.buttons == [somebody.labels(*row) for row in COMING]
    assert await seats_held(bot, event) == 2


@pytest.mark.parametrize(
    ("label", "when"),
    [
        ("A day before", "13:00"),
        ("Two hours before", "11:00"),
        ("In the morning of that day", "08:00"),
        ("No reminder", ""),
    ],
)
async def test_the_reminder_says_when_exactly_it_comes(
    bot: RunningBot, language: Language, label: str, when: str
) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await looking_at(bot, event, language)
    await somebody.press("I am coming")
    await somebody.press("Reminder")

    if label == "A day before":  # as it is already
        await somebody.press("No reminder")
    told = await somebody.press(label)
    card = await somebody.press("← Back")

    line = told.text.split("\n\n")[1]
    assert when in line if when else line == somebody.words("I will not remind you.")
    assert card.buttons == [somebody.labels(*row) for row in COMING]


async def test_a_reminder_whose_time_has_passed_is_said_to_be_too_late(bot: RunningBot) -> None:
    event = await put_on(bot, "Ярмарка", MORNING + timedelta(hours=3))
    somebody = await looking_at(bot, event)
    await somebody.press("I am coming")

    told = await somebody.press("Reminder")

    assert somebody.words("It is too late for this reminder: its time has passed.") in told.text


async def test_the_ticket_is_a_picture_with_the_number(bot: RunningBot, language: Language) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await looking_at(bot, event, language)
    card = await somebody.press("I am coming")

    ticket = await somebody.press("My ticket")

    assert ticket.raw["photo"]
    assert number_on(card) in ticket.text
    assert ticket.id > card.id


async def test_the_calendar_file_has_the_hour_and_the_place(bot: RunningBot, language: Language) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await looking_at(bot, event, language)
    await somebody.press("I am coming")

    sent = await somebody.press("Add to my calendar")

    assert sent.raw["document"]["file_name"] == f"dostyq-{event.id}.ics"
    content = await bot.app.bot.download(sent.raw["document"]["file_id"])
    assert content is not None
    file = content.read().decode()
    assert "DTSTART;TZID=Asia/Almaty:20261205T130000" in file
    assert "SUMMARY:Ярмарка\r\n" in file


async def test_a_picture_stands_above_the_card_and_above_its_questions(bot: RunningBot) -> None:
    picture = await a_picture(bot)
    event = await put_on(bot, "Выставка", SATURDAY + timedelta(days=15), picture=picture)
    somebody = await bot.meet("ru")
    await somebody.start()
    listed = await somebody.write("20 декабря")

    card = await somebody.press("1. Выставка")
    coming = await somebody.press("I am coming")
    question = await somebody.press("Reminder")
    back = await somebody.press("← Back")
    again = await somebody.press("← Back")

    assert {listed.id} == {message.id for message in (card, coming, question, back)}
    assert all(message.raw["photo"] for message in (card, coming, question, back))
    assert await card_of(bot, event.id, somebody) == coming.text
    assert again.id > back.id, "a picture can't become a list"
    assert again.text == listed.text
