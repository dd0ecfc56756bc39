"""The demonstration as a visitor has it: `python -m bot demo` in a browser, three citizens side by side."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from bot.domain.language import Language
from tests.browser import launch_browser
from tests.demonstration import (
    CHEAP_PHONE,
    GUESTS,
    ROOT,
    Phone,
    demonstration,
    everything_fits,
    page_of,
    seating,
)

PICTURE = ROOT / "docs" / "pictures" / "conversation.png"

SEMEY = {Language.KAZAKH: "Семей", Language.RUSSIAN: "Семей", Language.ENGLISH: "Semey"}

KOREAN = {Language.KAZAKH: "Корей тілі", Language.RUSSIAN: "Корейский", Language.ENGLISH: "Korean"}


class Visitor(Phone):
    """Somebody who looks for houses and lessons."""

    async def finds_houses(self, typed: str, town: str) -> None:
        await self.write(typed)
        await self.sees(self.words("{town}: the nearest Houses of Friendship", town=town))

    async def opens_house(self, number: int) -> None:
        await self.press(f"{number}. ")
        await self.sees(self.words("Opening hours: not known yet."))

    async def opens_school(self, lessons: str, typed: str, town: str) -> None:
        await self.write(lessons)
        await self.sees(lessons)
        await self.write(typed)
        await self.sees(self.words("{language}, {town}: the nearest lessons", language=lessons, town=town))
        await self.press("1. ")
        await self.sees(self.words.beginning("Groups open every September"))

    async def looks_for_houses_again(self) -> None:
        """Press the key: until then a town that is named is where lessons are looked for."""
        await self.presses_key("Houses of Friendship")
        await self.sees(self.words.beginning("Where shall I look?").splitlines()[0])


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with launch_browser() as opened:
        yield opened


@pytest.mark.timeout(180)
async def test_three_citizens_come_from_start_to_a_house_and_to_a_school(browser: Browser) -> None:
    async with (
        demonstration() as address,
        page_of(browser, seating(address, *GUESTS.values()), 1280, 800) as page,
    ):
        phones = [Visitor(page, language) for language in Language]
        for phone in phones:
            town = SEMEY[phone.language]
            await phone.start()
            await phone.finds_houses("Семипалатинск", town)
            await phone.opens_house(1)
            await phone.sees(phone.words("The source names only the town."))
            await phone.press("← Back")
            await phone.sees(phone.words("{town}: the nearest Houses of Friendship", town=town))
            await phone.opens_school(KOREAN[phone.language], "Семипалатинск", town)

        kazakh, russian, english = phones
        for phone in (kazakh, russian):
            await phone.looks_for_houses_again()
        for phone in phones:
            await phone.hides_keyboard()
        await kazakh.finds_houses("Семейде", "Семей")
        await russian.finds_houses("Верный", "Алматы")
        await russian.opens_house(2)
        await expect(russian.button(russian.words("Show on the map"))).to_be_visible()
        await english.opens_school("Uzbek", "Nur-Sultan", "Astana")
        await english.looks_at_the_end()
        await page.mouse.move(640, 1)
        PICTURE.parent.mkdir(exist_ok=True)
        await page.screenshot(path=PICTURE)


@pytest.mark.timeout(180)
async def test_on_a_cheap_phone_everything_fits_and_can_be_pressed(browser: Browser) -> None:
    async with demonstration() as address, page_of(browser, address, *CHEAP_PHONE) as page:
        phone = Visitor(page, Language.KAZAKH)
        await phone.start()
        await phone.finds_houses("Өскемен", "Өскемен")
        await everything_fits(page, phone)
        await phone.opens_house(1)
        await everything_fits(page, phone)
        await phone.opens_school("Корей тілі", "Көкшетау", "Көкшетау")
        await everything_fits(page, phone)
        await phone.press("Menu")
        await phone.sees(phone.words("What are you looking for?"))
        await phone.press("Find language lessons")
        await phone.is_offered("Any language")
        await everything_fits(page, phone)
