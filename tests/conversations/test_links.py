"""Cards outside the bot's own chat: deep links, and inline mode in any chat."""

import pytest

from bot.domain.language import Language
from sandbox.shapes import JsonObject
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")


def text_of(result: JsonObject) -> str:
    text: str = result["input_message_content"]["message_text"]
    return text


@pytest.mark.parametrize("payload", ["house_almaty-republican", "school_astana-uzbek-ziyo"])
async def test_a_link_greets_and_opens_the_card(
    citizen: Meet, language: Language, busy_bot: RunningBot, payload: str
) -> None:
    somebody = await citizen(language)
    kind, _, name = payload.partition("_")
    subject = busy_bot.house(name) if kind == "house" else busy_bot.school(name)

    welcome = await somebody.start(payload)
    card = await somebody.chat.reply()

    assert welcome.text == somebody.words("Hello! I am Dostyq. Here is what you came for:")
    assert welcome.keyboard[0] == somebody.labels("Find near me")
    assert card.text.startswith(somebody.reads(subject.name))


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        ("house_atlantis", "This House of Friendship is no longer in the directory."),
        ("school_atlantis", "This school is no longer in the directory."),
    ],
)
async def test_a_link_to_what_is_not_listed_says_so(
    citizen: Meet, language: Language, payload: str, text: str
) -> None:
    somebody = await citizen(language)

    await somebody.start(payload)
    card = await somebody.chat.reply()

    assert card.text == somebody.words(text)
    assert card.buttons[-1] == somebody.labels("Menu")


@pytest.mark.parametrize("payload", ["council_1", "house", "HOUSE_SEMEY", "x" * 64, "house_Semey"])
async def test_a_link_that_leads_nowhere_is_answered_with_the_keys(citizen: Meet, payload: str) -> None:
    somebody = await citizen("ru")

    answer = await somebody.start(payload)

    assert answer.text == somebody.words("This link no longer works. What are you looking for?")
    assert answer.keyboard


@pytest.mark.parametrize("query", ["Семей", "семипалатинск", "Semey", "г. Семей"])
async def test_inline_a_town_offers_the_houses_near_it(
    visitor: Citizen, busy_bot: RunningBot, query: str
) -> None:
    results = await visitor.chat.inline(query)

    assert len(results) == 10
    assert results[0]["title"] == visitor.reads(busy_bot.house("semey").name)
    assert text_of(results[0]).startswith(f"<b>{results[0]['title']}</b>")


@pytest.mark.parametrize("query", ["корейский", "Korean", "корей тілі"])
async def test_inline_a_language_offers_the_schools_that_teach_it(
    visitor: Citizen, busy_bot: RunningBot, query: str
) -> None:
    results = await visitor.chat.inline(query)

    schools = [school for school in busy_bot.directory.schools.values() if "ko" in school.languages]
    assert [result["id"] for result in results] == [f"school_{school.id}" for school in schools[:10]]
    assert results[0]["description"].startswith(visitor.reads(schools[0].locality))


@pytest.mark.parametrize("query", ["корейский Семей", "Семей корей тілі", "Korean in Semey"])
async def test_inline_a_language_and_a_town_offer_the_nearest_school_first(
    visitor: Citizen, query: str
) -> None:
    results = await visitor.chat.inline(query)

    assert results[0]["id"] == "school_semey-korean"


async def test_inline_nothing_typed_yet_offers_houses(visitor: Citizen) -> None:
    results = await visitor.chat.inline("")

    assert len(results) == 10
    assert all(result["id"].startswith("house_") for result in results)


@pytest.mark.parametrize("query", ["абракадабра", "<b>", "house_atlantis", "🙂", "я" * 256])
async def test_inline_what_is_no_place_or_language_offers_nothing(visitor: Citizen, query: str) -> None:
    assert await visitor.chat.inline(query) == []


async def test_a_card_sent_into_another_chat_leads_back_to_the_bot(
    citizen: Meet, language: Language, busy_bot: RunningBot
) -> None:
    somebody = await citizen(language)
    [offered] = await somebody.chat.inline("house_semey")

    sent = await somebody.chat.choose(offered)

    assert sent.text.startswith(somebody.reads(busy_bot.house("semey").name))
    button = sent.button(somebody.words("Open in Dostyq"))
    assert button is not None
    assert button["url"] == "https://t.me/dostyq_bot?start=house_semey"
