"""The form of a request, from the menu to the receipt."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from aiogram.types import Chat, Message, Update, User

from bot.domain.language import Language
from bot.domain.reception.messages import PieceKind
from bot.domain.reception.request import ReplyWay
from bot.domain.reception.rules import CONSENT_VERSION
from sandbox import SeenMessage
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot
from tests.conversations.writing_requests import (
    MATTER,
    QUARREL,
    SEND,
    at_check,
    at_matter,
    at_name,
    at_topic,
    at_way,
    draft_of,
    past_similar,
    region_button,
    request_of,
    requests_of,
    said_in,
    sent,
    topic_button,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOTHING_BEGUN = "There is no request that you have begun"

LONELY = {Language.KAZAKH: "KZ-43", Language.RUSSIAN: "KZ-47", Language.ENGLISH: "KZ-59"}
"""Regions from which no other test writes, so that nobody has sent something similar."""


Question = Callable[[RunningBot, Citizen], Awaitable[SeenMessage]]


def written(somebody: Citizen, words: str, after: SeenMessage) -> Update:
    """Give the update that a text of somebody brings."""
    message = Message(
        message_id=after.id + 1,
        date=datetime.now(UTC),
        chat=Chat(id=somebody.chat.id, type="private"),
        from_user=User(id=somebody.chat.id, is_bot=False, first_name="Citizen"),
        text=words,
    )
    return Update(update_id=10**9 + somebody.chat.id, message=message)


async def test_a_request_is_sent_with_six_presses_and_one_text(
    busy_bot: RunningBot, visitor: Citizen
) -> None:
    region = LONELY[visitor.language]
    await visitor.write("/menu")

    await visitor.press("Write to a council")
    await visitor.press(region_button(busy_bot, visitor, region))
    await visitor.press(topic_button(busy_bot, visitor))
    await visitor.write(MATTER)
    await visitor.press("Here, in this chat")
    check = await visitor.press(visitor.words("Show my name: {name}", name="Citizen"))
    receipt = await visitor.press(SEND)

    request = await request_of(busy_bot, visitor)
    assert (request.region_code, request.topic_id) == (region, QUARREL)
    assert (request.reply_way, request.name, request.phone) == (ReplyWay.HERE, "Citizen", "")
    assert (request.consent_version, request.language) == (CONSENT_VERSION, visitor.language)
    [said] = await said_in(busy_bot, visitor, request)
    assert (said.piece.kind, said.piece.text) == (PieceKind.TEXT, MATTER)
    assert MATTER in check.text, "as it was written, tags and all"
    assert f"<code>{request.number}</code>" in receipt.html
    assert receipt.buttons[0] == visitor.labels("Copy the number")
    copied = await visitor.chat.press_old(receipt, visitor.words("Copy the number"))
    assert copied.copied == request.number
    assert await draft_of(busy_bot, visitor) is None


async def test_the_first_screen_says_who_reads_when_the_answer_comes_and_what_this_is_not(
    visitor: Citizen,
) -> None:
    first = await visitor.write("/request")

    assert (
        visitor.words("This is not a formal appeal to a state body: those go through e-Otinish.")
        in first.text
    )
    assert "15" in first.text
    opened = await visitor.chat.press_old(first, visitor.words("Formal appeal: e-Otinish"))
    assert opened.url is not None
    assert "eotinish.kz" in opened.url


@pytest.mark.parametrize("typed", ["Семей", "семипалатинск", "я живу в Семее"])
async def test_a_place_may_be_typed(busy_bot: RunningBot, citizen: Meet, typed: str) -> None:
    somebody = await citizen("en")
    await somebody.write("/request")

    asked = await somebody.write(typed)

    assert asked.text.startswith("What is it about?")
    draft = await draft_of(busy_bot, somebody)
    assert draft is not None
    assert draft.place_id == "semey"


async def test_of_places_with_one_name_the_right_one_is_chosen(citizen: Meet) -> None:
    somebody = await citizen("ru")
    await somebody.write("/request")

    which = await somebody.write("Аксу")
    [first, *others] = [label for row in which.buttons[:-1] for label in row]
    asked = await somebody.press(first, on=which)

    assert others
    assert somebody.words("<b>What is it about?</b>") in asked.html


async def test_an_unknown_place_is_asked_for_again(citizen: Meet) -> None:
    somebody = await citizen("en")
    await somebody.write("/request")

    again = await somebody.write("<Нарния>")

    assert again.text.startswith("I do not know a town or village called “<Нарния>”.")
    assert "Abai Region" in str(again.buttons)


async def test_the_place_of_the_last_request_comes_first(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await at_check(busy_bot, somebody)
    await somebody.press(SEND)

    first = await somebody.write("/request")
    asked = await somebody.press("As last time: Abai Region")

    assert first.buttons[0] == ["As last time: Abai Region"]
    assert asked.text.startswith("What is it about?")


async def test_a_half_written_request_survives_a_restart_and_is_offered_again(bot: RunningBot) -> None:
    somebody = await bot.meet("en")
    await at_way(bot, somebody)

    await bot.restart()
    offered = await somebody.write("/request")
    asked = await somebody.press("Continue")

    assert "A dispute or a quarrel" in offered.text
    assert MATTER in offered.text
    assert asked.text.startswith("How shall the council answer you?")


async def test_the_open_question_survives_a_restart(bot: RunningBot) -> None:
    somebody = await bot.meet("en")
    await at_matter(bot, somebody)

    await bot.restart()

    assert (await somebody.write(MATTER)).text.startswith("How shall the council answer you?")


async def test_starting_anew_deletes_what_was_begun(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await at_way(busy_bot, somebody)
    await somebody.write("Write to a council")

    first = await somebody.press("Start anew")

    draft = await draft_of(busy_bot, somebody)
    assert first.text.startswith("Write to a council")
    assert draft is not None
    assert draft.is_empty


@pytest.mark.parametrize("way_out", ["/help", "/start", "Houses of Friendship", "Menu"])
async def test_whoever_leaves_by_a_command_or_a_key_finds_the_request_again(
    busy_bot: RunningBot, citizen: Meet, way_out: str
) -> None:
    somebody = await citizen("en")
    await at_matter(busy_bot, somebody)

    await somebody.write(way_out)
    found = await somebody.write("Алматы")

    draft = await draft_of(busy_bot, somebody)
    assert "\n\n1. " in found.text, "the form takes nothing more"
    assert draft is not None
    assert draft.pieces == ()
    assert (await somebody.write("/request")).text.startswith("You have begun a request")


async def test_cancel_asks_first_and_then_keeps_nothing(busy_bot: RunningBot, visitor: Citizen) -> None:
    await at_way(busy_bot, visitor)

    asked = await visitor.press("Cancel")
    deleted = await visitor.press("Delete what I wrote")
    await visitor.write(MATTER)

    assert asked.buttons == [
        visitor.labels("Delete what I wrote"),
        visitor.labels("Keep it for later"),
        visitor.labels("← Back"),
    ]
    assert deleted.text == visitor.words("What you wrote has been deleted. Nothing was sent.")
    assert await draft_of(busy_bot, visitor) is None


async def test_cancel_can_keep_it_for_later_or_be_thought_better_of(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    asked = await at_way(busy_bot, somebody)
    await somebody.press("Cancel")

    back = await somebody.press("← Back")
    await somebody.press("Cancel", on=back)
    kept = await somebody.press("Keep it for later")

    assert back.text == asked.text
    assert kept.text == "What you wrote is kept for 30 days. To go on, press “Write to a council”."
    assert await draft_of(busy_bot, somebody) is not None


async def test_cancel_before_anything_is_said_leaves_at_once(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await somebody.write("/request")

    left = await somebody.press("Cancel")

    assert left.text == "Nothing was written, and nothing is kept."
    assert await draft_of(busy_bot, somebody) is None


async def test_back_leads_from_question_to_question(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    shown = await at_name(busy_bot, somebody)

    seen = []
    for _ in range(5):
        shown = await somebody.press("← Back", on=shown)
        seen.append(shown.text.partition("\n")[0])

    assert seen == [
        "How shall the council answer you?",
        "Received: 1 text",
        "What is it about?",
        "Write to a council",
        "What are you looking for?",
    ]


@pytest.mark.parametrize(
    ("change", "answer", "shown"),
    [
        ("Change the place", "Pavlodar Region", "Place: Pavlodar Region"),
        ("Change the topic", "Something else", "Topic: Something else"),
        ("Change the way", "In person", "Answer: in person, at an hour that the council proposes"),
        ("Change the name", "Show my name: Citizen", "Name: Citizen"),
    ],
)
async def test_each_answer_can_be_changed_and_leads_back_to_the_page_of_answers(
    busy_bot: RunningBot, citizen: Meet, change: str, answer: str, shown: str
) -> None:
    somebody = await citizen("en")
    await at_check(busy_bot, somebody)

    await somebody.press(change)
    after = await past_similar(somebody, await somebody.press(answer))
    if after.text.startswith("This may be solved sooner elsewhere"):
        after = await past_similar(somebody, await somebody.press("Go on with the council"))

    assert after.text.startswith("Check your request")
    assert shown in after.text


async def test_the_words_can_be_changed_from_the_page_of_answers(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await at_check(busy_bot, somebody)

    await somebody.press("Change the words")
    await somebody.press("Write it anew")
    after = await somebody.write("Only this")

    assert after.text.startswith("Check your request")
    assert "Only this" in after.text
    assert MATTER not in after.text


async def test_back_from_a_change_leads_to_the_page_of_answers(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    check = await at_check(busy_bot, somebody)

    await somebody.press("Change the place")

    assert (await somebody.press("← Back")).text == check.text


async def test_two_quick_presses_make_one_request_and_show_one_receipt(
    busy_bot: RunningBot, visitor: Citizen, expected_refusals: Counter[str]
) -> None:
    check = await at_check(busy_bot, visitor)
    send = visitor.words(SEND)
    expected_refusals["editMessageText"] += 1  # since the receipt stands there already

    await asyncio.gather(visitor.chat.press_old(check, send), visitor.chat.press_old(check, send))

    request = await request_of(busy_bot, visitor)
    assert visitor.chat.last.id == check.id
    assert request.number in visitor.chat.last.text


async def test_an_old_send_button_shows_its_receipt_while_another_request_is_written(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    check = await at_check(busy_bot, somebody)
    await somebody.press(SEND)
    await at_matter(busy_bot, somebody)

    sent = check.button(SEND)
    assert sent is not None
    receipt = await somebody.forge(sent["callback_data"])

    request = await request_of(busy_bot, somebody)
    assert request.number in receipt.text
    assert await draft_of(busy_bot, somebody) is not None


async def test_what_was_changed_elsewhere_is_not_sent_by_an_old_button(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    check = await at_check(busy_bot, somebody)
    await somebody.write("/request")
    await somebody.press("Start anew")

    shown = await somebody.press(SEND, on=check)

    assert shown.text.startswith("Write to a council")
    assert await requests_of(busy_bot, somebody) == []


@pytest.mark.parametrize("label", ["Do not show my name", "Write another name", "← Back"])
async def test_buttons_of_a_draft_that_is_gone_say_so(
    busy_bot: RunningBot, citizen: Meet, label: str
) -> None:
    somebody = await citizen("en")
    asked = await at_name(busy_bot, somebody)
    await somebody.press("Cancel")
    await somebody.press("Delete what I wrote")

    assert (await somebody.press(label, on=asked)).text.startswith(NOTHING_BEGUN)


async def test_a_topic_may_be_typed_and_other_words_are_asked_for_a_button(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    await at_topic(busy_bot, somebody)

    again = await somebody.write("what now?")
    matter = await somebody.write(" вода ")

    assert again.text.startswith("Press one of the buttons.\n\nWhat is it about?\n\nPlace: ")
    assert matter.text.startswith("What has happened?")


async def test_a_sign_is_no_name(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("en")
    await at_name(busy_bot, somebody)

    again = await somebody.write("👍")

    assert again.text.startswith("Write the name in words, or press a button.")


@pytest.mark.parametrize(
    ("typed", "kept"), [("  Айгүл\nСерікқызы ", "Айгүл Серікқызы"), ("<b>{name}</b>", "<b>{name}</b>")]
)
async def test_another_name_can_be_written(
    busy_bot: RunningBot, citizen: Meet, typed: str, kept: str
) -> None:
    somebody = await citizen("en")
    await at_name(busy_bot, somebody)
    await somebody.press("Write another name")

    check = await somebody.write(typed)

    assert f"Name: {kept}\n" in check.text


async def test_a_name_that_is_too_long_or_no_text_is_asked_for_again(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    await at_name(busy_bot, somebody)

    too_long = await somebody.write("я" * 102)
    no_text = await somebody.share(50.4, 80.2)

    assert too_long.text.startswith("That is 2 characters too long.")
    assert no_text.text.startswith("Write the name in words, or press a button.")


@pytest.mark.parametrize(
    ("payload", "topic"), [("request", None), ("request_water", "water"), ("request_x", None)]
)
async def test_a_link_leads_into_the_form_and_may_name_the_topic(
    busy_bot: RunningBot, citizen: Meet, payload: str, topic: str | None
) -> None:
    somebody = await citizen("en")
    await somebody.start(payload)
    first = await somebody.chat.reply()

    await somebody.press("Abai Region")

    draft = await draft_of(busy_bot, somebody)
    assert first.text.startswith("Write to a council")
    assert draft is not None
    assert draft.topic_id == topic


async def test_a_link_leads_on_after_the_language_was_chosen(busy_bot: RunningBot, citizen: Meet) -> None:
    somebody = await citizen("de", Language.ENGLISH)
    await somebody.start("request_water")
    await somebody.chat.press("English")
    await somebody.chat.reply_where(lambda message: message.text == "You came here by a link.")

    first = await somebody.press("Go on")

    draft = await draft_of(busy_bot, somebody)
    assert "Where is it?" in first.text
    assert draft is not None
    assert draft.topic_id == "water"


async def test_more_open_requests_than_one_may_have_are_refused_and_what_was_written_is_kept(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    for _ in range(5):
        await sent(busy_bot, somebody)

    await at_check(busy_bot, somebody)
    refused = await somebody.press(SEND)
    check = await somebody.press("Back to the request")

    assert refused.text.startswith("You have 5 open requests, and there cannot be more.")
    assert MATTER in check.text
    assert len(await requests_of(busy_bot, somebody)) == 5


async def test_the_seventh_request_within_a_day_is_told_when_it_can_be_sent(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    for _ in range(6):
        request = await sent(busy_bot, somebody)
        await busy_bot.app.services.own_requests.withdraw(request.id, request.citizen_id)

    await at_check(busy_bot, somebody)
    refused = await somebody.press(SEND)

    assert "The next can go out on Wed 2 Dec at 10:00, Astana time." in refused.text


@pytest.mark.parametrize(
    ("question", "words", "asked_next"),
    [
        (at_matter, MATTER, "How shall the council answer you?"),
        (at_name, "Айгүл", "Check your request"),
    ],
)
async def test_a_text_handled_again_after_a_crash_is_no_further_answer(
    busy_bot: RunningBot, citizen: Meet, question: Question, words: str, asked_next: str
) -> None:
    somebody = await citizen("en")
    shown = await question(busy_bot, somebody)
    update = written(somebody, words, after=shown)
    await busy_bot.settled()

    for _ in range(2):
        await busy_bot.app.dispatcher.feed_update(busy_bot.app.bot, update)
        await past_similar(somebody, somebody.chat.last)

    draft = await draft_of(busy_bot, somebody)
    assert somebody.chat.last.text.startswith(asked_next)
    assert draft is not None
    assert draft.text == MATTER


async def test_a_place_handled_again_after_a_crash_is_not_the_matter(
    busy_bot: RunningBot, citizen: Meet
) -> None:
    somebody = await citizen("en")
    await somebody.start("request_water")
    update = written(somebody, "Семей", after=await somebody.chat.reply())
    await busy_bot.settled()

    for _ in range(2):
        await busy_bot.app.dispatcher.feed_update(busy_bot.app.bot, update)

    draft = await draft_of(busy_bot, somebody)
    assert somebody.chat.last.text.startswith("What has happened?")
    assert draft is not None
    assert (draft.place_id, draft.pieces) == ("semey", ())


@pytest.mark.parametrize("data", ["fq:check", "fq:phone", "fq:name", "fc", "fn:1", "fw:here", "fm"])
async def test_a_forged_button_skips_no_question(
    busy_bot: RunningBot, citizen: Meet, expected_refusals: Counter[str], data: str
) -> None:
    somebody = await citizen("en")
    first = await somebody.write("/request")
    expected_refusals["editMessageText"] += 1  # since the same question stands there already

    await somebody.chat.press_data(first, data)
    asked = await somebody.write("Семей")

    assert "What is it about?" in asked.text
    assert await requests_of(busy_bot, somebody) == []


@pytest.mark.parametrize(("data", "said"), [("fp:nowhere", "This place"), ("ft:nothing", "This topic")])
async def test_a_place_or_a_topic_that_is_no_longer_there_is_asked_for_again(
    citizen: Meet, data: str, said: str
) -> None:
    somebody = await citizen("en")
    await somebody.write("/request")

    again = await somebody.forge(data)

    assert again.text.startswith(f"{said} is no longer")
    assert "Where is it?" in again.text


async def test_words_that_name_nothing_can_be_taken_over_into_a_request(
    busy_bot: RunningBot, visitor: Citizen
) -> None:
    words = "Фонарь у наших ворот погас ещё осенью"
    await visitor.write(words)

    await visitor.press("Write to a council with these words")
    await visitor.press(region_button(busy_bot, visitor))
    draft = await draft_of(busy_bot, visitor)

    assert draft is not None
    assert [piece.text for piece in draft.pieces] == [words]


async def test_words_do_not_replace_a_request_that_was_begun(busy_bot: RunningBot, visitor: Citizen) -> None:
    await visitor.press("Write to a council")
    await visitor.press(region_button(busy_bot, visitor))
    await visitor.chat.press(visitor.reads(busy_bot.directory.topics[4].name))
    await visitor.chat.reply()
    await visitor.write("/menu")
    await visitor.write("Фонарь у наших ворот погас ещё осенью")

    shown = await visitor.press("Write to a council with these words")

    assert [visitor.words.label("Continue")] in shown.buttons
    draft = await draft_of(busy_bot, visitor)
    assert draft is not None
    assert draft.pieces == ()
