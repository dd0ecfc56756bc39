"""Buttons that have stayed in a chat while the bot, the directory or the person went on."""

from collections import Counter
from pathlib import Path

import pytest

from bot.domain.language import Language
from sandbox import Fault
from tests.conversations.citizens import Citizen
from tests.conversations.other_facts import change, remove, shipped_copy
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

YEAR = 365 * 24 * 3600.0

FORGED = [
    "",
    "nonsense",
    "h",
    "h:",
    "h:atlantis:",
    "h:semey:atlantis",
    "s:atlantis::",
    "v:atlantis",
    "hs:atlantis:0:",
    "hs:semey:-7:",
    "b:atlantis:",
    "g:schools.zz",
    "g:schools." + "z" * 50,
    "g:wonders",
    "r:houses:-3",
    "r:houses:99999999999999999999",
    "r:schools.ko:1e3",
    "t:houses:KZ-99:0",
    "t:houses:KZ-10:500",
    "p:houses:atlantis:0",
    "p:schools.ko:semey:-1",
    "p:schools.zz:semey:0",
    "p:schools." + "z" * 40 + ":semey:0",
    "l:-1",
    "l:900",
    "fix:council:1",
    "go:treasury",
    "lang:de:",
    "link:council_1",
    "link:",
    "🙂" * 16,
]


async def test_buttons_of_before_a_restart_and_a_year_later_still_work(bot: RunningBot) -> None:
    for language in Language:
        somebody = await bot.meet(language)
        await somebody.start()
        found = await somebody.write("Семей")

        await bot.restart()
        bot.sandbox.clock.advance(YEAR)

        card = await somebody.press(found.buttons[0][0], on=found)
        assert card.id == found.id
        assert card.text.startswith(somebody.reads(bot.house("semey").name))


async def test_a_button_whose_house_or_school_is_gone_says_so_and_offers_the_others(
    bot: RunningBot, tmp_path: Path
) -> None:
    people = [await bot.meet(language) for language in Language]
    lists, cards, lessons = [], [], []
    for somebody in people:
        await somebody.start()
        lists.append(await somebody.write("Риддер"))
        await somebody.start("house_ridder")
        cards.append(await somebody.chat.reply())
        await somebody.write("немецкий")
        lessons.append(await somebody.write("Екібастұз"))
    facts = shipped_copy(tmp_path / "facts")
    remove(facts, "houses.csv", "ridder")
    remove(facts, "schools.csv", "ekibastuz-german")
    await bot.load(facts)

    for somebody, found, card, school in zip(people, lists, cards, lessons, strict=True):
        no_house = somebody.words("This House of Friendship is no longer in the directory.")
        no_school = somebody.words("This school is no longer in the directory.")
        gone = await somebody.press(found.buttons[0][0], on=found)
        assert gone.text == no_house
        assert gone.buttons == [somebody.labels("Find a House of Friendship"), somebody.labels("Menu")]
        await somebody.chat.press_data(card, "v:ridder")
        assert (await somebody.chat.reply()).text == no_house
        gone = await somebody.press(school.buttons[0][0], on=school)
        assert gone.text == no_school
        assert gone.buttons == [somebody.labels("Find language lessons"), somebody.labels("Menu")]
        assert (await somebody.press("Find language lessons", on=gone)).buttons


async def test_a_town_that_is_gone_is_said_in_passing_and_the_question_is_asked_anew(
    bot: RunningBot, tmp_path: Path
) -> None:
    somebody = await bot.meet("ru")
    await somebody.start()
    choice = await somebody.write("Аксу")
    facts = shipped_copy(tmp_path / "facts")
    remove(facts, "places.csv", "aksukent")
    await bot.load(facts)

    answer = await somebody.chat.press_old(choice, choice.buttons[1][0])

    assert answer.text == somebody.words("This place is no longer in the directory.")
    assert somebody.words.beginning("Where shall I look?") in (await somebody.chat.reply()).text


async def test_lessons_of_a_language_that_nobody_teaches_any_more_are_said_to_be_gone(
    bot: RunningBot, tmp_path: Path
) -> None:
    somebody = await bot.meet("kk")
    await somebody.start()
    asked = await somebody.write("грек тілі")
    facts = shipped_copy(tmp_path / "facts")
    remove(facts, "schools.csv", "karaganda-greek-avgi")
    await bot.load(facts)

    await somebody.press("Алматы", on=asked)

    assert somebody.chat.last.text == somebody.words("This school is no longer in the directory.")
    assert somebody.chat.last.buttons == [
        somebody.labels("Find language lessons"),
        somebody.labels("Menu"),
    ]


async def test_no_pin_is_sent_once_a_door_has_turned_out_to_be_unknown(
    bot: RunningBot, tmp_path: Path
) -> None:
    somebody = await bot.meet("ru")
    await somebody.start("house_almaty-republican")
    card = await somebody.chat.reply()
    facts = shipped_copy(tmp_path / "facts")
    change(facts, "houses.csv", "almaty-republican", coordinate_precision="city")
    await bot.load(facts)

    now = await somebody.press("Show on the map", on=card)

    assert now.id == card.id
    assert somebody.words("Show on the map") not in str(now.buttons)


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_press_is_answered_and_leads_on(visitor: Citizen, data: str) -> None:
    await visitor.write("/help")

    answer = await visitor.forge(data)

    assert answer.buttons
    assert (await visitor.write("/menu")).text == visitor.words("What are you looking for?")


async def test_a_button_without_meaning_says_so(visitor: Citizen) -> None:
    await visitor.write("/help")

    notice = await visitor.chat.press_data(visitor.chat.last, "of another age")
    answer = await visitor.chat.reply()

    assert notice.text == visitor.words("This button no longer works.")
    assert not notice.show_alert
    assert answer.text == visitor.words("This button no longer works. Choose again:")
    assert answer.buttons == [visitor.labels("Menu", "Help")]


async def test_a_message_that_can_no_longer_be_edited_is_answered_below(
    bot: RunningBot, expected_refusals: Counter[str]
) -> None:
    somebody = await bot.meet("ru")
    await somebody.start()
    found = await somebody.write("Семей")
    bot.sandbox.faults.add(
        Fault(kind="bad_request", method="editMessageText", description="message can't be edited", times=1)
    )

    card = await somebody.press(found.buttons[0][0], on=found)

    assert card.id > found.id
    assert card.text.startswith(bot.house("semey").name.ru)
    expected_refusals["editMessageText"] = 1


async def test_a_message_that_was_deleted_is_answered_below(visitor: Citizen) -> None:
    found = await visitor.write("Семей")
    await visitor.chat.delete(found)

    card = await visitor.press(found.buttons[0][0], on=found)

    assert card.id > found.id


async def test_a_press_too_old_to_be_answered_is_carried_out_all_the_same(
    bot: RunningBot, expected_refusals: Counter[str]
) -> None:
    somebody = await bot.meet("ru")
    await somebody.start()
    found = await somebody.write("Семей")
    too_old = "query is too old and response timeout expired or query ID is invalid"
    bot.sandbox.faults.add(
        Fault(kind="bad_request", method="answerCallbackQuery", description=too_old, times=1)
    )

    with pytest.raises(TimeoutError):
        await somebody.chat.press_old(found, found.buttons[0][0], timeout=0.3)

    assert somebody.chat.last.text.startswith(bot.house("semey").name.ru)
    expected_refusals["answerCallbackQuery"] = 1


async def test_pressing_the_same_twice_changes_nothing_the_second_time(
    visitor: Citizen, expected_refusals: Counter[str]
) -> None:
    found = await visitor.write("Семей")
    card = await visitor.press(found.buttons[0][0], on=found)

    answer = await visitor.chat.press_old(found, found.buttons[0][0])

    assert answer.text == ""
    assert (visitor.chat.last.id, visitor.chat.last.text) == (card.id, card.text)
    expected_refusals["editMessageText"] = 1  # it is not modified
