"""Which House of Friendship is nearest: to a place that is shared, and to one that is named."""

import pytest

from bot.domain.language import Language
from sandbox import SeenMessage
from tests.conftest import Meet
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

KILOMETRES = {Language.KAZAKH: "{} км", Language.RUSSIAN: "{} км", Language.ENGLISH: "{} km"}
METRES = {Language.KAZAKH: "{} м", Language.RUSSIAN: "{} м", Language.ENGLISH: "{} m"}

OUTSIDE_SEMEY = (50.35, 80.2)
IN_ALMATY = (43.25, 76.95)

ABROAD = {
    "null island": (0.0, 0.0),
    "Reykjavik": (64.15, -21.94),
    "the South Pole": (-90.0, 0.0),
    "the antimeridian": (52.0, 180.0),
}


def first_names(list_of_houses: SeenMessage) -> list[str]:
    return [line.partition(". ")[2] for line in list_of_houses.text.splitlines() if line[:1].isdigit()]


async def test_a_shared_place_is_answered_with_three_houses_and_how_far_their_towns_are(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    houses = [busy_bot.house(name) for name in ("semey", "borodulikha", "beskaragay")]

    answer = await visitor.share(*OUTSIDE_SEMEY)

    title, *entries, note = answer.text.split("\n\n")
    assert title == visitor.words("Houses of Friendship nearest to you")
    assert entries == [
        f"{number}. {visitor.reads(house.name)}\n"
        + visitor.words(
            "{town}: about {distance} from you to the town centre",
            town=visitor.reads(house.locality),
            distance=KILOMETRES[visitor.language].format(kilometres),
        )
        for number, (house, kilometres) in enumerate(zip(houses, (9, 66, 78), strict=True), start=1)
    ]
    assert note == visitor.words("Distances are in a straight line; by road it is farther.")
    assert answer.buttons == [
        *([f"{number}. {visitor.reads(house.locality)}"] for number, house in enumerate(houses, start=1)),
        visitor.labels("Another place", "Menu"),
    ]


async def test_a_distance_is_exact_only_where_the_door_is_known(visitor: Citizen) -> None:
    answer = await visitor.share(*IN_ALMATY)

    _, door, town, *_ = answer.text.split("\n\n")
    almaty = "Almaty" if visitor.language is Language.ENGLISH else "Алматы"
    assert door.endswith(
        visitor.words(
            "{town}: {distance} from you", town=almaty, distance=METRES[visitor.language].format(600)
        )
    )
    assert town.endswith(
        visitor.words(
            "{town}: about {distance} from you to the town centre",
            town=almaty,
            distance=KILOMETRES[visitor.language].format(3),
        )
    )


async def test_a_card_opened_from_a_shared_place_comes_below_since_the_place_is_not_kept(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    answer = await visitor.share(*OUTSIDE_SEMEY)
    card = await visitor.press(answer.buttons[0][0])

    assert card.id > answer.id
    assert card.text.startswith(visitor.reads(busy_bot.house("semey").name))
    assert visitor.words.label("← Back") not in card.buttons[-1]


@pytest.mark.parametrize("place", ABROAD)
async def test_a_place_abroad_is_answered_with_what_to_do(visitor: Citizen, place: str) -> None:
    answer = await visitor.share(*ABROAD[place])

    assert answer.text == visitor.words.beginning("The location you shared is far from Kazakhstan")
    assert len(answer.buttons) > 2


async def test_somebody_near_the_border_is_shown_houses_all_the_same(citizen: Meet) -> None:
    in_tashkent = await citizen("ru")

    assert "Шымкента" in (await in_tashkent.share(41.31, 69.28)).text


async def test_a_pin_from_the_map_is_taken_like_a_shared_place(citizen: Meet, busy_bot: RunningBot) -> None:
    somebody = await citizen("ru")
    await somebody.start("house_almaty-republican")
    card = await somebody.chat.reply()
    pin = await somebody.press("Show on the map", on=card)

    await somebody.chat.forward(pin)
    answer = await somebody.chat.reply()

    assert first_names(answer)[0] == somebody.reads(busy_bot.house("almaty-republican").name)


@pytest.mark.parametrize(
    ("typed", "place_id"),
    [
        ("Усть-Каменогорск", "oskemen"),
        ("өскемен", "oskemen"),
        ("Oskemen", "oskemen"),
        ("оскемен", "oskemen"),
        ("Верный", "almaty"),
        ("Алма-Ата", "almaty"),
        ("алматыда", "almaty"),
        ("в Алматы", "almaty"),
        ("qaragandy", "karaganda"),
        ("Караганды", "karaganda"),
        ("Карганда", "karaganda"),
        ("Целиноград", "astana"),
        ("Нур-Султан", "astana"),
        ("Гурьев", "atyrau"),
        ("Кустанай", "kostanay"),
        ("г. Семипалатинск", "semey"),
        ("петропавл", "petropavl"),
        ("Нursултан", "astana"),
        ("ctvtq", "semey"),
    ],
)
async def test_a_town_is_understood_as_people_write_it(
    visitor: Citizen, busy_bot: RunningBot, typed: str, place_id: str
) -> None:
    answer = await visitor.write(typed)

    town = visitor.reads(busy_bot.place(place_id).name)
    title = visitor.words("{town}: the nearest Houses of Friendship", town=town)
    assert answer.text.startswith(title)
    assert len(first_names(answer)) == 3


async def test_a_list_made_from_a_town_measures_from_its_centre(visitor: Citizen) -> None:
    answer = await visitor.write("Семей")

    semey, borodulikha = {
        Language.KAZAKH: ("Семей", "Бородулиха"),
        Language.RUSSIAN: ("Семей", "Бородулиха"),
        Language.ENGLISH: ("Semey", "Borodulikha"),
    }[visitor.language]
    assert answer.text.split("\n\n")[1].endswith(f"\n{semey}")
    assert answer.text.split("\n\n")[2].endswith(
        visitor.words(
            "{town}: about {distance} away",
            town=borodulikha,
            distance=KILOMETRES[visitor.language].format(58),
        )
    )


async def test_a_name_of_several_places_is_asked_back_with_their_regions(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    choice = await visitor.write("Аксу")

    assert choice.text == visitor.words(
        "There are several places called “{typed}”. Which one do you mean?", typed="Аксу"
    )
    expected = [
        f"{visitor.reads(place.name)} ({visitor.reads(busy_bot.region(place.region_code).name)})"
        for place in (busy_bot.place("aksu"), busy_bot.place("aksukent"))
    ]
    assert choice.buttons == [*([label] for label in expected), visitor.labels("Menu")]
    answer = await visitor.press(expected[1])
    assert answer.id == choice.id
    assert answer.text.startswith(
        visitor.words(
            "{town}: the nearest Houses of Friendship", town=visitor.reads(busy_bot.place("aksukent").name)
        )
    )


@pytest.mark.parametrize(
    "typed", ["абракадабра", "<b>&nbsp;</b> & co", "1234567", "🙂", "а" * 4096, "{town} %s"]
)
async def test_what_is_no_place_is_quoted_back_with_ways_on(visitor: Citizen, typed: str) -> None:
    answer = await visitor.write(typed)

    quoted = typed if len(typed) <= 60 else f"{typed[:60]}…"
    assert quoted in answer.text
    assert visitor.words.label("Next →") in answer.buttons[-2]
    assert visitor.words.label("Menu") in answer.buttons[-1]
