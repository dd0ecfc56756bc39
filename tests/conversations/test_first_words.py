"""/start, the language, the menu, help and privacy."""

from collections import Counter

import pytest

from bot.domain.language import Language
from sandbox import Sandbox
from tests.catalogues import words_in
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

MENU = [
    ["Find a House of Friendship"],
    ["Find language lessons"],
    ["What is on", "My events"],
    ["Write to a council"],
    ["My requests"],
    ["Change the language"],
    ["What I keep about you"],
    ["Help"],
]

KEYS = [
    ["Find near me"],
    ["Houses of Friendship", "Language lessons"],
    ["What is on", "Write to a council"],
    ["Menu"],
]

COMMANDS = ["start", "houses", "schools", "events", "request", "my", "language", "privacy", "help"]


async def test_a_newcomer_is_greeted_in_the_language_of_their_telegram(
    citizen: Meet, language: Language
) -> None:
    somebody = await citizen(language)

    greeting = await somebody.start()

    assert greeting.text == somebody.words.beginning("Hello! I am Dostyq. I help you")
    assert greeting.keyboard == [somebody.labels(*row) for row in KEYS]


@pytest.mark.parametrize(
    ("tag", "language"), [("ru-KZ", Language.RUSSIAN), ("en-US", Language.ENGLISH), ("kk-Cyrl", "kk")]
)
async def test_a_regional_tag_of_a_language_is_that_language(
    citizen: Meet, tag: str, language: Language
) -> None:
    somebody = await citizen(tag, Language(language))

    assert (await somebody.start()).text == somebody.words.beginning("Hello! I am Dostyq. I help you")


@pytest.mark.parametrize(("client_language", "town"), [("kk", "Семей"), ("ru", "Семей"), ("en", "Semey")])
async def test_a_first_message_needs_no_start(citizen: Meet, client_language: str, town: str) -> None:
    somebody = await citizen(client_language)

    answer = await somebody.write(town)

    assert answer.text.startswith(somebody.words("{town}: the nearest Houses of Friendship", town=town))


@pytest.mark.parametrize("client_language", ["de", "uz", "zh-hans", ""])
async def test_a_client_in_another_language_is_asked_first_whatever_is_sent(
    citizen: Meet, client_language: str
) -> None:
    somebody = await citizen(client_language, Language.KAZAKH)

    for question in (
        await somebody.start(),
        await somebody.write("Семей"),
        await somebody.share(50.4, 80.2),
        await somebody.write("/help"),
    ):
        assert question.text.count("?") == len(Language)
        assert question.buttons == [["Қазақша", "Русский", "English"]]
    greeting = await somebody.press("Қазақша")
    assert greeting.text == somebody.words.beginning("Hello! I am Dostyq. I help you")
    assert somebody.chat.keyboard == [somebody.labels(*row) for row in KEYS]


async def test_the_link_that_brought_somebody_waits_until_they_have_chosen_a_language(
    citizen: Meet, busy_bot: RunningBot
) -> None:
    house = busy_bot.house("semey")
    somebody = await citizen("de", Language.ENGLISH)

    await somebody.start(f"house_{house.id}")
    await somebody.press("English")
    way_on = await somebody.chat.reply()
    card = await somebody.press("Show the card")

    assert way_on.text == "You came here by a link."
    assert card.id == way_on.id
    assert card.text.startswith(house.name.en)


async def test_a_link_too_long_to_be_kept_is_dropped_and_the_question_still_asked(citizen: Meet) -> None:
    somebody = await citizen("de", Language.ENGLISH)

    question = await somebody.start("x" * 64)

    assert question.buttons == [["Қазақша", "Русский", "English"]]
    assert (await somebody.press("English")).text.startswith("Hello!")


async def test_a_press_of_somebody_without_a_language_leaves_the_question_standing(
    citizen: Meet, expected_refusals: Counter[str]
) -> None:
    somebody = await citizen("de", Language.RUSSIAN)
    question = await somebody.start()

    await somebody.chat.press_data(question, "go:houses")

    assert somebody.chat.last.id == question.id
    expected_refusals["editMessageText"] = 1  # the question is there already


@pytest.mark.parametrize("way", ["command", "menu"])
async def test_the_language_can_be_changed_at_any_time(visitor: Citizen, way: str) -> None:
    choice = await visitor.write("/language")
    if way == "menu":
        await visitor.press("Menu")
        choice = await visitor.press("Change the language")
    assert choice.text == visitor.words("In which language shall I write to you?")

    for language, endonym in zip(Language, ["Қазақша", "Русский", "English"], strict=True):
        told = await visitor.press(endonym)
        visitor.words = words_in(language)
        assert told.text == visitor.words("I will write in English.")
        assert visitor.chat.keyboard == [visitor.labels(*row) for row in KEYS]
        assert (await visitor.write("/menu")).text == visitor.words("What are you looking for?")
        await visitor.write("/language")


async def test_a_key_labelled_in_the_former_language_still_works(visitor: Citizen) -> None:
    for language in Language:
        asked = await visitor.write(words_in(language)("Houses of Friendship"))

        assert asked.text.startswith(visitor.words("Houses of Friendship"))
        assert asked.text.endswith(visitor.words.beginning("Where shall I look?"))


async def test_the_menu_is_a_few_plain_buttons(visitor: Citizen) -> None:
    menu = await visitor.press("Menu")

    assert menu.text == visitor.words("What are you looking for?")
    assert menu.buttons == [visitor.labels(*row) for row in MENU]


@pytest.mark.parametrize(
    ("command", "button", "beginning"),
    [
        ("/help", "Help", "<b>What I can do</b>"),
        ("/privacy", "What I keep about you", "<b>What I keep about you</b>"),
    ],
)
async def test_help_and_privacy_are_a_command_and_a_button_away(
    visitor: Citizen, command: str, button: str, beginning: str
) -> None:
    by_command = await visitor.write(command)
    menu = await visitor.press("Menu", on=by_command)
    by_button = await visitor.press(button, on=menu)

    assert by_command.html == by_button.html
    assert by_command.html.partition("\n")[0] == visitor.words.beginning(beginning).partition("\n")[0]
    assert by_command.buttons == by_button.buttons
    assert by_button.buttons[-1] == visitor.labels("Menu")
    assert menu.id == by_button.id == by_command.id, "the screens take each other's place"


async def test_every_command_is_answered(visitor: Citizen) -> None:
    for command in (*COMMANDS, "menu"):
        assert (await visitor.write(f"/{command}")).text
    unknown = await visitor.write("/my_horoscope")
    assert unknown.text == visitor.words.beginning("I understand only text")
    assert unknown.buttons == [visitor.labels("Menu", "Help")]


async def test_commands_and_description_are_set_in_each_language_when_the_bot_starts(
    bot: RunningBot, sandbox: Sandbox
) -> None:
    await bot.introduced()

    for language in Language:
        somebody = await bot.meet(language)
        described = {
            call.params.get("language_code"): call.params["description"]
            for call in sandbox.journal.calls("setMyDescription")
        }
        assert [command["command"] for command in somebody.chat.commands] == COMMANDS
        assert somebody.chat.commands[0]["description"] == somebody.words("Start again")
        assert described[language] == somebody.words.beginning("Dostyq helps you find")


async def test_people_with_any_other_client_see_the_commands_in_russian(bot: RunningBot) -> None:
    await bot.introduced()
    somebody = await bot.meet("de")

    assert somebody.chat.commands[0]["description"] == words_in(Language.RUSSIAN)("Start again")
