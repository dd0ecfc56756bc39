"""Buttons of events that have changed, are over, or never were."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.domain.language import Language
from tests.conftest import MORNING
from tests.conversations.events_on import call_off, looking_at, put_on, reopened
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

SATURDAY = MORNING + timedelta(days=4, hours=3)

FORGED = [
    "e:99999999999999999999:",
    "e:-1:",
    "e:2147483648:",
    "ec:1:9:0:",
    "ec:1:0:0:",
    "em:1:never:",
    "el:",
    "el:zzz",
    "el:991399991399..0",
    "el:t.rKZ-99.0",
    "el:t.hsemey.99999999999999999999",
    "er:t..0:-7",
    "er::99999999999999999999",
    "eg:-1",
    "eg:99999999999999999999",
    "eh:atlantis",
    "link:event_99999999999999999999",
]

ACTS = {
    "e": ":",
    "ec": ":1:0:",
    "eq": ":0:",
    "es": ":",
    "ea": ":",
    "eo": ":",
    "ed": ":",
    "em": ":none:",
    "et": "",
    "ef": "",
}
"""The buttons about an event, and what follows its number in each."""


async def test_an_offer_that_ran_out_says_so_and_shows_the_card(bot: RunningBot) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=1)
    first, second = await looking_at(bot, event), await looking_at(bot, event)
    await first.press("I am coming")
    await second.press("Join the waiting list", on=await reopened(second, event))
    await first.press("I can't after all")
    await first.chat.press(first.chat.last.buttons[0][0])
    await first.chat.reply()
    offered = await reopened(second, event)

    bot.sandbox.clock.advance(25 * 3600)
    await bot.app.services.following.expire_offers()
    answer = await second.chat.press_old(offered, second.words.label("Take the seat"))

    assert answer.show_alert
    assert answer.text == second.words(
        "These seats are no longer kept for you. You can join the waiting list again."
    )
    assert second.chat.last.buttons[0] == second.labels("I am coming")


async def test_buttons_of_an_event_that_was_cancelled_meanwhile_answer_kindly(
    bot: RunningBot, language: Language
) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await looking_at(bot, event, language)
    card = somebody.chat.last
    await call_off(bot, event)

    answer = await somebody.chat.press_old(card, somebody.words.label("I am coming"))

    assert answer.show_alert
    assert answer.text == somebody.words("This event has been cancelled.")
    assert somebody.chat.last.html.startswith(
        somebody.words("<b>Cancelled.</b> This event will not take place.")
    )


async def test_buttons_of_an_event_that_is_over_answer_kindly(bot: RunningBot) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await looking_at(bot, event)
    card = somebody.chat.last
    bot.sandbox.clock.advance(7 * 24 * 3600)

    answer = await somebody.chat.press_old(card, somebody.words.label("I am coming"))

    assert answer.text == somebody.words("This event is over.")
    assert somebody.chat.last.html.startswith(somebody.words("<b>This event is over.</b>"))


async def test_forged_buttons_are_answered(bot: RunningBot) -> None:
    await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await bot.meet("ru")

    for data in FORGED:
        await somebody.write("/menu")
        assert (await somebody.forge(data)).buttons, data


async def test_buttons_of_an_event_that_never_was_say_so(bot: RunningBot) -> None:
    somebody = await bot.meet("ru")

    for act, rest in ACTS.items():
        await somebody.start()
        answer = await somebody.forge(f"{act}:777{rest}")
        assert answer.text == somebody.words("This event is no longer here."), act


async def test_buttons_for_those_who_come_tell_others_how_to_come(
    bot: RunningBot, expected_refusals: Counter[str]
) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await looking_at(bot, event)

    for act in ("eq", "ed", "em", "et"):
        answer = await somebody.chat.press_data(somebody.chat.last, f"{act}:{event.id}{ACTS[act]}")
        assert answer.text == somebody.words(
            "You are not coming to this event. To come, press “I am coming”."
        )
    expected_refusals["editMessageText"] = 4  # the card is as it was
