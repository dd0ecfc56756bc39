"""Which message follows an event, and what buttons on older cards still do."""

from datetime import timedelta

import pytest

from bot.domain.events.edits import starting
from bot.domain.events.event import Event
from bot.domain.language import Language
from sandbox import StillClock
from tests.conftest import MORNING
from tests.conversations.citizens import Citizen
from tests.conversations.events_on import an_editor, looking_at, put_on, reopened
from tests.conversations.notices_due import coming, look_for_what_is_due
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

SATURDAY = MORNING + timedelta(days=4, hours=3)


async def put_off(bot: RunningBot, event: Event, clock: StillClock) -> None:
    """Let the event begin an hour later, and let everybody be told."""
    editor = await an_editor(bot)
    await bot.app.services.editing.change(event.id, editor.id, starting(event.starts_at + timedelta(hours=1)))
    clock.advance(11 * 60)
    await look_for_what_is_due(bot)


def shown(somebody: Citizen, message_id: int) -> str:
    return next(message.text for message in somebody.chat.messages if message.id == message_id)


async def test_a_notice_leaves_what_became_of_the_card_alone(bot: RunningBot, clock: StillClock) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    in_menu, asked = await coming(bot, event, Language.RUSSIAN), await coming(bot, event, Language.RUSSIAN)
    menu = await in_menu.press("Menu")
    question = await asked.press("Number of seats")

    await put_off(bot, event, clock)

    assert shown(in_menu, menu.id) == menu.text
    assert shown(asked, question.id) == question.text


async def test_a_notice_brings_the_card_up_to_date_to_which_somebody_came_back(
    bot: RunningBot, clock: StillClock
) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await coming(bot, event, Language.RUSSIAN)
    await somebody.press("Reminder")
    card = await somebody.press("← Back")
    await somebody.press("My ticket")

    await put_off(bot, event, clock)

    assert "13:00" in card.text
    assert "14:00" in shown(somebody, card.id)
    assert shown(somebody, card.id).startswith("Ярмарка")


async def test_a_notice_leaves_the_card_of_another_event_alone(bot: RunningBot, clock: StillClock) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    other = await put_on(bot, "Концерт", SATURDAY + timedelta(days=1))
    somebody = await coming(bot, event, Language.RUSSIAN)
    await somebody.chat.press_data(somebody.chat.last, f"e:{other.id}:")
    concert = somebody.chat.last

    await put_off(bot, event, clock)

    assert concert.text.startswith("Концерт")
    assert shown(somebody, concert.id) == concert.text


async def test_an_older_card_changes_no_number_of_seats(
    bot: RunningBot,
) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=30)
    somebody = await looking_at(bot, event)
    old = somebody.chat.last
    await somebody.press("Several of us are coming", on=await reopened(somebody, event))
    await somebody.chat.press("4")
    await somebody.chat.reply()

    answer = await somebody.chat.press_old(old, somebody.words.label("I am coming"))

    assert answer.text == somebody.words("You are coming.")
    assert await seats_held(bot, event) == 4


async def test_no_thanks_on_an_older_card_gives_no_seats_back(bot: RunningBot) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=1)
    first, second = await looking_at(bot, event), await looking_at(bot, event)
    await first.press("I am coming")
    await second.press("Join the waiting list", on=await reopened(second, event))
    await first.press("I can't after all")
    await first.chat.press(first.chat.last.buttons[0][0])
    await first.chat.reply()
    old = await reopened(second, event)
    await second.press("Take the seat", on=await reopened(second, event))

    answer = await second.chat.press_old(old, second.words.label("No, thanks"))

    assert answer.text == second.words("You are coming.")
    assert await seats_held(bot, event) == 1


async def test_who_comes_too_late_for_the_last_seat_is_asked_whether_to_wait(bot: RunningBot) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=1)
    first, second = await looking_at(bot, event), await looking_at(bot, event)
    await first.press("I am coming")

    question = await second.press("I am coming")
    await second.chat.press(question.buttons[0][0])
    card = await second.chat.reply()

    assert second.words("All seats are taken. You can join the waiting list.") in question.text
    assert card.buttons[0] == second.labels("Number of seats", "Leave the waiting list")


async def seats_held(bot: RunningBot, event: Event) -> int:
    return (await bot.app.services.browsing.card(event.id, None)).held
