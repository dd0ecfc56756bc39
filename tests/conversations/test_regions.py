"""From a region to its towns, and from a town to a house."""

import pytest

from bot.domain.language import Language
from sandbox import SeenMessage
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

CITIES = ("almaty", "astana", "shymkent")


def labels(screen: SeenMessage) -> set[str]:
    return {label for row in screen.buttons for label in row}


@pytest.mark.parametrize("typed", ["область Абай", "Абай облысы", "Abai Region", "абайская обл."])
async def test_a_region_that_is_named_opens_the_list_of_its_towns(
    visitor: Citizen, busy_bot: RunningBot, typed: str
) -> None:
    answer = await visitor.write(typed)

    name = visitor.reads(busy_bot.region("KZ-10").name)
    assert answer.text == f"{name}\n\n" + visitor.words("Choose a town, or write its name.")


async def test_region_by_region_and_town_by_town_one_comes_to_a_card_and_back(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    region = busy_bot.region("KZ-63")
    regions = await visitor.press("Houses of Friendship")
    further = await visitor.press("Next →")
    assert further.buttons != regions.buttons
    assert (await visitor.press("← Previous")).buttons == regions.buttons

    if visitor.reads(region.name) not in labels(regions):
        await visitor.press("Next →")
    towns = await visitor.press(visitor.reads(region.name))
    more_towns = await visitor.press("Next →")
    listed = {label for page in (towns, more_towns) for row in page.buttons[:-2] for label in row}
    assert {
        visitor.reads(place.name) for place in busy_bot.directory.localities(region.region_code)
    } == listed

    ridder = visitor.reads(busy_bot.place("ridder").name)
    if ridder not in labels(more_towns):
        await visitor.press("← Previous")
    houses = await visitor.press(ridder)
    card = await visitor.press(f"1. {ridder}")
    assert card.text.startswith(visitor.reads(busy_bot.house("ridder").name))
    back = await visitor.press("← Back")
    assert (back.text, back.buttons) == (houses.text, houses.buttons)
    again = await visitor.press("Another place")
    assert again.buttons == regions.buttons
    assert {regions.id} == {one.id for one in (further, towns, more_towns, houses, card, back, again)}


async def test_the_regions_stand_in_the_order_of_the_readers_alphabet(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    first = await visitor.write("/houses")
    second = await visitor.press("Next →")

    names = [label for row in (*first.buttons[:-2], *second.buttons[:-2]) for label in row]
    cities, regions = names[:3], names[3:]
    assert set(cities) == {visitor.reads(busy_bot.place(name).name) for name in CITIES}
    assert len(regions) == 17
    if visitor.language is Language.KAZAKH:
        assert regions[:4] == ["Абай облысы", "Ақмола облысы", "Ақтөбе облысы", "Алматы облысы"]
        assert regions.index("Қарағанды облысы") < regions.index("Маңғыстау облысы")
    else:
        assert regions == sorted(regions, key=str.lower)
