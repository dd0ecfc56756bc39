"""Where a language is taught: by language, by place, and from the house where the lessons are."""

import pytest

from bot.domain.language import Language
from handlers import languages
from sandbox import SeenMessage
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

KOREAN = {
    Language.KAZAKH: "Корей тілі",
    Language.RUSSIAN: "Корейский",
    Language.ENGLISH: "Korean",
}

GERMAN = {Language.KAZAKH: "Неміс тілі", Language.RUSSIAN: "Немецкий", Language.ENGLISH: "German"}


def labels(screen: SeenMessage) -> list[str]:
    return [label for row in screen.buttons for label in row]


async def test_the_languages_that_are_taught_are_named_in_the_language_of_the_reader(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    first = await visitor.press("Language lessons")
    second = await visitor.press("Next →")

    shown = [label for page in (first, second) for row in page.buttons[:-2] for label in row]
    taught = busy_bot.directory.languages()
    assert shown == [languages.title(code, visitor.language) for code in taught]
    assert KOREAN[visitor.language] in shown
    assert not set(shown) & set(taught), "a bare code is no name"
    assert second.id == first.id
    assert (await visitor.press("← Previous")).buttons == first.buttons


async def test_language_then_town_gives_the_nearest_lessons_and_their_card_and_back(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    title = KOREAN[visitor.language]
    school = busy_bot.school("semey-korean")
    town = visitor.reads(busy_bot.place("semey").name)

    await visitor.press("Language lessons")
    asked = await visitor.press(title)
    found = await visitor.write(town)
    card = await visitor.press(found.buttons[0][0])

    assert asked.text.startswith(title)
    assert found.text.splitlines()[0] == visitor.words(
        "{language}, {town}: the nearest lessons", language=title, town=town
    )
    assert found.text.splitlines()[2:4] == [f"1. {visitor.reads(school.name)}", town]
    assert found.buttons[0][0].startswith("1. ")
    assert card.text.startswith(visitor.reads(school.name))
    back = await visitor.press("← Back")
    assert (back.id, back.text, back.buttons) == (card.id, found.text, found.buttons)


@pytest.mark.parametrize(
    "typed", ["корейский", "корейского", "корей тілі", "корей", "Korean", "курсы корейского языка"]
)
async def test_a_language_can_be_typed_in_any_of_the_three(visitor: Citizen, typed: str) -> None:
    asked = await visitor.write(typed)

    assert asked.text.startswith(KOREAN[visitor.language])
    assert visitor.words.label("← Languages") in labels(asked)


@pytest.mark.parametrize(
    "typed", ["крымско-татарский", "крымскотатарский", "Crimean Tatar", "қырымтатар тілі"]
)
async def test_a_language_whose_name_holds_another_is_not_taken_for_it(visitor: Citizen, typed: str) -> None:
    await visitor.write(typed)
    found = await visitor.write("Павлодар")

    assert len([line for line in found.text.splitlines() if line[:2] == "1."]) == 1
    assert "2. " not in found.text


async def test_where_nothing_is_taught_the_nearest_lessons_are_named(visitor: Citizen) -> None:
    town = {"en": "Almaty"}.get(visitor.language, "Алматы")
    await visitor.write("корейский")

    found = await visitor.write("Алматы")

    none_here = visitor.words("{town}: no such lessons were found here. The nearest ones:", town=town)
    assert found.text.split("\n\n")[1] == none_here
    assert visitor.words("{town}: about {distance} away", town="", distance="").split(":")[0] in found.text
    assert "69" in found.text.split("\n\n")[2]


async def test_lessons_near_a_shared_place_are_of_the_language_that_was_asked_for(visitor: Citizen) -> None:
    title = KOREAN[visitor.language]
    await visitor.write("корейский")

    found = await visitor.share(50.4, 80.2)

    assert found.text.startswith(visitor.words("{language}: lessons nearest to you", language=title))
    assert visitor.words("{town}: {distance} from you", town="", distance="").strip(": ") in found.text


async def test_a_place_instead_of_a_language_gives_lessons_of_any_language(visitor: Citizen) -> None:
    town = {"en": "Almaty"}.get(visitor.language, "Алматы")
    await visitor.press("Language lessons")

    by_name = await visitor.write("Алматы")
    by_place = await visitor.share(43.25, 76.95)

    assert by_name.text.startswith(visitor.words("{town}: the nearest language lessons", town=town))
    assert "· " in by_name.text, "each line says what is taught"
    assert by_place.text.startswith(visitor.words("Language lessons nearest to you"))


async def test_any_language_can_be_chosen(visitor: Citizen) -> None:
    await visitor.press("Language lessons")
    await visitor.press("Any language")
    page = await visitor.write("Астана")
    seen = set(labels(page))

    while visitor.words.label("Next →") in labels(page):
        page = await visitor.press("Next →")
        seen |= set(labels(page))

    assert len([line for line in page.text.splitlines() if line[:1].isdigit()]) <= 5
    assert visitor.words.label("Another language") in seen


async def test_by_region_and_town_one_comes_to_the_lessons_too(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    await visitor.write("немецкий")
    region = visitor.reads(busy_bot.region("KZ-55").name)
    if region not in labels(visitor.chat.last):
        await visitor.press("Next →")
    await visitor.press(region)
    town = visitor.reads(busy_bot.place("ekibastuz").name)
    if town not in labels(visitor.chat.last):
        await visitor.press("Next →")

    found = await visitor.press(town)

    assert found.text.startswith(
        visitor.words("{language}, {town}: the nearest lessons", language=GERMAN[visitor.language], town=town)
    )


async def test_a_school_card_says_what_when_where_and_from_whom(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    school = busy_bot.school("astana-uzbek-ziyo")
    await visitor.start(f"school_{school.id}")

    card = await visitor.chat.reply()

    lines = card.text.splitlines()
    taught = languages.name("uz", visitor.language)
    assert lines[:5] == [
        visitor.reads(school.name),
        f"{visitor.words('Sunday school')}: {taught}",
        visitor.reads(school.locality),
        visitor.words("Address: {address}", address=visitor.reads(school.address)),
        visitor.words("Lessons: {schedule}", schedule=visitor.reads(school.schedule)),
    ]
    assert lines[-1] == visitor.words.beginning("Groups open every September")
    assert visitor.words("Tell us what is wrong") in labels(card)
    assert visitor.words("Share with friends") in labels(card)


async def test_from_a_house_to_its_school_and_to_the_house_again(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    house = busy_bot.house("kostanay")
    in_house = busy_bot.directory.schools_in_house(house.id)
    town = visitor.reads(busy_bot.place("kostanay").name)
    await visitor.write(town)
    card = await visitor.press(f"1. {town}")

    one, many = "Schools and classes here: {count}", "Schools and classes here: {count}"
    listed = await visitor.press(visitor.words.counted(one, many, len(in_house)))
    assert listed.id == card.id
    assert visitor.words("Schools and classes that meet here:") in listed.text
    more = await visitor.press("Next →")
    assert [visitor.reads(school.name) in listed.text + more.text for school in in_house] == [True] * 6

    school = await visitor.press(more.buttons[0][0])
    assert school.id > listed.id, "the list stays, since it is no screen of its own"
    assert visitor.words("Address: in the House of Friendship.") in school.text
    again = await visitor.press("Open the House of Friendship")
    assert again.text == card.text

    back = await visitor.press("← Back", on=more)
    assert (back.id, back.text, back.buttons) == (card.id, card.text, card.buttons)
    assert (await visitor.press("← Back", on=back)).text.startswith(
        visitor.words("{town}: the nearest Houses of Friendship", town=town)
    )


async def test_a_language_and_a_town_in_one_line_lead_straight_to_the_lessons(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    title = KOREAN[visitor.language]
    town = visitor.reads(busy_bot.place("semey").name)

    found = await visitor.write(f"{title} {town}")

    assert found.text.splitlines()[0] == visitor.words(
        "{language}, {town}: the nearest lessons", language=title, town=town
    )
