"""Everything of one's own on one screen."""

from datetime import timedelta

import pytest

from bot.domain.language import Language
from tests.conversations.coordinators import sent
from tests.conversations.events_on import put_on
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_somebody_new_is_shown_where_to_begin(bot: RunningBot, language: Language) -> None:
    somebody = await bot.meet(language)
    await somebody.start()

    mine = await somebody.write("/my")

    assert somebody.words("You have sent no requests to a council.") in mine.text
    assert somebody.words("You have no events ahead.") in mine.text
    assert mine.buttons == [
        somebody.labels("Write to a council"),
        somebody.labels("What is on"),
        somebody.labels("Menu"),
    ]


async def test_requests_and_events_stand_together_each_behind_a_button(
    bot: RunningBot, language: Language
) -> None:
    somebody = await bot.meet(language)
    request = await sent(bot, somebody)
    event = await put_on(bot, "Ән & <жыр>", bot.now() + timedelta(days=4))
    await somebody.start(f"event_{event.id}")
    await somebody.chat.reply()
    await somebody.press("I am coming")

    mine = await somebody.write("/my")
    [[opens_request], [opens_event], *_] = mine.buttons
    page = await somebody.press(opens_request, on=mine)
    card = await somebody.press(opens_event, on=mine)

    assert request.number in mine.text
    assert somebody.words("Sent, not yet taken") in mine.text
    assert "Ән & <жыр>" in mine.text
    assert request.number in page.text
    assert "Ән & <жыр>" in card.text
    assert mine.buttons[2:] == [
        somebody.labels("All my requests"),
        somebody.labels("All my events"),
        somebody.labels("Menu"),
    ]


async def test_all_of_each_are_one_press_away(bot: RunningBot) -> None:
    somebody = await bot.meet(Language.ENGLISH)
    for number in range(5):
        await sent(bot, somebody, key=str(number))

    mine = await somebody.write("/my")
    every = await somebody.press("All my requests")

    assert mine.text.count("2026-") == 4
    assert every.text.count("2026-") == 5
