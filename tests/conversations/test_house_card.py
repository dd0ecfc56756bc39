"""What the card of a House of Friendship says, and how sure it is."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.domain.language import Language
from sandbox import SeenMessage
from tests.conversations.citizens import Citizen
from tests.conversations.other_facts import change, shipped_copy
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOUR = 3600.0

WEEKDAYS = {
    Language.KAZAKH: ("сейсенбі", "сәрсенбі", "дүйсенбі"),
    Language.RUSSIAN: ("вторник", "среда", "понедельник"),
    Language.ENGLISH: ("Tuesday", "Wednesday", "Monday"),
}

SHYMKENT_VERIFIED = {
    Language.KAZAKH: "2025\u202fж. 16 қыркүйек (1 жыл бұрын)",
    Language.RUSSIAN: "16 сентября 2025\u202fг. (1 год назад)",
    Language.ENGLISH: "16 September 2025 (1 year ago)",
}


async def card_of(somebody: Citizen, house_id: str) -> SeenMessage:
    await somebody.start(f"house_{house_id}")
    return await somebody.chat.reply()


def links(card: SeenMessage) -> dict[str, str]:
    buttons = [button for row in card.raw["reply_markup"]["inline_keyboard"] for button in row]
    return {button["text"]: unquote(button["url"]) for button in buttons if "url" in button}


async def test_what_is_not_known_is_said_in_plain_words(visitor: Citizen, busy_bot: RunningBot) -> None:
    semey, region = busy_bot.house("semey"), busy_bot.region("KZ-10")

    card = await card_of(visitor, "semey")

    facts, origin = card.text.split("\n\n")
    assert facts.splitlines() == [
        visitor.reads(semey.name),
        f"{visitor.reads(semey.locality)}, {visitor.reads(region.name)}",
        visitor.words("Address: the street is not known yet."),
        visitor.words("Opening hours: not known yet."),
        visitor.words("Phone: not known yet."),
    ]
    assert origin.splitlines()[1].startswith(visitor.words("The source names only the town."))


async def test_an_address_comes_with_how_sure_it_is(visitor: Citizen, busy_bot: RunningBot) -> None:
    taraz = busy_bot.house("taraz")

    card = await card_of(visitor, "taraz")

    assert visitor.words("Address: {address}", address=visitor.reads(taraz.address)) in card.text
    assert visitor.words("Website: {address}", address=taraz.website) in card.text
    assert card.text.endswith(
        visitor.words("The address comes from the source; nobody has checked it there.")
        + " "
        + visitor.words("Check the address before you go.")
    )


async def test_a_source_is_named_with_its_date_and_its_age(visitor: Citizen) -> None:
    card = await card_of(visitor, "shymkent")

    source = visitor.words(
        "Source: {site}, {date}", site="zakon.kz", date=SHYMKENT_VERIFIED[visitor.language]
    )
    assert source in card.text
    assert '<a href="https://www.zakon.kz/' in card.html


async def test_a_source_without_a_date_is_said_to_have_none(visitor: Citizen) -> None:
    card = await card_of(visitor, "kokshetau")

    assert visitor.words("Source: {site}; the page has no date", site="").split(";")[1] in card.text


async def test_a_republican_city_is_not_named_twice(visitor: Citizen, busy_bot: RunningBot) -> None:
    card = await card_of(visitor, "astana")

    assert card.text.splitlines()[1] == visitor.reads(busy_bot.place("astana").name)


async def test_routes_lead_to_the_door_where_it_is_known(visitor: Citizen) -> None:
    card = await card_of(visitor, "almaty-republican")

    assert links(card) == {
        "2GIS": "https://2gis.kz/directions/points/|76.95028,43.24417",
        visitor.words("Yandex"): "https://yandex.kz/maps/?rtext=~43.24417,76.95028",
        "Google": "https://www.google.com/maps/dir/?api=1&destination=43.24417,76.95028",
    }


async def test_routes_search_by_words_where_only_the_town_is_known(visitor: Citizen) -> None:
    card = await card_of(visitor, "semey")

    assert links(card) == {
        "2GIS": "https://2gis.kz/search/Семей, Дом дружбы",
        visitor.words("Yandex"): "https://yandex.kz/maps/?text=Семей, Дом дружбы",
        "Google": "https://www.google.com/maps/search/?api=1&query=Семей, Дом дружбы",
    }


async def test_a_house_number_with_a_slash_stays_one_word_of_the_search(visitor: Citizen) -> None:
    card = await card_of(visitor, "pavlodar")

    [search] = [button["url"] for button in card.raw["reply_markup"]["inline_keyboard"][0][:1]]
    assert search.endswith("35%2F1")


async def test_a_pin_is_sent_for_a_building_and_for_nothing_else(
    visitor: Citizen, busy_bot: RunningBot
) -> None:
    house = busy_bot.house("almaty-republican")
    card = await card_of(visitor, house.id)

    pin = await visitor.press("Show on the map")

    assert pin.location == pytest.approx((43.24417, 76.95028))
    assert pin.raw["venue"]["title"] == visitor.reads(house.name)
    assert pin.raw["venue"]["address"] == visitor.reads(house.address)
    await visitor.chat.press_data(card, "v:semey")
    town_only = await visitor.chat.reply()
    assert town_only.text == (await card_of(visitor, "semey")).text
    assert visitor.words("Show on the map") not in str(town_only.buttons)


async def test_a_card_can_be_shown_to_friends(visitor: Citizen, busy_bot: RunningBot) -> None:
    card = await card_of(visitor, "semey")

    button = card.button(visitor.words("Share with friends"))
    assert button is not None
    [offered] = await visitor.chat.inline(button["switch_inline_query_chosen_chat"]["query"])
    assert offered["title"] == visitor.reads(busy_bot.house("semey").name)


@pytest.mark.parametrize(
    ("hours", "at", "line", "day"),
    [
        ("Mo-Fr 09:00-18:00", 0, "Open now, until {time} ({weekday}).", 0),
        ("Mo-Fr 09:00-18:00", 9 * HOUR, "Closed now, opens at {time} ({weekday}).", 1),
        ("Mo-Fr 09:00-18:00", 4 * 24 * HOUR, "Closed now, opens at {time} ({weekday}).", 2),
        ("24/7", 0, "Open around the clock.", 0),
        ("off", 0, "Closed for now.", 0),
    ],
)
async def test_opening_hours_are_told_as_they_are_at_this_moment_in_astana(
    bot: RunningBot, tmp_path: Path, hours: str, at: float, line: str, day: int
) -> None:
    facts = shipped_copy(tmp_path / "facts")
    change(facts, "houses.csv", "semey", opening_hours=hours)
    await bot.load(facts)
    bot.sandbox.clock.advance(at)

    for language, weekdays in WEEKDAYS.items():
        somebody = await bot.meet(language)
        card = await card_of(somebody, "semey")
        time = "18:00" if line.startswith("Open now") else "09:00"
        assert somebody.words(line, time=time, weekday=weekdays[day]) in card.text.splitlines()


async def test_a_phone_is_text_that_can_be_copied(bot: RunningBot, tmp_path: Path) -> None:
    facts = shipped_copy(tmp_path / "facts")
    change(facts, "houses.csv", "semey", phone="+7 722 252 00 00")
    await bot.load(facts)

    for language in Language:
        somebody = await bot.meet(language)
        card = await card_of(somebody, "semey")
        assert somebody.words("Phone: {phone}", phone="<code>+7 722 252 00 00</code>") in card.html


async def test_a_public_holiday_is_known(bot: RunningBot, tmp_path: Path) -> None:
    facts = shipped_copy(tmp_path / "facts")
    change(facts, "houses.csv", "semey", opening_hours="Mo-Fr 09:00-18:00; PH off")
    await bot.load(facts)
    bot.sandbox.clock.advance(15 * 24 * HOUR)

    somebody = await bot.meet("en")
    assert "Closed now, opens at 09:00 (Thursday)." in (await card_of(somebody, "semey")).text
