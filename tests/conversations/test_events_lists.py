"""What is on: by days, by region, in a house, near a place, and in words."""

from datetime import timedelta

import pytest
from aiogram.types import Chat, Message, Update, User

from bot.domain.language import Language
from bot.domain.places import HouseId, PlaceId
from handlers import languages
from tests.conftest import MORNING
from tests.conversations.citizens import Citizen
from tests.conversations.events_on import call_off, draft, put_on
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

TONIGHT = MORNING + timedelta(hours=8)
SATURDAY = MORNING + timedelta(days=4, hours=3)

HOME = [
    ["Today", "Tomorrow"],
    ["This weekend", "This week"],
    ["This month", "By region"],
    ["Near a place", "My events"],
    ["New events for me", "Yearly dates"],
    ["Menu"],
]


PERIODS = {
    "Today": "ab",
    "Tomorrow": "c",
    "This weekend": "d",
    "This week": "abcd",
    "This month": "abcde",
}

DAYS = [
    "в субботу",
    "Что будет в субботу?",
    "сенбіде",
    "on Saturday",
    "5 декабря",
    "05.12.2026",
    "5 желтоқсан",
    "5 декабря 18:00",
]


async def visiting(bot: RunningBot, language: Language = Language.RUSSIAN) -> Citizen:
    somebody = await bot.meet(language)
    await somebody.start()
    return somebody


async def test_what_is_on_asks_for_the_day(bot: RunningBot, language: Language) -> None:
    somebody = await visiting(bot, language)
    by_command = await somebody.write("/events")
    by_key = await somebody.write(f" {somebody.words.label('What is on').lower()}")
    menu = await somebody.write("/menu")
    by_menu = await somebody.press("What is on", on=menu)

    for home in (by_command, by_key, by_menu):
        assert home.buttons == [somebody.labels(*row) for row in HOME]


async def test_a_day_shows_its_events_and_a_card_leads_back_to_the_list(
    bot: RunningBot, language: Language
) -> None:
    await put_on(bot, "Вечер песни", TONIGHT)
    await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await visiting(bot, language)

    await somebody.write("/events")
    today = await somebody.press("Today")
    card = await somebody.press("1. Вечер песни")
    back = await somebody.press("← Back")

    assert "1. Вечер песни" in today.text
    assert "18:00" in today.text
    assert "Ярмарка" not in today.text
    assert card.id == today.id
    assert card.text.startswith("Вечер песни\n")
    assert back.text == today.text


async def test_each_period_shows_its_own_events(bot: RunningBot) -> None:
    for title, days in (("a", 0), ("b", 0), ("c", 1), ("d", 4), ("e", 21), ("f", 31)):
        await put_on(bot, f"Событие {title}", TONIGHT + timedelta(days=days))
    somebody = await visiting(bot)

    for button, shown in PERIODS.items():
        await somebody.write("/events")
        listed = await somebody.press(button)
        assert [row[0][-1] for row in listed.buttons if row[0][0].isdecimal()] == list(shown), button


async def test_where_nothing_is_on_what_comes_next_is_shown(bot: RunningBot, language: Language) -> None:
    await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await visiting(bot, language)

    await somebody.write("/events")
    today = await somebody.press("Today")

    assert somebody.words("Nothing is announced for these days. This comes next:") in today.text
    assert today.buttons[0] == ["1. Ярмарка"]


async def test_without_any_events_the_list_offers_to_tell_of_new_ones(
    bot: RunningBot, language: Language
) -> None:
    somebody = await visiting(bot, language)

    await somebody.write("/events")
    today = await somebody.press("Today")

    assert today.buttons[0] == somebody.labels("New events for me")


async def test_a_long_list_has_pages_and_a_card_leads_back_to_its_page(bot: RunningBot) -> None:
    for number in range(7):
        await put_on(bot, f"Событие {number}", TONIGHT + timedelta(minutes=number))
    somebody = await visiting(bot)

    await somebody.write("/events")
    await somebody.press("Today")
    second = await somebody.press("Next →")
    await somebody.press("2. Событие 6")
    back = await somebody.press("← Back")

    assert second.buttons[:2] == [["1. Событие 5"], ["2. Событие 6"]]
    assert back.text == second.text


async def test_drafts_and_cancelled_events_are_in_no_list(bot: RunningBot) -> None:
    await draft(bot, "Черновик", TONIGHT)
    await call_off(bot, await put_on(bot, "Отменённое", TONIGHT))
    somebody = await visiting(bot)

    await somebody.write("/events")
    today = await somebody.press("Today")

    assert "Черновик" not in today.text
    assert "Отменённое" not in today.text


async def test_a_region_shows_all_its_events_and_days_narrow_them(
    bot: RunningBot, language: Language
) -> None:
    await put_on(bot, "Вечер песни", TONIGHT, house_id=HouseId("astana"))
    await put_on(bot, "Ярмарка", SATURDAY, house_id=HouseId("astana"))
    await put_on(bot, "Далёкое", TONIGHT)
    somebody = await visiting(bot, language)
    region = somebody.reads(bot.region("KZ-71").name)

    await somebody.write("/events")
    regions = await somebody.press("By region")
    await somebody.chat.press(region)
    listed = await somebody.chat.reply()
    weekend = await somebody.press("This weekend")

    cities = {somebody.reads(bot.region(code).name) for code in ("KZ-75", "KZ-71", "KZ-79")}
    assert {label for row in regions.buttons[:2] for label in row} > cities
    assert listed.buttons[:2] == [["1. Вечер песни"], ["2. Ярмарка"]]
    assert listed.text.startswith(region)
    assert weekend.buttons[0] == ["1. Ярмарка"]
    assert weekend.text.startswith(region)


async def test_the_card_of_a_house_leads_to_what_is_on_there(bot: RunningBot, language: Language) -> None:
    await put_on(bot, "Вечер песни", TONIGHT)
    await put_on(bot, "Далёкое", TONIGHT, house_id=HouseId("astana"))
    somebody = await visiting(bot, language)
    name = somebody.reads(bot.house("semey").name)

    await somebody.start("house_semey")
    house = await somebody.chat.reply()
    listed = await somebody.press("What is on here", on=house)
    again = await somebody.press("The House of Friendship")

    assert listed.text.startswith(name)
    assert [row for row in listed.buttons if row[0][0].isdecimal()] == [["1. Вечер песни"]]
    assert again.text == house.text


async def test_a_day_in_words_shows_its_events(bot: RunningBot) -> None:
    await put_on(bot, "Вечер песни", TONIGHT)
    await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await visiting(bot)

    for typed in DAYS:
        listed = await somebody.write(typed)
        assert listed.buttons[0] == ["1. Ярмарка"], typed
        assert "Вечер песни" not in listed.text


async def test_a_day_and_a_town_in_words_show_the_nearest_first(bot: RunningBot) -> None:
    await put_on(bot, "Рано и далеко", SATURDAY - timedelta(hours=3), house_id=HouseId("astana"))
    await put_on(bot, "Ярмарка", SATURDAY)
    await put_on(bot, "Вечер песни", TONIGHT)
    somebody = await visiting(bot)

    for typed in ("в субботу в Семее", "Семей сенбіде", "Semey on Saturday"):
        listed = await somebody.write(typed)
        assert [row[0] for row in listed.buttons[:2]] == ["1. Ярмарка", "2. Рано и далеко"], typed
        assert "км" in listed.text


async def test_a_day_and_a_region_in_words_show_that_region_only(bot: RunningBot) -> None:
    await put_on(bot, "Ярмарка", SATURDAY)
    await put_on(bot, "Далёкое", SATURDAY, house_id=HouseId("astana"))
    somebody = await visiting(bot)

    listed = await somebody.write("в субботу в области Абай")

    assert listed.buttons[0] == ["1. Ярмарка"]
    assert "Далёкое" not in listed.text


async def test_towns_and_languages_are_still_understood_as_such(bot: RunningBot, language: Language) -> None:
    somebody = await visiting(bot, language)
    semey = somebody.reads(bot.place("semey").name)

    town = await somebody.write("Семей")
    lessons = await somebody.write("корейский")
    unknown = await somebody.write("Наурызбай")

    assert town.text.startswith(somebody.words("{town}: the nearest Houses of Friendship", town=semey))
    assert lessons.text.startswith(languages.title("ko", language))
    assert "Наурызбай" in unknown.text


async def test_a_typed_place_shows_the_nearest_events(bot: RunningBot, language: Language) -> None:
    await put_on(bot, "Рано и далеко", TONIGHT, house_id=HouseId("astana"))
    await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await visiting(bot, language)

    await somebody.write("/events")
    await somebody.press("Near a place")
    listed = await somebody.write("Семей")
    card = await somebody.press("1. Ярмарка")
    back = await somebody.press("← Back")
    town = await somebody.write("Семей")

    name = somebody.reads(bot.place("semey").name)
    assert listed.text.startswith(somebody.words("{town}: the nearest first", town=name))
    assert card.id == listed.id
    assert back.text == listed.text
    assert town.text.startswith(somebody.words("{town}: the nearest Houses of Friendship", town=name))


async def test_one_of_several_places_is_asked_for(bot: RunningBot, language: Language) -> None:
    await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await visiting(bot, language)

    await somebody.write("/events")
    await somebody.press("Near a place")
    question = await somebody.write("Аксу")
    await somebody.chat.press(question.buttons[0][0])
    listed = await somebody.chat.reply()

    assert len(question.buttons) > 3
    assert "1. Ярмарка" in listed.text


async def test_an_unknown_place_can_be_typed_again(bot: RunningBot, language: Language) -> None:
    await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await visiting(bot, language)

    await somebody.write("/events")
    await somebody.press("Near a place")
    unknown = await somebody.write("абракадабра")
    listed = await somebody.write("Семей")

    assert "абракадабра" in unknown.text
    assert "1. Ярмарка" in listed.text


async def test_a_shared_place_shows_the_nearest_events_once(bot: RunningBot, language: Language) -> None:
    for number in range(7):
        await put_on(bot, f"Событие {number}", TONIGHT + timedelta(minutes=number))
    await put_on(bot, "Село", SATURDAY, house_id=None, place_id=PlaceId("astana"))
    somebody = await visiting(bot, language)

    await somebody.write("/events")
    await somebody.press("Near a place")
    listed = await somebody.share(51.13, 71.43)
    card = await somebody.press("1. Село")

    assert listed.text.startswith(somebody.words("Events nearest to you"))
    assert listed.buttons[0] == ["1. Село"]
    assert listed.buttons[-1] == somebody.labels("Another place", "Menu")
    assert not any(label in row for row in listed.buttons for label in somebody.labels("Next →"))
    assert card.id > listed.id, "a list that can't be made again stays"


async def test_a_place_abroad_is_said_to_be_far(bot: RunningBot, language: Language) -> None:
    somebody = await visiting(bot, language)

    await somebody.write("/events")
    await somebody.press("Near a place")
    answer = await somebody.share(64.1, -21.9)

    assert answer.text == somebody.words(
        "The location you shared is far from Kazakhstan, or your phone has not found it yet.\n\n"
        "Write the name of a town in Kazakhstan, or choose a region."
    )


async def test_a_place_that_was_lost_in_a_restart_is_asked_for_again(
    bot: RunningBot, language: Language
) -> None:
    await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await visiting(bot, language)
    await somebody.write("/events")
    await somebody.press("Near a place")

    lost = Message(
        message_id=10**6,
        date=MORNING,
        chat=Chat(id=somebody.chat.id, type="private"),
        from_user=User(id=somebody.chat.id, is_bot=False, first_name="Citizen", language_code=language),
    )
    app = bot.app
    await app.dispatcher.feed_update(app.bot, Update(update_id=10**9, message=lost), position_lost=True)
    asked = somebody.chat.last
    listed = await somebody.write("Семей")

    assert asked.text == somebody.words.beginning("Share your location once more")
    assert asked.buttons[0] == somebody.labels("By region")
    assert "1. Ярмарка" in listed.text


async def test_a_list_of_a_house_that_is_gone_shows_everything(bot: RunningBot) -> None:
    await put_on(bot, "Ярмарка", SATURDAY)
    somebody = await visiting(bot)
    await somebody.write("/events")

    listed = await somebody.forge("el:.hatlantis.0")

    assert listed.buttons[0] == ["1. Ярмарка"]
