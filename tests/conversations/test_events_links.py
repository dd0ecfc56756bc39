"""Events outside the bot's own chat: deep links, and inline mode in any chat."""

from datetime import timedelta

import pytest

from bot.domain.events.event import EventId
from bot.domain.language import Language
from sandbox.shapes import JsonObject
from tests.conftest import MORNING
from tests.conversations.events_on import draft, put_on
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

SATURDAY = MORNING + timedelta(days=4, hours=3)


def text_of(result: JsonObject) -> str:
    text: str = result["input_message_content"]["message_text"]
    return text


async def test_a_link_greets_and_opens_the_card(bot: RunningBot, language: Language) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY, capacity=30)
    somebody = await bot.meet(language)

    welcome = await somebody.start(f"event_{event.id}")
    card = await somebody.chat.reply()

    assert welcome.text == somebody.words("Hello! I am Dostyq. Here is what you came for:")
    assert welcome.keyboard[0] == somebody.labels("Find near me")
    assert card.text.startswith("Ярмарка")
    assert card.buttons[0] == somebody.labels("I am coming")


async def test_a_link_waits_until_a_language_is_chosen(bot: RunningBot) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await bot.meet("de", Language.ENGLISH)

    await somebody.start(f"event_{event.id}")
    await somebody.press("English")
    await somebody.chat.reply()
    card = await somebody.press("Show the card")

    assert card.text.startswith("Ярмарка")


async def test_a_link_to_a_draft_or_to_nothing_says_that_it_is_not_here(
    bot: RunningBot, language: Language
) -> None:
    hidden = await draft(bot, "Ярмарка", SATURDAY)
    somebody = await bot.meet(language)

    for event_id in (hidden.id, EventId(777), EventId(999_999_999)):
        await somebody.start(f"event_{event_id}")
        answer = await somebody.chat.reply()
        assert answer.text == somebody.words("This event is no longer here.")
        assert answer.buttons == [somebody.labels("What is on", "Menu")]


async def test_a_shared_card_says_nothing_of_whoever_shares_it(bot: RunningBot, language: Language) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await bot.meet(language)
    await somebody.start(f"event_{event.id}")
    await somebody.chat.reply()
    await somebody.press("I am coming")

    [offered] = await somebody.chat.inline(f"event_{event.id}")
    sent = await somebody.chat.choose(offered)

    assert offered["title"] == "Ярмарка"
    assert text_of(offered).startswith("<b>Ярмарка</b>")
    assert somebody.words("You are coming.") not in sent.text
    button = sent.button(somebody.words("Open in Dostyq"))
    assert button is not None
    assert button["url"] == f"https://t.me/dostyq_bot?start=event_{event.id}"


@pytest.mark.parametrize("query", ["суббота", "сенбі", "Saturday", "в субботу в Семее"])
async def test_inline_a_day_offers_its_events(bot: RunningBot, query: str) -> None:
    event = await put_on(bot, "Ярмарка", SATURDAY)
    await put_on(bot, "Вечер песни", MORNING + timedelta(hours=8))
    somebody = await bot.meet("ru")

    results = await somebody.chat.inline(query)

    assert [result["id"] for result in results] == [f"event_{event.id}"]


async def test_inline_at_most_ten_events_are_offered(bot: RunningBot) -> None:
    for number in range(12):
        await put_on(bot, f"Событие {number}", SATURDAY)
    somebody = await bot.meet("ru")

    assert len(await somebody.chat.inline("суббота")) == 10


@pytest.mark.parametrize("query", ["event_777", "event_99999999999", "сегодня"])
async def test_inline_what_is_not_there_offers_nothing(bot: RunningBot, query: str) -> None:
    somebody = await bot.meet("ru")

    assert await somebody.chat.inline(query) == []


async def test_inline_towns_and_languages_still_offer_houses_and_schools(bot: RunningBot) -> None:
    somebody = await bot.meet("ru")

    assert (await somebody.chat.inline("Семей"))[0]["id"] == "house_semey"
    assert (await somebody.chat.inline("корейский"))[0]["id"].startswith("school_")
